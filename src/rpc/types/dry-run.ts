/**
 * Requests and replies of `dry_run`: would the kernel take the ruleset that the firewall makes with another offloading mode? And of
 * `firewall_load`: let it load its ruleset now.
 */
import type { Reason } from './common.ts';

/** off: neither option. software: flow_offloading. hardware: flow_offloading_hw too. */
export type DryRunMode = 'off' | 'software' | 'hardware';

/** Why the kernel would not take it. */
export interface Refusal {
	/**
	 * module_missing: it knows no flow offloading (kmod-nft-offload). not_supported: it knows it, but not on these devices.
	 * other: something else in the ruleset; the lines say what.
	 */
	cause: 'module_missing' | 'not_supported' | 'other';
	/** nft's words: an error, the line of the ruleset concerned, and marks below it. At most 12 lines of 200 bytes. */
	lines: string[];
}

/**
 * What ran: firewall4's own code on a private copy of the configuration, its whole ruleset then tried with `nft -c`; or, where that
 * code gave no ruleset, `nft -c` of a small table with a flowtable and a rule that feeds it. Nothing is loaded and nothing saved.
 */
export interface DryRun {
	mode: DryRunMode;
	ran: 'firewall4' | 'throw_away';
	/** null = unknown: nft itself could not be run, or not in time. */
	accepted: boolean | null;
	/** Where `accepted` is false. */
	refusal: Refusal | null;
	/**
	 * The flowtable that firewall4 would load; `hardware` false in mode hardware: it falls back to software, because the kernel
	 * refuses the flag. null where it would load none (mode off, or no device for it), and from the small table.
	 */
	flowtable: { devices: string[]; hardware: boolean } | null;
	/** The ports for which the kernel rejects hardware offloading, where firewall4 falls back for them; null where it does not, or unknown. */
	rejecting: string[] | null;
	/** `firewall4`: why its code gave no ruleset. */
	unknown: { accepted?: Reason; firewall4?: Reason };
}

/** Errors of `dry_run`: 'bad_argument'; of `firewall_load`: 'unavailable', the text says why. Both take up to 9 s on a slow router. */
export interface DryRunMethods {
	/**
	 * Starts the firewall where its table is not in the kernel, and reloads it else. What the kernel refuses changes nothing; `refusal`
	 * then has its words.
	 */
	firewall_load: { args: Record<string, never>; reply: { refusal: Refusal | null } };
	dry_run: { args: { mode: DryRunMode }; reply: DryRun };
}
