/** Connections that could be offloaded and are not, as `status` counts them: only those that are in use. */
import assert from 'node:assert/strict';
import { until } from '../commands.ts';
import type { Group } from '../harness.ts';
import type { Lab } from '../lab.ts';
import { loadRuleset } from '../ruleset.ts';
import { HOSTS, ROUTER, setOption } from '../topology.ts';
import { listed, offloadedByConntrack } from '../truth.ts';

/** Seconds that the kernel gives an established TCP connection with each packet. */
const ESTABLISHED = 432_000;

const group: Group<Lab> = {
	name: 'connections that stay slow',
	declare(test, lab) {
		test('off: those that send are counted; what rests, ends in the router or has a helper is not', async () => {
			await lab.fresh('off');
			await openAll(lab);
			assert.deepEqual(await whileSending(lab), { entries: 3, complete: true });
		});

		test('on: the same connections are offloaded, and none of them is slow', async () => {
			await lab.fresh('off');
			await openAll(lab);
			loadRuleset('counter');
			await Promise.all([lab.lan.send('tcp', 16), lab.lan2.send('udp', 16)]);
			const count = () => {
				const { ipv4_tcp, ipv6_udp } = offloadedByConntrack().entries;
				return [ipv4_tcp, ipv6_udp];
			};
			await until('the kernel to offload them', () => count().join() === '2,1', count);
			assert.deepEqual(await whileSending(lab), { entries: 0, complete: true });
		});
	},
};

export default group;

/** Two of TCP and one of UDP that will send; others that never count. */
async function openAll(lab: Lab): Promise<void> {
	// What rests had its last packet long ago: so much less is left of its timeout.
	setOption('net/netfilter/nf_conntrack_tcp_timeout_established', ESTABLISHED - 3600);
	await lab.lan.open({ group: 'rests', proto: 'tcp', to: HOSTS.wan.ipv6, count: 2 });
	setOption('net/netfilter/nf_conntrack_tcp_timeout_established', ESTABLISHED);
	await lab.lan.open({ group: 'tcp', proto: 'tcp', to: HOSTS.wan.ipv4, count: 2 });
	await lab.lan.open({ group: 'ftp', proto: 'tcp', to: HOSTS.wan.ipv4, port: 21, count: 1 });
	await lab.lan.open({ group: 'in', proto: 'tcp', to: ROUTER.lan.ipv4, count: 1 });
	await lab.router.open({ group: 'out', proto: 'tcp', to: HOSTS.wan.ipv4, count: 1 });
	await lab.lan2.open({ group: 'udp', proto: 'udp', to: HOSTS.wan.ipv6, count: 1 });
	// The kernel takes UDP for a stream when packets have gone both ways for two seconds.
	const isStream = () => listed('-f', 'ipv6', '-p', 'udp').some((line) => line.includes('[ASSURED]'));
	while (!isStream()) await lab.lan2.send('udp', 16);
}

/** The reading of `status` while packets go both ways on all that are to be counted, and on those of the router itself. */
async function whileSending({ lan, lan2, router, plugin }: Lab) {
	const read = () => {
		const { slow, unknown } = plugin.call('status');
		return slow ?? unknown.slow;
	};
	return lan.sendDuring('tcp', 16, () =>
		lan2.sendDuring('udp', 16, () => router.sendDuring('out', 16, read))
	);
}
