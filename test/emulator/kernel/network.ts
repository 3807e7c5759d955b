/** The emulated router's network devices and what netifd says of them: br-lan over eth0, and eth1 towards the internet. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HostError } from '../../../tools/ucode/host.ts';
import { PATHS } from '../paths.ts';
import type { Content } from './files.ts';
import { DEVICE_NUMBERS } from './qdiscs.ts';

const DRIVER = 'mtk_soc_eth';

/** Links are left out but for their names, which is what a folder of /sys/class/net is read for. */
export const DEVICE_FILES: Record<string, Content> = {
	...Object.fromEntries(
		Object.entries(DEVICE_NUMBERS).map(([name, number]) => [`/sys/class/net/${name}/ifindex`, `${number}\n`])
	),
	'/sys/class/net/lo/mtu': '65536\n',
	'/sys/class/net/br-lan/lower_eth0/mtu': '1500\n',
	'/sys/class/net/br-lan/brif/eth0/state': '3\n',
	'/sys/class/net/eth0/device/uevent': `DRIVER=${DRIVER}\n`,
	'/sys/class/net/eth1/device/uevent': `DRIVER=${DRIVER}\n`,
	'/sys/class/net/eth1/type': '1\n',
	'/sys/class/net/eth1/uevent': 'INTERFACE=eth1\nIFINDEX=3\n',
	'/sys/class/net/pppoe-wan/mtu': '1492\n',
};

/** How the router reaches the Internet. none: it does not, as an access point that only bridges. */
export type Uplink = 'ethernet' | 'pppoe' | 'none';

/** The layer-3 device of the line; null where there is none. */
export function uplinkDevice(uplink: Uplink): string | null {
	return { ethernet: 'eth1', pppoe: 'pppoe-wan', none: null }[uplink];
}

interface Interface {
	interface: string;
	proto: string;
	l3_device: string;
}

/** Calls on the router's ubus by programs of its own, recorded ones. Throws HostError as libubus fails. */
export function localUbus(object: string, method: string, uplink: Uplink): unknown {
	if (object !== 'network.interface' || method !== 'dump') throw new HostError('ENOENT', object);
	const text = readFileSync(join(PATHS.data, 'network-interface-dump.json'), 'utf8');
	const { interface: recorded } = JSON.parse(text) as { interface: Interface[] };
	return {
		interface: recorded.flatMap((network) => (isUplink(network) ? overUplink(network, uplink) : network)),
	};
}

function isUplink(network: Interface): boolean {
	return network.interface.startsWith('wan');
}

function overUplink(network: Interface, uplink: Uplink): Interface[] {
	const device = uplinkDevice(uplink);
	if (device === null) return [];
	return [uplink === 'pppoe' ? { ...network, proto: 'pppoe', l3_device: device } : network];
}
