/** The devices in the emulated home: their leases, and what LuCI's own object `luci-rpc` says of them. One of them is hostile. */
import type { Content } from './files.ts';

interface Neighbour {
	mac: string;
	name: string | null;
	addresses: string[];
}

/** A name that a device may well ask for: whoever puts it into HTML runs its script. */
export const HOSTILE_NAME = '<img src=x onerror=alert(1)>';

export const NEIGHBOURS: Neighbour[] = [
	{ mac: '02:11:22:33:44:00', name: 'Media-Server', addresses: ['192.168.1.100', 'fdc0:e9e3:cb22::100'] },
	{ mac: '02:11:22:33:44:55', name: 'Annas-Phone', addresses: ['192.168.1.117', 'fdc0:e9e3:cb22::117'] },
	{ mac: '02:11:22:33:44:66', name: HOSTILE_NAME, addresses: ['192.168.1.142', 'fdc0:e9e3:cb22::142'] },
	{ mac: '02:11:22:33:44:77', name: null, addresses: ['192.168.1.23'] },
];

/** Reply of luci-rpc getHostHints (openwrt/luci, rpcd-mod-luci). */
export function hostHints(): object {
	return Object.fromEntries(
		NEIGHBOURS.map(({ mac, name, addresses }) => [
			mac.toUpperCase(),
			{
				ipaddrs: addresses.filter((address) => !address.includes(':')),
				ip6addrs: addresses.filter((address) => address.includes(':')),
				...(name === null ? {} : { name }),
			},
		])
	);
}

/** dnsmasq's leases: end, MAC, address, name, client id. */
export const LEASE_FILES: Record<string, Content> = {
	'/tmp/dhcp.leases': NEIGHBOURS.map(
		({ mac, name, addresses }) => `1764160000 ${mac} ${addresses[0]} ${name?.replaceAll(' ', '-') ?? '*'} *\n`
	).join(''),
};
