import '../luci-globals.ts';
import fc from 'fast-check';
import QUnit from 'qunit';
import {
	boundOf,
	type Compared,
	type LiveShare,
	leastText,
	shareBytesBetween,
	shareSentence,
	type UplinkCounters,
	unknownShare,
} from '../../../../src/model/index.ts';
import type { Counters } from '../../../../src/rpc/types/index.ts';
import { countersWith } from '../diagnosis/evidence.ts';

const BOTH: Compared = { devices: ['eth1'], families: ['ipv4', 'ipv6'] };
const UPLINK: UplinkCounters = { devices: ['eth1'], compared: BOTH, why: null };
const ZERO = countersAt({});

interface Amounts {
	rx: [bytes: number, packets: number];
	tx: [bytes: number, packets: number];
	/** IPv4, and IPv6. */
	received: [number, number];
	sent: [number, number];
}

function countersAt(amounts: Partial<Amounts>, changes: Partial<Counters> = {}): Counters {
	const { rx = [0, 0], tx = [0, 0], received = [0, 0], sent = [0, 0] } = amounts;
	return countersWith(1, 0, {
		devices: [{ device: 'eth1', rx_bytes: rx[0], rx_packets: rx[1], tx_bytes: tx[0], tx_packets: tx[1] }],
		ip_bytes: { ipv4: received[0], ipv6: received[1] },
		ip_sent_bytes: { ipv4: sent[0], ipv6: sent[1] },
		...changes,
	});
}

const bound = (amounts: Partial<Amounts>, compared = BOTH) =>
	boundOf([shareBytesBetween(ZERO, countersAt(amounts), compared)]);

/** Traffic of the uplink: packets of one size on one path. */
interface Flow {
	packets: number;
	/** Of the IP packet. */
	size: number;
	/** Of the frame beyond the IP packet. */
	link: number;
	/** Of IP and TCP. */
	headers: number;
	/** So many the kernel joins to one. */
	joined: number;
	path: 'fast' | 'slow' | 'own';
	direction: 'rx' | 'tx';
	family: 0 | 1;
}

const flow: fc.Arbitrary<Flow> = fc.record({
	packets: fc.integer({ min: 1, max: 200_000 }),
	size: fc.integer({ min: 80, max: 1500 }),
	link: fc.constantFrom(14, 18, 22, 26),
	headers: fc.constantFrom(28, 40, 52, 72),
	joined: fc.integer({ min: 1, max: 45 }),
	path: fc.constantFrom('fast', 'slow', 'own'),
	direction: fc.constantFrom('rx', 'tx'),
	family: fc.constantFrom(0, 1),
});

/** What the counters say of it. `twice`: as Linux before 6.6 counts what it forwards. */
function countFlows(flows: Flow[], twice: boolean): Amounts {
	const sum: Amounts = { rx: [0, 0], tx: [0, 0], received: [0, 0], sent: [0, 0] };
	for (const { packets, size, link, headers, joined, path, direction, family } of flows) {
		sum[direction][0] += packets * (size + link);
		sum[direction][1] += packets;
		if (path === 'fast') continue;
		const met = packets * (size - headers) + Math.ceil(packets / joined) * headers;
		if (path === 'slow' || direction === 'rx') sum.received[family] += met;
		if (path === 'slow') sum.sent[family] += twice ? 2 * met : met;
		else if (direction === 'tx') sum.sent[family] += met;
	}
	return sum;
}

