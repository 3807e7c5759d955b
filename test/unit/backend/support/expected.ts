import type { FlowTally, Tally } from '../../../../src/rpc/types/index.ts';

type Parts = Partial<Record<Exclude<keyof FlowTally, 'total'>, [entries: number, bytes: number | null]>>;

/** A whole FlowTally from its parts that are not empty. */
export function flows(parts: Parts = {}): FlowTally {
	const tally = (part: keyof Parts): Tally => {
		const [entries, bytes] = parts[part] ?? [0, 0];
		return { entries, bytes };
	};
	const values = Object.values(parts);
	const known = values.every(([, bytes]) => bytes !== null);
	return {
		total: {
			entries: values.reduce((sum, [entries]) => sum + entries, 0),
			bytes: known ? values.reduce((sum, [, bytes]) => sum + bytes!, 0) : null,
		},
		ipv4_tcp: tally('ipv4_tcp'),
		ipv4_udp: tally('ipv4_udp'),
		ipv6_tcp: tally('ipv6_tcp'),
		ipv6_udp: tally('ipv6_udp'),
		other: tally('other'),
	};
}

interface Recorded {
	entries: number;
	/** In software: of the whole dump, of the filtered one, and of the text. */
	full: Parts;
	filtered: Parts;
	text: Parts;
	/** In hardware, in all three of them. */
	hardware?: Parts;
}

/** What the recordings hold, counted by a program of another language. */
export const RECORDED: Record<string, Recorded> = {
	'conntrack/mixed': {
		entries: 70,
		full: { ipv4_tcp: [4, 5151738252], ipv4_udp: [40, 71040] },
		filtered: { ipv4_tcp: [4, 5151738252], ipv4_udp: [40, 71040] },
		text: { ipv4_tcp: [4, 5074466392], ipv4_udp: [40, 71040] },
	},
	'conntrack/mixed6': {
		entries: 87,
		full: {
			ipv4_tcp: [4, 4143210589],
			ipv4_udp: [40, 71040],
			ipv6_tcp: [23, 1357868300],
			ipv6_udp: [15, 30240],
		},
		filtered: {
			ipv4_tcp: [4, 4158956285],
			ipv4_udp: [40, 71040],
			ipv6_tcp: [23, 1366302108],
			ipv6_udp: [15, 30240],
		},
		text: {
			ipv4_tcp: [4, 4101601589],
			ipv4_udp: [40, 71040],
			ipv6_tcp: [23, 1324551860],
			ipv6_udp: [15, 30240],
		},
	},
	'conntrack/off': { entries: 70, full: {}, filtered: {}, text: {} },
	'openwrt/off': { entries: 67, full: {}, filtered: {}, text: {} },
	'openwrt/sw': {
		entries: 67,
		full: { ipv4_udp: [40, 71040] },
		filtered: { ipv4_udp: [40, 71040] },
		text: { ipv4_udp: [40, 71040] },
	},
	'openwrt/hw-refused': {
		entries: 66,
		full: { ipv4_tcp: [4, 5084319684], ipv4_udp: [40, 71040] },
		filtered: { ipv4_tcp: [4, 5175880352], ipv4_udp: [40, 71040] },
		text: { ipv4_tcp: [4, 4816704128], ipv4_udp: [40, 71040] },
	},
	'openwrt/hw': {
		entries: 50,
		full: {},
		filtered: {},
		text: {},
		hardware: { ipv4_tcp: [4, 11654928], ipv4_udp: [40, 1356480] },
	},
	'openwrt/hw-full': {
		entries: 50,
		full: { ipv4_udp: [20, 904320] },
		filtered: { ipv4_udp: [20, 904320] },
		text: { ipv4_udp: [20, 904320] },
		hardware: { ipv4_tcp: [4, 10357816], ipv4_udp: [20, 670704] },
	},
};
