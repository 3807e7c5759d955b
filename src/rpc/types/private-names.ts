/** Reply of `private_names`: what a report has to hide. Read so that it can be redacted, never shown as such. */
import type { Reason } from './common.ts';

/**
 * Each name once, whole, at most 255 bytes long. Nothing secret: no password and no key is read. Names that OpenWrt gives itself, such as
 * lan, br-lan, eth0 and Allow-Ping, are left out of `rules` and `networks`.
 *
 * A list with a reason in `unknown` is incomplete: 'truncated' says that names were too many or too long; null: nothing could be read.
 */
export interface PrivateNames {
	monotonic_ms: number;
	/**
	 * The router's own name and those of hosts and devices around it: hostname, dhcp hosts, domains and cnames, /etc/hosts, leases of dnsmasq
	 * and odhcpd, WireGuard peers and their endpoints, servers of tunnels, DDNS domains. At most 32,000 bytes of JSON.
	 */
	hosts: string[] | null;
	/** wireless.@wifi-iface[].ssid and mesh_id; at most 6,000 bytes of JSON. */
	wifi: string[] | null;
	/** User names of the internet connection, of Wi-Fi and of DDNS; at most 4,000 bytes of JSON. */
	users: string[] | null;
	/** Rules, redirects, sets and includes of the firewall; at most 9,000 bytes of JSON. */
	rules: string[] | null;
	/** Zones, networks, devices, and sections of the configuration that have a name; at most 9,000 bytes of JSON. */
	networks: string[] | null;
	unknown: { hosts?: Reason; wifi?: Reason; users?: Reason; rules?: Reason; networks?: Reason };
}
