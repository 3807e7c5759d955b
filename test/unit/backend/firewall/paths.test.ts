import QUnit from 'qunit';
import { redirectFilter } from '../../../emulator/kernel/tc-filter.ts';
import { FLOWTABLES, pathOf, ways } from '../support/cases.ts';
import { type Parts, statusOf } from '../support/host.ts';
import { ingressKernel } from '../support/ingress.ts';
import { done, refusal } from '../support/kernel.ts';

type Files = NonNullable<Parts['files']>;
interface Network {
	interface: string;
	proto?: string;
	device?: string;
	l3_device?: string;
	up?: boolean;
	route?: object[];
}

const CONFIG = "config zone\n\toption name 'wan'\n\tlist network 'wan'\n\tlist network 'wan2'\n";
const link = (name: string, type: string, devtype = '', lowers: string[] = []): Files => ({
	[`/sys/class/net/${name}/type`]: `${type}\n`,
	[`/sys/class/net/${name}/uevent`]: `${devtype && `DEVTYPE=${devtype}\n`}INTERFACE=${name}\n`,
	...Object.fromEntries(lowers.map((lower) => [`/sys/class/net/${name}/lower_${lower}`, null])),
});
const bridge = (name: string, ports: string[]): Files => ({
	...link(name, '1', 'bridge', ports),
	...Object.fromEntries(ports.map((port) => [`/sys/class/net/${name}/brif/${port}`, null])),
});
const ETH1 = link('eth1', '1');
const VLAN = { ...link('eth1.7', '1', 'vlan', ['eth1']), ...ETH1 };
const PPP = link('pppoe-wan', '512', 'ppp');
const pppoe = (device: string): Network[] => [
	{ interface: 'wan', proto: 'pppoe', device, l3_device: 'pppoe-wan' },
];
const on = (l3_device: string, proto = 'dhcp'): Network[] => [
	{ interface: 'wan', proto, device: l3_device, l3_device },
];
const only = (l3_device: string, proto: string): Network[] => [{ interface: 'wan', proto, l3_device }];

/** A router with the zone wan; `listed` are the devices of firewall4's flowtable. */
function statusWith(
	networks: Network[],
	files: Files,
	listed: string[],
	parts: Parts & { body?: string } = {}
) {
	const body = `\t\tdevices = { ${listed.map((name) => `"${name}"`).join(', ')} }\n${parts.body ?? ''}`;
	return statusOf({
		files: { '/etc/config/firewall': CONFIG, ...files, ...parts.files },
		commands: {
			[FLOWTABLES]: { output: `table inet fw4 {\n\tflowtable ft {\n${body}\t}\n}\n` },
			...parts.commands,
		},
		ubus: () => ({ interface: networks.map((network) => ({ up: true, ...network })) }),
		...(parts.netlink && { netlink: parts.netlink }),
	});
}
const wayOf = (...args: Parameters<typeof statusWith>) => ways(statusWith(...args)).wan;

