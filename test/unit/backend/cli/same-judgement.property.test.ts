/** What the backend judges by itself, for a shell and for other programs, is what the page judges. */
import '../../model/luci-globals.ts';
import fc from 'fast-check';
import QUnit from 'qunit';
import { CONFLICT_RULES, findConflicts, type RouterState } from '../../../../src/model/conflicts/index.ts';
import { matters } from '../../../../src/model/conflicts/selection.ts';
import { addressingOf } from '../../../../src/model/connections/addressing.ts';
import { explain, labelText, whyText } from '../../../../src/model/connections/index.ts';
import { directionsOf } from '../../../../src/model/diagnosis/directions.ts';
import { laneSentence } from '../../../../src/model/diagnosis/path-words.ts';
import { excludedBy } from '../../../../src/model/exceptions/excluded-by.ts';
import {
	boundOf,
	bytesBetween,
	cpuLoad,
	judgeDirection,
	judgeMeasurement,
	loadedMode,
	shareBytesBetween,
	type UplinkCounters,
	uplinkCounters,
} from '../../../../src/model/index.ts';
import { describeMeasurement } from '../../../../src/model/measurement-result.ts';
import type {
	Connection,
	Counters,
	CpuTicks,
	DeviceKind,
	Direction,
	ExceptionList,
	MeasurementReading,
	Status,
	ZoneNetwork,
} from '../../../../src/rpc/types/index.ts';
import { loadModule } from '../../../../tools/ucode/load.ts';
import { CASES } from '../../model/conflicts/cases.ts';
import { replyWith, STATUS } from '../../model/connections/samples.ts';
import { countersWith } from '../../model/diagnosis/evidence.ts';
import {
	FLOWTABLE,
	LAN,
	networkWith,
	pathWith,
	statusWith,
	unlistedPath,
	WAN,
} from '../../model/status-facts.ts';
import { hostWith, SEARCH_PATH } from '../support/host.ts';

const load = <T>(name: string) =>
	loadModule<T>(`nft-offload.${name}`, { host: hostWith({}), searchPath: SEARCH_PATH });

const FAMILIES = ['ipv4', 'ipv6'] as const;
const KINDS: DeviceKind[] = ['ethernet', 'vlan', 'pppoe', 'ppp', 'ip6tnl', 'sit', 'wireguard', 'unknown'];
const count = fc.integer({ min: 0, max: 2_000_000_000 });

QUnit.module('backend > conflicts are those of the page', () => {
	const { find_conflicts, find_critical } = load<{
		find_conflicts(router: RouterState): string[];
		find_critical(router: RouterState, mode: string): string[];
	}>('environment.conflicts');

	function onPage(router: RouterState): string[] {
		const mode = loadedIn(router) ? 'hardware' : 'software';
		const rules = findConflicts(router).map(({ rule }) => rule);
		return rules.filter((rule) => isGrave(rule.severity) && matters(rule, mode)).map(({ id }) => id);
	}
	const isGrave = (severity: string) => severity === 'critical' || severity === 'high';
	const loadedIn = ({ status }: RouterState) =>
		status.requested?.flow_offloading && status.requested.flow_offloading_hw;
	const inHardware = (router: RouterState): RouterState => ({
		...router,
		status: { ...router.status, requested: { flow_offloading: true, flow_offloading_hw: true } },
	});

	for (const [id, { applies, silent }] of Object.entries(CASES))
		QUnit.test(`the routers of ${id}`, (assert) => {
			for (const router of [...applies, ...silent].flatMap((one) => [one, inHardware(one)]))
				assert.deepEqual(find_conflicts(router), onPage(router));
		});

	QUnit.test('those that stop a trial are the critical ones of the page', (assert) => {
		for (const router of Object.values(CASES).flatMap(({ applies, silent }) => [...applies, ...silent]))
			for (const mode of ['software', 'hardware'] as const) {
				const rules = findConflicts(router).map(({ rule }) => rule);
				const critical = rules.filter((rule) => rule.severity === 'critical' && matters(rule, mode));
				assert.deepEqual(
					find_critical(router, mode),
					critical.map(({ id }) => id)
				);
			}
	});

	QUnit.test('no grave rule of the page is missing', (assert) => {
		const grave = CONFLICT_RULES.filter(({ severity }) => isGrave(severity));
		const found = Object.values(CASES)
			.flatMap(({ applies }) => applies)
			.flatMap((router) => [...find_conflicts(router), ...find_conflicts(inHardware(router))]);
		assert.deepEqual(
			grave.map(({ id }) => id).filter((id) => !found.includes(id)),
			[]
		);
	});
});

