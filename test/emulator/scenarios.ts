/** What the emulated router can play. One scenario is one entry of this list; everything about it stands here. */
import type { NetlinkFault, TableFault } from './flows/faults.ts';
import { mediatekFiles, qualcommFiles, targetFiles } from './kernel/engines.ts';
import type { Extras } from './kernel/extras.ts';
import type { OffloadSupport } from './kernel/firewall.ts';
import type { Uplink } from './kernel/network.ts';
import type { NftFault } from './kernel/nft.ts';
import type { PluginFault } from './rpc/plugin-object.ts';

export interface Scenario {
	/** For the switcher and the list that `--help` prints. */
	title: string;
	/** Under which heading of the switcher it stands. */
	group?: 'Faults';
	/** The recorded table that is the start: a file of test/data without its ending. */
	recording:
		| 'openwrt/off'
		| 'openwrt/sw'
		| 'openwrt/hw'
		| 'openwrt/hw-full'
		| 'openwrt/hw-refused'
		| 'conntrack/mixed6';
	/** Options of firewall.@defaults[0], as applied. */
	options: { flow_offloading?: string; flow_offloading_hw?: string };
	support: OffloadSupport;
	/** The ruleset in the kernel is the one of the time before the options were written; `false`: none is loaded. */
	loaded: 'as_requested' | 'before_options' | false;
	/** Devices that were not there yet when the firewall was loaded. */
	lateDevices?: string[];
	/** The way to the Internet; default: ethernet. */
	uplink?: Uplink;
	/** Options of firewall.@defaults[0] that every login has saved and not applied. */
	saved?: { flow_offloading?: string; flow_offloading_hw?: string };
	/** Connections opened per second. */
	openings: number;
	/** Seconds for which the recorded connections go on sending, on average. */
	recordedSending: number;
	/** Bytes per second that the router itself downloads. */
	own?: number;
	/** Bytes per second that the line lets a device download, from the start to the end; the cores may let less. */
	download?: number;
	/** How many times the usual forwarding costs the cores. */
	slowness?: number;
	/** The device of the Internet line does not count what the hardware forwards. */
	silentLine?: true;
	/** Idle connections beside those of the model. */
	crowd?: number;
	nftFault?: NftFault;
	/** Makes the netlink socket fail with this errno. */
	netlinkError?: string;
	/** What is wrong with the connections as netlink sends them, and as /proc/net/nf_conntrack prints them. */
	netlinkFault?: NetlinkFault;
	tableFault?: TableFault;
	/** Makes every call on the router's own ubus fail with this errno. */
	ubusError?: string;
	/** ubus objects that no login may call. */
	denied?: string[];
	/** There is no /etc/config/firewall. */
	noFirewallConfig?: true;
	/** Milliseconds after the start at which the calendar goes back, and by how much. */
	clockBack?: { at: number; by: number };
	/** Files (absolute paths of the router) that differ from the usual ones; null: not there. */
	files?: Record<string, string | null>;
	/** What the router has beside OpenWrt's own packages. */
	extras?: Extras;
	/** Whom the login page proposes, and whom logins from an earlier scenario become. */
	loginAs?: 'root' | 'viewer';
	pluginFault?: PluginFault;
	/** Seconds after which a login ends, whether it is used or not. */
	loginSeconds?: number;
}

const USUAL: Scenario = {
	title: '',
	recording: 'openwrt/off',
	options: {},
	support: { module: true, hardware: 'accepts_flag' },
	loaded: 'as_requested',
	openings: 0.8,
	recordedSending: 90,
};

/** SQM shapes the line in both directions. */
const SQM: Extras = {
	services: { sqm: true },
	modules: ['sch_cake'],
	qdiscs: { eth1: ['cake', 'ingress'], ifb4eth1: ['cake'] },
	configs: { sqm: "config queue 'eth1'\n\toption enabled '1'\n\toption interface 'eth1'\n" },
};

const SOFTWARE: Scenario = {
	...USUAL,
	recording: 'openwrt/sw',
	options: { flow_offloading: '1' },
};

const HARDWARE: Scenario = {
	...USUAL,
	title: 'Hardware offloading works',
	recording: 'openwrt/hw',
	options: { flow_offloading: '1', flow_offloading_hw: '1' },
	support: { module: true, hardware: 'takes_flows' },
};

/** Nothing but one long download. */
const DOWNLOAD = { openings: 0, recordedSending: 1 } satisfies Partial<Scenario>;

/** A working router of which one part fails. */
const FAULT = { ...SOFTWARE, group: 'Faults' } satisfies Scenario;

/** The kernel has no ctnetlink, so that connections are read from the text of the table. */
const TEXT_ONLY = { ...FAULT, netlinkError: 'EPROTONOSUPPORT' } satisfies Scenario;
const TABLE = '/proc/net/nf_conntrack';

