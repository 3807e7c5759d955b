/**
 * Request and reply of `facts`: what the rules about conflicts need of a router and `status` and `counters` do not tell.
 * It costs more than a poll and changes rarely: the page asks once when it is opened and after a change.
 */
import type { Reason } from './common.ts';

/** Services that get in the way of offloading, or that offloading gets in the way of: the init scripts looked for in /etc/init.d. */
export type ServiceName =
	// Queues and traffic shaping
	| 'sqm'
	| 'qosmate'
	| 'qosify'
	| 'dscpclassify'
	| 'nft-qos'
	| 'eqos'
	| 'qos'
	| 'qos_gargoyle'
	| 'wshaper'
	// Several uplinks and routing by policy
	| 'mwan3'
	| 'pbr'
	// Accounting
	| 'nlbwmon'
	| 'wrtbwmon'
	| 'iptmon'
	| 'bandwidthd'
	| 'vnstat'
	| 'collectd'
	// Inspection of packets
	| 'netifyd'
	| 'snort'
	| 'suricata'
	| 'ntopng'
	| 'appfilter'
	// DPI bypass
	| 'zapret'
	| 'zapret2'
	| 'b4'
	| 'youtubeUnblock'
	| 'byedpi'
	// Transparent proxies
	| 'podkop'
	| 'openclash'
	| 'passwall'
	| 'passwall2'
	| 'shadowsocksr'
	| 'homeproxy'
	| 'sing-box'
	| 'dae'
	| 'daed'
	| 'nikki'
	// Tunnels
	| 'ipsec'
	| 'swanctl'
	// Parental control
	| 'timecontrol'
	| 'accesscontrol'
	// Others
	| 'irqbalance'
	| 'dockerd'
	| 'turboacc';

/** Programs looked for among the running processes, by the name that the kernel has for them (/proc/PID/comm, 15 bytes). */
export type ProcessName =
	| 'nfqws'
	| 'nfqws2'
	| 'b4'
	| 'tpws'
	| 'youtubeUnblock'
	| 'ciadpi'
	| 'netifyd'
	| 'ntopng'
	| 'snort'
	| 'suricata'
	| 'charon'
	| 'pluto'
	| 'openvpn'
	| 'sing-box'
	| 'mihomo'
	| 'clash'
	| 'xray'
	| 'v2ray'
	| 'dae'
	| 'daed'
	| 'ss-redir'
	| 'nlbwmon'
	| 'bandwidthd'
	| 'vnstatd'
	| 'collectd'
	| 'irqbalance'
	| 'dockerd'
	| 'iperf'
	| 'iperf3'
	| 'netperf'
	| 'speedtest'
	| 'librespeed-cli';

/** A service of the list whose init script is installed. */
export interface Service {
	name: ServiceName;
	/** /etc/rc.d has a start link of it: it starts at boot. Some have an option `enabled` of their own in addition. */
	enabled: boolean;
}

/** The queueing disciplines on a device, by kind and without repetition: 'cake', 'htb', 'fq_codel', 'ingress', 'clsact', ... */
export interface DeviceQdiscs {
	device: string;
	kinds: string[];
	/** Those of `kinds` that the hardware does itself (TCA_HW_OFFLOAD): they also shape what it forwards. */
	offloaded: string[];
}

/**
 * What a rule does that needs every packet of a connection. The flowtable takes packets past all chains but those of hook
 * ingress, so such a rule meets only the first packets of an offloaded connection.
 *
 * mark: meta mark set, ct mark set. dscp: ip dscp set, ip6 dscp set. ttl: ip ttl set, ip6 hoplimit set.
 * connlimit: ct count. time: meta time, hour, day. packets: ct packets, ct bytes, ct avgpkt. A rule that limits flow offloading
 * itself (`ct original packets ge 30 flow add @ft`) is in `forward_rules` of `status`, not here.
 */
export type StatementKind =
	| 'counter'
	| 'limit'
	| 'quota'
	| 'queue'
	| 'log'
	| 'mark'
	| 'dscp'
	| 'ttl'
	| 'connlimit'
	| 'time'
	| 'packets'
	| 'tproxy'
	| 'redirect';

