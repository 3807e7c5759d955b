/** The simulated PPE in the guest: a module of ours (../engine/offload_engine.c) that the kernel takes for a switch with offloading. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { run } from './commands.ts';

const PARAMETERS = '/sys/module/offload_engine/parameters';

/** What can be told to it while it runs; its source says what each means. */
export interface Settings {
	devices: string;
	capacity: number;
	rejected_protocol: number;
	statistics: 0 | 1;
	statistics_delay: number;
	keep_orphans: 0 | 1;
}

const DEFAULTS: Settings = {
	devices: '',
	capacity: 65536,
	rejected_protocol: 0,
	statistics: 1,
	statistics_delay: 0,
	keep_orphans: 0,
};

/** Changes what is named and leaves the rest. */
export function setEngine(settings: Partial<Settings>): void {
	for (const [name, value] of Object.entries(settings)) writeFileSync(`${PARAMETERS}/${name}`, String(value));
}

/** Loads it once, and starts afresh for these devices. */
export function useEngine(file: string, settings: Partial<Settings>): void {
	if (!existsSync(PARAMETERS)) run('/run/busybox', ['insmod', file]);
	setEngine({ ...DEFAULTS, ...settings });
	writeFileSync(`${PARAMETERS}/rejected`, '0');
}

/** Flows that it holds (two for a connection) and has rejected, packets that it has forwarded, and how often it was asked for statistics. */
export function engineFigures(): { held: number; rejected: number; forwarded: number; reports: number } {
	const read = (name: string): number => Number(readFileSync(`${PARAMETERS}/${name}`, 'utf8'));
	return {
		held: read('held'),
		rejected: read('rejected'),
		forwarded: read('forwarded'),
		reports: read('reports'),
	};
}
