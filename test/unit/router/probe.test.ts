import QUnit from 'qunit';
import type { ProbeReading, ProbeStart } from '../../../src/wire.ts';
import { failed, succeeded, WritableRouter } from './writable.ts';

const TABLE = 'inet nft_offload_probe';
const STATISTICS = { rx_bytes: '1000', rx_packets: '10', tx_bytes: '500', tx_packets: '5' };
const ETHER = '1\n';

interface Network {
	interface: string;
	device?: string | null;
	l3_device?: string;
	up?: boolean;
	route?: object[];
}

const DEFAULT4 = { target: '0.0.0.0', mask: 0, nexthop: '203.0.113.1' };
const DEFAULT6 = { target: '::', mask: 0, nexthop: 'fe80::1', metric: 512 };
const WAN: Network = { interface: 'wan', device: 'eth1', l3_device: 'eth1', route: [DEFAULT4] };
const LAN: Network = { interface: 'lan', device: 'br-lan', l3_device: 'br-lan' };

/** The kernel's part: the table of the measurement, with the seconds that its lease has left. */
class Tables {
	loaded: { token: string; comment: string; text: string } | null = null;
	leaseEnds = 0;
	forwarded = [0, 0];
	own = [0, 0];
	/** Printed instead of the table. */
	garbage: string | null = null;

	constructor(private readonly router: { now: number }) {}

	run(line: string): string | { code: number; output: string } {
		if (line.startsWith(`nft 'table ${TABLE} `)) return this.load(line);
		if (line === `nft list table ${TABLE}`) return this.loaded ? this.text() : missing();
		if (line === `nft delete table ${TABLE}`) return this.delete();
		const named = /lease_(\w+)/.exec(line)?.[1];
		if (!this.loaded || named !== this.loaded.token) return missing();
		if (line.startsWith(`nft 'flush set`)) return this.delete();
		if (!this.isLeased()) return missing();
		const text = this.text();
		this.leaseEnds = this.router.now + 10_000;
		return text;
	}

	private isLeased(): boolean {
		return this.router.now < this.leaseEnds;
	}

	private load(text: string) {
		if (this.loaded) return { code: 1, output: 'Error: Could not process rule: File exists\n' };
		const [, comment] = /comment "([^"]*)"/.exec(text) ?? [];
		this.loaded = { token: /lease_(\w+)/.exec(text)![1]!, comment: comment!, text };
		this.leaseEnds = this.router.now + 10_000;
		return '';
	}

	private delete(): string {
		this.loaded = null;
		return '';
	}

	private text(): string {
		if (this.garbage !== null) return this.garbage;
		const { token, comment } = this.loaded!;
		const counter = (name: string, [packets, bytes]: number[]) =>
			`\tcounter ${name} {\n\t\tpackets ${packets} bytes ${bytes}\n\t}\n\n`;
		const lease = this.isLeased() ? '\t\telements = { 1 timeout 10s expires 4s120ms }\n' : '';
		return `table ${TABLE} {\n\tcomment "${comment}"\n${counter('forwarded', this.forwarded)}${counter('own', this.own)}\tset lease_${token} {\n\t\ttype inet_service\n\t\tflags timeout\n${lease}\t}\n}\n`;
	}
}

function missing() {
	return { code: 1, output: 'Error: No such file or directory\n' };
}

function statistics(device: string, type = ETHER, kind = ''): Record<string, string> {
	const folder = `/sys/class/net/${device}`;
	const counters = Object.entries(STATISTICS).map(([name, value]) => [
		`${folder}/statistics/${name}`,
		`${value}\n`,
	]);
	const uevent = `${kind && `DEVTYPE=${kind}\n`}INTERFACE=${device}\nIFINDEX=3\n`;
	return { [`${folder}/type`]: type, [`${folder}/uevent`]: uevent, ...Object.fromEntries(counters) };
}

/** A router on which a measurement can run. */
function routerWith(networks: Network[] = [LAN, WAN], files: Record<string, string> = statistics('eth1')) {
	const router = new WritableRouter(files);
	const tables = new Tables(router);
	router.ubus = () => ({ interface: networks.map((network) => ({ up: true, ...network })) });
	router.onCommand(/^nft /, (line) => tables.run(line)).onCommand(/^start-stop-daemon/, () => '');
	return { router, tables };
}

const start = (router: WritableRouter) => router.call<ProbeStart>('probe_start');
const read = (router: WritableRouter, token: unknown) => router.call<ProbeReading>('probe_read', { token });
const stop = (router: WritableRouter, token: unknown) => router.call<object>('probe_stop', { token });

