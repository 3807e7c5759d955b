/**
 * Every request and reply between the page and the router half (ubus object `luci.nft-offload`).
 * The router half is checked against these types too, so a change here is a change of both sides.
 *
 * Conventions
 * - A value that could not be read is `null`, and `unknown` of the same reply says why. Zero is a reading.
 * - Counters of the kernel are 64 bits wide; both sides saturate them at 2^53 - 1.
 * - PrivateNames and texts are bytes from the router (device names, kernel messages): never put them into HTML.
 */

import type { Connections, ConnectionsQuery } from './connections.ts';
import type { DryRunMethods } from './dry-run.ts';
import type { Environment } from './environment.ts';
import type { Logs } from './logs.ts';
import type { MeasurementMethods } from './measurement.ts';
import type { PrivateNames } from './private-names.ts';
import type { Trial, TrialMethods } from './trial.ts';

/** What can go wrong with a call as a whole. The text that goes with it is in the router's words (English). */
export type ErrorCode =
	| 'bad_argument'
	| 'unknown_method'
	| 'internal'
	/** Something of which there is never more than one goes on already, or too many calls are working at once (system/slot.uc). */
	| 'busy'
	/** What the call is about is over, or never was. */
	| 'gone'
	/** This router lacks what the method needs. */
	| 'unavailable';

/** Why a call failed. */
export interface Fault {
	error: { code: ErrorCode; text: string };
}

/** The envelope of every reply: rpcd ignores exit codes, so the reply itself says whether the call succeeded. */
export type Reply<T> = ({ ok: true } & T) | ({ ok: false } & Fault);

/** Why a single value is unknown. */
export type ReasonCode =
	/** The file, command or kernel interface does not exist here. */
	| 'missing'
	/** It exists, but this process may not read it. */
	| 'denied'
	/** It answered with something that is not what its format says. */
	| 'garbled'
	/** It ended in the middle. */
	| 'truncated'
	/** The kernel dropped part of the answer (netlink overrun) or marked it as interrupted by changes. */
	| 'overrun'
	/** It did not answer within its time limit. */
	| 'timeout'
	/** It ran, but reported a failure. */
	| 'failed';

/** `text` holds the file, command or errno concerned, at most 200 characters, for "Details" and the report. */
export interface Reason {
	code: ReasonCode;
	text: string;
}

/**
 * A number of conntrack entries and the bytes both directions have carried so far.
 * `bytes` is null when at least one of these entries has no accounting (net.netfilter.nf_conntrack_acct = 0 when it was made),
 * and where bytes were not asked for.
 */
export interface Tally {
	entries: number;
	bytes: number | null;
}

/** One tally for each family and protocol that the flowtable of firewall4 can hold, and one for all others (foreign flowtables). */
export interface FlowTally {
	total: Tally;
	ipv4_tcp: Tally;
	ipv4_udp: Tally;
	ipv6_tcp: Tally;
	ipv6_udp: Tally;
	other: Tally;
}

/**
 * Reply of `counters { bytes }`: the cheap call of every poll. Bytes are added up only where `bytes` is true: that takes the
 * interpreter twice the steps for each connection.
 * Status bits as in Linux include/uapi/linux/netfilter/nf_conntrack_common.h: IPS_OFFLOAD = bit 14, IPS_HW_OFFLOAD = bit 15.
 */
