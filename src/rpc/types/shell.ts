/** What the commands of `nft-offload` print with `--json`, where that is no reply of a method. */

import type { Reason } from './common.ts';
import type { Connection } from './connections.ts';
import type { ResultFigures } from './results.ts';

/** A line of `nft-offload watch`; null = unknown. */
export interface WatchLine {
	/** Seconds since 1970, by the router's clock. */
	time: number;
	/** Connections. */
	offloaded: { software: number; hardware: number } | null;
	tracked: number | null;
	/** Of the Internet connection, both directions together. */
	bits_per_second: number | null;
	/** At least so much of its data bypassed the firewall. */
	bypassed_percent: number | null;
	/** Why that is unknown: 'unread', 'no-line', 'tunnel', 'silent', 'too-little' or 'own-traffic' (src/model/history/share.ts). */
	bypassed_unknown: string | null;
	/** The busiest core, and its time in softirq. */
	core_percent: number | null;
	softirq_percent: number | null;
}

/** A connection and why it is offloaded or not, as on the page (src/model/connections/explain.ts). */
export interface JudgedConnection {
	connection: Connection;
	state: 'hardware' | 'software' | 'slow' | 'idle' | 'excluded';
	/** All reasons that hold, the most important first, each with the device that it is about. */
	whys: Array<{ why: string; device: string | null }>;
}

/** Of `nft-offload why`: the largest connections; null = unknown. left_out: those that are smaller. */
export interface Judged {
	connections: JudgedConnection[] | null;
	left_out: number;
	unknown: Reason | null;
}

type Verdict = 'working' | 'partly' | 'not-working' | 'not-enough';

/** Of `nft-offload measure`. mode: null where it is unknown, or has changed meanwhile. */
export interface Measured extends Omit<ResultFigures, 'mode'> {
	mode: ResultFigures['mode'] | null;
	/** hardware: the hardware forwards and does not count. Where `sqm` explains the downloads, uploads alone decide. */
	verdict: Verdict | 'hardware';
	downloads: Verdict;
	uploads: Verdict;
	/** Why downloads took the slow path, where SQM takes them off the fast one. */
	sqm: string[];
}
