/** docs/linux-server.md, followed to the letter on a router with two plain ports. Its hardware is the suite's simulated PPE. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attempt, run, until } from '../commands.ts';
import { type Block, blocksOf } from '../document.ts';
import { engineFigures, useEngine } from '../engine.ts';
import type { Group } from '../harness.ts';
import type { Lab } from '../lab.ts';
import { DEVICES, setOption } from '../topology.ts';
import { fourKinds, Traffic } from '../traffic.ts';
import { listed, NONE, offloadedIn, type Split } from '../truth.ts';

const LAN = DEVICES.dmz;
const WAN = DEVICES.wan;
const FORWARDING = ['net/ipv4/ip_forward', 'net/ipv6/conf/all/forwarding'];

const TWO_EACH: Split = { ipv4_tcp: 2, ipv4_udp: 2, ipv6_tcp: 2, ipv6_udp: 2 };
const CONNECTIONS = 8;
/** What one connection sends, and gets back. */
const ROUNDS = 100;
const BYTES = 1000;
/** Of all connections, both ways. */
const DATA = CONNECTIONS * ROUNDS * BYTES * 2;

const group: Group<Lab> = {
	name: 'linux server',
	declare(test, lab) {
		test('in software, the data no longer reaches the rules', () =>
			withServer(lab, async (client) => {
				for (const option of FORWARDING) setOption(option, 0);
				const [proof, restart] = loadSoftware(lab);
				await openTwoEach(client, { software: TWO_EACH });
				const before = readProof(follow(proof));
				await send(client);
				const after = readProof(follow(proof));
				assert.equal(after.connections, CONNECTIONS);
				expectBypassed(before, after);
				const wan = after.wan! - before.wan!;
				assert.ok(wan >= DATA / 2, `${wan} bytes on the WAN device`);
				follow(restart);
				assert.deepEqual([...listed('-p', 'tcp'), ...listed('-p', 'udp')], [], 'nothing goes on');
			}));

		test('without the WAN device in the flowtable, the marks are the same, and the proof fails for downloads', () =>
			withServer(lab, async (client) => {
				const [proof] = loadSoftware(lab);
				run('nft', ['-f', '-'], rulesetWith('devices = { $LAN, $WAN }', 'devices = { $LAN }'));
				await openTwoEach(client, { software: TWO_EACH });
				const before = readProof(follow(proof));
				await send(client);
				const after = readProof(follow(proof));
				assert.equal(after.connections, CONNECTIONS);
				const met = after.firewall - before.firewall;
				assert.ok(met >= DATA / 2, `${met} bytes met the rules`);
			}));

		test('a device that is not there costs the whole ruleset', () =>
			withServer(lab, () => {
				loadSoftware(lab);
				const outcome = attempt('nft', ['-f', '-'], rulesetWith(WAN, 'absent0'));
				assert.match(outcome.stderr, /No such file or directory/);
				expectFlowtable(run('nft', ['list', 'flowtables']), false);
			}));

		test('no rule ends with offload', () => {
			const rule = 'table inet router { chain forward { tcp dport 22 accept offload; }; }';
			assert.match(attempt('nft', ['-c', rule]).stderr, /syntax error, unexpected offload/);
		});

		test('a driver without a hardware flowtable is told by the check, and software stays', () =>
			withServer(lab, () => {
				loadSoftware(lab);
				useEngine(lab.engine, { devices: LAN });
				const [check] = blocks(lab, 'hardware');
				assert.throws(() => follow(check!), /Operation not supported/);
				expectFlowtable(run('nft', ['list', 'flowtables']), false);
			}));

		test('in hardware, the engine forwards the data alone', () =>
			withServer(lab, async (client) => {
				loadSoftware(lab);
				useEngine(lab.engine, { devices: `${LAN},${WAN}` });
				const [check, load, proof] = three(blocks(lab, 'hardware'));
				follow(check);
				expectFlowtable(follow(load), true);
				await openTwoEach(client, { hardware: TWO_EACH });
				const before = readProof(follow(proof));
				const { forwarded } = engineFigures();
				await send(client);
				const after = readProof(follow(proof));
				assert.equal(after.connections, CONNECTIONS);
				expectBypassed(before, after);
				const packets = engineFigures().forwarded - forwarded;
				assert.ok(packets >= CONNECTIONS * ROUNDS * 2, `${packets} packets`);
			}));
	},
};

