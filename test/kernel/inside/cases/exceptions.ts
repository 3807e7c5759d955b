/** What is excluded stays in the firewall, everything else keeps the fast path, and no failure costs the ruleset. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { run, runBeside, until } from '../commands.ts';
import {
	begin,
	configure,
	count,
	type Exceptions,
	forwarded,
	include,
	LOAD,
	listed,
	loadError,
	macOf,
	reload,
} from '../exceptions.ts';
import type { Group } from '../harness.ts';
import type { Lab } from '../lab.ts';
import { loadRuleset } from '../ruleset.ts';
import { HOSTS } from '../topology.ts';
import type { Traffic } from '../traffic.ts';
import { fourKinds } from '../traffic.ts';
import { listed as conntrackEntries, NONE, offloadedByConntrack, type Split } from '../truth.ts';

const ROUNDS = 200;

const group: Group<Lab> = {
	name: 'exceptions',
	declare(test, lab) {
		test('a device by its MAC address stays in the firewall with IPv4 and IPv6; the other device is offloaded', async () => {
			await start(lab, { device: [macOf('lan').toUpperCase()] });
			await expectOffloaded(lab.lan, NONE);
			await expectOffloaded(lab.lan2, { ...NONE, ipv4_tcp: 1, ipv4_udp: 1, ipv6_tcp: 1, ipv6_udp: 1 });
		});

		test('a device by an address of IPv4: IPv6 keeps the fast path', async () => {
			await start(lab, { device: [HOSTS.lan.ipv4] });
			await expectOffloaded(lab.lan, { ...NONE, ipv6_tcp: 1, ipv6_udp: 1 });
		});

		test('a device by an address of IPv6: IPv4 keeps the fast path', async () => {
			await start(lab, { device: [HOSTS.lan.ipv6] });
			await expectOffloaded(lab.lan, { ...NONE, ipv4_tcp: 1, ipv4_udp: 1 });
		});

		test('far networks of both families; other far hosts are offloaded', async () => {
			await start(lab, { network: ['203.0.113.0/24', '2001:db8:203::/48'] });
			await expectOffloaded(lab.lan, NONE);
			await start(lab, { network: ['203.0.112.0/24', '2001:db8:204::/48', '198.51.100.0/24'] });
			await expectOffloaded(lab.lan, { ...NONE, ipv4_tcp: 1, ipv4_udp: 1, ipv6_tcp: 1, ipv6_udp: 1 });
		});

		test('a port of one protocol: the same port of the other keeps the fast path', async () => {
			await start(lab, { port: ['tcp/4990-5010'] });
			await expectOffloaded(lab.lan, { ...NONE, ipv4_udp: 1, ipv6_udp: 1 });
			await start(lab, { port: ['5000'] });
			await expectOffloaded(lab.lan, NONE);
		});

		for (const family of ['ipv4', 'ipv6'] as const)
			test(`the first 30 packets of a connection stay in the firewall, the rest bypasses it: ${family}`, async () => {
				await start(lab, { first_packets: 30 });
				await lab.lan.open({ group: 'first', proto: 'udp', to: HOSTS.wan[family], count: 1 });
				await lab.lan.send('first', 16, 20);
				assert.deepEqual(offloadedByConntrack().entries, NONE, 'after 21 packets');
				await lab.lan.send('first', 16, 1000);
				const { lan, wan } = forwarded();
				assert.ok(lan >= 30 && lan < 50, `${lan} packets of the device met the firewall`);
				assert.ok(wan >= 29 && wan < 50, `${wan} packets to it`);
				const share = 1 - (lan + wan) / (2 * 1021);
				console.log(
					`# first 30, ${family}: ${lan} + ${wan} of 2042 packets, ${(100 * share).toFixed(1)} % bypass`
				);
			});

		test('a running connection leaves the fast path at the reload, and comes back when the exception goes', async () => {
			await begin(lab);
			await lab.lan.open({ group: 'runs', proto: 'tcp', to: HOSTS.wan.ipv4, count: 1 });
			await until('it to be offloaded', () => offloadedByConntrack().entries.ipv4_tcp === 1);
			configure({ device: [macOf('lan')] });
			// It goes on meanwhile, so that firewall4's own rule offloads it again before the include has run.
			const running = lab.lan.send('runs', 1000, 2000);
			loadRuleset('counter');
			await until('it to be offloaded again', () => offloadedByConntrack().entries.ipv4_tcp === 1);
			await loadBeside();
			await until('it to leave the fast path', () => offloadedByConntrack().entries.ipv4_tcp === 0);
			await running;
			count();
			await lab.lan.send('runs', 1000, ROUNDS);
			const slow = forwarded();
			assert.ok(slow.lan >= ROUNDS && slow.wan >= ROUNDS, JSON.stringify(slow));
			assert.equal(offloadedByConntrack().entries.ipv4_tcp, 0);
			configure({});
			assert.equal(reload().status, 0);
			await lab.lan.send('runs', 16, 5);
			await until('it to come back', () => offloadedByConntrack().entries.ipv4_tcp === 1);
			count();
			await lab.lan.send('runs', 1000, ROUNDS);
			const fast = forwarded();
			assert.ok(fast.lan < 20 && fast.wan < 20, JSON.stringify(fast));
		});

		test('status tells what is requested and what is loaded; the flowtable keeps counter and devices', async () => {
			await begin(lab);
			const before = lab.plugin.call('status');
			configure({ port: ['tcp/5000'], first_packets: 10 });
			assert.equal(reload().status, 0);
			const after = lab.plugin.call('status');
			assert.equal(before.exceptions?.loaded, 'none');
			assert.equal(after.exceptions?.loaded, 'requested');
			assert.deepEqual(after.flowtables, before.flowtables);
			assert.deepEqual(
				after.adders?.map(({ owner, reached, conditional }) => ({ owner, reached, conditional })),
				[{ owner: 'exceptions', reached: true, conditional: false }]
			);
			configure({ port: ['tcp/5001'] });
			assert.equal(lab.plugin.call('status').exceptions?.loaded, 'others');
		});

		test('loaded twice, reloaded, and another set of exceptions: the last one counts', async () => {
			await start(lab, {
				device: [macOf('lan'), HOSTS.lan2.ipv4],
				network: ['192.0.2.0/24', '2001:db8:ffff::/48'],
			});
			assert.equal(reload().status, 0);
			configure({ port: ['9'] });
			assert.equal(reload().status, 0);
			await expectOffloaded(lab.lan, { ...NONE, ipv4_tcp: 1, ipv4_udp: 1, ipv6_tcp: 1, ipv6_udp: 1 });
		});

		test('a word that is not valid: the ruleset of firewall4 stays, and why is told', async () => {
			await begin(lab);
			const before = listed();
			configure({ port: ['tcp/5000', '5000; flush ruleset'] });
			assert.equal(reload().status, 1);
			assert.equal(listed(), before);
			assert.match(loadError() ?? '', /port '5000; flush ruleset'/);
		});

		test('a flush: a new rule stops what runs offloaded, what it allows goes on, and other entries stay', async () => {
			await begin(lab);
			await lab.lan.open({ group: 'blocked', proto: 'tcp', to: HOSTS.wan.ipv4, count: 1 });
			await lab.lan2.open({ group: 'allowed', proto: 'tcp', to: HOSTS.wan.ipv4, count: 1 });
			await lab.lan2.open({ group: 'helper', proto: 'tcp', to: HOSTS.wan.ipv4, port: 21, count: 1 });
			await until('two to be offloaded', () => offloadedByConntrack().entries.ipv4_tcp === 2);
			run('nft', [`insert rule inet fw4 accept_from_lan ip saddr ${HOSTS.lan.ipv4} drop`]);
			await lab.lan.send('blocked', 100, 5);
			const slow = () =>
				conntrackEntries('-p', 'tcp', '--dport', '21', '-o', 'id').map((line) => / id=(\d+)/.exec(line)?.[1]);
			const before = slow();
			const reply = lab.plugin.ask('flush_offloaded', {});
			if (!deletesOffloaded()) {
				assert.ok(!reply.ok && /6\.4/.test(reply.error.text), JSON.stringify(reply));
				await lab.lan.send('blocked', 100, 5);
				return;
			}
			assert.ok(reply.ok && reply.entries === 2, JSON.stringify(reply));
			assert.equal(before.length, 1);
			assert.deepEqual(slow(), before, 'an entry that was not offloaded is the same one');
			await lab.lan2.send('allowed', 100, 5);
			await lab.lan2.send('helper', 100, 5);
			await assert.rejects(lab.lan.send('blocked', 100, 1), /no echo/);
			assert.ok(lab.plugin.ask('flush_offloaded', {}).ok);
		});

		const faults: [what: string, program: string | null][] = [
			['fails', 'exit 7'],
			['prints', 'echo out; echo err >&2'],
			['is missing', null],
			['hangs', 'sleep 60'],
			['hangs and hears no signal', "trap '' TERM HUP INT; while :; do sleep 60; done"],
		];
		for (const [what, program] of faults)
			test(`a program that ${what}: the ruleset stays, nothing is printed, and firewall4 goes on`, async () => {
				await begin(lab);
				const before = listed();
				const { status, stdout, stderr, seconds } = include(program);
				assert.deepEqual([status, stdout, stderr], [0, '', '']);
				assert.equal(listed(), before);
				// Two seconds on a router; the guest's processor is emulated.
				assert.ok(seconds < 10, `${seconds} s`);
			});
	},
};

export default group;

/** Commit 9b7c68b3911a of Linux 6.4 ("Support offloaded conntrack entry deletion"). */
function deletesOffloaded(): boolean {
	const [major = 0, minor = 0] = readFileSync('/proc/sys/kernel/osrelease', 'utf8').split('.').map(Number);
	return major > 6 || (major === 6 && minor >= 4);
}

/** A fresh router with these exceptions loaded. */
async function start(lab: Lab, exceptions: Exceptions): Promise<void> {
	await begin(lab);
	configure(exceptions);
	const { status, stderr } = reload();
	assert.equal(status, 0, `${stderr} ${loadError()}`);
}

/** A connection of each kind to the WAN exchanges packets; exactly these are then offloaded of it. */
async function expectOffloaded(client: Traffic, expected: Split): Promise<void> {
	const before = offloadedByConntrack().entries;
	const kinds = fourKinds('wan', 1);
	for (const kind of kinds) await client.open(kind);
	for (const { group: name } of kinds) await client.send(name, 100, ROUNDS);
	const after = offloadedByConntrack().entries;
	const gained = Object.fromEntries(
		Object.entries(after).map(([kind, entries]) => [kind, entries - before[kind as keyof Split]])
	);
	assert.deepEqual(gained, expected);
}

/** The program of the include, while traffic goes on. */
async function loadBeside(): Promise<void> {
	await runBeside('/usr/libexec/nft-offload/exceptions', LOAD, '');
}
