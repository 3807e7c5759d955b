/** What is counted when connections are offloaded, and when they are not. */
import assert from 'node:assert/strict';
import type { Group } from '../harness.ts';
import type { Lab } from '../lab.ts';
import { known } from '../plugin.ts';
import { listRuleset } from '../ruleset.ts';
import { setOption } from '../topology.ts';
import { fourKinds, sendOnFourKinds } from '../traffic.ts';
import { NONE, offloadedByConntrack, offloadedByText, trackedEntries } from '../truth.ts';

const group: Group<Lab> = {
	name: 'offloaded connections',
	declare(test, lab) {
		test('off: nothing is counted while connections carry data', async () => {
			await lab.fresh('off');
			await openFourKinds(lab, 3);
			await sendOnFourKinds(lab.lan, 500);
			await lab.expectCounted(NONE);
			assert.ok(trackedEntries() >= 12, 'the connections are there');
		});

		test('on with counter: TCP and UDP over IPv4 with NAT and IPv6 are counted, their bytes too and go on', async () => {
			await lab.fresh('counter');
			await openFourKinds(lab, 3);
			const before = await lab.expectCounted(EACH_3);
			assert.equal(known(before).software.total.bytes, offloadedByConntrack().bytes);
			await sendOnFourKinds(lab.lan, 1000);
			const after = await lab.expectCounted(EACH_3);
			assert.equal(known(after).software.total.bytes, offloadedByConntrack().bytes);
			// 12 connections sent 1,000 bytes and got them back.
			assert.ok(
				bytesOf(after) - bytesOf(before) >= 24_000,
				`${bytesOf(before)}, then ${bytesOf(after)} bytes`
			);
			assert.equal(lab.plugin.call('status').flowtables?.[0]?.counter, true);
		});

		test('on without counter: the same connections are counted, their bytes freeze, and status says so', async () => {
			await lab.fresh('plain');
			await openFourKinds(lab, 3);
			const before = await lab.expectCounted(EACH_3);
			await sendOnFourKinds(lab.lan, 1000);
			const after = await lab.expectCounted(EACH_3);
			assert.equal(bytesOf(after), bytesOf(before));
			assert.equal(bytesOf(after), offloadedByConntrack().bytes);
			assert.equal(lab.plugin.call('status').flowtables?.[0]?.counter, false);
		});

		test('without accounting the bytes are unknown, not 0', async () => {
			await lab.fresh('counter');
			setOption('net/netfilter/nf_conntrack_acct', 0);
			await openFourKinds(lab, 1);
			const { software } = known(
				await lab.expectCounted({ ipv4_tcp: 1, ipv4_udp: 1, ipv6_tcp: 1, ipv6_udp: 1 })
			);
			assert.equal(software.total.bytes, null);
			assert.equal(software.ipv6_udp.bytes, null);
		});

		test('a VLAN as the WAN and the second port of the LAN bridge are counted like the rest', async () => {
			await lab.fresh('counter');
			for (const kind of fourKinds('vlan', 2)) await lab.lan2.open(kind);
			await openFourKinds(lab, 3);
			await lab.expectCounted({ ipv4_tcp: 5, ipv4_udp: 5, ipv6_tcp: 5, ipv6_udp: 5 });
		});

		test('where the kernel has no ctnetlink the text is read instead, says so, and counts the same', async () => {
			await lab.fresh('counter');
			await openFourKinds(lab, 3);
			await lab.expectCounted(EACH_3);
			await lab.withoutModule('nf_conntrack_netlink', () => {
				const counters = lab.plugin.call('counters', { bytes: true });
				assert.equal(counters.source, 'procfs');
				assert.ok(counters.unknown.netlink, 'why not netlink');
				const truth = offloadedByText();
				const { total, ipv4_udp, ipv6_tcp } = known(counters).software;
				assert.deepEqual(total, { entries: 12, bytes: truth.bytes });
				assert.deepEqual([ipv4_udp.entries, ipv6_tcp.entries], [3, 3]);
				assert.equal(truth.entries.ipv6_tcp, 3, listRuleset());
			});
		});
	},
};

export default group;

const EACH_3 = { ipv4_tcp: 3, ipv4_udp: 3, ipv6_tcp: 3, ipv6_udp: 3 };

async function openFourKinds(lab: Lab, count: number): Promise<void> {
	for (const kind of fourKinds('wan', count)) await lab.lan.open(kind);
}

function bytesOf(counters: Awaited<ReturnType<Lab['expectCounted']>>): number {
	const { bytes } = known(counters).software.total;
	assert.equal(typeof bytes, 'number', 'bytes are known');
	return bytes as number;
}
