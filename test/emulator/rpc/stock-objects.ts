/** The few objects of other packages that LuCI's own client code asks when a page loads. */
import { hostHints } from '../kernel/neighbours.ts';
import { Status, type UbusObject } from './ubus.ts';

/** `offloading`: what LuCI thinks of the kernel. `neighbours`: whether there are devices around the router. */
export function stockObjects(offloading: () => boolean, neighbours: boolean): Record<string, UbusObject> {
	return {
		luci: {
			getFeatures: {
				args: {},
				call: () => [
					Status.ok,
					{ firewall: true, firewall4: true, ipv6: true, apk: true, offloading: offloading() },
				],
			},
		},
		'luci-rpc': {
			getHostHints: { args: {}, call: () => [Status.ok, neighbours ? hostHints() : {}] },
		},
		file: {
			list: { args: { path: 'string' }, call: () => [Status.ok, { entries: [] }] },
		},
	};
}
