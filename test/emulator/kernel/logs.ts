/** The programs `dmesg` and `logread`: a log as routers have it, with addresses and names that no report may show. */
import type { ProgramResult } from './nft.ts';

const RING_BUFFER = [
	'[    0.000000] Linux version 6.12.87',
	'[    2.104512] mtk_soc_eth 15100000.ethernet eth0: mediatek frame engine at 0xffffffc081400000, irq 103',
	'[    2.204512] mtk_soc_eth 15100000.ethernet: PPE started',
	'[   14.518834] nf_conntrack: default automatic helper assignment has been turned off',
	'[   21.337755] br-lan: port 1(eth0) entered forwarding state',
	'[ 1834.118233] nf_conntrack: nf_conntrack: table full, dropping packet',
];

const SYSTEM_LOG = [
	"Wed Nov 26 09:58:02 2025 daemon.notice netifd: Interface 'wan' is now up",
	'Wed Nov 26 09:58:03 2025 user.notice firewall: Reloading firewall due to ifup of wan (eth1)',
	'Wed Nov 26 09:58:04 2025 daemon.info dnsmasq-dhcp[1]: DHCPACK(br-lan) 192.168.1.117 02:11:22:33:44:55 Annas-Phone',
	'Wed Nov 26 09:58:05 2025 user.warn fw4: Section @rule[9] (Annas-Phone) is disabled, ignoring section',
	'Wed Nov 26 09:58:06 2025 user.warn fw4: Section @redirect[0] (games) refers to 198.51.100.34 and 192.168.1.117',
	'Wed Nov 26 09:58:07 2025 kern.warn kernel: [ 1834.118233] nf_conntrack: nf_conntrack: table full, dropping packet',
];

/** Runs dmesg or logread; null for any other program. */
export function runLogs(program: string): ProgramResult | null {
	const logs: Record<string, string[]> = { dmesg: RING_BUFFER, logread: SYSTEM_LOG };
	const lines = Object.hasOwn(logs, program) ? logs[program]! : null;
	return lines && { code: 0, output: `${lines.join('\n')}\n`, errors: '' };
}
