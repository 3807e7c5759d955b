/** A dump as a router with a real home behind it gives it: everything private that can stand in one stands in it. */

import type { Dump } from '../../../../src/rpc/types/dump.ts';
import type { Connection, Logs, PrivateNames } from '../../../../src/rpc/types/index.ts';
import { connectionWith, directionWith, replyWith } from '../connections/samples.ts';
import { adderWith, FLOWTABLE, networkWith, statusWith } from '../status-facts.ts';

/** None of these may be found in a report, in no case and no form. */
export const PRIVATE = {
	hosts: [
		'Annas-Phone',
		'attic-router',
		'Zoés iPad',
		'<img src=x onerror=alert(1)>',
		'Kids (bed time)',
		"Anna's rule",
	],
	wifi: ['Our Home (5 GHz)', 'cafe'],
	logins: ['anna.k@provider.example', 'dsl/0049891234'],
	addresses: [
		'198.51.100.7',
		'203.0.113.80',
		'2001:db8:aa:1::7',
		'2001:0db8:00aa:0001:0000:0000:0000:0007',
		'64:ff9b::203.0.113.80',
	],
	macs: ['02:11:22:aa:44:55', '02-11-22-AA-44-55', '021122aa4455', '11:22ff:feaa:4455'],
} as const;

const [ipv4, ipv4b, ipv6, ipv6Full, nat64] = PRIVATE.addresses;
const [mac, dashed, bare, eui64] = PRIVATE.macs;

const NAMES: PrivateNames = {
	monotonic_ms: 1,
	hosts: PRIVATE.hosts.slice(0, 4),
	wifi: [...PRIVATE.wifi],
	users: [...PRIVATE.logins],
	rules: [],
	networks: [],
	unknown: {},
};

const MESSAGES: Logs = {
	monotonic_ms: 1,
	kernel: [
		{
			time: '12.5',
			text: `REJECT wan in: IN=pppoe-wan MAC=${mac}:02:66:77:88:99:aa:08:00 SRC=${ipv4} DST=${ipv4b} nf_conntrack`,
		},
		{ time: '13.5', text: `mtk_ppe: entry eth=${mac}->${dashed} ${ipv6} > [${ipv6Full}]:443` },
		{ time: '14.5', text: `nf_conntrack: fe80::${eui64} and fd00:1::${eui64} ${nat64} id ${bare}` },
	],
	system: [
		{
			time: 'Wed Nov 26 09:58:05 2025',
			text: `fw4: Section @rule[9] (${PRIVATE.hosts[4]}) is disabled, ignoring section`,
		},
		{
			time: 'Wed Nov 26 09:58:06 2025',
			text: `firewall: reload for ${PRIVATE.hosts[0].toUpperCase()}.lan, ${PRIVATE.hosts[2]}, ${PRIVATE.hosts[3]}`,
		},
		{
			time: 'Wed Nov 26 09:58:07 2025',
			text: `firewall: wifi "${PRIVATE.wifi[0]}" and ${PRIVATE.wifi[1]}, login ${PRIVATE.logins[0]} or ${PRIVATE.logins[1]}`,
		},
	],
	left_out: 2,
	unknown: {},
};

const CONNECTIONS: Connection[] = [
	connectionWith({
		original: directionWith({ src: '192.168.1.5', dst: ipv4 }),
		reply: directionWith({ src: ipv4, dst: ipv4b, bytes: 5_000_000 }),
		status: 0x4006,
		tcp_state: null,
	}),
	connectionWith({
		family: 6,
		protocol: 17,
		tcp_state: null,
		original: directionWith({ src: `fd00:0:0:0:${eui64}`, dst: ipv6Full }),
		reply: directionWith({ src: ipv6Full, dst: `fd00:0:0:0:${eui64}` }),
	}),
];

export function privateDump(): Dump {
	const status = statusWith({
		flowtables: [FLOWTABLE],
		forward_rules: [
			{ text: `ip saddr ${ipv4} flow add @ft comment "for ${PRIVATE.hosts[5]}"`, flowtable: 'ft', index: 0 },
		],
		adders: [adderWith({ text: `ip saddr ${ipv4} flow add @ft comment "for ${PRIVATE.hosts[5]}"` })],
		zones: [
			{ name: 'lan', masq: false, networks: [networkWith('lan', { device: 'br-lan', l3_device: 'br-lan' })] },
			{
				name: 'wan',
				masq: true,
				networks: [networkWith('wan', { proto: 'pppoe', l3_device: 'pppoe-wan', default_route: true })],
			},
		],
		unknown: { drivers: { code: 'failed', text: `read ${ipv4}: ${PRIVATE.hosts[0]}` } },
		drivers: null,
	});
	status.system = {
		...status.system,
		model: `Router of ${PRIVATE.hosts[0]}`,
		release: 'OpenWrt 25.12.0',
		kernel: '6.12.87',
	};
	return {
		format: 'nft-offload-dump',
		version: 1,
		warning: 'PRIVATE',
		made: 1_764_151_200,
		replies: {
			status: { ok: true, ...status },
			connections: { ok: true, ...replyWith(CONNECTIONS, { local: ['192.168.1.1', ipv4b, ipv6] }) },
			logs: { ok: true, ...MESSAGES },
			private_names: { ok: true, ...NAMES },
			counters: { ok: false, error: { code: 'internal', text: `no luck with ${ipv4b}` } },
		},
	};
}
