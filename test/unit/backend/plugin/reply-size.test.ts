/**
 * Calls under the worst that a router can hold. rpcd leaves the bus for good when a reply comes near 1 MiB: 64 KiB are promised.
 * LuCI waits 20 s for a call.
 */
import QUnit from 'qunit';
import type {
	Connections,
	Counters,
	Environment,
	Reason,
	Reply,
	Status,
} from '../../../../src/rpc/types/index.ts';
import { limitOf } from '../../../../tools/ucode/command-line.ts';
import { HostError } from '../../../../tools/ucode/host.ts';
import { callText, countersOf, type Parts } from '../support/host.ts';
import { concat, done, entriesOf, kernelWith, recorded, recordedText, withBytes } from '../support/kernel.ts';
import { WritableRouter } from '../support/writable.ts';

const LONGEST_REPLY = 65536;
/** The type of a request for conntrack entries. */
const CT_GET = 0x101;
/** The longest name of a device (15 bytes), of characters that JSON has to write as two. */
const nameOf = (at: number) => `"\\"\\"${String(at).padStart(10, '0')}`;
const THOUSAND = Array.from({ length: 1000 }, (_, at) => at);
const MOST = '18446744073709551615';

const device = (at: number) => `${nameOf(at)}: ${MOST} ${'0 '.repeat(7)}${MOST} ${'0 '.repeat(7)}\n`;
const cpu = (at: number) => `cpu${at} ${'9999999999999 '.repeat(10)}\n`;
const zone = (at: number) => `config zone\n\toption name 'zone${at}'\n\toption network 'network${at}'\n`;
const host = (at: number) => `config host\n\toption name '${'"'.repeat(60)}${at}'\n`;
const wifi = (at: number) => `config wifi-iface\n\toption ssid '${'"'.repeat(60)}${at}'\n`;
const user = (at: number) => `config interface\n\toption username '${'"'.repeat(60)}${at}'\n`;
const rule = (at: number) => `\t\tip daddr 192.0.2.${at % 256} comment "${'x'.repeat(200)}" flow add @ft\n`;

const entries = entriesOf(recorded('conntrack/mixed6.ctnetlink.bin')).map((entry, at) =>
	withBytes(entry, 2n ** 63n - BigInt(at), 2n ** 62n)
);
const table = Array.from({ length: 20_000 }, (_, at) => entries[at % entries.length]!);
const datagrams = Array.from({ length: 200 }, (_, at) => concat(...table.slice(at * 100, at * 100 + 100)));
const devices = THOUSAND.map((at) => nameOf(at).replaceAll('"', '_')).join(', ');
const flowtables = `table inet fw4 {\n\tflowtable ft {\n\t\thook ingress priority filter\n\t\tdevices = { ${devices} }\n\t}\n}\n`;
const chain = `table inet fw4 {\n\tchain forward {\n\t\ttype filter hook forward priority filter; policy drop;\n${THOUSAND.map(rule).join('')}\t}\n}\n`;
const ring = THOUSAND.map((at) => `[${at}] nf_flow_table: ${'" '.repeat(300)}${at}\n`).join('');
const log = THOUSAND.map((at) => `Wed Nov 26 09:58:03 2025 user.warn fw4: ${'" '.repeat(300)}${at}\n`).join(
	''
);

