import QUnit from 'qunit';
import type { Repair } from '../../../../src/rpc/types/index.ts';
import { redirectFilter } from '../../../emulator/kernel/tc-filter.ts';
import { FLOWTABLES } from '../support/cases.ts';
import { type Parts, statusOf } from '../support/host.ts';
import { ingressKernel } from '../support/ingress.ts';
import { done, refusal } from '../support/kernel.ts';

type Files = NonNullable<Parts['files']>;
interface Network {
	interface: string;
	up?: boolean;
	proto?: string;
	device?: string;
	l3_device?: string;
}

const link = (name: string, type: string, devtype = '', lowers: string[] = []): Files => ({
	[`/sys/class/net/${name}/type`]: `${type}\n`,
	[`/sys/class/net/${name}/uevent`]: `${devtype && `DEVTYPE=${devtype}\n`}INTERFACE=${name}\n`,
	[`/sys/class/net/${name}/ifindex`]: `${INDEXES.indexOf(name) + 1}\n`,
	...Object.fromEntries(lowers.map((lower) => [`/sys/class/net/${name}/lower_${lower}`, null])),
});
/** A program's device: bare IP packets, or Ethernet. */
const tun = (name: string, type: string): Files => ({
	...link(name, type),
	[`/sys/class/net/${name}/tun_flags`]: type === '1' ? '0x1002\n' : '0x1001\n',
});
const INDEXES = ['eth1', 'eth1.7', 'pppoe-wan', 'ifb4ppp', 'tun0'];
const ETH1 = link('eth1', '1');
const VLAN = { ...link('eth1.7', '1', 'vlan', ['eth1']), ...ETH1 };
const LINE = { ...link('pppoe-wan', '512', 'ppp'), ...VLAN };
const PPPOE: Network = { interface: 'wan', proto: 'pppoe', device: 'eth1.7', l3_device: 'pppoe-wan' };
const ALIAS: Network = {
	interface: 'wan_offload',
	proto: 'none',
	device: 'pppoe-wan',
	l3_device: 'pppoe-wan',
};
const WAN = "config interface 'wan'\n\toption proto 'pppoe'\n\toption device 'eth1.7'\n";
const OFFLOAD = "config interface 'wan_offload'\n\toption proto 'none'\n\toption device '@wan'\n";
const zone = (networks: string[], name = 'wan') =>
	`config zone\n\toption name '${name}'\n${networks.map((each) => `\tlist network '${each}'\n`).join('')}`;
const SOFTWARE = "config defaults\n\toption flow_offloading '1'\n";
const HARDWARE = `${SOFTWARE}\toption flow_offloading_hw '1'\n`;
const OFFER: Repair = {
	network: 'wan',
	zone: 'wan',
	device: 'pppoe-wan',
	alias: 'wan_offload',
	state: 'offered',
	reason: null,
};

interface Router {
	networks: Network[];
	files: Files;
	listed: string[];
	flags: string;
	defaults: string;
	zones: string;
	network: string;
	netlink: NonNullable<Parts['netlink']>;
}

const NO_TC: Router['netlink'] = () => [done()];

/** A router with PPPoE over VLAN as firewall4 lists it, changed. */
function statusWith(changes: Partial<Router>) {
	const router: Router = {
		networks: [PPPOE],
		files: LINE,
		listed: ['eth1.7'],
		flags: '',
		defaults: SOFTWARE,
		zones: zone(['wan']),
		network: WAN,
		netlink: NO_TC,
		...changes,
	};
	const devices = router.listed.map((name) => `"${name}"`).join(', ');
	return statusOf({
		files: {
			'/etc/config/firewall': router.defaults + router.zones,
			'/etc/config/network': router.network,
			...router.files,
		},
		commands: {
			[FLOWTABLES]: {
				output: `table inet fw4 {\n\tflowtable ft {\n\t\tdevices = { ${devices} }\n${router.flags}\t}\n}\n`,
			},
		},
		ubus: () => ({ interface: router.networks.map((network) => ({ up: true, ...network })) }),
		netlink: router.netlink,
	});
}

const repairsOf = (changes: Partial<Router>) => statusWith(changes).repairs;