QUnit.module('router > a measurement', () => {
	QUnit.test('begins with zero packets, the counters of the device, and 120 s', (assert) => {
		const { router } = routerWith();
		const { token, ...reading } = succeeded(start(router));
		assert.strictEqual(token, '0123456789abcdef');
		assert.deepEqual(reading as object, {
			ok: true,
			monotonic_ms: router.now,
			left_ms: 120_000,
			forwarded: { packets: 0, bytes: 0 },
			own: { packets: 0, bytes: 0 },
			line: {
				device: 'eth1',
				received: { packets: 10, bytes: 1000 },
				sent: { packets: 5, bytes: 500 },
				received_header: 14,
				sent_header: 14,
			},
		});
	});

	QUnit.test('is counted in forward, input and output, before the firewall drops anything', (assert) => {
		const { router, tables } = routerWith();
		succeeded(start(router));
		const rules = tables.loaded!.text;
		const on = (hook: string, ...lines: string[]) =>
			`chain ${hook} { type filter hook ${hook} priority -5; ${lines.join(' ')} }`;
		const counts = (way: string, counter: string) => `${way} { "eth1" } counter name "${counter}";`;
		assert.true(
			rules.includes(on('forward', counts('iifname', 'forwarded'), counts('oifname', 'forwarded')))
		);
		assert.true(rules.includes(on('input', counts('iifname', 'own'))));
		assert.true(rules.includes(on('output', counts('oifname', 'own'))));
	});

	QUnit.test('has a watchdog that lives apart from rpcd and knows token and end', (assert) => {
		const { router } = routerWith();
		router.now = 7_000_400;
		succeeded(start(router));
		assert.strictEqual(
			router.ran.at(-1),
			'start-stop-daemon -S -b -x /usr/libexec/nft-offload/probe-watchdog -- 0123456789abcdef 7121 </dev/null >/dev/null'
		);
	});

	QUnit.test('is read with what was counted since', (assert) => {
		const { router, tables } = routerWith();
		const { token } = succeeded(start(router));
		tables.forwarded = [20, 30_000];
		tables.own = [3, 180];
		router.files['/sys/class/net/eth1/statistics/rx_bytes'] = '18446744073709551615\n';
		router.now += 3000;
		const reading = succeeded(read(router, token));
		assert.strictEqual(reading.left_ms, 117_000);
		assert.deepEqual(reading.forwarded, { packets: 20, bytes: 30_000 });
		assert.deepEqual(reading.own, { packets: 3, bytes: 180 });
		assert.strictEqual(reading.line.received.bytes, Number.MAX_SAFE_INTEGER);
	});

	QUnit.test('lives as long as it is read every 10 s, and 120 s at most', (assert) => {
		const { router } = routerWith();
		const { token } = succeeded(start(router));
		for (let second = 9; second < 120; second += 9) {
			router.now += 9000;
			assert.true(read(router, token).ok, `${second} s`);
		}
		router.now += 3000;
		assert.strictEqual(failed(read(router, token)).code, 'gone');
	});

	QUnit.test('is over when its lease has run out', (assert) => {
		const { router } = routerWith();
		const { token } = succeeded(start(router));
		router.now += 10_000;
		assert.strictEqual(failed(read(router, token)).code, 'gone');
	});

	QUnit.test('is stopped, and is over then', (assert) => {
		const { router, tables } = routerWith();
		const { token } = succeeded(start(router));
		assert.deepEqual(succeeded(stop(router, token)) as object, { ok: true });
		assert.strictEqual(tables.loaded, null);
		assert.strictEqual(failed(stop(router, token)).code, 'gone');
		assert.strictEqual(failed(read(router, token)).code, 'gone');
	});

	QUnit.test('another token neither reads nor renews nor stops it', (assert) => {
		const { router, tables } = routerWith();
		const { token } = succeeded(start(router));
		const ends = tables.leaseEnds;
		router.now += 5000;
		assert.strictEqual(failed(read(router, 'fedcba9876543210')).code, 'gone');
		assert.strictEqual(failed(stop(router, 'fedcba9876543210')).code, 'gone');
		assert.strictEqual(tables.leaseEnds, ends);
		assert.true(read(router, token).ok);
	});

	QUnit.test('a token that is none reaches no shell', (assert) => {
		const { router } = routerWith();
		succeeded(start(router));
		router.ran.length = 0;
		for (const token of [
			'',
			'x',
			'0123456789ABCDEF',
			'0123456789abcdef0',
			"0123456789abcde'",
			'$(reboot)',
			"'; reboot; '",
		])
			for (const call of [read, stop])
				assert.strictEqual(failed(call(router, token)).code, 'bad_argument', token);
		for (const token of [1, null, true, ['0123456789abcdef'], { a: 1 }])
			for (const call of [read, stop])
				assert.strictEqual(failed(call(router, token)).code, 'bad_argument', JSON.stringify(token));
		for (const method of ['probe_read', 'probe_stop'])
			assert.strictEqual(failed(router.call(method)).code, 'bad_argument');
		assert.deepEqual(router.ran, []);
	});
});

