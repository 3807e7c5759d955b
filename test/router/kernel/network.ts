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
};

/** Calls on the router's ubus by programs of its own, recorded ones. Throws HostError as libubus fails. */
export function localUbus(object: string, method: string): unknown {
	if (object !== 'network.interface' || method !== 'dump') throw new HostError('ENOENT', object);
	return JSON.parse(readFileSync(join(PATHS.data, 'network-interface-dump.json'), 'utf8'));
}