/** Networks of the WAN side on paths of any devices; a device may be on several paths, and on the LAN's too. */
const uplink = fc.record({
	up: fc.boolean(),
	default_route: fc.boolean(),
	default_for: fc.subarray([...FAMILIES]),
	device: fc.constantFrom('eth1', 'eth1.7', 'eth0.2', null),
	l3_device: fc.constantFrom('eth1', 'pppoe-wan', 'ds-wan', 'wg0', null),
	chain: fc.array(
		fc.record({
			device: fc.constantFrom('pppoe-wan', 'eth1.7', 'eth1', 'eth0'),
			kind: fc.constantFrom(...KINDS),
		}),
		{ maxLength: 3 }
	),
	hasPath: fc.boolean(),
});
const lineStatus: fc.Arbitrary<Status> = fc
	.record({
		uplinks: fc.array(uplink, { maxLength: 3 }),
		lower: fc.subarray(['eth0', 'eth1', 'lan1']),
		forwards: fc.boolean(),
		target: fc.constantFrom('x86/64', 'ramips/mt7621', 'airoha/an7581', null),
		hardware: fc.boolean(),
		known: fc.boolean(),
	})
	.map(({ uplinks, lower, forwards, target, hardware, known }) => {
		const networks = uplinks.map(({ chain: _, hasPath: __, ...rest }, at) => networkWith(`wan${at}`, rest));
		const paths = uplinks.flatMap(({ chain, hasPath }, at) =>
			hasPath ? [{ ...pathWith(`wan${at}`), chain }] : []
		);
		const lan = networkWith('lan', { device: 'br-lan', lower_devices: lower });
		const status = statusWith({
			zones: [
				{ name: 'lan', masq: false, networks: [lan, networkWith('lan_offload', { proto: 'none' })] },
				{ name: 'wan', masq: true, networks },
			],
			paths,
			flowtables: [{ ...FLOWTABLE, hardware }],
			...(!known && { zones: null }),
			...(!forwards && { forwardings: [] }),
		});
		return { ...status, system: { ...status.system, target } };
	});

QUnit.module('backend > the line and what bypasses the firewall are those of the page', () => {
	const { line_of } = load<{ line_of(status: Status): UplinkCounters }>('firewall.line');
	const live = load<{
		share_between(
			a: Counters,
			b: Counters,
			line: UplinkCounters
		): { percent: number | null; why: string | null };
		busiest_core(a: CpuTicks[] | null, b: CpuTicks[] | null): { busy: number; softirq: number } | null;
	}>('measurement.live');

	QUnit.test('the devices that tell of the line', (assert) => {
		const seen = new Set<string | null>();
		fc.assert(
			fc.property(lineStatus, (status) => {
				const line = uplinkCounters(status);
				seen.add(line.why);
				return JSON.stringify(line_of(status)) === JSON.stringify(line);
			}),
			{ numRuns: 500 }
		);
		assert.deepEqual([...seen].sort(), ['no-line', 'silent', 'tunnel', 'unread', null].sort());
	});

	const bytes = fc.tuple(...Array.from({ length: 8 }, () => count));
	const line: UplinkCounters = {
		devices: ['eth1'],
		compared: { devices: ['eth1'], families: [...FAMILIES] },
		why: null,
	};
	const readings = fc.record({
		amounts: bytes,
		stack: fc.double({ min: 0, max: 1.3, noNaN: true }),
		ipv6: fc.boolean(),
	});

	QUnit.test('the share that bypassed it', (assert) => {
		const seen = new Set<string | null>();
		fc.assert(
			fc.property(readings, ({ amounts, stack, ipv6 }) => {
				const [rx, tx, rxPackets, txPackets, base] = amounts as [number, number, number, number, number];
				const at = (scale: number): Counters =>
					countersWith(1, 0, {
						devices: [
							{
								device: 'eth1',
								rx_bytes: base + rx * scale,
								tx_bytes: base + tx * scale,
								rx_packets: base + Math.floor(rxPackets / 1000) * scale,
								tx_packets: base + Math.floor(txPackets / 1000) * scale,
							},
						],
						ip_bytes: { ipv4: base + Math.floor(rx * stack) * scale, ipv6: ipv6 ? 0 : null },
						ip_sent_bytes: { ipv4: base + Math.floor(tx * stack) * scale, ipv6: ipv6 ? 0 : null },
						unknown: ipv6 ? {} : { ipv6_bytes: { code: 'missing', text: 'x' } },
					});
				const [before, after] = [at(0), at(1)];
				const { bypassed, why } = boundOf([shareBytesBetween(before, after, line.compared!)]);
				const found = live.share_between(before, after, line);
				seen.add(why);
				if (bypassed === null) return found.percent === null && found.why === why;
				return Math.abs(found.percent! - bypassed * 100) <= 0.5 + 1e-9;
			}),
			{ numRuns: 500 }
		);
		assert.deepEqual([...seen].sort(), ['own-traffic', 'too-little', null].sort());
	});

	QUnit.test('a counter that fell, and one that is missing, are unknown', (assert) => {
		const none = countersWith(1);
		assert.deepEqual(live.share_between(none, none, line), { percent: null, why: 'unread' });
		const tunnel: UplinkCounters = { devices: ['eth1'], compared: null, why: 'tunnel' };
		assert.deepEqual(live.share_between(none, none, tunnel), { percent: null, why: 'tunnel' });
	});

	const ticks = fc.record({
		user: fc.nat(500),
		system: fc.nat(500),
		softirq: fc.nat(500),
		idle: fc.nat(500),
	});
	QUnit.test('the busiest core', (assert) => {
		fc.assert(
			fc.property(fc.array(fc.tuple(ticks, ticks), { maxLength: 4 }), (cores) => {
				const [before, after] = [cores.map(([core]) => core), cores.map(([, core]) => core)];
				const onPage = cpuLoad(before, after);
				const found = live.busiest_core(before, after);
				if (!onPage || !found) return onPage === found;
				return Math.abs(found.busy / 1000 - onPage.busiest) <= 0.001;
			})
		);
		assert.strictEqual(live.busiest_core(null, []), null);
	});
});

