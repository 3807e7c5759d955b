/** Rules of OpenWrt's own configuration. The backend has the same list (system/stock_names.uc); a test compares them. */
export const STOCK_RULES = [
	'Allow-DHCP-Renew',
	'Allow-Ping',
	'Allow-IGMP',
	'Allow-DHCPv6',
	'Allow-MLD',
	'Allow-ICMPv6-Input',
	'Allow-ICMPv6-Forward',
	'Allow-IPSec-ESP',
	'Allow-ISAKMP',
	'Support-UDP-Traceroute',
];

/**
 * What devices begin with that OpenWrt names, before their number. The backend does not tell any of these names (system/stock_names.uc,
 * which knows more: a test compares them). Here the list is short, because it also decides for Wi-Fi networks and hosts.
 */
export const STOCK_DEVICES = [
	...[
		'eth',
		'lan',
		'wan',
		'wlan',
		'phy0-ap',
		'phy0-sta',
		'phy0-mesh',
		'radio',
		'default_radio',
		'wifinet',
		'wg',
		'tun',
		'tap',
	],
	...['ppp', 'usb', 'wwan', 'ifb', 'sfp', 'bond', 'veth', 'docker', 'switch'],
];

/** Names that are nobody's: the system's, and words which reports are full of. A device that is called so stays visible. */
const COMMON = new Set([
	...[
		'openwrt lede immortalwrt router gateway firewall lan wan wan6 guest dmz iot vpn localhost ip6-localhost kernel system default',
		'unknown ipv4 ipv6 tcp udp icmp hardware software offload flow on off yes no loopback network networks device devices zone zones',
		'static dhcpv6 pppoe covered default_route section disabled counter packets bytes comment reload reloading interface option options',
		'conntrack nf_conntrack flowtable nf_flow_table nft_flow_offload ingress priority filter forward input output accept reject',
		'br-lan br-wan br-guest pppoe-wan pppoe-wan6',
	]
		.join(' ')
		.split(' '),
	...STOCK_RULES.map((name) => name.toLowerCase()),
]);
const STOCK_DEVICE = new RegExp(
	`^(?:br-)?(?:${STOCK_DEVICES.join('|').replaceAll('phy0', 'phy\\d+')})\\d+(?:\\.\\d+)?$`,
	'i'
);

/** Whether a name is nobody's. */
export function isCommon(name: string): boolean {
	return COMMON.has(name.trim().toLowerCase()) || STOCK_DEVICE.test(name.trim());
}

/** Whether somebody can be known by a name wherever it is found. */
export function isIdentifying(name: string): boolean {
	return name.trim().length > 1 && !isCommon(name);
}