QUnit.module('backend > paths: line x devices listed', () => {
	// As measured on Linux 6.1 and 6.12, and read in nft_flow_offload.c.
	const BR_WAN = bridge('br-wan', ['eth2']);
	const rows: Array<[line: string, networks: Network[], files: Files, listed: string, way: string]> = [
		['Ethernet', on('eth1'), ETH1, 'eth1', 'fast, at eth1'],
		['Ethernet', on('eth1'), ETH1, 'br-lan', 'slow, not_listed, needs eth1'],
		['VLAN', on('eth1.7'), VLAN, 'eth1.7', 'fast, at eth1.7'],
		['VLAN', on('eth1.7'), VLAN, 'eth1', 'fast, at eth1'],
		['PPPoE', pppoe('eth1'), { ...PPP, ...ETH1 }, 'eth1', 'fast, at eth1'],
		['PPPoE', pppoe('eth1'), { ...PPP, ...ETH1 }, 'pppoe-wan', 'fast, at pppoe-wan'],
		[
			'PPPoE over VLAN',
			pppoe('eth1.7'),
			{ ...PPP, ...VLAN },
			'eth1.7',
			'slow, between_only, needs pppoe-wan or eth1',
		],
		['PPPoE over VLAN', pppoe('eth1.7'), { ...PPP, ...VLAN }, 'eth1', 'fast, at eth1'],
		['PPPoE over VLAN', pppoe('eth1.7'), { ...PPP, ...VLAN }, 'eth1.7 pppoe-wan', 'fast, at pppoe-wan'],
		[
			'PPPoE over a bridge',
			pppoe('br-wan'),
			{ ...PPP, ...BR_WAN },
			'br-wan',
			'slow, between_only, needs pppoe-wan or eth2',
		],
		['PPPoE over a bridge', pppoe('br-wan'), { ...PPP, ...BR_WAN }, 'eth2', 'fast, at eth2'],
		[
			'PPPoE over a VLAN on a bridge',
			pppoe('br-wan.7'),
			{ ...PPP, ...BR_WAN, ...link('br-wan.7', '1', 'vlan', ['br-wan']) },
			'br-wan.7',
			'slow, between_only, needs pppoe-wan or eth2',
		],
		[
			'a port of a switch: its conduit does nothing',
			on('wan'),
			link('wan', '1', 'dsa', ['eth0']),
			'eth0',
			'slow, below_only, needs wan',
		],
		['bond', on('bond0'), link('bond0', '1', 'bond', ['eth1']), 'bond0', 'fast, at bond0'],
		['macvlan', on('wan7'), link('wan7', '1', '', ['eth1']), 'eth1', 'slow, below_only, needs wan7'],
		[
			'DS-Lite',
			only('ds-wan', 'dslite'),
			link('ds-wan', '769'),
			'eth1',
			'slow, tunnel_not_listed, needs ds-wan',
		],
		['DS-Lite', only('ds-wan', 'dslite'), link('ds-wan', '769'), 'eth1 ds-wan', 'fast, at ds-wan'],
		[
			'WireGuard',
			only('vpn', 'wireguard'),
			link('vpn', '65534', 'wireguard'),
			'eth1',
			'slow, tunnel_not_listed, needs vpn',
		],
		[
			'OpenVPN',
			only('vpn', 'openvpn'),
			{ ...link('vpn', '65534'), '/sys/class/net/vpn/tun_flags': '0x1001\n' },
			'eth1',
			'slow, tunnel_not_listed, needs vpn',
		],
		[
			'OpenVPN as its own service, on a network without a protocol: firewall4 lists it',
			on('tun0', 'none'),
			{ ...link('tun0', '65534'), '/sys/class/net/tun0/tun_flags': '0x1001\n' },
			'eth1 tun0',
			'fast, at tun0',
		],
		[
			'L2TP: the walk fails',
			only('l2tp-wan', 'l2tp'),
			link('l2tp-wan', '512', 'ppp'),
			'l2tp-wan',
			'fast, at l2tp-wan',
		],
		[
			'PPP of unknown kind may be PPPoE',
			[{ interface: 'wan', l3_device: 'ppp9' }],
			link('ppp9', '512', 'ppp'),
			'eth1',
			'unknown, walk_unknown',
		],
		[
			'QinQ and PPPoE: three headers are one too many',
			pppoe('eth1.7.8'),
			{ ...PPP, ...VLAN, ...link('eth1.7.8', '1', 'vlan', ['eth1.7']) },
			'eth1',
			'slow, at eth1, too_many_tags',
		],
		[
			'a device of unknown kind above a listed one',
			on('odd0'),
			{ '/sys/class/net/odd0/lower_eth1': null },
			'eth1',
			'unknown, walk_unknown',
		],
	];
	for (const [line, networks, files, listed, way] of rows)
		QUnit.test(`${line}: ${listed}`, (assert) => {
			assert.strictEqual(
				wayOf(networks, files, listed.split(' '))?.replace(/(walk_unknown), needs.*/, '$1'),
				way
			);
		});

	QUnit.test('a network that is down', (assert) => {
		const networks = [{ interface: 'wan', device: 'eth9', up: false }];
		assert.strictEqual(wayOf(networks, ETH1, ['br-lan']), 'slow, no_device');
	});

	QUnit.test("a bridge's flowtable and one that no rule adds to cover nothing", (assert) => {
		const output = 'table bridge fw4 {\n\tflowtable fb {\n\t\tdevices = { eth1 }\n\t}\n}\n';
		const status = statusWith(on('eth1'), ETH1, [], { commands: { [FLOWTABLES]: { output } } });
		assert.deepEqual([ways(status).wan, status.adders], ['slow, no_flowtable', []]);
		assert.strictEqual(status.flowtables![0]!.owner, 'firewall4_bridge');
		const idle =
			'table inet fw4 {\n\tchain forward {\n\t\ttype filter hook forward priority 0; policy drop;\n\t}\n}\n';
		const commands = {
			'nft --terse list chain inet fw4 forward': { output: idle },
			'nft --terse list table inet fw4': { output: idle },
			[FLOWTABLES]: { output: 'table inet fw4 {\n\tflowtable ft {\n\t\tdevices = { eth1 }\n\t}\n}\n' },
		};
		assert.strictEqual(wayOf(on('eth1'), ETH1, ['eth1'], { commands }), 'slow, no_adder');
	});
});

