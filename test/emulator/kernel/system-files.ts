/** The files of the emulated router outside /etc/config: what identifies it and what the kernel tells. */
import { randomBytes } from 'node:crypto';
import { TIMEOUTS } from '../flows/connection.ts';
import type { Content } from './files.ts';
import type { OffloadSupport } from './firewall.ts';
import { LEASE_FILES } from './neighbours.ts';
import { deviceFiles, type Uplink } from './network.ts';
import { routeFiles } from './routes.ts';

/** The image on the flash. */
export interface Firmware {
	release: string;
	kernel: string;
}

export const FIRST_FIRMWARE: Firmware = { release: '25.12.0', kernel: '6.12.87' };

function openwrtRelease(release: string): string {
	return `DISTRIB_ID='OpenWrt'
DISTRIB_RELEASE='${release}'
DISTRIB_REVISION='r0-emulated'
DISTRIB_TARGET='mediatek/filogic'
DISTRIB_ARCH='aarch64_cortex-a53'
DISTRIB_DESCRIPTION='OpenWrt ${release} r0-emulated'
DISTRIB_TAINTS=''
`;
}

/** As apk and opkg write their databases, as far as versions are looked up in them. */
const packagesOf = (kernel: string) => [
	'firewall4 2025.03.17~b6e51575-r1',
	`kmod-nft-offload ${kernel}-r1`,
	'luci-app-nft-offload 0.1.0-r1',
];

/** Seconds, by the names of net.netfilter. */
const TIMEOUT_NAMES = {
	nf_conntrack_tcp_timeout_established: TIMEOUTS.established,
	nf_conntrack_tcp_timeout_unacknowledged: TIMEOUTS.unacknowledged,
	nf_conntrack_udp_timeout_stream: TIMEOUTS.udpStream,
	nf_flowtable_tcp_timeout: TIMEOUTS.flowtable,
	nf_flowtable_udp_timeout: TIMEOUTS.flowtable,
};

/** The traffic is IPv4. */
const SNMP6 = ['Ip6InReceives', 'Ip6InOctets', 'Ip6OutOctets', 'Icmp6InMsgs']
	.map((name) => `${name.padEnd(32)}\t0\n`)
	.join('');

/** What is asked anew at every reading. */
export interface Readings {
	bootId(): string;
	count(): number;
	table(): string;
	netDev(): string;
	netstat(): string;
	stat(): string;
}

/** Contents by path. */
export function systemFiles(
	support: OffloadSupport,
	uplink: Uplink,
	{ release, kernel }: Firmware,
	readings: Readings
): Record<string, Content> {
	const modules = {
		nf_conntrack: '9',
		nf_tables: '410',
		...(support.module ? { nft_flow_offload: '1' } : {}),
	};
	const loaded = Object.entries(modules);
	return {
		...deviceFiles(uplink),
		...LEASE_FILES,
		...routeFiles(uplink),
		'/etc/openwrt_release': openwrtRelease(release),
		'/tmp/sysinfo/model': 'Emulated Router\n',
		'/tmp/sysinfo/board_name': 'emulated,router\n',
		'/usr/bin/apk': '',
		'/lib/apk/db/installed': installed(support, kernel),
		'/usr/sbin/nft': '',
		'/dev/urandom': () => randomBytes(32),
		'/proc/sys/kernel/random/boot_id': () => `${readings.bootId()}\n`,
		'/proc/sys/kernel/osrelease': `${kernel}\n`,
		'/proc/version': `Linux version ${kernel}\n`,
		'/proc/net/nf_conntrack': readings.table,
		'/proc/net/dev': readings.netDev,
		'/proc/net/netstat': readings.netstat,
		'/proc/net/snmp6': SNMP6,
		'/proc/stat': readings.stat,
		'/proc/sys/net/netfilter/nf_conntrack_count': () => `${readings.count()}\n`,
		'/proc/sys/net/netfilter/nf_conntrack_max': '262144\n',
		'/proc/sys/net/netfilter/nf_conntrack_acct': '1\n',
		...Object.fromEntries(
			Object.entries(TIMEOUT_NAMES).map(([name, seconds]) => [
				`/proc/sys/net/netfilter/${name}`,
				`${seconds}\n`,
			])
		),
		// debugfs is mounted.
		'/sys/kernel/debug/sleep_time': '',
		'/proc/modules': loaded.map(([name, uses]) => `${name} 65536 ${uses} - Live 0x0\n`).join(''),
		...Object.fromEntries(loaded.map(([name, uses]) => [`/sys/module/${name}/refcnt`, `${uses}\n`])),
		[`/lib/modules/${kernel}/modules.builtin`]: '',
		[`/lib/modules/${kernel}/nf_conntrack.ko`]: '',
		...(support.module ? { [`/lib/modules/${kernel}/nft_flow_offload.ko`]: '' } : {}),
	};
}

/** Records of apk's database: a line `P:` for the name, one `V:` for the version, an empty one at the end. */
function installed(support: OffloadSupport, kernel: string): string {
	return packagesOf(kernel)
		.filter((line) => support.module || !line.startsWith('kmod-nft-offload'))
		.map((line) => line.replace(/^(\S+) (\S+)$/, 'P:$1\nV:$2\n\n'))
		.join('');
}
