/** Reply of `summary`, and what `nft-offload status --json` prints: the judgement of the page in one call, for programs. */

import type { Reason } from './common.ts';
import type { EngineReading } from './engines.ts';
import type { Family } from './paths.ts';
import type { StoredResult } from './results.ts';

/**
 * What differs from the environment of a result: the version that was and is; the devices that have left the flowtable since; the
 * protocols of the uplinks that were and are.
 */
export interface Change {
	id: 'release' | 'kernel' | 'firewall4' | 'devices' | 'line';
	before: string[];
	now: string[];
}

/**
 * good: when offloading last worked in the mode that is enabled, null = never. bad: the newest result since then, in the present environment,
 * that says otherwise; then changes do not matter. While offloading is off, or unknown, `good` is of any mode and nothing is compared.
 */
export interface Recall {
	good: StoredResult | null;
	changes: Change[];
	bad: StoredResult | null;
}

/**
 * A network: downloads arrive on those with a default route, uploads on those of other zones. fast: whether arriving packets take the fast
 * path; null = unknown.
 */
export interface Lane {
	network: string;
	device: string;
	direction: 'download' | 'upload';
	fast: boolean | null;
}

/** Why offloading is not enabled, or not loaded. */
export interface SettingFinding {
	/**
	 * Not enabled: 'uncommitted', 'hardware-alone', 'misplaced', or disabled and still loaded ('left-over'). Not loaded: 'module-missing',
	 * 'firewall-stopped', 'rule-missing', 'rejected'; 'fallback': software is loaded instead of hardware.
	 */
	id:
		| 'uncommitted'
		| 'hardware-alone'
		| 'misplaced'
		| 'left-over'
		| 'module-missing'
		| 'firewall-stopped'
		| 'rule-missing'
		| 'rejected'
		| 'fallback';
	/** Of 'misplaced': where the option has no effect, such as 'network.globals'. */
	sections: string[];
}

/** null = unknown, and `unknown` says why. */
export interface Summary {
	requested: StoredResult['mode'] | null;
	loaded: StoredResult['mode'] | null;
	/** null where it is enabled and loaded, where it is simply off, and where that is unknown. */
	finding: SettingFinding | null;
	/** Of firewall4's flowtable; [] = it has none. */
	devices: string[] | null;
	/** All of the kernel, as 'family table name'. */
	flowtables: string[] | null;
	/** The networks that are up; `not_covered`: those whose arriving packets go through the firewall. */
	lanes: Lane[] | null;
	not_covered: Lane[] | null;
	/** Connections; `tracked`: all entries of the connection table. */
	offloaded: { software: number; hardware: number; tracked: number | null } | null;
	/** What hardware engines say; [] = there is none. */
	engines: EngineReading[] | null;
	recall: Recall | null;
	/** Ids of conflicts with the enabled mode that are critical or high (docs/conflicts.md), the worst first; while off, with software. */
	conflicts: string[];
	/**
	 * devices: those whose bytes are the traffic of the Internet connection; [] = unknown. compared: the devices and families whose bytes may
	 * be compared with `ip_bytes` of `counters`: what the IP stack has not counted of them has bypassed the firewall. null = none.
	 */
	line: { devices: string[]; compared: { devices: string[]; families: Family[] } | null };
	/** As the exit code of `nft-offload status`. 0: it works. 1: it does not. 2: unknown. 3: it is off. */
	exit: 0 | 1 | 2 | 3;
	/** null for what is known. */
	unknown: Record<
		'requested' | 'loaded' | 'covered' | 'offloaded' | 'engines' | 'recall',
		Reason | null | undefined
	>;
}
