/** The reason of each connection, as the page gives it, beside what the kernel has done with it. */
import '../../../unit/model/luci-globals.ts';
import assert from 'node:assert/strict';
import { tidyAddress } from '../../../../src/model/address.ts';
import { hostFinder, rowsOf } from '../../../../src/model/connections/index.ts';
import type { Connections, Status } from '../../../../src/rpc/types/index.ts';
import { run, until } from '../commands.ts';
import type { Group } from '../harness.ts';
import type { Lab } from '../lab.ts';
import { playNetifd } from '../netifd.ts';
import { loadText } from '../ruleset.ts';
import { CALM, DEVICES, HOSTS, ROUTER, setOption } from '../topology.ts';
import { listed } from '../truth.ts';

const NETWORKS = [
	{ name: 'lan', device: DEVICES.lan },
	{ name: 'wan', device: DEVICES.wan, wan: true },
	{ name: 'dmz', device: DEVICES.dmz },
];

const group: Group<Lab> = {
	name: 'reasons of single connections',
	declare(test, lab) {
		test('offloaded, local, with a helper, unanswered, of another protocol, to an uncovered device', async () => {
			await start(lab, 'counter');
			await lab.lan.open({ group: 'tcp', proto: 'tcp', to: HOSTS.wan.ipv4, count: 2 });
			await lab.lan.open({ group: 'udp6', proto: 'udp', to: HOSTS.wan.ipv6, count: 2 });
			await lab.lan.open({ group: 'in', proto: 'tcp', to: ROUTER.lan.ipv4, count: 1 });
			await lab.router.open({ group: 'out', proto: 'udp', to: HOSTS.wan.ipv6, count: 1 });
			await lab.lan.open({ group: 'ftp', proto: 'tcp', to: HOSTS.wan.ipv4, port: 21, count: 1 });
			await lab.lan.open({ group: 'dmz', proto: 'udp', to: HOSTS.dmz.ipv4, count: 1 });
			sendToNobody();
			run('ip', ['netns', 'exec', 'lan', '/run/busybox', 'ping', '-c', '1', HOSTS.wan.ipv4]);
			await offloaded(5);
			expectClasses(classes(lab.plugin.call('connections'), lab.plugin.call('status')), [
				`icmp ${HOSTS.lan.ipv4} > ${HOSTS.wan.ipv4}: excluded protocol`,
				`tcp ${HOSTS.lan.ipv4} > ${HOSTS.wan.ipv4}:21: excluded helper`,
				`tcp ${HOSTS.lan.ipv4} > ${HOSTS.wan.ipv4}:5000: software`,
				`tcp ${HOSTS.lan.ipv4} > ${HOSTS.wan.ipv4}:5000: software`,
				`tcp ${HOSTS.lan.ipv4} > ${ROUTER.lan.ipv4}:5000: excluded to-router`,
				`udp ${HOSTS.lan.ipv4} > ${HOSTS.dmz.ipv4}:5000: software upload-slow ${DEVICES.dmz}`,
				`udp ${HOSTS.lan.ipv4} > ${HOSTS.wan.ipv4}:9: excluded unanswered`,
				`udp ${HOSTS.lan.ipv6} > ${HOSTS.wan.ipv6}:5000: software`,
				`udp ${HOSTS.lan.ipv6} > ${HOSTS.wan.ipv6}:5000: software`,
				`udp ${ROUTER.wan.ipv6} > ${HOSTS.wan.ipv6}:5000: excluded from-router`,
			]);
		});

		test('off: what could be offloaded, and what is being closed', async () => {
			await start(lab, 'off');
			await lab.lan.open({ group: 'open', proto: 'udp', to: HOSTS.wan.ipv4, count: 1 });
			await lab.lan.open({ group: 'closed', proto: 'tcp', to: HOSTS.wan.ipv6, count: 1 });
			await lab.lan.close('closed', 1);
			const closing = () => listed('-f', 'ipv6', '-p', 'tcp').every((line) => !line.includes('ESTABLISHED'));
			await until('the connection to be closed', closing);
			expectClasses(classes(lab.plugin.call('connections'), lab.plugin.call('status')), [
				`tcp ${HOSTS.lan.ipv6} > ${HOSTS.wan.ipv6}:5000: excluded closing`,
				`udp ${HOSTS.lan.ipv4} > ${HOSTS.wan.ipv4}:5000: slow off`,
			]);
		});

		test('a rule that feeds UDP alone: TCP that sends is eligible but slow, TCP that rests is idle', async () => {
			await start(lab, 'counter');
			loadText(`flush chain inet fw4 forward
				add rule inet fw4 forward meta l4proto udp flow offload @ft
				add rule inet fw4 forward accept`);
			await lab.lan.open({ group: 'rests', proto: 'tcp', to: HOSTS.wan.ipv4, count: 1 });
			await lab.lan.open({ group: 'sends', proto: 'tcp', to: HOSTS.wan.ipv6, count: 1 });
			await lab.lan.open({ group: 'udp', proto: 'udp', to: HOSTS.wan.ipv4, count: 1 });
			await offloaded(1);
			const before = lab.plugin.call('connections');
			await lab.lan.send('sends', 500, 3);
			expectClasses(classes(lab.plugin.call('connections'), lab.plugin.call('status'), before), [
				`tcp ${HOSTS.lan.ipv4} > ${HOSTS.wan.ipv4}:5000: idle idle`,
				`tcp ${HOSTS.lan.ipv6} > ${HOSTS.wan.ipv6}:5000: slow eligible`,
				`udp ${HOSTS.lan.ipv4} > ${HOSTS.wan.ipv4}:5000: software`,
			]);
		});
	},
};

