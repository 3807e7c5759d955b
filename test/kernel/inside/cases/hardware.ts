/** What the page says of hardware, beside what the simulated PPE has done. The ruleset is that of firewall4 in hardware mode. */
import '../../../unit/model/luci-globals.ts';
import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, rmSync, writeFileSync } from 'node:fs';
import { hostFinder, rowsOf, shareOf, sumCarried } from '../../../../src/model/connections/index.ts';
import * as model from '../../../../src/model/index.ts';
import type { Counters, DryRun } from '../../../../src/rpc/types/index.ts';
import { attempt, run, until } from '../commands.ts';
import { engineFigures, type Settings, setEngine, useEngine } from '../engine.ts';
import type { Group } from '../harness.ts';
import type { Lab } from '../lab.ts';
import { begin } from '../measuring.ts';
import { known, split } from '../plugin.ts';
import { loadRuleset, PORTS, rulesetText } from '../ruleset.ts';
import { DEVICES, HOSTS, setFlowTimeout } from '../topology.ts';
import { fourKinds, sendOnFourKinds } from '../traffic.ts';
import { NONE, offloadedIn, type Split } from '../truth.ts';

const ALL = PORTS.join(',');
const EACH_3: Split = { ipv4_tcp: 3, ipv4_udp: 3, ipv6_tcp: 3, ipv6_udp: 3 };
const REQUESTED = "config defaults\n\toption flow_offloading '1'\n\toption flow_offloading_hw '1'\n";
const RELEASE = '/etc/openwrt_release';

/** Seconds that an idle connection stays; the kernel asks for statistics when a tenth of it has passed. */
const ASKS_OFTEN = 120;