QUnit.module('router > never more than one measurement', () => {
	QUnit.test('a second one is refused while the first is leased', (assert) => {
		const { router, tables } = routerWith();
		succeeded(start(router));
		const first = tables.loaded;
		router.now += 9999;
		assert.strictEqual(failed(start(router)).code, 'busy');
		assert.strictEqual(tables.loaded, first);
	});

	QUnit.test('of two that begin at once nft lets one through', (assert) => {
		const { router } = routerWith();
		let listed = 0;
		router.onCommand(/^nft list table/, () => {
			listed++;
			return missing();
		});
		succeeded(start(router));
		assert.strictEqual(failed(start(router)).code, 'busy');
		assert.strictEqual(listed, 2);
	});

	for (const [name, leave] of Object.entries({
		'lapsed lease': (router: WritableRouter) => {
			router.now += 10_000;
		},
		'time limit': (router: WritableRouter, tables: Tables) => {
			router.now += 120_000;
			tables.leaseEnds = router.now + 5000;
		},
		garbage: (_: WritableRouter, tables: Tables) => {
			tables.garbage = 'table inet nft_offload_probe {\n\tcomment "soon"\n}\n';
		},
	})) {
		QUnit.test(`a table left behind (${name}) gives way to the next one`, (assert) => {
			const { router, tables } = routerWith();
			succeeded(start(router));
			const first = tables.loaded;
			leave(router, tables);
			assert.true(start(router).ok);
			assert.notStrictEqual(tables.loaded, first);
		});

		QUnit.test(`a table left behind (${name}) goes with the next status`, (assert) => {
			const { router, tables } = routerWith();
			router.onCommand(/^nft --terse list flowtables/, () => `table ${TABLE} {\n}\n`);
			succeeded(start(router));
			leave(router, tables);
			router.call('status');
			assert.strictEqual(tables.loaded, null);
		});
	}

	QUnit.test('status leaves one alone that goes on', (assert) => {
		const { router, tables } = routerWith();
		router.onCommand(/^nft --terse list flowtables/, () => `table ${TABLE} {\n}\n`);
		succeeded(start(router));
		router.call('status');
		assert.notStrictEqual(tables.loaded, null);
	});
});