export interface Counters {
	/** Milliseconds of CLOCK_MONOTONIC: differences are durations, whatever the router's calendar does. */
	monotonic_ms: number;
	/** Where `offloaded` came from; null when from nowhere. */
	source: 'netlink' | 'procfs' | null;
	/** Conntrack entries now and the most there may be (net.netfilter.nf_conntrack_count, nf_conntrack_max). */
	tracked: number | null;
	tracked_max: number | null;
	/** Bytes of every network device but `lo` since it came up, from /proc/net/dev; `status` says which belong to which zone. */
	devices: DeviceBytes[] | null;
	/** Clock ticks each CPU has spent since boot, from /proc/stat; differences between two replies give its load. */
	cpus: CpuTicks[] | null;
	/** Entries bound in the packet processing engine (one for each direction), from debugfs; null where there is no such file. */
	ppe_bound: number | null;
	/**
	 * Entries in a flowtable (bit 14). software: without bit 15. hardware: with it. Bit 15 alone is not counted: the flowtable has given
	 * such an entry up, and the hardware does so within moments.
	 */
	offloaded: { software: FlowTally; hardware: FlowTally } | null;
	/** Why a field is null, why the better source was not used (`netlink`), or that a list was cut (`truncated`). */
	unknown: {
		tracked?: Reason;
		tracked_max?: Reason;
		offloaded?: Reason;
		netlink?: Reason;
		devices?: Reason;
		cpus?: Reason;
		ppe_bound?: Reason;
	};
}

export interface DeviceBytes {
	device: string;
	rx_bytes: number;
	tx_bytes: number;
}

/** In ticks (USER_HZ, 100 a second). user includes nice; system includes hard interrupts; idle includes waiting for I/O. */
export interface CpuTicks {
	user: number;
	system: number;
	softirq: number;
	idle: number;
}

/** The two options of firewall.@defaults[0], as firewall4 reads them (fw4.uc, parse_bool: '1', 'on', 'true', 'yes' are true). */
export interface OffloadOptions {
	flow_offloading: boolean;
	flow_offloading_hw: boolean;
}

/** One flowtable of the kernel, whoever made it. */
export interface Flowtable {
	/** nftables family of its table: 'inet', 'ip', 'ip6', 'bridge', 'netdev'. */
	family: string;
	table: string;
	name: string;
	devices: string[];
	/** `flags offload`: hardware was asked for. OpenWrt's kernels accept this flag without any hardware. */
	hardware: boolean;
	/** `counter`: conntrack byte counts go on while a connection is offloaded. */
	counter: boolean;
}

/** A rule of the chain `forward` of table `inet fw4` that feeds a flowtable, in nft's own words. */
export interface ForwardRule {
	text: string;
	flowtable: string;
	/** Its place among the rules of the chain, from 0. firewall4 puts it first. */
	index: number;
}

/**
 * loaded: /sys/module has it. built_in: part of the kernel image. installed: a file, but not loaded.
 * missing: neither loaded, nor built in, nor in /lib/modules.
 */
export type ModuleState = 'loaded' | 'built_in' | 'installed' | 'missing';

/** Reply of `status` (no arguments): what is asked for and what the kernel has. */
export interface Status {
	monotonic_ms: number;
	/** What /etc/config/firewall says: what the next reload or boot will load. */
	requested: OffloadOptions | null;
	/** What /tmp/.uci would make of it (changes by `uci set` without a commit); null when nothing about these options waits. */
	waiting: OffloadOptions | null;
	/** null = unknown; [] = the kernel has none. */
	flowtables: Flowtable[] | null;
	/** null = unknown; [] = no such rule, or no table `inet fw4`. */
	forward_rules: ForwardRule[] | null;
	/** Whether table `inet fw4` is loaded, that is whether the firewall runs. */
	firewall_loaded: boolean | null;
	module: ModuleState | null;
	/** The zones of the firewall with the networks in them, in the order of /etc/config/firewall. */
	zones: Zone[] | null;
	forwardings: Forwarding[] | null;
	/** Driver and capability of the devices that the zones' networks and the flowtables use, and of what lies below them. */
	drivers: DeviceDriver[] | null;
	conntrack: ConntrackSettings;
	/** Accelerators of vendors that are loaded beside the kernel's own, by module name: 'mtk_hnat', 'shortcut_fe', 'ecm', 'qca_nss_drv', ... */
	accelerators: string[] | null;
	/** Connections that could be offloaded, are in use and are not offloaded. */
	slow: SlowConnections | null;
	/** A trial of changed options that goes on; null without one. */
	trial: Trial | null;
	system: SystemFacts;
	unknown: {
		trial?: Reason;
		requested?: Reason;
		waiting?: Reason;
		flowtables?: Reason;
		forward_rules?: Reason;
		module?: Reason;
		zones?: Reason;
		forwardings?: Reason;
		drivers?: Reason;
		accelerators?: Reason;
		slow?: Reason;
	};
}

