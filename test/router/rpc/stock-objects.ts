/** The few objects of other packages that LuCI's own client code asks when a page loads. */
import { Status, type UbusObject } from './ubus.ts';

export function stockObjects(offloading: () => boolean): Record<string, UbusObject> {
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
		file: {
			list: { args: { path: 'string' }, call: () => [Status.ok, { entries: [] }] },
		},
	};
}
