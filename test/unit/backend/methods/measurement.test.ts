import QUnit from 'qunit';
import { LAN, read, routerWith, start, stop, WAN } from '../support/measurement.ts';
import { failed, succeeded, type WritableRouter } from '../support/writable.ts';

const NOTHING = { download: { packets: 0, bytes: 0 }, upload: { packets: 0, bytes: 0 } };

QUnit.module('backend > a measurement', () => {
	QUnit.test('begins with zero packets, the counters of the device, and 120 s', (assert) => {
		const { router } = routerWith();
		const { token, ...reading } = succeeded(start(router));
		assert.strictEqual(token, '0123456789abcdef');
		assert.deepEqual(reading as object, {
			ok: true,
			monotonic_ms: router.now,
			left_ms: 120_000,
			forwarded: NOTHING,
			own: NOTHING,
			tunnel: NOTHING,
			lines: [
				{
					device: 'eth1',
					received: { packets: 10, bytes: 1000 },
					sent: { packets: 5, bytes: 500 },
					received_header: 14,
					sent_header: 14,
				},
			],
			cpus: null,
			latency: null,
			unknown: {
				cpus: { code: 'missing', text: '/proc/stat: No such file or directory' },
				latency: { code: 'timeout', text: 'no reply to ping from the gateway' },
			},
		});
	});

	QUnit.test('tells round trips to the gateway, and takes what is no reply for none', (assert) => {
		const { router } = routerWith();
		const { token } = succeeded(start(router));
		const from = '64 bytes from 203.0.113.1: seq=';
		router.files[`/var/run/nft-offload/ping.${token}`] = [
			'PING 203.0.113.1 (203.0.113.1): 56 data bytes',
			`${from}0 ttl=64 time=12.345 ms`,
			`${from}0 ttl=64 time=99.000 ms (DUP!)`,
			`${from}1 ttl=64 time=3.5 ms`,
			`${from}2 ttl=64 time=-1 ms`,
			`${from}3 ttl=64 time=1e9 ms`,
			`${from}4 ttl=64 time=40 ms`,
			`${from}5 ttl=64 time=7`,
		].join('\n');
		const { latency, unknown } = succeeded(read(router, token));
		assert.deepEqual(latency, { replies: 3, min_us: 3500, median_us: 12_345, max_us: 40_000 });
		assert.strictEqual(unknown.latency, undefined);
	});

	QUnit.test('without an IPv4 gateway pings nothing and says so', (assert) => {
		for (const nexthop of ['0.0.0.0', '$(reboot)', 'fe80::1', undefined]) {
			const { router } = routerWith([LAN, { ...WAN, route: [{ target: '0.0.0.0', mask: 0, nexthop }] }]);
			assert.strictEqual(succeeded(start(router)).unknown.latency?.code, 'missing', nexthop);
			assert.true(router.ran.at(-1)?.includes('0123456789abcdef 1121 <'), router.ran.at(-1));
		}
	});

	QUnit.test('is counted in forward, input and output, before the firewall drops anything', (assert) => {
		const { router, tables } = routerWith();
		succeeded(start(router));
		const rules = tables.loaded!.text;
		const on = (hook: string, ...lines: string[]) =>
			`chain ${hook} { type filter hook ${hook} priority -5; ${lines.join('; ')}; }`;
		const arrives = 'iifname { "eth1" }';
		const leaves = 'oifname { "eth1" }';
		const outer = 'meta l4proto { 4, 41, 47 }';
		assert.true(
			rules.includes(
				on(
					'forward',
					`${arrives} counter name "forwarded_download"`,
					`${leaves} counter name "forwarded_upload"`
				)
			),
			rules
		);
		assert.true(
			rules.includes(
				on(
					'input',
					`${arrives} ${outer} counter name "tunnel_download" accept`,
					`${arrives} counter name "own_download"`
				)
			)
		);
		assert.true(
			rules.includes(
				on(
					'output',
					`${leaves} ${outer} counter name "tunnel_upload" accept`,
					`${leaves} counter name "own_upload"`
				)
			)
		);
	});

	QUnit.test('has a watchdog that lives apart from rpcd and knows token, end and gateway', (assert) => {
		const { router } = routerWith();
		router.now = 7_000_400;
		succeeded(start(router));
		assert.strictEqual(
			router.ran.at(-1),
			'start-stop-daemon -S -b -x /usr/libexec/nft-offload/measurement-watchdog -- 0123456789abcdef 7121 203.0.113.1 </dev/null >/dev/null'
		);
	});

	QUnit.test('is read with what was counted since', (assert) => {
		const { router, tables } = routerWith();
		const { token } = succeeded(start(router));
		tables.counts = {
			forwarded_download: [20, 30_000],
			forwarded_upload: [10, 520],
			own_download: [3, 180],
			tunnel_upload: [7, 700],
		};
		router.files['/sys/class/net/eth1/statistics/rx_bytes'] = '18446744073709551615\n';
		router.now += 3000;
		const reading = succeeded(read(router, token));
		assert.strictEqual(reading.left_ms, 117_000);
		assert.deepEqual(reading.forwarded, {
			download: { packets: 20, bytes: 30_000 },
			upload: { packets: 10, bytes: 520 },
		});
		assert.deepEqual(reading.own, { ...NOTHING, download: { packets: 3, bytes: 180 } });
		assert.deepEqual(reading.tunnel, { ...NOTHING, upload: { packets: 7, bytes: 700 } });
		assert.strictEqual(reading.lines[0]!.received.bytes, Number.MAX_SAFE_INTEGER);
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
		for (const method of ['measurement_read', 'measurement_stop'])
			assert.strictEqual(failed(router.call(method)).code, 'bad_argument');
		assert.deepEqual(router.ran, []);
	});
});

QUnit.module('backend > a measurement that cannot begin leaves nothing behind', () => {
	QUnit.test('nft refuses the table', (assert) => {
		const { router } = routerWith();
		router.onCommand(/^nft table/, () => ({
			code: 1,
			output: 'Error: Could not process rule: Not supported\n',
		}));
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
				assert.false(router.ran.some((line) => line.startsWith('nft table')));
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
