/** Reply of LuCI's `luci-rpc getHostHints`: what is known of the devices around, by MAC address. Older ones have one address of each kind. */
export type HostHints = Record<
	string,
	{ name?: string; ipaddrs?: string[]; ip6addrs?: string[]; ipv4?: string; ipv6?: string }
>;