QUnit.module('router > a measurement that cannot begin leaves nothing behind', () => {
	QUnit.test('nft refuses the table', (assert) => {
		const { router } = routerWith();
		router.onCommand(/^nft '/, () => ({ code: 1, output: 'Error: Could not process rule: Not supported\n' }));
		const { code, text } = failed(start(router));
		assert.strictEqual(code, 'unavailable');
		assert.true(text.includes('Not supported'), text);
		assert.false(router.ran.some((line) => line.startsWith('start-stop-daemon')));
	});

	QUnit.test('the watchdog does not start', (assert) => {
		const { router, tables } = routerWith();
		router.onCommand(/^start-stop-daemon/, () => ({ code: 1, output: 'no\n' }));
		assert.strictEqual(failed(start(router)).code, 'unavailable');
		assert.strictEqual(tables.loaded, null);
	});

	QUnit.test('the counters of the device cannot be read', (assert) => {
		for (const value of [undefined, 'many\n', '']) {
			const { router, tables } = routerWith();
			const path = '/sys/class/net/eth1/statistics/tx_bytes';
			if (value === undefined) delete router.files[path];
			else router.files[path] = value;
			assert.strictEqual(failed(start(router)).code, 'unavailable');
			assert.strictEqual(tables.loaded, null);
		}
	});

	QUnit.test(
		'no Internet line, no netifd, no random numbers, a device that no ruleset may name',
		(assert) => {
			const without: Array<(router: WritableRouter) => void> = [
				(router) => {
					router.ubus = () => ({ interface: [LAN] });
				},
				(router) => {
					router.ubus = () => null;
				},
				(router) => {
					delete router.files['/dev/urandom'];
				},
				(router) => {
					router.ubus = () => ({
						interface: [{ ...WAN, up: true, device: `eth1'; reboot; '`, l3_device: `eth1'; reboot; '` }],
					});
				},
			];
			for (const change of without) {
				const { router } = routerWith();
				change(router);
				assert.strictEqual(failed(start(router)).code, 'unavailable');
				assert.false(router.ran.some((line) => line.startsWith("nft '")));
			}
		}
	);

	QUnit.test('garbage from nft in the middle is no reading', (assert) => {
		for (const garbage of [
			'',
			'table inet nft_offload_probe {\n',
			'table inet nft_offload_probe {\n\tcomment "1000000 eth1 14 14"\n\tcounter own {\n\t\tpackets 1 by',
			'Segmentation fault\n',
		]) {
			const { router, tables } = routerWith();
			const { token } = succeeded(start(router));
			tables.garbage = garbage;
			assert.strictEqual(failed(read(router, token)).code, 'unavailable', garbage);
		}
	});
});

QUnit.module('router > the Internet line', () => {
	const vlan = (device: string, lower: string, files = {}): Record<string, string> => ({
		...statistics(device, ETHER, 'vlan'),
		...statistics(lower),
		[`/sys/class/net/${device}/lower_${lower}`]: '',
		...files,
	});
	const PPP = statistics('pppoe-wan', '512\n');
	const lines: Array<[name: string, networks: Network[], files: Record<string, string>, expected: object]> = [
		[
			'Ethernet, IPv4 and IPv6 on one device',
			[LAN, { interface: 'wan6', device: 'eth1', l3_device: 'eth1', route: [DEFAULT6] }, WAN],
			statistics('eth1'),
			{ device: 'eth1', headers: [14, 14], layer3: '"eth1"' },
		],
		[
			'PPPoE: the device below it, wherever wan_6 stands, and both layers',
			[
				{ interface: 'wan_6', device: 'pppoe-wan', l3_device: 'pppoe-wan', route: [DEFAULT6] },
				{ interface: 'modem', device: 'eth1', l3_device: 'eth1' },
				{ interface: 'wan', device: 'eth1', l3_device: 'pppoe-wan', route: [DEFAULT4] },
			],
			{ ...PPP, ...statistics('eth1') },
			{ device: 'eth1', headers: [22, 22], layer3: '"pppoe-wan", "eth1"' },
		],
		[
			'a VLAN of its own port: the port, which also sees what bypasses the VLAN',
			[LAN, { interface: 'wan', device: 'eth1.7', l3_device: 'eth1.7', route: [DEFAULT4] }],
			vlan('eth1.7', 'eth1'),
			{ device: 'eth1', headers: [18, 18], layer3: '"eth1.7"' },
		],
		[
			'PPPoE in a VLAN',
			[{ interface: 'wan', device: 'eth1.7', l3_device: 'pppoe-wan', route: [DEFAULT4] }],
			{ ...PPP, ...vlan('eth1.7', 'eth1') },
			{ device: 'eth1', headers: [26, 26], layer3: '"pppoe-wan"' },
		],
		[
			'a VLAN whose port carries the LAN too: the VLAN, which counts received packets bare',
			[LAN, { interface: 'wan', device: 'eth0.2', l3_device: 'eth0.2', route: [DEFAULT4] }],
			vlan('eth0.2', 'eth0', { '/sys/class/net/br-lan/lower_eth0': '' }),
			{ device: 'eth0.2', headers: [0, 14], layer3: '"eth0.2"' },
		],
		[
			'a bridge',
			[{ interface: 'wan', device: 'br-wan', l3_device: 'br-wan', route: [DEFAULT4] }],
			statistics('br-wan', ETHER, 'bridge'),
			{ device: 'br-wan', headers: [0, 14], layer3: '"br-wan"' },
		],
		[
			'a modem that gives bare IP packets',
			[{ interface: 'wwan', device: null, l3_device: 'wwan0', route: [DEFAULT4] }],
			statistics('wwan0', '65534\n'),
			{ device: 'wwan0', headers: [0, 0], layer3: '"wwan0"' },
		],
		[
			'a tunnel with a better route leaves by the line of Ethernet',
			[
				{ interface: 'vpn', device: null, l3_device: 'wg0', route: [DEFAULT4] },
				{ ...WAN, route: [{ ...DEFAULT4, metric: 20 }] },
			],
			{ ...statistics('eth1'), ...statistics('wg0', '65534\n') },
			{ device: 'eth1', headers: [14, 14], layer3: '"eth1"' },
		],
		[
			'of two lines the one with the smaller metric, and none that is down',
			[
				{ interface: 'old', up: false, device: 'eth3', l3_device: 'eth3', route: [DEFAULT4] },
				{ interface: 'wan2', device: 'eth2', l3_device: 'eth2', route: [{ ...DEFAULT4, metric: 20 }] },
				{ ...WAN, route: [{ ...DEFAULT4, metric: 10 }] },
			],
			{ ...statistics('eth1'), ...statistics('eth2'), ...statistics('eth3') },
			{ device: 'eth1', headers: [14, 14], layer3: '"eth1"' },
		],
	];
	for (const [name, networks, files, expected] of lines)
		QUnit.test(name, (assert) => {
			const { router, tables } = routerWith(networks, files);
			const { line } = succeeded(start(router));
			const [, layer3] = /iifname \{ (.*?) \}/.exec(tables.loaded!.text)!;
			assert.deepEqual(
				{ device: line.device, headers: [line.received_header, line.sent_header], layer3 },
				expected as never
			);
		});
});
