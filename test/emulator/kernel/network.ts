/** The emulated router's network devices and what netifd says of them: br-lan over eth0, and eth1 towards the internet. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UciConfig } from '../../../tools/uci/parse.ts';
import { HostError } from '../../../tools/ucode/host.ts';
import { PATHS } from '../paths.ts';
import type { Content } from './files.ts';
import { DEVICE_NUMBERS } from './qdiscs.ts';

const DRIVER = 'mtk_soc_eth';

/** Links are left out but for their names, which is what a folder of /sys/class/net is read for. */
const DEVICE_FILES: Record<string, Content> = {
	...Object.fromEntries(
		['lo', 'eth0', 'eth1', 'br-lan'].map((name) => [
			`/sys/class/net/${name}/ifindex`,
			`${DEVICE_NUMBERS[name]}\n`,
		])
	),
	'/sys/class/net/lo/mtu': '65536\n',
	'/sys/class/net/br-lan/lower_eth0/mtu': '1500\n',
	'/sys/class/net/br-lan/brif/eth0/state': '3\n',
	'/sys/class/net/br-lan/type': '1\n',
	'/sys/class/net/br-lan/uevent': 'DEVTYPE=bridge\nINTERFACE=br-lan\nIFINDEX=4\n',
	'/sys/class/net/eth0/type': '1\n',
	'/sys/class/net/eth0/uevent': 'INTERFACE=eth0\nIFINDEX=2\n',
	'/sys/class/net/eth0/device/uevent': `DRIVER=${DRIVER}\n`,
	'/sys/class/net/eth1/device/uevent': `DRIVER=${DRIVER}\n`,
	'/sys/class/net/eth1/type': '1\n',
	'/sys/class/net/eth1/uevent': 'INTERFACE=eth1\nIFINDEX=3\n',
	'/sys/class/net/pppoe-wan/mtu': '1492\n',
	'/sys/class/net/pppoe-wan/type': '512\n',
	'/sys/class/net/pppoe-wan/uevent': 'DEVTYPE=ppp\nINTERFACE=pppoe-wan\n',
};

/** What lines have beside: a VLAN below PPPoE, a tunnel for IPv4. */
const LINE_FILES: Partial<Record<Uplink, Record<string, Content>>> = {
	'pppoe-vlan': {
		'/proc/net/vlan/config':
			'VLAN Dev name\t | VLAN ID\nName-Type: VLAN_NAME_TYPE_RAW_PLUS_VID_NO_PAD\neth1.7         | 7  | eth1\n',
		'/sys/class/net/eth1.7/ifindex': '6\n',
		'/sys/class/net/eth1.7/lower_eth1/mtu': '1500\n',
		'/sys/class/net/eth1.7/type': '1\n',
		'/sys/class/net/eth1.7/uevent': 'DEVTYPE=vlan\nINTERFACE=eth1.7\nIFINDEX=6\n',
	},
	'ds-lite': {
		'/sys/class/net/ds-wan6_4/ifindex': '6\n',
		'/sys/class/net/ds-wan6_4/type': '769\n',
		'/sys/class/net/ds-wan6_4/uevent': 'INTERFACE=ds-wan6_4\nIFINDEX=6\n',
	},
};

export function deviceFiles(uplink: Uplink): Record<string, Content> {
	return { ...DEVICE_FILES, ...LINE_FILES[uplink] };
}

/**
 * How the router reaches the Internet. pppoe-vlan: PPPoE in VLAN 7. ds-lite: IPv6, with IPv4 in a tunnel. none: it does not, as an access
 * point that only bridges.
 */
export type Uplink = 'ethernet' | 'pppoe' | 'pppoe-vlan' | 'ds-lite' | 'none';

/** The layer-3 device of the line, for IPv4; null where there is none. */
export function uplinkDevice(uplink: Uplink): string | null {
	const devices = {
		ethernet: 'eth1',
		pppoe: 'pppoe-wan',
		'pppoe-vlan': 'pppoe-wan',
		'ds-lite': 'ds-wan6_4',
		none: null,
	};
	return devices[uplink];
}

interface Interface {
	interface: string;
	up?: boolean;
	proto: string;
	l3_device: string;
	device?: string;
	data?: { zone: string };
}

/** Calls on the router's ubus by programs of its own, recorded ones. Throws HostError as libubus fails. */
export function localUbus(object: string, method: string, uplink: Uplink, config: UciConfig | null): unknown {
	if (object !== 'network.interface' || method !== 'dump') throw new HostError('ENOENT', object);
	const text = readFileSync(join(PATHS.data, 'network-interface-dump.json'), 'utf8');
	const { interface: recorded } = JSON.parse(text) as { interface: Interface[] };
	const networks = recorded.flatMap((network) => (isUplink(network) ? overUplink(network, uplink) : network));
	return { interface: [...networks, ...aliasesOf(networks, config)] };
}

/** Interfaces whose device is another interface: netifd gives them its layer-3 device. */
function aliasesOf(networks: Interface[], config: UciConfig | null): Interface[] {
	return (config?.sections ?? []).flatMap(({ name, options }) => {
		const found = networks.find((network) => options.get('device') === `@${network.interface}`);
		if (!found) return [];
		const { l3_device } = found;
		return [{ interface: name, up: true, proto: 'none', device: l3_device, l3_device }];
	});
}

/** The device that firewall4 lists for the aliases of the line, because its zone names them; null where there are none. */
export function aliasDevice(
	firewall: UciConfig | null,
	network: UciConfig | null,
	uplink: Uplink
): string | null {
	const zones = (firewall?.sections ?? []).filter(({ type }) => type === 'zone');
	const listed = zones.flatMap(({ options }) => options.get('network') ?? []);
	const { interface: networks } = localUbus('network.interface', 'dump', uplink, null) as {
		interface: Interface[];
	};
	return aliasesOf(networks, network).find((alias) => listed.includes(alias.interface))?.l3_device ?? null;
}

function isUplink(network: Interface): boolean {
	return network.interface.startsWith('wan');
}

function overUplink(network: Interface, uplink: Uplink): Interface[] {
	const device = uplinkDevice(uplink);
	if (device === null) return [];
	if (uplink === 'pppoe') return [{ ...network, proto: 'pppoe', l3_device: device }];
	if (uplink === 'pppoe-vlan') return [{ ...network, proto: 'pppoe', device: 'eth1.7', l3_device: device }];
	if (uplink === 'ds-lite' && network.interface === 'wan') {
		const { device: _, ...tunnel } = network;
		return [{ ...tunnel, interface: 'wan6_4', proto: 'dslite', l3_device: device, data: { zone: 'wan' } }];
	}
	return [network];
}