/**
 * Conntrack entries that the forward rule of firewall4 would offload (Linux net/netfilter/nft_flow_offload.c), and that carried a packet
 * in the last ten seconds: established TCP and answered UDP, IPS_ASSURED, without a helper, to or from the router neither.
 */
export interface SlowConnections {
	entries: number;
	/** false: there are at least so many; reading has ended before the table did. */
	complete: boolean;
}

/** A `config zone` of the firewall. */
export interface Zone {
	name: string;
	/** `option masq`: its outgoing traffic is translated. */
	masq: boolean;
	networks: ZoneNetwork[];
}

/** A network of a zone, as netifd reports it (ubus `network.interface dump`). */
export interface ZoneNetwork {
	name: string;
	up: boolean;
	/** 'static', 'dhcp', 'pppoe', 'wireguard', ... ; null where netifd does not know the network. */
	proto: string | null;
	/** The device that it is configured on; null for networks that have a layer-3 device only, such as wireguard. */
	device: string | null;
	/** The device that carries its IP traffic, such as 'pppoe-wan'. */
	l3_device: string | null;
	/** Devices below `device`: members of a bridge, the parent of a VLAN, and so on down. */
	lower_devices: string[];
	/** Whether it holds a default route of IPv4 or IPv6. */
	default_route: boolean;
	/** Whether a flowtable of the kernel holds its layer-3 device, its device or one of the lower devices; null while flowtables are unknown. */
	covered: boolean | null;
}

/** A `config forwarding`: traffic from one zone to another is allowed. */
export interface Forwarding {
	src: string;
	dest: string;
}

export interface DeviceDriver {
	device: string;
	/** The kernel driver, from /sys/class/net/DEVICE/device/driver; null for devices made of software. */
	driver: string | null;
	/** ethtool's hw-tc-offload; null where it cannot be read. It is no proof of hardware offloading. */
	hw_tc_offload: boolean | null;
}

/** Settings in /proc/sys/net/netfilter; null where the kernel has no such setting. Timeouts in seconds. */
export interface ConntrackSettings {
	max: number | null;
	/** nf_conntrack_acct: without it new connections carry no byte counts. */
	acct: boolean | null;
	flowtable_tcp_timeout: number | null;
	flowtable_udp_timeout: number | null;
}

/** Which router this is; each part is null where its file does not exist. */
export interface SystemFacts {
	/** `uname -r`, from /proc/sys/kernel/osrelease. */
	kernel: string | null;
	/** DISTRIB_DESCRIPTION of /etc/openwrt_release. */
	release: string | null;
	/** DISTRIB_TARGET of /etc/openwrt_release, such as 'mediatek/filogic'. */
	target: string | null;
	/** /tmp/sysinfo/model and /tmp/sysinfo/board_name. */
	model: string | null;
	board: string | null;
	/** The package manager that this router has. */
	package_manager: 'opkg' | 'apk' | null;
	/** Installed versions as the package manager's database has them. */
	app_version: string | null;
	firewall4_version: string | null;
	kmod_version: string | null;
}

export * from './connections.ts';
export * from './dry-run.ts';
export * from './environment.ts';
export * from './logs.ts';
export * from './measurement.ts';
export * from './private-names.ts';
export * from './trial.ts';

/** The methods of ubus object `luci.nft-offload`, each with its arguments and the reply inside the envelope. */
export interface Methods extends DryRunMethods, MeasurementMethods, TrialMethods {
	connections: { args: ConnectionsQuery; reply: Connections };
	counters: { args: { bytes: boolean }; reply: Counters };
	environment: { args: Record<string, never>; reply: Environment };
	logs: { args: Record<string, never>; reply: Logs };
	private_names: { args: Record<string, never>; reply: PrivateNames };
	status: { args: Record<string, never>; reply: Status };
}
