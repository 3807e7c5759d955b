/** What the emulated router can be like. */
import type { NetlinkFault, TableFault } from './flows/faults.ts';
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