/** A chain with rules that firewall4 has not generated from its own options, and what of interest these rules do. */
export interface ChainStatements {
	/** 'inet', 'ip', 'ip6', 'bridge', 'netdev', 'arp' */
	family: string;
	table: string;
	chain: string;
	/** 'prerouting', 'input', 'forward', 'output', 'postrouting', 'ingress', 'egress'; null for a chain that others jump to. */
	hook: string | null;
	/** The hooks whose chains lead to it, by whatever jumps; of a chain with a hook this one. [] = no jump to it was seen. */
	hooks: string[];
	/** Each kind once. */
	kinds: StatementKind[];
	/** Those of `kinds` that new connections alone reach: after `ct state new`, or after a rule that is done with established ones. */
	new_only: StatementKind[];
}

/** Enabled rules of /etc/config/firewall that act on packets, by what they do; firewall4 makes the chains of `statements` that are left out from them. */
export interface FirewallRules {
	/** With start_time, stop_time, start_date, stop_date, weekdays or monthdays: rules and redirects. */
	time: number;
	/** `option target DSCP`. */
	dscp: number;
	/** `option target MARK`. */
	mark: number;
}

/** The options of flow offloading where they have no effect. */
export interface MisplacedOptions {
	/** Whether they are on in `config globals` of /etc/config/network. */
	globals_flow_offloading: boolean;
	globals_flow_offloading_hw: boolean;
	/** Whether a `config defaults` of /etc/config/firewall behind the first has one: firewall4 ignores all but the first. */
	in_ignored_defaults: boolean;
}

/**
 * Reply of `facts` (no arguments). A package that is not installed is no unknown: its field says that nothing of it is there
 * (false, 0, []). null is what could not be read, and then `unknown` has its reason. A list that comes with a reason was cut:
 * none has more than 60 items. Options are those of /etc/config, without what waits in /tmp/.uci.
 */
export interface Environment {
	monotonic_ms: number;
	/** Whether the firewall starts at boot (/etc/rc.d has a start link of it). */
	firewall_enabled: boolean | null;
	/** Those of the list that are installed. */
	services: Service[] | null;
	/** Those of the list that run, each once. */
	processes: ProcessName[] | null;
	/** Every device that has one other than noqueue; from the kernel, whether `tc` is installed or not. */
	qdiscs: DeviceQdiscs[] | null;
	statements: ChainStatements[] | null;
	/** Tables of nftables other than `inet fw4`, as 'family name'. */
	tables: string[] | null;
	firewall_rules: FirewallRules | null;
	misplaced: MisplacedOptions | null;
	/** `option fullcone` of the firewall's defaults or of a zone. */
	fullcone: boolean | null;
	/** Devices (`option interface`) of the queues of /etc/config/sqm that are enabled. */
	sqm: string[] | null;
	/** Those of `sqm` whose queue script shapes in hardware (`hw_ppe.qos`). */
	sqm_in_hardware: string[] | null;
	/** qosmate.global.enabled */
	qosmate: boolean | null;
	/** Number of enabled interfaces of /etc/config/mwan3. */
	mwan3: number | null;
	/** pbr.config.enabled */
	pbr: boolean | null;
	/** Whether network.globals.packet_steering is '1' or '2'. */
	packet_steering: boolean | null;
	/** Bridges of /etc/config/network that filter VLANs: with vlan_filtering or with bridge-vlan sections. */
	vlan_bridges: string[] | null;
	/** Networks of /etc/config/wireless with 802.11r switched on; their names stay on the router. */
	fast_roaming: number | null;
	/** The largest number of Wi-Fi devices that are members of the same bridge. */
	bridged_access_points: number | null;
	/** Wireless Ethernet Dispatch of MediaTek's drivers (wed_enable of mt7915e and mt7996e); 'absent' where the driver has no such switch. */
	wed: 'on' | 'off' | 'absent' | null;
	/** Whether a Wi-Fi card is attached to WED; false while that is not on. */
	wed_attached: boolean | null;
	/** Airoha's network processor, which sets up the hardware; 'absent' where the kernel has no driver of it. */
	npu: 'running' | 'stopped' | 'no_firmware' | 'absent' | null;
	/** Conntrack helpers that are loaded: 'ftp', 'sip', ... Connections that one of them follows are never offloaded. */
	helpers: string[] | null;
	unknown: Partial<Record<FactName, Reason>>;
}

/** The facts that can be unknown. */
export type FactName = Exclude<keyof Environment, 'monotonic_ms' | 'unknown'>;
