import type { Mode } from '../../../src/model/index.ts';
import type { ModeTest } from '../../../src/model/recommendation.ts';

/** What two runs of a mode were like: Mbit/s and load of each, and the share of downloads that bypassed the firewall. */
export interface Pair {
	down: [number, number];
	/** Default: 5 Mbit/s. */
	up?: [number, number];
	cpu?: [number, number] | null;
	bypassed?: number;
	entries?: number;
}

/** A pair of runs that hardly differ. */
export function steady(megabits: number, load: number | null, rest: Partial<Pair> = {}): Pair {
	return {
		down: [megabits, megabits * 1.01],
		cpu: load === null ? null : [load, load + 0.01],
		...rest,
	};
}

interface Case {
	name: string;
	pairs: Partial<Record<Mode, Pair>>;
	set?: Partial<ModeTest>;
	mode: Mode | null;
	id: string;
	words?: RegExp;
	without?: RegExp;
}

export const CASES: Case[] = [
	{
		name: 'software is faster, and its cores are calm',
		pairs: { off: steady(300, 0.98), software: steady(480, 0.55) },
		mode: 'software',
		id: 'software',
		words: /^Software offloading is enough.*48\d\.\d Mbit\/s, busiest core at 5\d %.*maintainers/,
	},
	{
		name: 'software is as fast as hardware, and calm: hardware is not needed',
		pairs: { off: steady(300, 0.98), software: steady(480, 0.6), hardware: steady(482, 0.05) },
		set: { hardware: 'tried', current: 'hardware' },
		mode: 'software',
		id: 'software',
	},
	{
		name: 'all are as fast, but only with offloading are the cores calm',
		pairs: { off: steady(480, 0.85), software: steady(480, 0.4) },
		mode: 'software',
		id: 'software',
	},
	{
		name: 'the load is unknown, and software is faster',
		pairs: { off: steady(300, null), software: steady(480, null) },
		mode: 'software',
		id: 'software',
		without: /core/,
	},
	{
		name: 'software is faster, and little room is left',
		pairs: { off: steady(300, 0.98), software: steady(480, 0.82), hardware: steady(480, 0.1) },
		set: { hardware: 'tried' },
		mode: 'software',
		id: 'software-busy',
		words: /little room left\. With hardware offloading: .*busiest core at 1\d %/,
	},
	{
		name: 'a core is full with software, and hardware relieves it',
		pairs: { off: steady(200, 0.99), software: steady(400, 0.97), hardware: steady(900, 0.05) },
		set: { hardware: 'tried' },
		mode: 'hardware',
		id: 'hardware',
		words: /^Hardware offloading helps here.*bypasses SQM/,
	},
	{
		name: 'as fast with hardware as with software, whose core is full',
		pairs: { off: steady(200, 0.99), software: steady(400, 0.95), hardware: steady(402, 0.2) },
		set: { hardware: 'tried' },
		mode: 'hardware',
		id: 'hardware',
	},
	{
		name: 'a core is full with software, and hardware is not there',
		pairs: { off: steady(200, 0.99), software: steady(400, 0.97) },
		set: { steering: false },
		mode: 'software',
		id: 'software-limited',
		words: /Packet steering is off.*Hardware offloading is not possible here: this router has no hardware/,
	},
	{
		name: 'a core is full with software, and the dry run rejects hardware',
		pairs: { off: steady(200, 0.99), software: steady(400, 0.97) },
		set: { hardware: 'rejected', steering: true },
		mode: 'software',
		id: 'software-limited',
		words: /Hardware offloading is not possible here: the kernel rejects it/,
		without: /steering/,
	},
	{
		name: 'a core is full with software, and downloads miss the flowtable',
		pairs: {
			off: steady(200, 0.99, { up: [100, 101] }),
			software: steady(200, 0.97, { bypassed: 0.05, up: [180, 182] }),
		},
		set: { repair: 'wan' },
		mode: 'software',
		id: 'software-limited',
		words: /Downloads went through the firewall with software offloading too.*The repair of wan can/,
	},
	{
		name: 'the kernel accepts hardware, but nothing takes a connection',
		pairs: {
			off: steady(200, 0.99),
			software: steady(400, 0.95),
			hardware: steady(440, 0.5, { entries: 0 }),
		},
		set: { hardware: 'tried' },
		mode: 'software',
		id: 'software-limited',
		words: /The hardware took no connection/,
	},
	{
		name: 'no mode is faster, and none relieves the cores',
		pairs: { off: steady(50, 0.08), software: steady(50, 0.05) },
		set: { current: 'software' },
		mode: null,
		id: 'no-difference',
		words: /^No difference.*Keep “Software”.*The line is the limit/,
	},
	{
		name: 'a difference smaller than that between two runs is none',
		pairs: {
			off: { down: [400, 480], cpu: [0.5, 0.5] },
			software: { down: [430, 510], cpu: [0.45, 0.45] },
		},
		mode: null,
		id: 'no-difference',
	},
	{
		name: 'a difference below 5 % is none, however steady the runs are',
		pairs: { off: { down: [400, 400], cpu: [0.6, 0.6] }, software: { down: [415, 415], cpu: [0.55, 0.55] } },
		mode: null,
		id: 'no-difference',
	},
	{
		name: 'no difference, and a core is full in every mode',
		pairs: { off: steady(90, 0.97), software: steady(90, 0.96) },
		set: { steering: false },
		mode: null,
		id: 'no-difference',
		words: /A core was full in every mode.*Packet steering is off/,
		without: /The line is the limit/,
	},
	{
		name: 'off is as fast and calm: software only lowers the load',
		pairs: { off: steady(250, 0.5), software: steady(250, 0.2) },
		set: { current: 'software' },
		mode: 'off',
		id: 'off-enough',
		words: /^Offloading is not needed.*busiest core at 5\d %.*lower that load, to 2\d %/,
	},
	{
		name: 'offloading slows the line down, and off is calm',
		pairs: { off: steady(500, 0.5), software: steady(100, 0.2) },
		mode: 'off',
		id: 'off-enough',
	},
	{
		name: 'offloading slows the line down, and off is busy',
		pairs: { off: steady(500, 0.8), software: steady(100, 0.2) },
		mode: 'off',
		id: 'off-faster',
		words: /Software: 10\d\.\d Mbit/,
	},
	{
		name: 'only uploads gain',
		pairs: {
			off: steady(100, 0.95, { up: [40, 41] }),
			software: steady(100, 0.5, { up: [80, 81] }),
		},
		mode: 'software',
		id: 'software',
	},
	{
		name: 'hardware would be best, but has a critical conflict',
		pairs: { off: steady(200, 0.99), software: steady(400, 0.97), hardware: steady(900, 0.05) },
		set: { hardware: 'tried', critical: ['hardware'], current: 'hardware' },
		mode: 'software',
		id: 'software-limited',
		words: /Not recommended because of a critical conflict: Hardware/,
	},
	{
		name: 'every kind of offloading has a critical conflict',
		pairs: { off: steady(200, 0.99), software: steady(400, 0.5) },
		set: { critical: ['software', 'hardware'], hardware: 'tried', current: 'software' },
		mode: 'off',
		id: 'only-mode',
		words: /^Only “Off” is possible.*conflict: Software, Hardware/,
	},
	{
		name: 'one of the runs carried too little',
		pairs: { off: { down: [1, 300], up: [0, 0] }, software: steady(400, 0.5) },
		mode: null,
		id: 'too-small',
		words: /^The test was too small: start a longer download/,
	},
	{
		name: 'two runs of a mode are far apart, and the other mode lies between them',
		pairs: { off: { down: [200, 300], cpu: [0.9, 0.9] }, software: steady(280, 0.5) },
		mode: null,
		id: 'unsteady',
		words: /the server or the line was the limit.*Measure again\.$/,
	},
	{
		name: 'two runs of a mode are far apart, and both slower than the other mode',
		pairs: { off: { down: [200, 300], cpu: [0.9, 0.9] }, software: steady(400, 0.5) },
		mode: 'software',
		id: 'software',
	},
	{
		name: 'hardware that is not counted is left out, and said so',
		pairs: {
			off: steady(200, 0.99),
			software: steady(400, 0.95),
			hardware: { down: [0.1, 0.1], up: [0, 0], cpu: [0.05, 0.05] },
		},
		set: { hardware: 'tried' },
		mode: 'software',
		id: 'software-limited',
		words: /could not be measured: its driver does not count/,
	},
	{
		name: 'nothing was measured',
		pairs: {},
		mode: null,
		id: 'too-small',
	},
];