QUnit.module('backend > repairs: what is offered', () => {
	QUnit.test('PPPoE over VLAN', (assert) => {
		assert.deepEqual(repairsOf({}), [OFFER]);
	});

	QUnit.test('nothing while the path is fast, or offloading is off or not loaded', (assert) => {
		assert.deepEqual(repairsOf({ listed: ['eth1.7', 'pppoe-wan'] }), []);
		assert.deepEqual(repairsOf({ listed: ['eth1'] }), []);
		assert.deepEqual(repairsOf({ defaults: 'config defaults\n' }), []);
	});

	QUnit.test('nothing where a reload of the firewall would list the device', (assert) => {
		const plain: Network = { interface: 'wan', proto: 'dhcp', device: 'eth1', l3_device: 'eth1' };
		assert.deepEqual(repairsOf({ networks: [plain], listed: ['br-lan'] }), []);
		const wan6: Network = { ...ALIAS, interface: 'wan_6', proto: 'dhcpv6' };
		assert.deepEqual(repairsOf({ networks: [PPPOE, wan6], zones: zone(['wan', 'wan_6']) }), []);
	});

	QUnit.test('tunnels: each proven kind, and no other', (assert) => {
		const kinds: Array<[proto: string, type: string, devtype: string, reason: Repair['reason']]> = [
			['dslite', '769', '', null],
			['map', '769', '', null],
			['ipip', '768', '', null],
			['gre', '778', '', null],
			['wireguard', '65534', 'wireguard', null],
			['grev6', '823', '', null],
			['openvpn', '65534', 'tun', null],
			['none', '65534', 'tun', null],
			['openvpn', '1', 'tun', 'unproven'],
			['openvpn', '65534', 'ovpn', 'unproven'],
			['openvpn', '65534', 'ovpn-dco', 'unproven'],
			['mbim', '519', '', null],
			['modemmanager', '65534', 'wwan', null],
			['modemmanager', '65534', '', 'unproven'],
			['6in4', '776', '', 'sit'],
			['6rd', '776', '', 'sit'],
			['l2tp', '512', 'ppp', null],
			['l2tpeth', '1', 'l2tpeth', 'unproven'],
			['vxlan', '1', 'vxlan', 'unproven'],
		];
		for (const [proto, type, devtype, reason] of kinds) {
			const [found] = repairsOf({
				networks: [{ interface: 'wan', proto, l3_device: 'tun0' }],
				files: devtype === 'tun' ? tun('tun0', type) : link('tun0', type, devtype),
				listed: ['eth1'],
			})!;
			assert.deepEqual(
				found,
				{ ...OFFER, device: 'tun0', state: reason ? 'refused' : 'offered', reason },
				[proto, type, devtype].join(' ')
			);
		}
	});

	QUnit.test('refused in hardware mode, requested or loaded', (assert) => {
		const refused: Repair = { ...OFFER, state: 'refused', reason: 'hardware' };
		assert.deepEqual(repairsOf({ defaults: HARDWARE }), [refused]);
		assert.deepEqual(repairsOf({ flags: '\t\tflags offload\n' }), [refused]);
	});

	QUnit.test('refused where SQM shapes what arrives on the device, and where nobody can tell', (assert) => {
		const number = (device: string) => INDEXES.indexOf(device) + 1;
		const shaped = (device: string) =>
			ingressKernel(number(device), redirectFilter(number(device), number('ifb4ppp')));
		const files = { ...LINE, ...link('ifb4ppp', '1') };
		assert.deepEqual(repairsOf({ files, netlink: shaped('pppoe-wan') }), [
			{ ...OFFER, state: 'refused', reason: 'ingress_shaping' },
		]);
		// The VLAN below is shaped before PPPoE takes its packets off: that stays.
		assert.deepEqual(repairsOf({ files, netlink: shaped('eth1.7') }), [OFFER]);
		assert.deepEqual(repairsOf({ netlink: () => [refusal(-1)] }), [
			{ ...OFFER, state: 'refused', reason: 'ingress_unknown' },
		]);
	});

	QUnit.test('refused where another section has the name; no section of its own, no offer', (assert) => {
		const taken = `${WAN}config device 'wan_offload'\n\toption name 'eth9'\n`;
		assert.deepEqual(repairsOf({ network: taken }), [{ ...OFFER, state: 'refused', reason: 'name_taken' }]);
		assert.deepEqual(repairsOf({ network: "config interface 'lan'\n" }), []);
	});

	QUnit.test('one offer for networks on one device', (assert) => {
		const second: Network = { interface: 'wan2', proto: 'dhcpv6', device: 'eth1.7', l3_device: 'pppoe-wan' };
		const found = repairsOf({
			networks: [PPPOE, second],
			zones: zone(['wan', 'wan2']),
			network: `${WAN}config interface 'wan2'\n\toption proto 'dhcpv6'\n`,
		});
		assert.deepEqual(found, [OFFER]);
	});

	QUnit.test('unknown, with the reason, where the configuration cannot be read', (assert) => {
		const { repairs, unknown } = statusWith({ network: "config interface 'wan\n" });
		assert.strictEqual(repairs, null);
		assert.strictEqual(unknown.repairs?.code, 'garbled');
	});
});