export const SCENARIOS = {
	idle: { ...USUAL, title: 'Off: nothing is offloaded yet' },
	software: { ...SOFTWARE, title: 'Software offloading works' },
	hardware: HARDWARE,
	'hardware-full': {
		...HARDWARE,
		title: 'Hardware that holds 24 connections: others go on in software',
		recording: 'openwrt/hw-full',
		support: { module: true, hardware: 'takes_flows', capacity: 24 },
	},
	'hardware-silent': {
		...HARDWARE,
		title: 'Hardware works, and its driver does not count',
		support: { module: true, hardware: 'takes_flows', statistics: false },
		openings: 0,
		silentLine: true,
	},
	'own-traffic': { ...SOFTWARE, title: 'The router itself downloads', own: 8_000_000 },
	'speedtest-on-router': { ...SOFTWARE, title: 'A speed test runs on the router itself', own: 120_000_000 },
	quiet: { ...SOFTWARE, title: 'Nobody is at home', openings: 0, recordedSending: 0 },
	'shaped-line': { ...SOFTWARE, ...DOWNLOAD, title: 'A download that the line limits', download: 6_000_000 },
	'slow-cores': {
		...USUAL,
		...DOWNLOAD,
		title: 'Off, and the cores limit a download',
		support: { module: true, hardware: 'refuses_flag' },
		download: 60_000_000,
		slowness: 6,
	},
	'slow-cores-hardware': {
		...SOFTWARE,
		...DOWNLOAD,
		title: 'The cores limit a download, and hardware is there',
		support: { module: true, hardware: 'takes_flows' },
		download: 60_000_000,
		slowness: 12,
	},
	'module-missing': {
		...USUAL,
		title: 'Asked for, but kmod-nft-offload is missing',
		options: { flow_offloading: '1' },
		support: { module: false, hardware: 'accepts_flag' },
		loaded: 'before_options',
	},
	'hardware-unused': {
		...USUAL,
		title: 'Hardware asked for, but the driver takes nothing',
		recording: 'openwrt/hw-refused',
		options: { flow_offloading: '1', flow_offloading_hw: '1' },
	},
	'engine-mediatek': {
		...HARDWARE,
		title: 'MediaTek: the engine tells what it holds, WED takes no card',
		files: {
			...mediatekFiles({ bound: 38, unbound: 5 }),
			'/sys/module/mt7996e/parameters/wed_enable': 'Y\n',
			'/sys/kernel/debug/wed0/txinfo': '',
		},
	},
	'engine-qualcomm': {
		...USUAL,
		title: 'Qualcomm: the switch rejects the connections',
		recording: 'openwrt/hw-refused',
		options: { flow_offloading: '1', flow_offloading_hw: '1' },
		files: {
			...targetFiles('qualcommax/ipq807x'),
			...qualcommFiles({ ingress_vlan_domain: 12, egress_not_switch_port: 31 }),
		},
	},
	'engine-coming': {
		...USUAL,
		title: 'Qualcomm: the driver is still being developed',
		recording: 'openwrt/hw-refused',
		options: { flow_offloading: '1', flow_offloading_hw: '1' },
		files: { ...targetFiles('qualcommbe/ipq95xx'), '/sys/kernel/debug/ppe/cpu_code': '' },
	},
	'engine-airoha': {
		...USUAL,
		title: 'Airoha: the firmware of the network processor is missing',
		recording: 'openwrt/hw-refused',
		options: { flow_offloading: '1', flow_offloading_hw: '1' },
		files: {
			...targetFiles('airoha/an7581'),
			'/sys/kernel/debug/ppe/bind': '',
			'/sys/kernel/debug/ppe/entries': '',
			'/sys/bus/platform/drivers/airoha-npu/bind': '',
		},
	},
	'waiting-changes': {
		...USUAL,
		title: 'Set with uci set, but never applied',
		files: { '/tmp/.uci/firewall': "firewall.cfg01e63d.flow_offloading='1'\n" },
	},
	'saved-changes': {
		...USUAL,
		title: 'Saved on a page, but not applied',
		saved: { flow_offloading: '1' },
	},
	'wan-missing': {
		...USUAL,
		title: 'The WAN device is missing from the flowtable',
		options: { flow_offloading: '1' },
		lateDevices: ['eth1'],
	},
	pppoe: { ...SOFTWARE, title: 'Software offloading on a PPPoE line', uplink: 'pppoe' },
	'pppoe-vlan': {
		...SOFTWARE,
		title: 'PPPoE in a VLAN: downloads miss the flowtable',
		uplink: 'pppoe-vlan',
		support: { module: true, hardware: 'accepts_flag', wanDevice: 'eth1.7', slowDownload: true },
	},
	'ds-lite': {
		...SOFTWARE,
		title: 'DS-Lite: IPv4 downloads miss the flowtable',
		uplink: 'ds-lite',
		support: { module: true, hardware: 'accepts_flag', slowDownload: true },
	},
	'sqm-ingress': {
		...SOFTWARE,
		title: 'Software offloading with SQM: downloads miss the flowtable',
		extras: SQM,
		support: { module: true, hardware: 'accepts_flag', slowDownload: true },
	},
	'access-point': {
		...USUAL,
		title: 'An access point that routes nothing',
		options: { flow_offloading: '1' },
		uplink: 'none',
	},
	'nearly-full': {
		...SOFTWARE,
		title: 'The table of connections is nearly full',
		crowd: 15_500,
		files: { '/proc/sys/net/netfilter/nf_conntrack_max': '16384\n' },
	},
	sqm: { ...USUAL, title: 'Off, with SQM on the line', extras: SQM },
	'sqm-hardware': {
		...HARDWARE,
		title: 'Hardware offloading bypasses SQM',
		extras: SQM,
	},
	unblocker: {
		...USUAL,
		title: 'Off, with a program that gets around DPI',
		extras: {
			services: { zapret: true },
			processes: ['nfqws'],
			tables: `table inet zapret {
	chain postrouting {
		type filter hook postrouting priority srcnat + 1; policy accept;
		oifname "eth1" tcp dport { 80, 443 } ct original packets 1-9 queue flags bypass to 200
	}
}
`,
		},
	},
	'vendor-accelerator': {
		...SOFTWARE,
		title: "Software, with the vendor's accelerator loaded",
		extras: { modules: ['mtk_hnat'] },
	},
	'option-misplaced': {
		...USUAL,
		title: 'Set in the network settings, where nothing reads it',
		extras: { globals: { flow_offloading: '1' } },
	},
	'hardware-alone': {
		...USUAL,
		title: 'Hardware is set without software',
		options: { flow_offloading_hw: '1' },
	},
	'hostile-names': {
		...USUAL,
		title: 'Names that look like HTML',
		extras: {
			services: { sqm: true },
			tables: `table ip hostile {
	chain <img/src=x/onerror=document.title='hostile'> {
		type filter hook forward priority filter; policy accept;
		limit rate over 10 mbytes/second drop
	}
}
`,
			configs: {
				sqm: `config queue
	option enabled '1'
	option interface '<img src=x onerror="document.title=1">'
`,
			},
		},
	},
	'firewall-stopped': { ...SOFTWARE, title: 'The firewall is stopped', loaded: false },
	'ruleset-rejected': {
		...USUAL,
		title: 'The kernel refuses the ruleset',
		options: { flow_offloading: '1' },
		support: { module: true, hardware: 'accepts_flag', refuses: 'flowtable' },
		loaded: 'before_options',
	},
	'flowtable-refused': {
		...USUAL,
		title: 'Off, and the kernel would refuse a flowtable',
		support: { module: true, hardware: 'accepts_flag', refuses: 'flowtable' },
	},
	'module-absent': {
		...USUAL,
		title: 'Off, and kmod-nft-offload is missing',
		support: { module: false, hardware: 'accepts_flag' },
	},
	'rule-refused': {
		...USUAL,
		title: 'Off, and the kernel would refuse a rule of the user',
		support: { module: true, hardware: 'accepts_flag', refuses: 'rule' },
		loaded: 'before_options',
	},
	'firewall-slow': {
		...USUAL,
		title: 'Off, and firewall4 takes too long for a dry run',
		support: { module: true, hardware: 'accepts_flag', slow: true },
	},
	'flag-refused': {
		...SOFTWARE,
		title: 'Software works, and the kernel refuses hardware',
		support: { module: true, hardware: 'refuses_flag' },
	},
	'never-picked-up': {
		...SOFTWARE,
		title: 'Loaded, but no connection is picked up',
		support: { module: true, hardware: 'accepts_flag', ignored: true },
	},
	night: { ...SOFTWARE, title: 'On, and everybody sleeps', openings: 0, recordedSending: 1 },
	'many-connections': { ...SOFTWARE, title: '60,000 connections', crowd: 60_000 },
	'login-expires': { ...SOFTWARE, title: 'The login ends after 20 seconds', loginSeconds: 20 },
	'read-only': { ...SOFTWARE, title: 'A user who may only look', loginAs: 'viewer' },
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

export type ScenarioName = keyof typeof SCENARIOS;

export const DEFAULT_SCENARIO: ScenarioName = 'idle';

export function isScenario(name: string): name is ScenarioName {
	return Object.hasOwn(SCENARIOS, name);
}
