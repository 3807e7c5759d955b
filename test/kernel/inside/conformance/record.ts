/** The recorded matrix: what docs/offloading.md shows, and what every run must find again. */
import { existsSync, readFileSync } from 'node:fs';
import type { Direction } from './ends.ts';
import type { Family, ListName } from './lines.ts';

/** fast: at most 5 % of the data met the firewall. slow: at least 95 %. mixed: neither, which no cell may be. */
export type Taken = 'fast' | 'slow' | 'mixed';

/** One direction of one connection over one line under one list of devices. */
export interface Cell {
	line: string;
	list: ListName;
	family: Family;
	direction: Direction;
	taken: Taken;
	/** Packets of the data that met the firewall. */
	slow_packets: number;
	/** What the backend said: whether packets take the fast path, and through which device. */
	claimed: boolean | null;
	through: 'deepest' | 'l3' | null;
}

/** The content of test/data/conformance/linux-SERIES.json. */
export interface Recording {
	kernel: string;
	/** Lines and lists in their order, with what the documentation calls them. */
	lines: Record<string, string>;
	lists: Record<string, string>;
	/** Bytes of each transfer. */
	bytes: number;
	cells: Cell[];
}

/** The recorded cells of a list; null where there is no recording. */
export function recorded(file: string, list: ListName): Cell[] | null {
	if (!existsSync(file)) return null;
	const recording = JSON.parse(readFileSync(file, 'utf8')) as Recording;
	return recording.cells.filter((cell) => cell.list === list);
}

/** A cell without what differs from run to run. */
export function verdictOf({ slow_packets, ...verdict }: Cell): Omit<Cell, 'slow_packets'> {
	return verdict;
}
