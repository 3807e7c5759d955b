import type { HostHints } from '../../rpc/types/host-hints.ts';
import * as model from '../index.ts';

/** A device of the home network. `id` stays the same while it is on the page. Its name may be any text. */
export interface Host {
	id: string;
	name: string;
	addresses: string[];
}

/** Finds the device that an address belongs to; an address that nobody knows is a device of its own. */
export type FindHost = (address: string) => Host;

export function hostFinder(hints: HostHints): FindHost {
	const known = new Map<string, Host>();
	for (const [mac, { name, ipaddrs, ip6addrs, ipv4, ipv6 }] of Object.entries(hints)) {
		const given = [...(ipaddrs ?? []), ...(ip6addrs ?? []), ipv4, ipv6].filter(
			(address) => address !== undefined
		);
		const addresses = given.map(model.tidyAddress);
		const host = { id: mac, name: name || addresses[0] || mac, addresses };
		for (const address of addresses) known.set(address, host);
	}
	return (address) => {
		const tidy = model.tidyAddress(address);
		return known.get(tidy) ?? { id: tidy, name: tidy, addresses: [tidy] };
	};
}
