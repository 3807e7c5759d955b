/** Reply of `private_names`: what a report has to hide. Read so that it can be masked, never shown as such. */
import type { Reason } from './index.ts';

/** Each name once, at most 64 bytes long. Nothing secret: no password and no key is read. */
export interface PrivateNames {
	monotonic_ms: number;
	/** The router's own name and those of the devices around it: system.@system[0].hostname, dhcp.@host[].name, /tmp/dhcp.leases; at most 300. */
	hosts: string[] | null;
	/** wireless.@wifi-iface[].ssid; at most 100. */
	wifi: string[] | null;
	/** network.@interface[].username: who dials in; at most 50. */
	users: string[] | null;
	unknown: { hosts?: Reason; wifi?: Reason; users?: Reason };
}