const group: Group<Lab> = {
	name: 'hardware',
	declare(test, lab) {
		test('what the engine accepts is counted as hardware, forwarded by it alone, and its bytes go on', async () => {
			await start(lab);
			for (const kind of fourKinds('wan', 3)) await lab.lan.open(kind);
			const before = await counted(lab, { hardware: EACH_3 });
			const { forwarded } = engineFigures();
			const bytes = hardwareBytes(before);
			await sendOnFourKinds(lab.lan, 1000);
			assert.ok(engineFigures().forwarded - forwarded >= 12 * 2, 'both ways went through the engine');
			await until('the bytes to go on', () => moved(lab, bytes) >= 12 * 2 * 1000);
			assert.deepEqual(pageSays(lab).badge, 'Hardware: 12 connections offloaded');
		});

		test('5,000 of 60,000 entries in hardware: counted exactly; 1,000 more go on in software', async () => {
			await start(lab, { capacity: 10_000 });
			setFlowTimeout(3600);
			await lab.lan.open({ group: 'fits', proto: 'udp', to: HOSTS.wan.ipv4, count: 5000 });
			await counted(lab, { hardware: { ipv4_udp: 5000 } });
			await lab.lan.open({ group: 'more', proto: 'udp', to: HOSTS.wan.ipv6, count: 1000 });
			run('/usr/bin/python3', [`${lab.scripts}/entries.py`, '54000']);
			const counters = await counted(lab, { hardware: { ipv4_udp: 5000 }, software: { ipv6_udp: 1000 } });
			assert.ok((counters.tracked ?? 0) >= 60_000, `${counters.tracked} entries`);
			assert.deepEqual(engineFigures().held, 10_000);
			const software = known(counters).software.total.bytes!;
			await lab.lan.send('more', 500);
			const { total } = known(lab.plugin.call('counters', { bytes: true })).software;
			assert.ok(total.bytes! - software >= 1000 * 2 * 500, 'those in software carry data');
		});

		test('connections that it rejects stay in software', async () => {
			await start(lab, { rejected_protocol: 17 });
			for (const kind of fourKinds('wan', 2)) await lab.lan.open(kind);
			await counted(lab, {
				hardware: { ipv4_tcp: 2, ipv6_tcp: 2 },
				software: { ipv4_udp: 2, ipv6_udp: 2 },
			});
			assert.ok(engineFigures().rejected >= 8);
			assert.deepEqual(pageSays(lab).badge, 'Hardware: 4 connections offloaded');
		});

		test('a device that rejects the flowtable is named, and firewall4 falls back to software', async () => {
			await begin(lab, 'off');
			useEngine(lab.engine, { devices: 'lan1,lan2' });
			assert.notEqual(
				attempt('nft', ['-c', '-f', '-'], rulesetText('hardware')).status,
				0,
				'the kernel accepts it'
			);
			playFirewall4();
			assert.deepEqual(await dryRun(lab), { hardware: false, rejecting: [DEVICES.wan] });
			setEngine({ devices: ALL });
			assert.deepEqual(await dryRun(lab), { hardware: true, rejecting: null });
		});

		test('an engine that does not count: bytes stand still, and the share is unknown, not 0', async () => {
			await start(lab, { statistics: 0 });
			await lab.lan.open({ group: 'udp', proto: 'udp', to: HOSTS.wan.ipv4, count: 10 });
			const before = hardwareBytes(await counted(lab, { hardware: { ipv4_udp: 10 } }));
			const first = lab.plugin.call('connections');
			const { forwarded } = engineFigures();
			await lab.lan.send('udp', 1000, 20);
			assert.ok(engineFigures().forwarded - forwarded >= 10 * 20 * 2);
			await statisticsAsked(20);
			assert.equal(hardwareBytes(await counted(lab, { hardware: { ipv4_udp: 10 } })), before);
			const rows = rowsOf(lab.plugin.call('connections'), first, lab.plugin.call('status'), hostFinder({}));
			assert.deepEqual(shareOf(sumCarried(rows.map(({ carried }) => carried))), { kind: 'silent' });
		});

		test('an engine that counts late: its bytes come at last, and all of them', async () => {
			await start(lab, { statistics_delay: 3_600_000 });
			await lab.lan.open({ group: 'udp', proto: 'udp', to: HOSTS.wan.ipv4, count: 10 });
			const before = hardwareBytes(await counted(lab, { hardware: { ipv4_udp: 10 } }));
			await lab.lan.send('udp', 1000, 20);
			await statisticsAsked(20);
			assert.equal(moved(lab, before), 0, 'asked for, and not reported yet');
			setEngine({ statistics_delay: 0 });
			await until('the bytes to come', () => moved(lab, before) >= 10 * 20 * 2 * 1000);
		});

		test('enabled and nothing accepted on an x86 router: turn it off', async () => {
			await start(lab, { capacity: 0 });
			await lab.lan.open({ group: 'udp', proto: 'udp', to: HOSTS.wan.ipv4, count: 5 });
			await counted(lab, { software: { ipv4_udp: 5 } });
			writeFileSync(RELEASE, "DISTRIB_TARGET='x86/64'\n");
			try {
				const { badge, hints } = pageSays(lab);
				assert.equal(badge, 'On: 5 connections offloaded');
				assert.ok(hints.includes('no-hardware'), hints.join(' '));
			} finally {
				rmSync(RELEASE);
			}
		});

		test('a reload while data moves: nothing is lost, and the engine accepts the connections again', async () => {
			await start(lab);
			await lab.lan.open({ group: 'tcp', proto: 'tcp', to: HOSTS.wan.ipv4, count: 5 });
			await counted(lab, { hardware: { ipv4_tcp: 5 } });
			await lab.lan.sendDuring('tcp', 1000, async () => {
				loadRuleset('hardware');
				const { forwarded } = engineFigures();
				await until('the engine to forward again', () => engineFigures().forwarded > forwarded + 20);
			});
			await counted(lab, { hardware: { ipv4_tcp: 5 } });
			await until('what was held before to be gone', () => engineFigures().held === 10, engineFigures);
		});

		test('an engine that keeps what a reload has ended in the kernel: no connection is counted, none is slow', async () => {
			await start(lab, { keep_orphans: 1 });
			await lab.lan.open({ group: 'tcp', proto: 'tcp', to: HOSTS.wan.ipv4, count: 3 });
			await counted(lab, { hardware: { ipv4_tcp: 3 } });
			loadRuleset('hardware');
			await counted(lab, {});
			const { forwarded } = engineFigures();
			await lab.lan.send('tcp', 1000, 10);
			assert.ok(engineFigures().forwarded - forwarded >= 3 * 10 * 2);
			await counted(lab, {});
			assert.equal(pageSays(lab).badge, 'Waiting for traffic');
		});

		test('a port added to the bridge is not covered before a reload, and the page names it', async () => {
			await start(lab, {}, [DEVICES.wan, 'lan1']);
			const late = { group: 'late', proto: 'udp', to: HOSTS.wan.ipv4, count: 3 } as const;
			await lab.lan2.open(late);
			await lab.lan.open({ group: 'udp', proto: 'udp', to: HOSTS.wan.ipv6, count: 3 });
			await counted(lab, { hardware: { ipv6_udp: 3 }, software: { ipv4_udp: 3 } });
			assert.ok(pageSays(lab).texts.includes('lan2'), pageSays(lab).texts);
			loadRuleset('hardware');
			await lab.lan2.send('late', 16, 2);
			await lab.lan.send('udp', 16, 2);
			await counted(lab, { hardware: { ipv6_udp: 3, ipv4_udp: 3 } });
			assert.ok(!pageSays(lab).texts.includes('lan2'), pageSays(lab).texts);
		});
	},
};

