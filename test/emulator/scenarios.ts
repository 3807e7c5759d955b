/** What the emulated router can play. One scenario is one entry of this list, or of `fault-scenarios.ts`; everything about it stands there. */
import { FAULT_SCENARIOS } from './fault-scenarios.ts';
import { mediatekFiles, qualcommFiles, targetFiles } from './kernel/engines.ts';
import type { Scenario } from './scenario.ts';
import { DOWNLOAD, HARDWARE, SOFTWARE, SQM, USUAL } from './usual-scenarios.ts';

export type { Scenario } from './scenario.ts';

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
	...FAULT_SCENARIOS,
} satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;

export const DEFAULT_SCENARIO: ScenarioName = 'idle';

export function isScenario(name: string): name is ScenarioName {
	return Object.hasOwn(SCENARIOS, name);
}