QUnit.module('backend > repairs: what is in place', () => {
	const repaired = {
		network: WAN + OFFLOAD,
		zones: zone(['wan', 'wan_offload']),
		networks: [PPPOE, ALIAS],
		listed: ['eth1.7', 'pppoe-wan'],
	};

	QUnit.test('it works', (assert) => {
		assert.deepEqual(repairsOf(repaired), [{ ...OFFER, state: 'in_place' }]);
	});

	QUnit.test('it does not: not listed, shaped, hardware, sit', (assert) => {
		assert.deepEqual(repairsOf({ ...repaired, listed: ['eth1.7'] }), [
			{ ...OFFER, state: 'in_place', reason: 'no_effect' },
		]);
		assert.deepEqual(repairsOf({ ...repaired, defaults: HARDWARE }), [
			{ ...OFFER, state: 'in_place', reason: 'hardware' },
		]);
		const sit = link('pppoe-wan', '776');
		assert.deepEqual(repairsOf({ ...repaired, files: sit }), [
			{ ...OFFER, state: 'in_place', reason: 'sit' },
		]);
	});

	QUnit.test('the line is down', (assert) => {
		const [found] = repairsOf({ ...repaired, networks: [] })!;
		assert.deepEqual(found, { ...OFFER, device: null, state: 'in_place', reason: 'no_effect' });
	});

	QUnit.test('the line connects again: no device yet, and not the VLAN below', (assert) => {
		const connecting: Network = { interface: 'wan', up: false, proto: 'pppoe', device: 'eth1.7' };
		assert.deepEqual(repairsOf({ ...repaired, networks: [connecting, { ...ALIAS, up: false }] }), [
			{ ...OFFER, device: null, state: 'in_place', reason: 'no_effect' },
		]);
	});

	QUnit.test('while offloading is off it is no error', (assert) => {
		const [found] = repairsOf({ ...repaired, defaults: 'config defaults\n', listed: [] })!;
		assert.deepEqual(found, { ...OFFER, state: 'in_place' });
	});

	QUnit.test('left over: network gone, in no zone, in the zone of before', (assert) => {
		const gone = repairsOf({ ...repaired, network: OFFLOAD, zones: zone(['wan_offload']), networks: [] })!;
		assert.deepEqual(gone, [{ ...OFFER, device: null, state: 'left_over', reason: 'network_gone' }]);
		const [half] = repairsOf({ ...repaired, zones: zone(['wan']), networks: [PPPOE] })!;
		assert.deepEqual(half, { ...OFFER, zone: null, state: 'left_over', reason: 'no_zone' });
		const [moved] = repairsOf({ ...repaired, zones: zone(['wan_offload']) + zone(['wan'], 'isp') })!;
		assert.deepEqual(moved, { ...OFFER, state: 'left_over', reason: 'other_zone' });
	});

	QUnit.test('an alias of the user for something else is none', (assert) => {
		const others = [
			"config interface 'wan_mgmt'\n\toption proto 'none'\n\toption device '@wan'\n",
			"config interface 'wan_offload'\n\toption proto 'static'\n\toption device '@wan'\n",
			"config interface '_offload'\n\toption proto 'none'\n\toption device '@wan'\n",
		];
		for (const other of others)
			assert.false(
				repairsOf({ ...repaired, network: WAN + other })!.some(({ state }) => state === 'in_place'),
				other
			);
	});
});

QUnit.module('backend > repairs: networks that netifd makes of others', () => {
	const DSLITE: Network = { interface: 'wan6_4', proto: 'dslite', l3_device: 'tun0' };
	const line = {
		network: "config interface 'wan6'\n\toption proto 'dhcpv6'\n",
		zones: zone(['wan6', 'wan6_4']),
		networks: [DSLITE],
		files: link('tun0', '769'),
		listed: ['eth1'],
	};
	const offer: Repair = { ...OFFER, network: 'wan6_4', device: 'tun0', alias: 'wan6_4_offload' };
	const alias = "config interface 'wan6_4_offload'\n\toption proto 'none'\n\toption device '@wan6_4'\n";

	QUnit.test('DS-Lite by DHCPv6 is offered', (assert) => {
		assert.deepEqual(repairsOf(line), [offer]);
	});

	QUnit.test('while it is down, its alias is not left over', (assert) => {
		const zones = zone(['wan6', 'wan6_4_offload']);
		assert.deepEqual(repairsOf({ ...line, network: line.network + alias, zones, networks: [] }), [
			{ ...offer, device: null, state: 'in_place', reason: 'no_effect' },
		]);
		assert.deepEqual(repairsOf({ ...line, network: alias, zones, networks: [] }), [
			{ ...offer, device: null, state: 'left_over', reason: 'network_gone' },
		]);
	});
});