export default group;

/** A server without any ruleset, with a client in its LAN. */
async function withServer(lab: Lab, body: (client: Traffic) => Promise<void> | void): Promise<void> {
	useEngine(lab.engine, {});
	await lab.fresh('off');
	run('nft', ['flush', 'ruleset']);
	Object.assign(process.env, { LAN, WAN });
	const client = await Traffic.start(lab.scripts, 'dmz', 'client');
	try {
		await body(client);
	} finally {
		client.stop();
		run('nft', ['flush', 'ruleset']);
		for (const option of FORWARDING) setOption(option, 1);
	}
}

function blocks(lab: Lab, part: 'software' | 'hardware'): Block[] {
	const document = join(lab.scripts, '../../../docs/linux-server.md');
	return blocksOf(readFileSync(document, 'utf8')).filter((block) => block.part === part);
}

/** The part in software up to the ruleset in the kernel. Gives the blocks that are for a server with traffic. */
function loadSoftware(lab: Lab): [Block, Block] {
	const all = blocks(lab, 'software');
	const [settings, ruleset, load] = three(all.filter(({ traffic }) => !traffic));
	follow(settings);
	follow(ruleset);
	expectFlowtable(follow(load), false);
	const [proof, restart] = all.filter(({ traffic }) => traffic);
	return [proof!, restart!];
}

function three(found: Block[]): [Block, Block, Block] {
	assert.equal(found.length, 3, 'the document has other blocks');
	return found as [Block, Block, Block];
}

/** Writes a file, with the guest's devices in it, or runs commands, all of which must succeed. Gives what they print. */
function follow({ file, text }: Block): string {
	if (file === null) return run('/bin/sh', ['-ec', text]);
	mkdirSync(dirname(file), { recursive: true });
	const define = (name: string, device: string) => (all: string) =>
		all.replace(new RegExp(`^define ${name} = .*`, 'm'), `define ${name} = ${device}`);
	writeFileSync(file, define('WAN', WAN)(define('LAN', LAN)(text)));
	return '';
}

/** The file of the document with a change. */
function rulesetWith(part: string, other: string): string {
	return readFileSync('/etc/nftables/router.nft', 'utf8').replace(part, () => other);
}

function expectFlowtable(listing: string, hardware: boolean): void {
	const [, devices = ''] = /devices = \{ (.*) \}/.exec(listing) ?? [];
	assert.deepEqual(devices.replaceAll('"', '').split(', ').sort(), [LAN, WAN].sort(), listing);
	assert.equal(listing.includes('flags offload'), hardware, listing);
}

async function openTwoEach(
	client: Traffic,
	{ software = NONE, hardware = NONE }: { software?: Split; hardware?: Split }
): Promise<void> {
	for (const kind of fourKinds('wan', 2)) await client.open(kind);
	const expected = JSON.stringify({ hardware, software });
	await until(
		`the kernel to have ${expected}`,
		() => JSON.stringify(offloadedIn()) === expected,
		offloadedIn
	);
}

async function send(client: Traffic): Promise<void> {
	for (const { group } of fourKinds('wan', 2)) await client.send(group, BYTES, ROUNDS);
}

interface Proof {
	/** With the mark. */
	connections: number;
	/** Bytes of the rule in front of `flow add`. */
	firewall: number;
	/** Bytes that the WAN device has received, where the document reads them. */
	wan?: number;
}

function readProof(printed: string): Proof {
	const [connections, rule = '', wan] = printed.trim().split('\n');
	const [, bytes] = /packets \d+ bytes (\d+)/.exec(rule) ?? assert.fail(printed);
	return { connections: Number(connections), firewall: Number(bytes), ...(wan && { wan: Number(wan) }) };
}

/** The first packets met the rules, and at most 1 % of the data did. */
function expectBypassed(before: Proof, after: Proof): void {
	assert.ok(before.firewall > 0, 'the rule counts');
	const met = after.firewall - before.firewall;
	console.log(`# linux server: ${met} bytes met the rules while ${DATA} bytes of data moved`);
	assert.ok(met <= DATA / 100, `${met} bytes met the rules`);
}
