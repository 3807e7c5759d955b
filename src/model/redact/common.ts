/** Names that are nobody's: the system's, and words which reports are full of. A device that is called so stays visible. */
const COMMON = new Set(
	[
		'openwrt lede immortalwrt router gateway firewall lan wan wan6 guest dmz iot vpn localhost ip6-localhost kernel system default',
		'unknown ipv4 ipv6 tcp udp icmp hardware software offload flow on off yes no loopback network networks device devices zone zones',
		'static dhcpv6 pppoe covered default_route section disabled counter packets bytes comment reload reloading interface option options',
		'conntrack nf_conntrack flowtable nf_flow_table nft_flow_offload ingress priority filter forward input output accept reject',
		'allow-dhcp-renew allow-ping allow-igmp allow-dhcpv6 allow-mld allow-icmpv6-input allow-icmpv6-forward allow-ipsec-esp allow-isakmp',
		'support-udp-traceroute',
	]
		.join(' ')
		.split(' ')
);
/** Devices as OpenWrt names them. */
const STOCK_DEVICE =
	/^(?:br-)?(?:eth|lan|wan|wlan|phy\d+-(?:ap|sta|mesh)|(?:default_)?radio|wifinet|wg|tun|tap|ppp|usb|wwan|ifb|sfp|bond|veth|docker|switch)\d+(?:\.\d+)?$|^(?:br-lan|br-wan|br-guest|pppoe-wan6?)$/i;

/** Whether a name is nobody's. */
export function isCommon(name: string): boolean {
	return COMMON.has(name.trim().toLowerCase()) || STOCK_DEVICE.test(name.trim());
}

/** Whether somebody can be known by a name wherever it is found. */
export function isTelling(name: string): boolean {
	return name.trim().length > 1 && !isCommon(name);
}