const WORST: Parts = {
	files: {
		'/proc/net/dev': `Inter-| Receive\n face |bytes\n${THOUSAND.map(device).join('')}`,
		'/proc/stat': `cpu  1\n${THOUSAND.map(cpu).join('')}`,
		'/proc/net/nf_conntrack': recordedText('conntrack/mixed6.nf_conntrack').repeat(50),
		'/etc/config/firewall': `config defaults\n\toption flow_offloading 1\n\n${THOUSAND.map(zone).join('\n')}`,
		'/etc/config/dhcp': THOUSAND.map(host).join('\n'),
		'/etc/config/wireless': THOUSAND.map(wifi).join('\n'),
		'/etc/config/network': THOUSAND.map(user).join('\n'),
		...Object.fromEntries(THOUSAND.map((at) => [`/sys/class/net/${nameOf(at)}/uevent`, ''])),
		...Object.fromEntries(THOUSAND.map((at) => [`/sys/module/mtk_hnat${at}/refcnt`, '1\n'])),
	},
	commands: {
		'nft --terse list flowtables': { output: flowtables },
		'nft --terse list chain inet fw4 forward': { output: chain },
		'nft --terse list ruleset': { output: flowtables + chain.repeat(5) },
		dmesg: { output: ring },
		"logread -e '^\\(firewall\\|fw4\\|nft-offload\\|procd\\)'": { output: log },
	},
	netlink: (request) => {
		const view = new DataView(request.buffer, request.byteOffset);
		if (view.getUint16(4, true) !== CT_GET) throw new HostError('EPROTONOSUPPORT');
		return request.length > 20 ? kernelWith(table, { perDatagram: 100 })(request) : [...datagrams, done()];
	},
	ubus: () => ({
		interface: THOUSAND.map((at) => ({
			interface: `network${at}`,
			up: true,
			proto: 'static',
			device: nameOf(at),
			l3_device: nameOf(at),
			route: [{ target: '0.0.0.0', mask: 0 }],
		})),
	}),
};

QUnit.module('backend > replies under the worst input');

const READINGS = ['counters', 'connections', 'private_names', 'logs', 'environment', 'status'];
const METHODS = Object.keys(JSON.parse(callText(['list'], {})));

for (const method of METHODS) {
	QUnit.test(`${method} stays below 64 KiB, and is an answer`, (assert) => {
		const text = callText(['call', method], WORST, '{}');
		assert.ok(text.length < LONGEST_REPLY, `${text.length} bytes`);
		const reply = JSON.parse(text) as Reply<object>;
		assert.ok(reply.ok || !READINGS.includes(method), text.slice(0, 300));
		if (!reply.ok) assert.ok(reply.error.text.length > 0 && reply.error.text.length <= 200);
	});
}

QUnit.test('of more devices than fit the first are sent, and the reply says so', (assert) => {
	const { devices, unknown } = countersOf(WORST);
	assert.strictEqual(devices!.length, 400);
	assert.strictEqual(devices![0]!.device, nameOf(0));
	assert.strictEqual(unknown.devices!.code, 'truncated');
});

QUnit.module('backend > replies of large routers');

/** A reply that must have succeeded, below 64 KiB. */
function fitting<T>(assert: Assert, method: string, parts: Parts, input = '{}'): T {
	const text = callText(['call', method], parts, input);
	assert.ok(text.length < LONGEST_REPLY, `${text.length} bytes`);
	const reply = JSON.parse(text) as Reply<object>;
	assert.true(reply.ok, text.slice(0, 300));
	return reply as T;
}

/** How many items a field lacks, by its reason. */
function leftOut(assert: Assert, name: string, reason: Reason | undefined): number {
	const found = new RegExp(`^${name}: ([0-9]+) left out$`).exec(reason?.text ?? '');
	assert.deepEqual([reason?.code, found === null], ['truncated', false], reason?.text);
	return Number(found?.[1]);
}

const TRIAL = {
	id: '0123456789abcdef',
	boot: 'boot-1',
	seconds: 120,
	end_ms: 65_000,
	before: { flow_offloading: '1', flow_offloading_hw: null },
	tried: { flow_offloading: false, flow_offloading_hw: false },
	mode: 0o600,
};
/** The head, and the two texts of the configuration: when the trial began, and with the tried values. */
const MARKER = `${JSON.stringify({ ...TRIAL, sizes: [1, 1] })}\n\n\n`;
const DEFAULTS = "config defaults\n\toption flow_offloading '1'\n\n";
const long = (at: number) => `a_zone_or_network_with_a_long_name_${String(at).padStart(4, '0')}`;
const network = (name: string, at: number, uplink = false) => ({
	interface: name,
	up: true,
	proto: 'wireguard',
	device: `wireguard-${String(at).padStart(5, '0')}`,
	l3_device: `wireguard-${String(at).padStart(5, '0')}`,
	route: uplink ? [{ target: '0.0.0.0', mask: 0 }] : [],
});
/** A trial goes on beside everything. */
const withConfig = (config: string, networks: object[], files: Parts['files'] = {}): Parts => ({
	files: {
		'/etc/config/firewall': DEFAULTS + config,
		'/etc/nft-offload-trial/marker': MARKER,
		'/proc/sys/kernel/random/boot_id': 'boot-1\n',
		...files,
	},
	ubus: () => ({ interface: networks }),
});