QUnit.module('backend > paths: ports of a bridge', () => {
	const LAN = { ...bridge('br-lan', ['lan1', 'lan2', 'phy0-ap0']), ...link('phy0-ap0', '1', 'wlan') };

	QUnit.test('a Wi-Fi port that came after the firewall was loaded is missing', (assert) => {
		const path = pathOf(statusWith(on('br-lan'), LAN, ['lan1', 'lan2', 'eth1']), 'wan');
		assert.deepEqual(path.missing_ports, ['phy0-ap0']);
		assert.deepEqual(path.arriving.hooks, ['lan1', 'lan2']);
		assert.deepEqual(
			path.ports.map(({ kind, fast }) => `${kind} ${fast}`),
			['unknown true', 'unknown true', 'wifi false']
		);
	});

	QUnit.test('none is missing where the bridge is listed, and none where no port is', (assert) => {
		for (const listed of ['br-lan', 'eth1'])
			assert.deepEqual(pathOf(statusWith(on('br-lan'), LAN, [listed]), 'wan').missing_ports, [], listed);
	});
});

QUnit.module('backend > paths: redirected ingress', () => {
	const NUMBERS: Record<string, number> = { eth1: 3, ifb4eth1: 5, 'pppoe-wan': 7 };
	const FILES: Files = Object.fromEntries(
		Object.entries(NUMBERS).map(([name, number]) => [`/sys/class/net/${name}/ifindex`, `${number}\n`])
	);
	/** The kernel with an ingress queue on a device and, there, these filters. */
	const kernel = (device: string, ...filters: Uint8Array[]) => ingressKernel(NUMBERS[device]!, ...filters);
	const filter = (device: string, change = {}) => redirectFilter(NUMBERS[device]!, NUMBERS.ifb4eth1!, change);
	const plain = (netlink: NonNullable<Parts['netlink']>, body = '') =>
		wayOf(on('eth1'), { ...ETH1, ...FILES }, ['eth1'], { netlink, body });
	const SLOW = 'slow, at eth1, ingress_redirect';
	const UNKNOWN = 'unknown, at eth1, ingress_redirect';

	QUnit.test('all that arrives is redirected: it skips the flowtable', (assert) => {
		assert.strictEqual(plain(kernel('eth1', filter('eth1'))), SLOW);
		assert.strictEqual(plain(kernel('eth1', filter('eth1', { kind: 'matchall' }))), SLOW);
		const status = statusWith(on('eth1'), { ...ETH1, ...FILES }, ['eth1'], {
			netlink: kernel('eth1', filter('eth1')),
		});
		assert.deepEqual(status.ingress_redirects, [{ device: 'eth1', to: 'ifb4eth1', whole: true }]);
	});

	QUnit.test('only some of it is, or hardware may take it before: unknown', (assert) => {
		assert.strictEqual(plain(kernel('eth1', filter('eth1', { mask: 0xff }))), UNKNOWN);
		assert.strictEqual(plain(kernel('eth1', filter('eth1', { protocol: 8 }))), UNKNOWN);
		assert.strictEqual(plain(kernel('eth1', filter('eth1', { kind: 'flower' }))), UNKNOWN);
		assert.strictEqual(plain(kernel('eth1', filter('eth1')), '\t\tflags offload\n'), UNKNOWN);
	});

	QUnit.test('a copy is no redirect, and a queue without filters redirects nothing', (assert) => {
		assert.strictEqual(plain(kernel('eth1', filter('eth1', { action: 2 }))), 'fast, at eth1');
		assert.strictEqual(plain(kernel('eth1')), 'fast, at eth1');
	});

	QUnit.test(
		'only the device at which the flowtable looks matters; a queue above it is skipped',
		(assert) => {
			const files = { ...PPP, ...ETH1, ...FILES };
			const queued = (device: string, listed: string) =>
				statusWith(pppoe('eth1'), files, [listed], { netlink: kernel(device, filter(device)) });
			assert.strictEqual(ways(queued('eth1', 'pppoe-wan')).wan, 'fast, at pppoe-wan');
			const above = queued('pppoe-wan', 'eth1');
			assert.strictEqual(ways(above).wan, 'fast, at eth1');
			assert.deepEqual(pathOf(above, 'wan').arriving.skipped_queues, ['pppoe-wan']);
		}
	);

	QUnit.test('where the kernel may not be asked, the name of the queue tells, or nobody knows', (assert) => {
		const denied = () => [refusal(-1)];
		assert.strictEqual(plain(denied), SLOW);
		const files = { ...ETH1, '/sys/class/net/eth1/ifindex': '3\n' };
		assert.strictEqual(
			wayOf(on('eth1'), files, ['eth1'], { netlink: denied }),
			'unknown, at eth1, ingress_unknown'
		);
	});

	QUnit.test('half an answer is no answer', (assert) => {
		const whole = filter('eth1');
		const cut = (request: Uint8Array) => {
			const [answer] = kernel('eth1', whole)(request);
			return Buffer.from(request).readUInt16LE(4) === 38 ? [answer!, done()] : [answer!.slice(0, 60)];
		};
		const files = { ...ETH1, '/sys/class/net/eth1/ifindex': '3\n' };
		const status = statusWith(on('eth1'), files, ['eth1'], { netlink: cut });
		assert.deepEqual([status.ingress_redirects, status.unknown.ingress_redirects!.code], [null, 'truncated']);
	});
});
