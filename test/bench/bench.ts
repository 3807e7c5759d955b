/**
 * What counting the offloaded connections costs, beside the other ways of doing it. Runs inside the guest (test/kernel), where
 * connections are really offloaded: `npm run bench` for all sizes, and one case of the kernel suite to see that it works.
 */
import { run } from '../kernel/inside/commands.ts';
import type { Lab } from '../kernel/inside/lab.ts';
import { HOSTS } from '../kernel/inside/topology.ts';
import { trackedEntries } from '../kernel/inside/truth.ts';
import { Table } from './table.ts';
import { type BenchOptions, textWays, waysOf } from './ways.ts';

/** Runs all sizes and prints a table for each. Throws where a way that is not slow counts something else. */
export async function runBench(lab: Lab, options: BenchOptions): Promise<void> {
	if (options.reference === null) console.log('# skipped: C, because there is no compiler (gcc)');
	for (const entries of options.entries)
		for (const offloaded of options.offloaded.filter((count) => count <= entries))
			await runSize(lab, options, entries, offloaded);
}

async function runSize(lab: Lab, options: BenchOptions, entries: number, offloaded: number): Promise<void> {
	await lab.fresh('counter');
	await lab.lan.open({ group: 'udp', proto: 'udp', to: HOSTS.wan.ipv4, count: offloaded });
	const missing = entries - trackedEntries();
	if (missing > 0) run('/usr/bin/python3', [`${lab.scripts}/entries.py`, String(missing)]);
	console.log(
		`# ${trackedEntries()} entries, ${offloaded} offloaded (kernel ${run('uname', ['-r']).trim()})`
	);
	const table = new Table(options, offloaded, (way) => !way.slow || entries <= 10_000);
	for (const way of waysOf(options)) table.add(way);
	await lab.withoutModule('nf_conntrack_netlink', () => {
		for (const way of textWays(options)) table.add(way);
	});
}
