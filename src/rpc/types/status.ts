/** Reply of `status`. */

import type { OffloadOptions, Reason } from './common.ts';
import type { EngineReading } from './engines.ts';
import type { ExceptionState } from './exceptions.ts';
import type {
	Adder,
	DefaultRoute,
	Family,
	FlowtableOwner,
	IngressRedirect,
	NetworkPath,
	PathsUnknown,
} from './paths.ts';
import type { Repair } from './repair.ts';
import type { Trial } from './trial.ts';

/** One flowtable of the kernel, whoever made it. */
export interface Flowtable {
	/** nftables family of its table: 'inet', 'ip', 'ip6', 'bridge', 'netdev'. */
	family: string;
	table: string;
	name: string;
	owner: FlowtableOwner;
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
	/** Its index among the rules of the chain, from 0. firewall4 puts it first. */
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
	/** Rules that add to a flowtable of any table for routed packets, in any chain; null = unknown; [] = none. */
	adders: Adder[] | null;
	/** null = unknown; [] = no such rule, or no table `inet fw4`. */
	forward_rules: ForwardRule[] | null;
	/** Whether table `inet fw4` is loaded, that is whether the firewall runs. */
	firewall_loaded: boolean | null;
	module: ModuleState | null;
	/** The zones of the firewall with the networks in them, in the order of /etc/config/firewall. */
	zones: Zone[] | null;
	forwardings: Forwarding[] | null;
	/** The path of arriving packets for each network with a device; of more than 60 the first. */
	paths: NetworkPath[] | null;
	default_routes: DefaultRoute[] | null;
	/** Whether a table of IPv4 routes other than the main one has a default route, as for mwan3 and pbr. */
	policy_routes: boolean | null;
	ingress_redirects: IngressRedirect[] | null;
	/** Networks that can be repaired, or are; null = unknown. */
	repairs: Repair[] | null;
	/** Driver and capability of the devices that the zones' networks and the flowtables use, and of what lies below them. */
	drivers: DeviceDriver[] | null;
	conntrack: ConntrackSettings;
	/** Modules of other engines that are loaded besides the kernel's own (src/model/engines.ts): 'mtk_hnat', 'shortcut_fe', 'ecm', 'natflow', ... */
	accelerators: string[] | null;
	/** Modules of hardware that takes its connections from the flowtable and shows itself in no driver's name: 'qca_ppe', ... */
	flowtable_engines: string[] | null;
	/**
	 * Engines that show themselves in debugfs; [] = none, null where debugfs cannot be read. Their long lists are read only with `engines: true`,
	 * and while hardware offloading is loaded.
	 */
	engines: EngineReading[] | null;
	/** Connections that could be offloaded, are in use and are not offloaded. */
	slow: SlowConnections | null;
	/** What stays in the firewall on purpose. */
	exceptions: ExceptionState | null;
	/** A running trial; null without one. */
	trial: Trial | null;
	system: SystemFacts;
	unknown: PathsUnknown & {
		trial?: Reason;
		exceptions?: Reason;
		requested?: Reason;
		waiting?: Reason;
		flowtables?: Reason;
		forward_rules?: Reason;
		module?: Reason;
		zones?: Reason;
		forwardings?: Reason;
		repairs?: Reason;
		drivers?: Reason;
		accelerators?: Reason;
		engines?: Reason;
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

/**
 * A network of a zone, as netifd reports it (ubus `network.interface dump`). A device that belongs to the zone by `list device` or
 * `list subnet`, and to no network, is one by itself: its name is the device's, and proto is null.
 */
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
	/** The families for which netifd or the kernel has a default route through it, whatever made the route. */
	default_for: Family[];
	/** Whether it has a default route of IPv4 or IPv6. */
	default_route: boolean;
	/** Whether the flowtable looks for packets at a device of its path (`hooks` of its path); null while that is unknown. */
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

/** Which router this is; each field is null where its file does not exist. */
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
