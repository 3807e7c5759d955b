/** What the kernel never offloads must never be counted; what it marks all the same must be. */
import assert from 'node:assert/strict';
import { run } from '../commands.ts';
import type { Group } from '../harness.ts';
import type { Lab } from '../lab.ts';
import { playNetifd } from '../netifd.ts';
import { COVERED } from '../ruleset.ts';
import { DEVICES, HOSTS, ROUTER } from '../topology.ts';
import { listed } from '../truth.ts';

const ONE_REAL = { group: 'real', proto: 'udp', to: HOSTS.wan.ipv4, count: 1 } as const;

const group: Group<Lab> = {
	name: 'kinds of traffic',
	declare(test, lab) {
		test('traffic of the router itself, to it and from it, is not counted', async () => {
			await lab.fresh('counter');
			await lab.lan.open(ONE_REAL);
			await lab.lan.open({ group: 'in', proto: 'tcp', to: ROUTER.lan.ipv4, count: 3 });
			await lab.lan.open({ group: 'in6', proto: 'udp', to: ROUTER.lan.ipv6, count: 3 });
			await lab.router.open({ group: 'out', proto: 'tcp', to: HOSTS.wan.ipv4, count: 3 });
			await lab.router.open({ group: 'out6', proto: 'udp', to: HOSTS.wan.ipv6, count: 3 });
			for (const sent of ['in', 'in6']) await lab.lan.send(sent, 500, 3);
			for (const sent of ['out', 'out6']) await lab.router.send(sent, 500, 3);
			await lab.expectCounted({ ipv4_udp: 1 });
			assert.equal(listed('--src', ROUTER.lan.ipv6).length, 0, 'the addresses are those meant');
			assert.equal(listed('--dst', ROUTER.lan.ipv4, '-p', 'tcp').length, 3);
			assert.equal(listed('--src', ROUTER.wan.ipv4, '-p', 'tcp').length, 3);
		});

		test('ICMP is not counted', async () => {
			await lab.fresh('counter');
			await lab.lan.open(ONE_REAL);
			for (const to of [HOSTS.wan.ipv4, HOSTS.wan.ipv6])
				run('ip', ['netns', 'exec', 'lan', '/run/busybox', 'ping', '-c', '3', '-i', '0.2', to]);
			await lab.expectCounted({ ipv4_udp: 1 });
			assert.equal(listed('-p', 'icmp').length, 1);
			assert.equal(listed('-f', 'ipv6', '-p', 'icmpv6').length, 1);
		});

		test('a connection with a conntrack helper is not counted', async () => {
			await lab.fresh('counter');
			await lab.lan.open(ONE_REAL);
			await lab.lan.open({ group: 'ftp', proto: 'tcp', to: HOSTS.wan.ipv4, port: 21, count: 2 });
			await lab.lan.send('ftp', 200, 3);
			await lab.expectCounted({ ipv4_udp: 1 });
			const helped = listed('-p', 'tcp').filter((line) => line.includes('helper=ftp'));
			assert.equal(helped.length, 2);
		});

		test('a connection to a device outside the flowtable is counted as the kernel marks it, and status names the device as uncovered', async () => {
			await lab.fresh('counter');
			playNetifd([
				{ name: 'lan', device: DEVICES.lan },
				{ name: 'wan', device: DEVICES.wan, wan: true },
				{ name: 'dmz', device: DEVICES.dmz },
			]);
			await lab.lan.open({ group: 'dmz', proto: 'udp', to: HOSTS.dmz.ipv4, count: 4 });
			await lab.expectCounted({ ipv4_udp: 4 });
			const { flowtables, zones, unknown } = lab.plugin.call('status');
			assert.deepEqual(flowtables?.[0]?.devices.toSorted(), COVERED.toSorted());
			const networks = zones?.flatMap((zone) => zone.networks) ?? assert.fail(JSON.stringify(unknown));
			const covered = Object.fromEntries(networks.map((network) => [network.device, network.covered]));
			assert.deepEqual(covered, { [DEVICES.lan]: true, [DEVICES.wan]: true, [DEVICES.dmz]: false });
		});
	},
};

export default group;
