/** What scenarios are made of. */
import type { Extras } from './kernel/extras.ts';
import type { Scenario } from './scenario.ts';

export const USUAL: Scenario = {
	title: '',
	recording: 'openwrt/off',
	options: {},
	support: { module: true, hardware: 'accepts_flag' },
	loaded: 'as_requested',
	openings: 0.8,
	recordedSending: 90,
};

/** SQM shapes the line in both directions. */
export const SQM: Extras = {
	services: { sqm: true },
	modules: ['sch_cake'],
	qdiscs: { eth1: ['cake', 'ingress'], ifb4eth1: ['cake'] },
	configs: { sqm: "config queue 'eth1'\n\toption enabled '1'\n\toption interface 'eth1'\n" },
};

export const SOFTWARE: Scenario = {
	...USUAL,
	recording: 'openwrt/sw',
	options: { flow_offloading: '1' },
};

export const HARDWARE: Scenario = {
	...USUAL,
	title: 'Hardware offloading works',
	recording: 'openwrt/hw',
	options: { flow_offloading: '1', flow_offloading_hw: '1' },
	support: { module: true, hardware: 'takes_flows' },
};

/** Nothing but one long download. */
export const DOWNLOAD = { openings: 0, recordedSending: 1 } satisfies Partial<Scenario>;
