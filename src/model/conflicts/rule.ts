import type { Environment } from '../../rpc/types/environment.ts';
import type { Status } from '../../rpc/types/index.ts';
import type { OptionChange } from '../commands.ts';
import type { VersionRange } from './versions.ts';

/**
 * critical: costs the connection, the protection or the whole router. high: something that the user has set up stops working.
 * medium: something works less well or shows wrong figures. low: no harm, but a helper who reads the report wants to know.
 * fine: a confirmation that a known tool still works.
 */
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'fine';

/** In which mode of offloading a rule matters; 'any': also while it is off. */
export type RuleMode = 'any' | 'both' | 'software' | 'hardware';

/** What the rules look at. */
export interface RouterState {
	status: Status;
	environment: Environment;
}

/** A change that is safe enough for one click. */
export interface Fix {
	/** The words on the button. */
	title: string;
	changes: OptionChange[];
	/** Instead of options: excludes the first packets from offloading, or flushes offloaded connections. */
	action?: 'first-packets' | 'flush';
}

/** The pages of LuCI that help; every LuCI has them. */
export type PageName = 'startup' | 'software' | 'rules';

/** One conflict between flow offloading and something else on the router, or one thing that offloading needs. Its sources: sources.ts. */
export interface Rule {
	/** A name that never changes: hidden hints are remembered by it. */
	id: string;
	mode: RuleMode;
	severity: Severity;
	/**
	 * Whether it applies to this router: names of what was found (services, devices, chains), or true where nothing has a name.
	 * An unknown fact never makes a rule apply: a hint that is not sure is worse than none.
	 */
	when(router: RouterState): boolean | string[];
	/** The versions of the kernel (`uname -r`) and of OpenWrt that have it; all where this is left out. An unknown version has nothing. */
	kernel?: VersionRange[];
	release?: VersionRange[];
	/** The dry run rejects the ruleset: nobody needs to be asked. */
	rejected?: true;
	/** One sentence: what happens. Of a confirmation, `%s` is for the names of what was found. */
	effect(): string;
	/** One sentence: what to do. */
	advice(): string;
	page?: PageName;
	/** null where there is nothing to change. */
	fix?(router: RouterState): Fix | null;
}
