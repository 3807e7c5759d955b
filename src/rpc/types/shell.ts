/** What `nft-offload status --json` prints for scripts on the router. */

import type { Reason } from './common.ts';

type Mode = 'off' | 'software' | 'hardware';

/**
 * What differs from the environment of a result: the version that was and is; the devices that have left the flowtable since; the
 * protocols of the lines that were and are.
 */
export interface Change {
	id: 'release' | 'kernel' | 'firewall4' | 'devices' | 'line';
	before: string[];
	now: string[];
}

/** A network whose arriving packets go through the firewall: downloads arrive on WAN networks, uploads on LAN networks. */
export interface Lane {
	network: string;
	device: string | null;
	direction: 'download' | 'upload';
	/** PathReason of its path. */
	reason: string | null;
	/** Whether `nft-offload repairs` offers a repair. */
	repair: boolean;
}

/** A result in short. `time` in seconds since 1970. `percent` of the data bypassed the firewall. */
export interface ShortResult {
	mode: Mode;
	time: number;
	percent: number;
	release: string | null;
}

/** null = unknown, and `unknown` says why. */
export interface ShellStatus {
	requested: Mode | null;
	loaded: Mode | null;
	/** Of firewall4's flowtable; [] = it has none. */
	devices: string[] | null;
	/** Flowtables of other programs for routed packets, as 'family table name'. Their connections are counted too. */
	other_flowtables: string[] | null;
	not_covered: Lane[] | null;
	/** Networks of which it is unknown whether they are covered. */
	undecided: Lane[] | null;
	/** Connections; `tracked`: all entries of the connection table. */
	offloaded: { software: number; hardware: number; tracked: number | null } | null;
	/** good: when it last worked in the mode that is enabled (in any while it is off), null = never. bad: a newer result in this environment that says otherwise. */
	recall: { good: ShortResult | null; changes: Change[]; bad: ShortResult | null } | null;
	exit: 0 | 1 | 2 | 3;
	unknown: { requested?: Reason; loaded?: Reason; covered?: Reason; offloaded?: Reason; recall?: Reason };
}