QUnit.module('backend > a measurement says what it says on the page', () => {
	const { bytes_between, judge_direction, judge_measurement } = load<{
		bytes_between: typeof bytesBetween;
		judge_direction: typeof judgeDirection;
		judge_measurement: (measured: object) => string;
	}>('measurement.bytes');
	const packets = fc.record({ packets: fc.nat(100_000), bytes: fc.nat(100_000_000) });
	const directions = fc.record({ download: packets, upload: packets });
	const lines = fc.array(
		fc.record({
			device: fc.constantFrom('eth1', 'wwan0'),
			received: packets,
			sent: packets,
			received_header: fc.constantFrom(0, 14),
			sent_header: fc.constantFrom(0, 14),
		}),
		{ minLength: 1, maxLength: 1 }
	);
	const reading = fc
		.record({ forwarded: directions, own: directions, tunnel: directions, lines })
		.map((parts) => ({ monotonic_ms: 0, left_ms: 0, cpus: null, latency: null, unknown: {}, ...parts }));
	const NONE = { packets: 0, bytes: 0 };
	const start = (later: MeasurementReading): MeasurementReading => ({
		...later,
		forwarded: { download: NONE, upload: NONE },
		own: { download: NONE, upload: NONE },
		tunnel: { download: NONE, upload: NONE },
		lines: later.lines.map((line) => ({ ...line, received: NONE, sent: NONE })),
	});

	QUnit.test('bytes of each direction', (assert) => {
		fc.assert(
			fc.property(reading, reading, fc.boolean(), (first, last, fresh) => {
				const from = fresh ? start(last) : first;
				const [found, onPage] = [bytes_between(from, last), bytesBetween(from, last)];
				assert.deepEqual(found, onPage);
			})
		);
	});

	QUnit.test('verdicts', (assert) => {
		const direction = fc
			.record({ total_bytes: fc.nat(40_000_000), slow: fc.double({ min: 0, max: 1.1, noNaN: true }) })
			.map(({ total_bytes, slow }) => ({
				total_bytes,
				slow_bytes: Math.floor(total_bytes * slow),
				own_bytes: 0,
			}));
		const seen = new Set<string>();
		fc.assert(
			fc.property(direction, direction, fc.nat(1), (download, upload, hardware_entries) => {
				const total_bytes = download.total_bytes + upload.total_bytes;
				const measured = { total_bytes, slow_bytes: 0, own_bytes: 0, download, upload, hardware_entries };
				const onPage = judgeMeasurement(measured as never);
				seen.add(onPage);
				return (
					judge_direction(download) === judgeDirection(download) && judge_measurement(measured) === onPage
				);
			}),
			{ numRuns: 500 }
		);
		assert.strictEqual(seen.size, 5, [...seen].join(' '));
		for (const slow_bytes of [2_000_000, 2_000_001, 7_999_999, 8_000_000]) {
			const bytes = { total_bytes: 10_000_000, slow_bytes, own_bytes: 0 };
			assert.strictEqual(judge_direction(bytes), judgeDirection(bytes), `${slow_bytes}`);
		}
	});
});

