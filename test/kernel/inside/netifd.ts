/** netifd's part of a router: which network lies on which device. The guest has no netifd, so its one answer that counts is played. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';

export interface PlayedNetwork {
	/** Name of the network, and of its firewall zone. */
	name: string;
	/** null where the network has only its L3 device, such as a tunnel. */
	device: string | null;
	/** Where it is not the device itself. */
	l3_device?: string;
	/** 'static' unless told. */
	proto?: string;
	/** Holds the default route. */
	wan?: boolean;
}

const DUMP = '/run/network.interface.json';

/** Makes `ubus call network.interface dump` answer with these networks, and gives each a zone that may forward to the WAN. */
export function playNetifd(networks: PlayedNetwork[]): void {
	writeFileSync(DUMP, JSON.stringify({ interface: networks.map(interfaceOf) }));
	writeFileSync('/usr/bin/ubus', `#!/bin/sh\ncat ${DUMP}\n`);
	chmodSync('/usr/bin/ubus', 0o755);
	mkdirSync('/etc/config', { recursive: true });
	writeFileSync('/etc/config/firewall', networks.map(zoneOf).join('\n'));
}

function interfaceOf({ name, device, l3_device = device!, proto = 'static', wan }: PlayedNetwork) {
	const route = wan ? [{ target: '0.0.0.0', mask: 0, nexthop: '203.0.113.1', source: '0.0.0.0/0' }] : [];
	return { interface: name, up: true, proto, ...(device === null ? {} : { device }), l3_device, route };
}

function zoneOf({ name, wan }: PlayedNetwork): string {
	const zone = `config zone\n\toption name '${name}'\n\tlist network '${name}'\n`;
	return wan ? zone : `${zone}\nconfig forwarding\n\toption src '${name}'\n\toption dest 'wan'\n`;
}
