/** Files of hardware engines in debugfs, as their drivers write them (docs/engines.md). */
const DEBUG = '/sys/kernel/debug';

/** Entries of MediaTek's engine in each state. */
export interface Table {
	bound: number;
	unbound: number;
}

export function mediatekFiles({ bound, unbound }: Table): Record<string, string> {
	const lines = [...Array<string>(bound).fill('BND'), ...Array<string>(unbound).fill('UNB')].map(
		(
			state,
			at
		) => `${(at * 4).toString(16).padStart(5, '0')} ${state} IPv4 5T orig=${tuple(at)} new=${tuple(at)} \
eth=02:00:00:00:00:01->02:00:00:00:00:02 etype=0800 vlan=0,0 ib1=2a820000 ib2=00ffd030 packets=12 bytes=9000\n`
	);
	return {
		[`${DEBUG}/ppe0/entries`]: lines.join(''),
		[`${DEBUG}/ppe0/bind`]: lines.slice(0, bound).join(''),
	};
}

function tuple(at: number): string {
	return `192.168.1.${(at % 250) + 2}:${40000 + at}->203.0.113.7:443`;
}

const COUNTERS = ['offloaded', 'reinstalled', 'destroy_miss', 'stale', 'live_entries'];
const REASONS = [
	'ingress_not_switch_port',
	'ingress_vlan_domain',
	'unsupported_match',
	'unsupported_protocol',
	'unsupported_action',
	'no_egress_l2_header',
	'egress_not_switch_port',
	'egress_is_ingress',
	'snat_and_dnat',
	'ipv6_nat',
	'table_full',
	'hardware_op_failed',
];

/** Qualcomm's switch; what is not given is zero. */
export function qualcommFiles(counters: Record<string, number>): Record<string, string> {
	const lines = [...COUNTERS, ...REASONS].map((name) => `${name.padEnd(24)} ${counters[name] ?? 0}\n`);
	return {
		[`${DEBUG}/3a000000.ppe/offload`]: lines.join(''),
		[`${DEBUG}/3a000000.ppe/flows`]: 'index type proto fwd age host  packets bytes\n',
	};
}

/** A router of another target. */
export function targetFiles(target: string): Record<string, string> {
	return {
		'/etc/openwrt_release': `DISTRIB_TARGET='${target}'\nDISTRIB_DESCRIPTION='OpenWrt 25.12.0 r0-emulated'\n`,
	};
}
