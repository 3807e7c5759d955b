/** Thousands of offloaded connections, and how the count follows when they end. */
import assert from 'node:assert/strict';
import { until } from '../commands.ts';
import type { Group } from '../harness.ts';
import type { Lab } from '../lab.ts';
import { known } from '../plugin.ts';
import { loadRuleset } from '../ruleset.ts';
import { HOSTS, setFlowTimeout } from '../topology.ts';
import { listed, NONE, offloadedByConntrack } from '../truth.ts';

const UDP = { group: 'udp', proto: 'udp', to: HOSTS.wan.ipv4, count: 5000 } as const;
const TCP = { group: 'tcp', proto: 'tcp', to: HOSTS.wan.ipv6, count: 2000 } as const;

const group: Group<Lab> = {
	name: 'many connections',
	declare(test, lab) {
		test('5,000 UDP and 2,000 TCP connections are counted exactly, with their bytes', async () => {
			await lab.fresh('counter');
			await lab.lan.open(UDP);
			await lab.lan.open(TCP);
			const counters = await lab.expectCounted({ ipv4_udp: 5000, ipv6_tcp: 2000 }, { text: false });
			assert.equal(known(counters).software.total.bytes, offloadedByConntrack().bytes);
		});

		test('closing connections lowers the count by as many', async () => {
			await lab.fresh('counter');
			await lab.lan.open({ ...TCP, count: 300 });
			await lab.expectCounted({ ipv6_tcp: 300 });
			await lab.lan.close('tcp', 120);
			await lab.expectCounted({ ipv6_tcp: 180 });
		});

		test('idle UDP leaves after the flow timeout and goes on as ordinary entries; TCP in use stays', async () => {
			await lab.fresh('counter');
			await lab.lan.open({ ...UDP, count: 200 });
			await lab.lan.open({ ...TCP, count: 50 });
			await lab.expectCounted({ ipv4_udp: 200, ipv6_tcp: 50 });
			setFlowTimeout(2);
			await lab.lan.send('udp', 16);
			await lab.expectCounted({ ipv6_tcp: 50 });
			assert.equal(listed('-p', 'udp').length, 200);
		});

		test('a reload of the ruleset drops the count to 0, and traffic brings it back', async () => {
			await lab.fresh('counter');
			await lab.lan.open({ ...UDP, count: 500 });
			await lab.lan.open({ ...TCP, count: 200 });
			await lab.expectCounted({ ipv4_udp: 500, ipv6_tcp: 200 });
			loadRuleset('counter');
			await lab.expectCounted(NONE);
			await lab.lan.send('udp', 16);
			await lab.lan.send('tcp', 16);
			await lab.expectCounted({ ipv4_udp: 500, ipv6_tcp: 200 });
		});

		test('switching off drops the count to 0 for good while the connections go on', async () => {
			await lab.fresh('counter');
			await lab.lan.open({ ...TCP, count: 20 });
			await lab.expectCounted({ ipv6_tcp: 20 });
			loadRuleset('off');
			await lab.lan.send('tcp', 500);
			await lab.expectCounted(NONE);
			await until('the connections to be ordinary entries', () => established() === 20, established);
		});
	},
};

export default group;

function established(): number {
	return listed('-f', 'ipv6', '-p', 'tcp', '--state', 'ESTABLISHED').length;
}