QUnit.module('backend > what SQM takes off the fast path is what the page says', () => {
	const { sqm_sentences, verdict_beside } = load<{
		sqm_sentences(status: Status): string[];
		verdict_beside(measured: { verdict: string; uploads: string }, sqm: string[]): string;
	}>('commands.measure');
	const { judge_direction, judge_measurement } = load<{
		judge_direction: typeof judgeDirection;
		judge_measurement: (measured: object) => string;
	}>('measurement.bytes');

	QUnit.test('what a measurement proves beside it', (assert) => {
		const status = statusWith({
			zones: [LAN, WAN],
			paths: [pathWith('lan'), unlistedPath('wan', { reason: 'ingress_redirect' })],
		});
		const bytes = fc
			.record({ total_bytes: fc.nat(40_000_000), slow: fc.double({ min: 0, max: 1.1, noNaN: true }) })
			.map(({ total_bytes, slow }) => ({
				total_bytes,
				slow_bytes: Math.floor(total_bytes * slow),
				own_bytes: 0,
			}));
		const seen = new Set<string>();
		fc.assert(
			fc.property(bytes, bytes, (download, upload) => {
				const total = { total_bytes: download.total_bytes + upload.total_bytes, slow_bytes: 0, own_bytes: 0 };
				const measured = { ...total, mode: 'software', download, upload, hardware_entries: 0, seconds: 20 };
				const verdict = judge_measurement(measured);
				const isSlow = ['partly', 'not-working'].includes(judge_direction(download));
				const sqm = isSlow && verdict !== 'not-enough' ? sqm_sentences(status) : [];
				const onPage = describeMeasurement(measured as never, status);
				seen.add(onPage.id);
				return verdict_beside({ verdict, uploads: judge_direction(upload) }, sqm) === onPage.id;
			}),
			{ numRuns: 500 }
		);
		assert.deepEqual([...seen].sort(), ['not-enough', 'not-working', 'partly', 'working']);
	});

	QUnit.test('any line', (assert) => {
		const reason = fc.constantFrom('ingress_redirect', 'not_listed', null);
		const seen = new Set<number>();
		fc.assert(
			fc.property(reason, reason, fc.boolean(), fc.boolean(), (download, upload, up, known) => {
				const status = statusWith({
					zones: [LAN, { ...WAN, networks: WAN.networks.map((network) => ({ ...network, up })) }],
					paths: known
						? [unlistedPath('lan', { reason: upload }), unlistedPath('wan', { reason: download })]
						: null,
				});
				const { lanes = [] } = directionsOf(status) ?? {};
				const shaped = lanes.filter(
					({ direction, path }) => direction === 'download' && path?.arriving.reason === 'ingress_redirect'
				);
				seen.add(shaped.length);
				assert.deepEqual(
					sqm_sentences(status),
					shaped.map((lane) => laneSentence(lane, lanes))
				);
			})
		);
		assert.deepEqual([...seen].sort(), [0, 1]);
	});
});

const ADDRESSES = ['192.168.1.5', '192.168.1.6', '192.168.1.1', '203.0.113.2', '198.51.100.7', '10.9.0.9'];
const MORE = [
	'239.255.255.250',
	'fd00:0:0:0:0:0:0:5',
	'2001:0db8:0000:0000:0000:0000:0000:0001',
	'100.64.1.1',
];
const direction: fc.Arbitrary<Direction> = fc.record({
	src: fc.constantFrom(...ADDRESSES, ...MORE),
	dst: fc.constantFrom(...ADDRESSES, ...MORE),
	sport: fc.constantFrom(40000, 443, null),
	dport: fc.constantFrom(443, 53, null),
	packets: fc.constantFrom(0, 5, 40, null),
	bytes: fc.constantFrom(100, null),
});
const connection: fc.Arbitrary<Connection> = fc
	.record({
		original: direction,
		reply: direction,
		translated: fc.constantFrom('plain', 'masqueraded', 'any'),
		protocol: fc.constantFrom(6, 17, 1),
		status: fc.integer({ min: 0, max: 15 }),
		tcp_state: fc.constantFrom('ESTABLISHED', 'SYN_SENT', 'TIME_WAIT', null),
		helper: fc.constantFrom(null, 'ftp'),
	})
	.map(({ original, reply, translated, status, ...rest }) => {
		const back = { ...reply, src: original.dst, dst: original.src };
		const reverse = { plain: back, masqueraded: { ...back, dst: '203.0.113.2' }, any: reply }[translated]!;
		const bits = (status & 1 ? STATUS.seenReply : 0) | (status & 2 ? STATUS.assured : 0);
		const marks = status & 8 ? STATUS.offload | (status & 4 ? STATUS.hardware : 0) : 0;
		const family: 4 | 6 = original.src.includes(':') ? 6 : 4;
		return {
			...rest,
			family,
			original,
			reply: reverse,
			status: bits | marks,
			timeout: 9,
			mark: 0,
		} as Connection;
	});