function assertTrial(assert: Assert, { trial, unknown }: Status): void {
	assert.deepEqual(trial, {
		id: TRIAL.id,
		seconds: 120,
		left_ms: 60_000,
		before: { flow_offloading: true, flow_offloading_hw: false },
	});
	assert.notOk('trial' in unknown);
}

QUnit.test('500 zones: the last are left out, but for the one with the way to the Internet', (assert) => {
	const names = Array.from({ length: 500 }, (_, at) => long(at));
	const config = names.map((name) => `config zone\n\toption name '${name}'\n\toption network '${name}'\n`);
	const networks = names.map((name, at) => network(name, at, at === 499));
	const status = fitting<Status>(assert, 'status', withConfig(config.join('\n'), networks));
	const left = leftOut(assert, 'zones', status.unknown.zones);
	assert.strictEqual(status.zones!.length + left, 500);
	assert.ok(left > 100 && left < 400, `${left} left out`);
	assert.strictEqual(status.zones![0]!.name, names[0]);
	assert.strictEqual(status.zones!.at(-1)!.name, names[499]);
	assertTrial(assert, status);
});

QUnit.test('130 WireGuard networks in one zone, with the Internet behind them', (assert) => {
	const names = Array.from({ length: 130 }, (_, at) => long(at));
	const below = Object.fromEntries(
		names.flatMap((_, at) =>
			Array.from({ length: 30 }, (_, port) => [
				`/sys/class/net/wireguard-${String(at).padStart(5, '0')}/lower_long-name-${at}-${port}/uevent`,
				'',
			])
		)
	);
	const config = `config zone\n\toption name 'vpn'\n\tlist network '${names.join("'\n\tlist network '")}'\n`;
	const networks = names.map((name, at) => network(name, at, at === 129));
	const status = fitting<Status>(assert, 'status', withConfig(config, networks, below));
	const left = leftOut(assert, 'zones', status.unknown.zones);
	assert.strictEqual(status.zones![0]!.networks.length + left, 130);
	assert.true(status.zones![0]!.networks.at(-1)!.default_route);
	assertTrial(assert, status);
});

QUnit.test('300 interfaces: nothing has to be left out', (assert) => {
	const names = Array.from({ length: 300 }, (_, at) => `eth${at}`);
	const table = names.map((name) => `${name}: ${MOST} ${'0 '.repeat(7)}${MOST} ${'0 '.repeat(7)}\n`).join('');
	const head = 'Inter-| Receive\n face |bytes\n';
	const parts = { files: { '/proc/net/dev': head + table } };
	const counters = fitting<Counters>(assert, 'counters', parts);
	assert.strictEqual(counters.devices!.length, 300);
	assert.notOk('devices' in counters.unknown);
});

QUnit.test('300 interfaces below one bridge and in the flowtable: all that fit', (assert) => {
	const names = Array.from({ length: 300 }, (_, at) => `interface-${at}`);
	const files = Object.fromEntries(names.map((name) => [`/sys/class/net/br-lan/lower_${name}/uevent`, '']));
	for (const name of names) files[`/sys/class/net/${name}/device/uevent`] = `DRIVER=${'d'.repeat(150)}\n`;
	const config = "config zone\n\toption name 'lan'\n\toption network 'lan'\n";
	const lan = { ...network('lan', 0), device: 'br-lan', l3_device: 'br-lan' };
	const status = fitting<Status>(assert, 'status', {
		...withConfig(config, [lan], files),
		commands: {
			'nft --terse list flowtables': {
				output: `table inet fw4 {\n\tflowtable ft {\n\t\tdevices = { ${names.join(', ')} }\n\t}\n}\n`,
			},
		},
	});
	const left = leftOut(assert, 'drivers', status.unknown.drivers);
	assert.strictEqual(status.drivers!.length + left, 301);
	assert.strictEqual(status.zones![0]!.networks[0]!.lower_devices.length, 300);
	assert.strictEqual(status.flowtables![0]!.devices.length, 300);
	assertTrial(assert, status);
});

