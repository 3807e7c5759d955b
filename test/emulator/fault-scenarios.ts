import type { Scenario } from './scenario.ts';
import { SOFTWARE } from './usual-scenarios.ts';

/** A working router of which one part fails. */
const FAULT = { ...SOFTWARE, group: 'Faults' } satisfies Scenario;

/** The kernel has no ctnetlink, so that connections are read from the text of the table. */
const TEXT_ONLY = { ...FAULT, netlinkError: 'EPROTONOSUPPORT' } satisfies Scenario;
const TABLE = '/proc/net/nf_conntrack';

/** Routers of which something fails. */
export const FAULT_SCENARIOS = {
	'netlink-refused': { ...FAULT, title: 'netlink is refused', netlinkError: 'EPERM' },
	'netlink-missing': { ...FAULT, title: 'The kernel has no ctnetlink', netlinkError: 'EPROTONOSUPPORT' },
	'netlink-overrun': { ...FAULT, title: 'netlink loses messages', netlinkError: 'ENOBUFS' },
	'netlink-interrupted': { ...FAULT, title: 'Every dump is interrupted', netlinkFault: 'interrupted' },
	'netlink-empty': { ...FAULT, title: 'netlink sends nothing', netlinkFault: 'empty' },
	'netlink-truncated': { ...FAULT, title: 'netlink ends in the middle', netlinkFault: 'truncated' },
	'netlink-garbage': { ...FAULT, title: 'netlink sends garbage', netlinkFault: 'garbage' },
	'table-missing': { ...TEXT_ONLY, title: 'No way to read connections', files: { [TABLE]: null } },
	'table-empty': { ...TEXT_ONLY, title: 'The table of connections is empty', tableFault: 'empty' },
	'table-truncated': { ...TEXT_ONLY, title: 'The table ends in the middle', tableFault: 'truncated' },
	'table-garbage': { ...TEXT_ONLY, title: 'The table is garbage', tableFault: 'garbage' },
	'nft-missing': { ...FAULT, title: 'The program nft is missing', nftFault: 'missing' },
	'nft-failing': { ...FAULT, title: 'nft fails', nftFault: 'failing' },
	'nft-hanging': { ...FAULT, title: 'nft hangs', nftFault: 'hanging' },
	'nft-half': { ...FAULT, title: 'The output of nft ends in the middle', nftFault: 'half' },
	'config-missing': { ...FAULT, title: 'There is no /etc/config/firewall', noFirewallConfig: true },
	'netifd-denied': { ...FAULT, title: 'The networks cannot be asked for', ubusError: 'EACCES' },
	'calls-denied': { ...FAULT, title: 'The login may not call the backend', denied: ['luci.nft-offload'] },
	'clock-back': {
		...FAULT,
		title: 'The clock goes back by an hour',
		clockBack: { at: 10_000, by: 3_600_000 },
	},
	'plugin-failing': { ...FAULT, title: 'The backend crashes', pluginFault: 'crash' },
	'plugin-garbage': { ...FAULT, title: 'The backend prints garbage', pluginFault: 'garbage' },
	'plugin-hanging': { ...FAULT, title: 'The backend hangs', pluginFault: 'hang' },
	'plugin-missing': { ...FAULT, title: 'The backend is missing', pluginFault: 'missing' },
} satisfies Record<string, Scenario>;