export default group;

/** A fresh router in hardware mode whose ports have an engine. */
async function start(lab: Lab, settings: Partial<Settings> = {}, ports = PORTS): Promise<void> {
	// First, so that it lets go of what an earlier case made it keep.
	useEngine(lab.engine, {});
	await begin(lab, 'off');
	setEngine({ devices: ALL, ...settings });
	appendFileSync('/etc/config/firewall', REQUESTED);
	loadRuleset('hardware', ports);
	setFlowTimeout(ASKS_OFTEN);
}

/** firewall4's code needs more of OpenWrt than the guest has: this asks the kernel as it does, and prints what it would print. */
function playFirewall4(): void {
	writeFileSync('/run/hardware.nft', rulesetText('hardware'));
	writeFileSync('/run/software.nft', rulesetText('counter'));
	const choice = 'nft -c -f /run/hardware.nft 2>/dev/null && cat /run/hardware.nft || cat /run/software.nft';
	writeFileSync('/usr/bin/utpl', `#!/bin/sh\n${choice}\n`);
	chmodSync('/usr/bin/utpl', 0o755);
}

/** The kernel has these entries in hardware and in software, and the backend counts exactly them. */
async function counted(
	lab: Lab,
	{ hardware = {}, software = {} }: { hardware?: Partial<Split>; software?: Partial<Split> }
): Promise<Counters> {
	const expected = { hardware: { ...NONE, ...hardware }, software: { ...NONE, ...software } };
	const text = JSON.stringify(expected);
	await until(`the kernel to have ${text}`, () => JSON.stringify(offloadedIn()) === text, offloadedIn);
	const counters = lab.plugin.call('counters', { bytes: true });
	const offloaded = known(counters);
	assert.deepEqual(
		{ hardware: split(offloaded.hardware), software: split(offloaded.software) },
		expected,
		'the backend counts what the kernel has'
	);
	return counters;
}

function hardwareBytes(counters: Counters): number {
	return known(counters).hardware.total.bytes ?? assert.fail('the bytes are unknown');
}

function moved(lab: Lab, before: number): number {
	return hardwareBytes(lab.plugin.call('counters', { bytes: true })) - before;
}

/** What firewall4 would load. On a busy machine an emulated processor may need more time than the call gives it. */
async function dryRun(lab: Lab): Promise<{ hardware: boolean | undefined; rejecting: string[] | null }> {
	let reply: DryRun | null = null;
	const answers = (): boolean => {
		reply = lab.plugin.call('dry_run', { mode: 'hardware' });
		return reply.ran === 'firewall4' && (reply.flowtable?.hardware === true || reply.rejecting !== null);
	};
	await until('firewall4 and nft to answer in time', answers, () => reply);
	const { flowtable, rejecting } = reply!;
	return { hardware: flowtable?.hardware, rejecting };
}

/** Waits until the kernel has asked for statistics so many times from now on, each time for one flow. */
async function statisticsAsked(times: number): Promise<void> {
	const { reports } = engineFigures();
	await until(
		'the kernel to ask for statistics',
		() => engineFigures().reports >= reports + times,
		engineFigures
	);
}

/** The page's verdict. */
function pageSays(lab: Lab): { badge: string; hints: string[]; texts: string } {
	const status = lab.plugin.call('status');
	const verdict = model.judgeRouter(
		model.evidenceOf({ status, counters: lab.plugin.call('counters', { bytes: true }) })
	);
	return {
		badge: verdict.badge.text,
		hints: verdict.hints.map(({ id }) => id),
		texts: verdict.hints.map(({ text }) => text).join(' '),
	};
}