QUnit.test('5,000 rules of the firewall', (assert) => {
	const rules = Array.from({ length: 5000 }, (_, at) => at);
	const config = rules.map((at) => `config rule\n\toption target 'DSCP'\n\toption name 'rule ${at}'\n`);
	const parts: Parts = {
		...withConfig(config.join('\n'), []),
		commands: {
			'nft --terse list chain inet fw4 forward': {
				output: `table inet fw4 {\n\tchain forward {\n${rules.map(rule).join('')}\t}\n}\n`,
			},
		},
	};
	const status = fitting<Status>(assert, 'status', parts);
	const left = leftOut(assert, 'forward_rules', status.unknown.forward_rules);
	assert.strictEqual(status.forward_rules!.length + left, 5000);
	assertTrial(assert, status);
	assert.strictEqual(fitting<Environment>(assert, 'environment', parts).firewall_rules!.dscp, 5000);
});

QUnit.test('200 IPv6 connections, through netlink and from the text', (assert) => {
	const sixth = entries.filter((entry) => entry[16] === 10);
	const table6 = Array.from({ length: 200 }, (_, at) => sixth[at % sixth.length]!);
	const found = fitting<Connections>(
		assert,
		'connections',
		{ netlink: () => [...table6, done()] },
		'{ "limit": 200 }'
	);
	const left = leftOut(assert, 'connections', found.unknown.connections);
	assert.strictEqual(found.connections!.length + left, 200);
	assert.strictEqual(found.left_out, left);
	assert.ok(found.connections!.length > 100, `${found.connections!.length} sent`);

	const lines = recordedText('conntrack/mixed6.nf_conntrack').split('\n');
	const line = lines.find((text) => text.startsWith('ipv6') && text.includes('sport='))!;
	const files = { '/proc/net/nf_conntrack': `${line}\n`.repeat(200) };
	const text = fitting<Connections>(assert, 'connections', { files }, '{ "limit": 200 }');
	assert.strictEqual(
		text.connections!.length + leftOut(assert, 'connections', text.unknown.connections),
		200
	);
});

QUnit.module('backend > commands that hang');

/** Milliseconds by the router's clock until a method answers where every command is killed at its limit. */
function durationOf(method: string, args: object): number {
	const files = Object.entries(WORST.files!).filter(([path]) => !path.startsWith('/etc/config/firewall'));
	const router = new WritableRouter({
		...Object.fromEntries(files.map(([path, text]) => [path, String(text)])),
		'/etc/config/firewall': "config defaults\n\toption flow_offloading '0'\n",
		'/proc/sys/kernel/random/boot_id': 'boot-1\n',
		'/usr/sbin/ethtool': '',
	});
	router.ubus = (object, call) => WORST.ubus!(object, call);
	router.host.run = (line) => {
		// SIGTERM after the limit, SIGKILL a second later.
		router.now += 1000 * (limitOf(line) + 1);
		return { code: 137, stdout: new Uint8Array() };
	};
	const begin = router.now;
	router.call(method, args);
	return router.now - begin;
}

const ARGUMENTS: Record<string, object> = {
	dry_run: { mode: 'software' },
	measurement_read: { token: '0123456789abcdef' },
	measurement_stop: { token: '0123456789abcdef' },
	trial_start: { seconds: 120, tried: { flow_offloading: true, flow_offloading_hw: false } },
	trial_end: { id: '0123456789abcdef', undo: true },
};

for (const method of METHODS) {
	QUnit.test(`${method} answers before LuCI gives up`, (assert) => {
		const duration = durationOf(method, ARGUMENTS[method] ?? {});
		assert.ok(duration < 20_000, `${duration} ms`);
	});
}

/** Milliseconds that these calls promise, whatever nft does. */
const PROMISED = { dry_run: 7000, firewall_load: 8000 };

for (const [method, promised] of Object.entries(PROMISED))
	QUnit.test(`${method} keeps its limit where every program ignores SIGTERM`, (assert) => {
		const duration = durationOf(method, ARGUMENTS[method] ?? {});
		assert.ok(duration >= 2000 && duration <= promised, `${duration} ms`);
	});
