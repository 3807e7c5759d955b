/** What the backend judges by itself, for a shell and for other programs, is what the page judges. */
import '../../model/luci-globals.ts';
import fc from 'fast-check';
import QUnit from 'qunit';
import { CONFLICT_RULES, findConflicts, type RouterState } from '../../../../src/model/conflicts/index.ts';
import { matters } from '../../../../src/model/conflicts/selection.ts';
import {
	boundOf,
	cpuLoad,
	shareBytesBetween,
	type UplinkCounters,
	uplinkCounters,
} from '../../../../src/model/index.ts';
import type { Counters, CpuTicks, DeviceKind, Status } from '../../../../src/rpc/types/index.ts';
import { CASES } from '../../model/conflicts/cases.ts';
import { countersWith } from '../../model/diagnosis/evidence.ts';
import { FLOWTABLE, networkWith, pathWith, statusWith } from '../../model/status-facts.ts';
import { load } from '../support/load.ts';

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
