import QUnit from 'qunit';
import { FLOWTABLES, ways } from '../support/cases.ts';
import { statusOf } from '../support/host.ts';
import { done } from '../support/kernel.ts';

/**
 * A router with a modem on wwan0, whose driver names it so (DEVTYPE). What netifd tells follows its protocols: qmi.sh, mbim.sh and
 * modemmanager.sh report no device of their own (no_device=1), and put an alias (`@wan`) onto wwan0 where DHCP gives the addresses.
 */
function modem(type: string, proto: string, aliases: object[], listed: string[]) {
	const devices = listed.map((name) => `"${name}"`).join(', ');
	return statusOf({
		files: {
			'/etc/config/firewall':
				"config defaults\n\toption flow_offloading '1'\nconfig zone\n\toption name 'wan'\n\tlist network 'wan'\n",
			'/etc/config/network': `config interface 'wan'\n\toption proto '${proto}'\n`,
			'/sys/class/net/wwan0/type': `${type}\n`,
			'/sys/class/net/wwan0/uevent': 'DEVTYPE=wwan\nINTERFACE=wwan0\n',
		},
		commands: {
			[FLOWTABLES]: { output: `table inet fw4 {\n\tflowtable ft {\n\t\tdevices = { ${devices} }\n\t}\n}\n` },
		},
		ubus: () => ({
			interface: [{ interface: 'wan', up: true, proto, l3_device: 'wwan0' }, ...aliases],
		}),
		netlink: () => [done()],
	});
}

const WWAN0 = { up: true, device: 'wwan0', l3_device: 'wwan0' };
const WAN_4 = { ...WWAN0, interface: 'wan_4', proto: 'dhcp', data: { zone: 'wan' } };
const WAN_6 = { ...WWAN0, interface: 'wan_6', proto: 'dhcpv6', data: { zone: 'wan' } };
const ETHERNET = '1';
const BARE = '65534';

QUnit.module('backend > modems', () => {
	for (const type of [ETHERNET, BARE])
		QUnit.test(
			`with an alias in the zone firewall4 lists it itself: fast, nothing to repair (${type})`,
			(assert) => {
				const status = modem(type, 'qmi', [WAN_4], ['br-lan', 'wwan0']);
				assert.deepEqual(ways(status), { wan: 'fast, at wwan0', wan_4: 'fast, at wwan0' });
				assert.deepEqual(status.repairs, []);
				const both = modem(type, 'qmi', [WAN_4, WAN_6], ['br-lan', 'wwan0']);
				assert.deepEqual(both.repairs, []);
			}
		);

	QUnit.test('before the firewall has been reloaded, a reload is what is wanted, no repair', (assert) => {
		const status = modem(BARE, 'mbim', [WAN_6], ['br-lan']);
		assert.strictEqual(ways(status).wan, 'slow, tunnel_not_listed, needs wwan0');
		assert.deepEqual(status.repairs, []);
	});

	for (const type of [ETHERNET, BARE])
		QUnit.test(`with static addresses, or an alias in no zone, a repair is offered (${type})`, (assert) => {
			for (const aliases of [[], [{ ...WAN_6, data: {} }]]) {
				const status = modem(type, 'modemmanager', aliases, ['br-lan']);
				assert.strictEqual(ways(status).wan, 'slow, tunnel_not_listed, needs wwan0');
				assert.deepEqual(
					status.repairs?.map(({ device, alias, state }) => [device, alias, state]),
					[['wwan0', 'wan_offload', 'offered']]
				);
			}
		});
});
