/** The fields of `status` about the paths of packets: which device takes arriving packets to the fast path, and who offloads. */

import type { Reason } from './common.ts';

export type Family = 'ipv4' | 'ipv6';

/**
 * What a network device is. stacked: an Ethernet device on top of another one through which the kernel's path walk does not go,
 * such as macvlan. conduit: the port of the CPU below the ports of a switch. unknown: the kernel does not tell.
 */
export type DeviceKind =
	| 'ethernet'
	| 'wifi'
	| 'dsa'
	| 'conduit'
	| 'vlan'
	| 'bridge'
	| 'bond'
	| 'stacked'
	| 'pppoe'
	/** PPP over anything but Ethernet: L2TP, PPTP, PPPoA, a serial line. */
	| 'ppp'
	/** IPv4 in IPv4. */
	| 'ipip'
	/** DS-Lite, MAP-E, IPv6 in IPv6. */
	| 'ip6tnl'
	/** 6in4, 6rd, 6to4. Never put one into a flowtable: downloads collapsed to 3 % of their speed (Linux 6.12.117). */
	| 'sit'
	| 'gre'
	| 'wireguard'
	/** IP packets from a program: OpenVPN, Tailscale, OpenConnect. */
	| 'tun'
	/** Ethernet frames from a program. */
	| 'tap'
	/** OpenVPN in the kernel (DCO). */
	| 'ovpn'
	| 'l2tp'
	| 'vxlan'
	| 'batman'
	/** A modem. Most give bare IP packets. */
	| 'wwan'
	| 'unknown';

export interface PathDevice {
	device: string;
	kind: DeviceKind;
}

/**
 * Why arriving packets do not take the fast path, or why nobody can tell.
 * - no_flowtable: the kernel has none for routed packets.
 * - no_adder: no rule adds to it.
 * - no_device: the network is down and has no device.
 * - not_listed: neither the deepest device nor the layer-3 device is in the flowtable.
 * - between_only: only a device between them is, which does nothing.
 * - below_only: only a device below the deepest is: the conduit of a switch, the parent of a macvlan, a port of a bond.
 * - tunnel_not_listed: as not_listed, and the layer-3 device is a tunnel or another device that firewall4 never lists itself.
 * - ingress_redirect: the device is listed, but a tc filter redirects what arrives there (SQM's ingress queue), and what comes back
 *   skips the flowtable. `fast` is null where hardware may take the packets before, or where the filter takes only some of them.
 * - too_many_tags: more than two VLAN tags and PPPoE headers.
 * - walk_unknown: the kernel's path walk depends on what cannot be seen: a device of unknown kind, or a Wi-Fi driver.
 * - flowtables_unknown, ingress_unknown: that could not be read.
 */
export type PathReason =
	| 'no_flowtable'
	| 'no_adder'
	| 'no_device'
	| 'not_listed'
	| 'between_only'
	| 'below_only'
	| 'tunnel_not_listed'
	| 'ingress_redirect'
	| 'too_many_tags'
	| 'walk_unknown'
	| 'flowtables_unknown'
	| 'ingress_unknown';

/** What becomes of the packets that arrive on a network. Those that leave it are a matter of the network on which they arrive. */
export interface Arriving {
	/** Whether they take the fast path; of a bridge, whether those of one port do (see `ports`). null: unknown. */
	fast: boolean | null;
	/** deepest: the flowtable takes them at the deepest Ethernet or switch port. l3: at the layer-3 device. null: nowhere, or unknown. */
	through: 'deepest' | 'l3' | null;
	/** The devices at which the flowtable looks for them; several are ports of a bridge. [] = none, or unknown. */
	hooks: string[];
	/** The flowtable that was looked at, as 'family table name': firewall4's, or without it another one that takes routed packets. */
	flowtable: string | null;
	/** Devices of the path, or below it, that the flowtable holds. */
	listed: string[];
	/** Devices of which one would have to be listed too: the layer-3 device first. [] = nothing is missing. */
	needs: string[];
	/** Devices of the path above the hook whose ingress queue (SQM) the fast path goes past. */
	skipped_queues: string[];
	/** null exactly where `fast` is true. */
	reason: PathReason | null;
}

/** A port of the bridge in a network's path. */
export interface PortPath extends PathDevice {
	fast: boolean | null;
	/** The device at which the flowtable looks for what arrives on the port. */
	hook: string | null;
	reason: PathReason | null;
}

/**
 * The path of packets that arrive on a network, as the kernel walks it (Linux net/core/dev.c, dev_fill_forward_path; net/netfilter/
 * nft_flow_offload.c, nft_dev_path_info): it stores the deepest device with each direction of a connection if the flowtable holds it,
 * the layer-3 device otherwise, and finds packets of the connection at that device only.
 */
export interface NetworkPath {
	network: string;
	zone: string;
	l3_device: string;
	/** From the layer-3 device down to the deepest, and the conduit below a switch port. A bridge ends it: `ports` go on. */
	chain: PathDevice[];
	ports: PortPath[];
	arriving: Arriving;
	/**
	 * Ports that are not in the flowtable while others are: what arrives there takes the slow path. In hardware mode firewall4 lists ports as
	 * they are when it loads; one that appears later, such as a Wi-Fi interface after its restart, is missing.
	 */
	missing_ports: string[];
}

/** A tc filter on ingress that sends what arrives on a device to another one, as SQM does. */
export interface IngressRedirect {
	device: string;
	/** null where the device has no name here. */
	to: string | null;
	/** Whether it takes every packet. */
	whole: boolean;
}

/** A default route of the kernel's main table, or, of IPv6, of any table. */
export interface DefaultRoute {
	family: Family;
	device: string;
	metric: number;
	/** Half of the addresses (0.0.0.0/1, 128.0.0.0/1, ::/1, 8000::/1): such pairs win over default routes. */
	half: boolean;
}

/** Who made a flowtable or a rule. user: in firewall4's table, but not by firewall4. */
export type FlowtableOwner =
	| 'firewall4'
	/** firewall4's second one, of the family bridge: it covers no routed packet. */
	| 'firewall4_bridge'
	| 'zapret'
	| 'b4'
	| 'docker'
	/** Our own rule, which leaves out what is excluded (config nft-offload). */
	| 'exceptions'
	| 'user'
	| 'other';

/** A rule that adds connections to a flowtable, wherever it is. */
export interface Adder {
	family: string;
	table: string;
	flowtable: string;
	chain: string;
	/** In nft's own words, 300 bytes at most. */
	text: string;
	/** Its index among the rules of its chain, from 0. */
	index: number;
	owner: FlowtableOwner;
	/** Whether it, or a jump to it, takes only some of the connections. */
	conditional: boolean;
	/** The rules that lead to it from the chain of the forward hook; [] = it is in that chain. */
	reached_by: string[];
	/** Rules of the chain of the forward hook that packets meet before: at most five, the first ones. */
	preceded_by: string[];
	/** false: no chain of the forward hook leads to it, so it adds nothing. */
	reached: boolean;
}

/** Why fields of the reply that belong here are unknown. */
export interface PathsUnknown {
	paths?: Reason;
	adders?: Reason;
	default_routes?: Reason;
	policy_routes?: Reason;
	ingress_redirects?: Reason;
}