export default group;

/** On a slow machine no entry may end before it is read: those of ICMP and of closed connections last half a minute or two. */
async function start(lab: Lab, offloading: 'off' | 'counter'): Promise<void> {
	const states = ['fin_wait', 'close_wait', 'last_ack', 'time_wait'].map((state) => `tcp_timeout_${state}`);
	for (const name of ['icmp_timeout', 'udp_timeout', ...states])
		setOption(`net/netfilter/nf_conntrack_${name}`, CALM);
	await lab.fresh(offloading);
	playNetifd(NETWORKS);
}

/** Every connection of a reading, whoever made it, with the page's judgement of it. */
function classes(reply: Connections, status: Status, before: Connections | null = null): string[] {
	assert.equal(reply.source, 'netlink');
	assert.equal(reply.left_out, 0);
	const rows = rowsOf(reply, before, status, hostFinder({}));
	return rows.map((row) => `${nameOf(row)}: ${judgementOf(row)}`);
}

type Row = ReturnType<typeof rowsOf>[number];

function nameOf({ connection }: Row): string {
	const { protocol, original } = connection;
	const name = { 1: 'icmp', 6: 'tcp', 17: 'udp' }[protocol] ?? String(protocol);
	const port = original.dport === null ? '' : `:${original.dport}`;
	return `${name} ${tidyAddress(original.src)} > ${tidyAddress(original.dst)}${port}`;
}

/** The state with the most important reason. */
function judgementOf({ judgement: { state, whys } }: Row): string {
	return [state, whys[0]?.why, whys[0]?.device].filter(Boolean).join(' ');
}

/** The order of a reading is of no account here. */
function expectClasses(found: string[], expected: string[]): void {
	assert.deepEqual(found.sort(), expected.sort());
}

/** The kernel's own word for it: so many entries carry its flag. */
async function offloaded(count: number): Promise<void> {
	const now = () => ['ipv4', 'ipv6'].flatMap((family) => listed('-f', family, '--status', 'OFFLOAD')).length;
	await until(`the kernel to offload ${count} connections`, () => now() === count, now);
}

/** A datagram to a port on which nobody listens. */
function sendToNobody(): void {
	const program = `import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('${HOSTS.wan.ipv4}', 9))`;
	run('ip', ['netns', 'exec', 'lan', '/usr/bin/python3', '-c', program]);
}
