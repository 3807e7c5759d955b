/** Everything that a case works with: traffic on each side of the router, the router half, and a fresh start. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import type { Counters } from '../../../src/rpc/types/index.ts';
import type { BenchOptions } from '../../bench/ways.ts';
import { attempt, run, until } from './commands.ts';
import type { Config } from './config.ts';
import { known, Plugin, split } from './plugin.ts';
import { loadRuleset, type Offloading } from './ruleset.ts';
import { buildTopology, CALM, setFlowTimeout, setOption } from './topology.ts';
import { Traffic } from './traffic.ts';
import { NONE, offloadedByConntrack, offloadedByText, type Split, trackedEntries } from './truth.ts';

/**
 * The default size of the hash of nf_conntrack follows the memory, and this guest has little for 60,000 entries. The others make devices
 * of their own unless told.
 */
const MODULE_OPTIONS: Record<string, string[]> = {
	nf_conntrack: ['hashsize=65536'],
	bonding: ['max_bonds=0'],
	ifb: ['numifbs=0'],
};

/** The guest with its network up and its traffic processes running. */
export class Lab {
	private constructor(
		private config: Config,
		readonly plugin: Plugin,
		readonly scripts: string,
		/** Clients on the two ports of the LAN bridge, and one on the router itself. */
		readonly lan: Traffic,
		readonly lan2: Traffic,
		readonly router: Traffic
	) {}

	/** Loads the modules, builds the network and starts the traffic processes. Once for each guest. */
	static async start(config: Config): Promise<Lab> {
		hideModuleFiles();
		for (const { name } of config.modules) Lab.loadModule(config, name);
		buildTopology();
		const servers = (['wan', 'vlan', 'dmz', null] as const).map((host) =>
			Traffic.start(config.scripts, host, 'server')
		);
		const clients = (['lan', 'lan2', null] as const).map((host) =>
			Traffic.start(config.scripts, host, 'client')
		);
		const [lan, lan2, router] = await Promise.all(clients);
		await Promise.all(servers);
		return new Lab(config, new Plugin(config.plugin), config.scripts, lan!, lan2!, router!);
	}

	/** What the bench works with. */
	get bench(): BenchOptions {
		return this.config.bench;
	}

	/** The module that plays the hardware. */
	get engine(): string {
		return this.config.engine;
	}

	/** The file of the recorded conformance matrix for this kernel. */
	get recording(): string {
		return this.config.recording;
	}

	/** No connection, an empty conntrack table, the standard settings, and this ruleset instead of any other. */
	async fresh(offloading: Offloading): Promise<void> {
		await Promise.all([this.lan, this.lan2, this.router].map((client) => client.abort()));
		run('nft', ['flush', 'ruleset']);
		setFlowTimeout(CALM);
		setOption('net/netfilter/nf_conntrack_acct', 1);
		loadRuleset(offloading);
		run('conntrack', ['-F']);
	}

	/**
	 * The kernel holds exactly these offloaded entries, and the router half counts exactly them, from netlink, all in software.
	 * Its number of all entries is the kernel's too.
	 * `text: false` leaves out the reading of /proc/net/nf_conntrack, for tables that are too large for it.
	 */
	async expectCounted(expected: Partial<Split>, { text = true } = {}): Promise<Counters> {
		const entries: Split = { ...NONE, ...expected };
		await untilOffloaded(entries);
		const tracked = [trackedEntries()];
		const counters = this.plugin.call('counters', { bytes: true });
		tracked.push(trackedEntries());
		const { software, hardware } = known(counters);
		assert.equal(counters.source, 'netlink');
		assert.deepEqual(split(software), entries, 'the router half and conntrack agree');
		assert.deepEqual(split(hardware), NONE, 'nothing is in hardware');
		// Ordinary entries may come and go at any moment.
		const { tracked: count } = counters;
		assert.ok(
			count !== null && count >= Math.min(...tracked) && count <= Math.max(...tracked),
			`${count} of ${tracked}`
		);
		if (text)
			assert.deepEqual(offloadedByText().entries, entries, '/proc/net/nf_conntrack and conntrack agree');
		assert.deepEqual(offloadedByConntrack().entries, entries, 'nothing changed meanwhile');
		return counters;
	}

	/** Runs `body` on a kernel from which the module is gone. */
	async withoutModule(name: string, body: () => Promise<void> | void): Promise<void> {
		// The kernel lets go of deleted rules a moment after nft returns.
		let refusal = '';
		const removed = (): boolean => {
			const { status, stderr } = attempt('/run/busybox', ['rmmod', name]);
			refusal = stderr;
			return status === 0;
		};
		await until(`${name} to be unloaded`, removed, () => refusal);
		try {
			await body();
		} finally {
			Lab.loadModule(this.config, name);
		}
	}

	/** Loads what the lines of the conformance matrix stand on, once. */
	loadLineModules(): void {
		const load = this.config.lineModules
			.splice(0)
			.map(({ name, file }) => `/run/busybox insmod ${file} ${(MODULE_OPTIONS[name] ?? []).join(' ')}`);
		if (load.length > 0) run('/bin/sh', ['-ec', load.join('\n')]);
	}

	private static loadModule(config: Config, name: string): void {
		const { file } = config.modules.find((module) => module.name === name)!;
		run('/run/busybox', ['insmod', file, ...(MODULE_OPTIONS[name] ?? [])]);
	}
}

async function untilOffloaded(entries: Split): Promise<void> {
	const text = JSON.stringify(entries);
	const now = (): Split => offloadedByConntrack().entries;
	await until(`the kernel to offload ${text}`, () => JSON.stringify(now()) === text, now);
}

/** Modules of a kernel that happens to be installed on the host must change no answer. */
function hideModuleFiles(): void {
	mkdirSync('/lib/modules', { recursive: true });
	run('/run/busybox', ['mount', '-t', 'tmpfs', 'modules', '/lib/modules']);
}
