/** A large table in which few entries are offloaded: where reading the text is slow, and wrong for it. */
import assert from 'node:assert/strict';
import { attempt, run } from '../commands.ts';
import type { Group } from '../harness.ts';
import type { Lab } from '../lab.ts';
import { HOSTS } from '../topology.ts';
import { trackedEntries } from '../truth.ts';

/** Seconds that grep may take; on kernels 6.1 to 6.12 an emulated processor needs about a minute for it. */
const GREP_LIMIT = 60;

const group: Group<Lab> = {
	name: 'a large table',
	declare(test, lab) {
		test('500 offloaded among 60,000 entries are counted exactly', async () => {
			await lab.fresh('counter');
			await lab.lan.open({ group: 'udp', proto: 'udp', to: HOSTS.wan.ipv4, count: 500 });
			run('/usr/bin/python3', [`${lab.scripts}/entries.py`, '59500']);
			assert.ok(trackedEntries() >= 60_000);
			await lab.expectCounted({ ipv4_udp: 500 }, { text: false });
			printRatio(lab.plugin.lastDuration, startOf(lab), grep());
		});
	},
};

export default group;

/** Milliseconds of a call that reads nothing: what starting the interpreter alone costs. */
function startOf(lab: Lab): number {
	lab.plugin.list();
	return lab.plugin.lastDuration;
}

/** Milliseconds of the way that users know; null when it was stopped. */
function grep(): number | null {
	const begin = performance.now();
	const args = ['-c', 'OFFLOAD', '/proc/net/nf_conntrack'];
	const { status } = attempt('grep', args, '', GREP_LIMIT * 1000);
	return status === null ? null : performance.now() - begin;
}

/** A figure for readers, not a condition: an emulated processor under load proves no speed. */
function printRatio(call: number, start: number, grepped: number | null): void {
	const counted = Math.max(call - start, 1);
	const grepTime = grepped ?? GREP_LIMIT * 1000;
	const more = grepped === null ? 'more than ' : '';
	console.log(
		`# 60,000 entries: grep ${more}${Math.round(grepTime)} ms; counters ${Math.round(call)} ms, of it ` +
			`${Math.round(start)} ms to start; grep takes ${more}${(grepTime / call).toFixed(1)} times as long as the call, ` +
			`${more}${(grepTime / counted).toFixed(0)} times as long as its reading`
	);
}
