/** What every reply has: the envelope, faults, and reasons for what is unknown. */

/** What can go wrong with a call as a whole. The text that goes with it is in the router's words (English). */
export type ErrorCode =
	| 'bad_argument'
	| 'unknown_method'
	| 'internal'
	/** Too many calls are working at once (system/slot.uc): ask again. */
	| 'busy'
	/** Something that exists only once, a trial or a measurement, is running already. */
	| 'running'
	/** What the call is about is over, or never was. */
	| 'gone'
	/** This router lacks what the method needs. */
	| 'unavailable';

/** Why a call failed. */
export interface Fault {
	error: { code: ErrorCode; text: string };
}

/**
 * The envelope of every reply. A reply that would pass 64 KiB has its longest lists cut, never `trial`: `unknown` then has the code
 * `truncated` under the name of the field, which is not null. rpcd ignores exit codes, so the reply itself says whether the call succeeded.
 */
export type Reply<T> = ({ ok: true } & T) | ({ ok: false } & Fault);

/** Why a single value is unknown. */
export type ReasonCode =
	/** The file, command or kernel interface does not exist here. */
	| 'missing'
	/** It exists, but this process may not read it. */
	| 'denied'
	/** It answered with something that is not what its format says. */
	| 'garbled'
	/** It ended in the middle, or the value is known and was cut: then the text says how many items were left out. */
	| 'truncated'
	/** The kernel dropped part of the answer (netlink overrun) or marked it as interrupted by changes. */
	| 'overrun'
	/** It did not answer within its time limit. */
	| 'timeout'
	/** It ran, but reported a failure. */
	| 'failed';

/** `text` holds the file, command or errno concerned, at most 200 characters, for "Details" and the report. */
export interface Reason {
	code: ReasonCode;
	text: string;
}

/** The two options of firewall.@defaults[0], as firewall4 reads them (fw4.uc, parse_bool: '1', 'on', 'true', 'yes' are true). */
export interface OffloadOptions {
	flow_offloading: boolean;
	flow_offloading_hw: boolean;
}
