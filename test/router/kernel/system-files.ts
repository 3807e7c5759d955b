/** The files of the emulated router outside /etc/config: what identifies it and what the kernel tells. */
import type { Content } from './files.ts';
import type { OffloadSupport } from './firewall.ts';

const KERNEL = '6.12.87';

const OPENWRT_RELEASE = `DISTRIB_ID='OpenWrt'
DISTRIB_RELEASE='25.12.0'
DISTRIB_REVISION='r0-emulated'
DISTRIB_TARGET='mediatek/filogic'
DISTRIB_ARCH='aarch64_cortex-a53'
DISTRIB_DESCRIPTION='OpenWrt 25.12.0 r0-emulated'
DISTRIB_TAINTS=''
`;

/** Contents by path; `count` and `table` are asked anew at every reading. */
export function systemFiles(
	support: OffloadSupport,
	count: () => number,
	table: () => string
): Record<string, Content> {
	const modules = {
		nf_conntrack: '9',
		nf_tables: '410',
		...(support.module ? { nft_flow_offload: '1' } : {}),
	};
	const loaded = Object.entries(modules);
	return {
		'/etc/openwrt_release': OPENWRT_RELEASE,
		'/tmp/sysinfo/model': 'Emulated Router\n',
		'/tmp/sysinfo/board_name': 'emulated,router\n',
		'/usr/bin/apk': '',
		'/lib/apk/db/installed': '',
		'/usr/sbin/nft': '',
		'/proc/sys/kernel/osrelease': `${KERNEL}\n`,
		'/proc/version': `Linux version ${KERNEL}\n`,
		'/proc/net/nf_conntrack': table,
		'/proc/sys/net/netfilter/nf_conntrack_count': () => `${count()}\n`,
		'/proc/sys/net/netfilter/nf_conntrack_max': '262144\n',
		'/proc/sys/net/netfilter/nf_conntrack_acct': '1\n',
		'/proc/modules': loaded.map(([name, uses]) => `${name} 65536 ${uses} - Live 0x0\n`).join(''),
		...Object.fromEntries(loaded.map(([name, uses]) => [`/sys/module/${name}/refcnt`, `${uses}\n`])),
		[`/lib/modules/${KERNEL}/modules.builtin`]: '',
		[`/lib/modules/${KERNEL}/nf_conntrack.ko`]: '',
		...(support.module ? { [`/lib/modules/${KERNEL}/nft_flow_offload.ko`]: '' } : {}),
	};
}
