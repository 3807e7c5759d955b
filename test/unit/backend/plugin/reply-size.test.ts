/**
 * Calls under the worst that a router can hold. rpcd leaves the bus for good when a reply comes near 1 MiB: 64 KiB are promised.
 * LuCI waits 20 s for a call.
 */
import QUnit from 'qunit';
import type { Reply } from '../../../../src/rpc/types/index.ts';
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
const log = THOUSAND.map((at) => `[${at}] ${'"'.repeat(300)} nf_flow_table ${at}\n`).join('');

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
		dmesg: { output: log },
		'logread -l 1000': { output: log },
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

QUnit.module('router > replies under the worst input');

const METHODS = Object.keys(JSON.parse(callText(['list'], {})));

for (const method of METHODS) {
	QUnit.test(`${method} stays below 64 KiB, and is an answer`, (assert) => {
		const text = callText(['call', method], WORST, '{}');
		assert.ok(text.length < LONGEST_REPLY, `${text.length} bytes`);
		const reply = JSON.parse(text) as Reply<object>;
		// A configuration of a thousand zones is refused by its size; what is read all the time never is.
		assert.ok(
			reply.ok || !['counters', 'connections', 'private_names', 'logs', 'environment'].includes(method),
			text.slice(0, 300)
		);
		if (!reply.ok) assert.ok(reply.error.text.length > 0 && reply.error.text.length <= 200);
	});
}

QUnit.test('of more devices than fit the first are sent, and the reply says so', (assert) => {
	const { devices, unknown } = countersOf(WORST);
	assert.strictEqual(devices!.length, 400);
	assert.strictEqual(devices![0]!.device, nameOf(0));
	assert.strictEqual(unknown.devices!.code, 'truncated');
});

QUnit.module('router > commands that hang');

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
		router.now += 1000 * Number(/sleep ([0-9]+) &/.exec(line)![1]);
		return { code: 137, stdout: new Uint8Array() };
	};
	const begin = router.now;
	router.call(method, args);
	return router.now - begin;
}

const ARGUMENTS: Record<string, object> = {
	check: { mode: 'software' },
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