const placed: fc.Arbitrary<Status> = fc
	.record({
		proto: fc.constantFrom('dhcp', 'dslite'),
		covered: fc.constantFrom(true, false, null),
		fast: fc.constantFrom(true, false, null),
		bridge: fc.boolean(),
		off: fc.boolean(),
		known: fc.integer({ min: 0, max: 5 }),
	})
	.map(({ proto, covered, fast, bridge, off, known }) => {
		const network = (name: string, changes: Partial<ZoneNetwork>) =>
			networkWith(name, { l3_device: name, ...changes });
		const tables = [FLOWTABLE, ...(bridge ? [{ ...FLOWTABLE, family: 'bridge', table: 'x' }] : [])];
		return statusWith({
			zones: [
				{ name: 'lan', masq: false, networks: [network('br-lan', { covered })] },
				{ name: 'wan', masq: true, networks: [network('wan', { default_route: true, proto, covered })] },
				{ name: 'vpn', masq: false, networks: [network('wg0', { covered: false })] },
			],
			paths: [pathWith('br-lan', { fast }), pathWith('wan', { fast })],
			flowtables: off
				? []
				: tables.map((table) => ({ ...table, devices: covered === false ? [] : ['br-lan', 'wan'] })),
			...(known === 0 && { flowtables: null }),
			...(known === 1 && { zones: null }),
		});
	});

QUnit.module('backend > why a connection is offloaded or not is what the page says', () => {
	const { explain: explainHere } = load<{
		explain(connection: Connection, around: object): ReturnType<typeof explain>;
	}>('conntrack.explain');
	const { place_of } = load<{ place_of(reply: object, status: Status): object }>('conntrack.place');
	const { exception_of } = load<{
		exception_of(connection: Connection, excepted: object | null): string | null;
	}>('conntrack.excepted');
	const words = load<{ state_words(judgement: object): string; why_words(why: object): string }>(
		'commands.why_words'
	);
	const exception = fc.constantFrom('excepted', 'first-packets', null);
	const moving = fc.constantFrom(true, false, null);

	QUnit.test('states, reasons and words', (assert) => {
		const seen = new Set<string>();
		fc.assert(
			fc.property(connection, placed, exception, moving, (one, status, held, moves) => {
				const mode = loadedMode(status);
				const reply = replyWith([one]);
				const around = { mode, exception: held, moving: moves };
				const onPage = explain(one, { ...around, addressing: addressingOf(reply, status) });
				const here = explainHere(one, { ...around, place: place_of(reply, status) });
				for (const { why } of onPage.whys) seen.add(why);
				assert.deepEqual(here, onPage);
				assert.strictEqual(words.state_words(here), labelText(onPage));
				assert.deepEqual(here.whys.map(words.why_words), onPage.whys.map(whyText));
			}),
			{ numRuns: 1500 }
		);
		// All reasons of the page are among them.
		assert.strictEqual(seen.size, 22, [...seen].sort().join(' '));
	});

	QUnit.test('exceptions of the user', (assert) => {
		const list = fc.record({
			devices: fc.subarray(['192.168.1.5', 'fd00::5']),
			networks: fc.subarray(['198.51.100.0/24', '2001:db8::/32']),
			ports: fc.subarray(['443', 'udp/53', 'tcp/40000-40001']),
			first_packets: fc.constantFrom(0, 30),
		});
		const nobody = (address: string) => ({ id: address, name: address, addresses: [address] });
		const seen = new Set<string | null>();
		const onPage = (one: Connection, exceptions: ExceptionList) => {
			if (excludedBy(one, exceptions, nobody)) return 'excepted';
			const { packets } = one.original;
			return packets !== null && packets < exceptions.first_packets ? 'first-packets' : null;
		};
		fc.assert(
			fc.property(connection, list, (one, exceptions) => {
				const { devices, networks, ports, first_packets } = exceptions;
				const found = exception_of(one, { prefixes: [...devices, ...networks], ports, first_packets });
				seen.add(found);
				return found === onPage(one, exceptions);
			}),
			{ numRuns: 500 }
		);
		assert.strictEqual(seen.size, 3);
	});
});
