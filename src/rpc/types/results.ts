/**
 * Results of measurements that the router stores in /etc/nft-offload/results.json: 20 results at most, the oldest out, written after a measurement
 * only. A firmware upgrade and the removal of the package leave the file.
 */
import type { Reason } from './common.ts';

/** Bytes of one direction, without the headers of their packets: all of the uplink, what met the firewall, and what of that was the router's own. */
export interface ResultBytes {
	total_bytes: number;
	slow_bytes: number;
	own_bytes: number;
}

/** What a page tells of a measurement. Everything else of a stored result the backend fills in. */
export interface ResultFigures extends ResultBytes {
	/** The mode that was loaded while it ran. */
	mode: 'off' | 'software' | 'hardware';
	/** Seconds it took. */
	seconds: number;
	download: ResultBytes;
	upload: ResultBytes;
	/** Conntrack entries in hardware at its end. */
	hardware_entries: number;
	/** Load of the busiest core, and the share of that core's time in softirq; 0 to 1, null = unknown. */
	cpu: number | null;
	softirq: number | null;
	latency: ResultLatency | null;
}

/** Milliseconds of a round trip while it ran. */
export interface ResultLatency {
	min_ms: number;
	median_ms: number;
	max_ms: number;
}

/** A network with a default route: the device that carries its IP traffic, and netifd's protocol. */
export interface ResultLine {
	device: string;
	proto: string | null;
}

/** In what a result was measured; null = unknown. */
export interface ResultEnvironment {
	release: string | null;
	kernel: string | null;
	firewall4: string | null;
	/** What firewall4's flowtable held at the end; [] = it had none. */
	devices: string[] | null;
	line: ResultLine[] | null;
}

export interface StoredResult extends ResultFigures {
	/** Seconds since 1970, by the router's clock. */
	time: number;
	environment: ResultEnvironment;
}

/** `results`: the newest first; [] = none was stored. null: the file cannot be read, and `reason` says why. */
export interface StoredResults {
	results: StoredResult[] | null;
	reason: Reason | null;
}

/** `moved_aside`: a damaged file is now results.json.bad. */
export interface SavedResults extends StoredResults {
	moved_aside: boolean;
}

/**
 * Errors: 'bad_argument' for figures that no measurement gives, 'busy' while another result is being stored, 'unavailable' where the file
 * cannot be written or deleted, or where a second damaged file would take the place of the first.
 */
export interface ResultMethods {
	results: { args: Record<string, never>; reply: StoredResults };
	result_save: { args: { result: ResultFigures }; reply: SavedResults };
	results_delete: { args: Record<string, never>; reply: StoredResults };
}