QUnit.module('model > what bypasses the firewall, at least', () => {
	QUnit.test('it never claims more than bypassed, whatever the traffic', (assert) => {
		let claims = 0;
		fc.assert(
			fc.property(fc.array(flow, { minLength: 1, maxLength: 6 }), fc.boolean(), (flows, twice) => {
				const { bypassed } = bound(countFlows(flows, twice));
				const data = (given: Flow[]) =>
					given.reduce((sum, { packets, size, link }) => sum + packets * Math.max(0, size + link - 102), 0);
				const truth = data(flows.filter(({ path }) => path === 'fast')) / data(flows);
				if (bypassed !== null && bypassed > 0) claims++;
				assert.true(bypassed === null || bypassed <= truth + 1e-9, `${bypassed} of ${truth}`);
			}),
			{ numRuns: 1000 }
		);
		assert.true(claims > 50, `${claims} claims`);
	});

	QUnit.test('a download and its acknowledgements on the fast path: all of it', (assert) => {
		const { bypassed, why } = bound({
			rx: [53e6, 35_000],
			tx: [1.2e6, 17_000],
			received: [4000, 0],
		});
		assert.true(bypassed! > 0.999, `${bypassed}`);
		assert.strictEqual(why, null);
	});

	QUnit.test('the same on the slow path, joined: none of it', (assert) => {
		const met = 50e6 + 3000 * 52;
		const all = bound({ rx: [53e6, 35_000], tx: [1.2e6, 17_000], received: [met, 0], sent: [met, 0] });
		assert.strictEqual(all.bypassed, 0);
		assert.strictEqual(all.why, null);
	});

	QUnit.test('case 21: an offloaded mark does not make a download on the slow path bypass', (assert) => {
		const { bypassed } = bound({
			rx: [204e6, 140_000],
			tx: [5e6, 3000],
			received: [200e6, 0],
			sent: [200e6, 0],
		});
		assert.strictEqual(bypassed, 0);
	});

	QUnit.test('an upload of the router itself bypasses nothing', (assert) => {
		const { bypassed } = bound({
			tx: [53e6, 35_000],
			rx: [1.2e6, 17_000],
			received: [1e6, 0],
			sent: [50e6, 0],
		});
		assert.strictEqual(bypassed, 0);
	});

	QUnit.test('DS-Lite: the tunnel against IPv4 alone', (assert) => {
		const amounts: Partial<Amounts> = { rx: [50e6, 35_000], received: [2000, 52e6], sent: [0, 52e6] };
		assert.true(bound(amounts, { devices: ['eth1'], families: ['ipv4'] }).bypassed! > 0.99);
		assert.strictEqual(bound(amounts).bypassed, 0, 'with IPv6 the outer packets would hide it');
	});

	QUnit.test('nothing is claimed of too little traffic, hidden traffic, or unknown counters', (assert) => {
		const after = (amounts: Partial<Amounts>, changes: Partial<Counters> = {}) =>
			boundOf([shareBytesBetween(ZERO, countersAt(amounts, changes), BOTH)]);
		assert.deepEqual(boundOf([]), unknownShare('waiting'));
		assert.deepEqual(boundOf([null, null]), unknownShare('unread'));
		assert.deepEqual(after({ rx: [900_000, 700] }), unknownShare('too-little'));
		assert.deepEqual(after({ rx: [1e8, 1_200_000] }), unknownShare('too-little'), 'headers are no data');
		assert.deepEqual(after({ rx: [5e6, 3500], received: [9e6, 0] }), unknownShare('own-traffic'));
		assert.strictEqual(after({ rx: [5e7, 35_000], received: [1e6, 0] }).why, null);
		const rx: Partial<Amounts> = { rx: [5e7, 35_000] };
		assert.strictEqual(after(rx, { devices: null }).why, 'unread');
		assert.strictEqual(after(rx, { devices: [] }).why, 'unread');
		assert.strictEqual(after(rx, { ip_bytes: { ipv4: null, ipv6: 0 } }).why, 'unread');
		assert.strictEqual(after(rx, { ip_sent_bytes: { ipv4: 0, ipv6: null } }).why, 'unread');
		const noIpv6: Partial<Counters> = {
			ip_bytes: { ipv4: 0, ipv6: null },
			ip_sent_bytes: { ipv4: 0, ipv6: null },
		};
		assert.strictEqual(
			after(rx, { ...noIpv6, unknown: { ipv6_bytes: { code: 'denied', text: '' } } }).why,
			'unread'
		);
		assert.strictEqual(
			after(rx, { ...noIpv6, unknown: { ipv6_bytes: { code: 'missing', text: '' } } }).bypassed,
			1,
			'a kernel without IPv6 has no packet of it'
		);
	});

	QUnit.test('a counter that fell says nothing', (assert) => {
		const high = countersAt({ rx: [5e7, 9], received: [5e7, 0] });
		assert.strictEqual(shareBytesBetween(high, countersAt({ rx: [6e7, 10] }), BOTH), null);
	});
});

QUnit.module('model > the bound in words', () => {
	const known = (bypassed: number): LiveShare => ({ bypassed, why: null });
	QUnit.test('it is a lower bound, and worded so', (assert) => {
		assert.strictEqual(
			shareSentence(known(0.976), UPLINK),
			'At least 97 % of the data bypasses the firewall.'
		);
		assert.strictEqual(shareSentence(known(1), UPLINK), 'At least 100 % of the data bypasses the firewall.');
		const inner: UplinkCounters = { ...UPLINK, compared: { devices: ['ds-wan6_4'], families: ['ipv4'] } };
		assert.strictEqual(
			shareSentence(known(0.5), inner),
			'At least 50 % of the IPv4 data bypasses the firewall.'
		);
		assert.strictEqual(leastText(0.9999), '99 %');
	});

	QUnit.test('no bound is no claim of zero', (assert) => {
		assert.strictEqual(
			shareSentence(known(0.004), UPLINK),
			'The counters show no data that bypasses the firewall.'
		);
		for (const why of [
			'waiting',
			'grace-period',
			'too-little',
			'own-traffic',
			'tunnel',
			'silent',
			'no-line',
			'unread',
		] as const)
			assert.false(/\d/.test(shareSentence(unknownShare(why), UPLINK)), why);
	});
});
