/** The program inside the guest: brings the network up, then runs the cases or the shell commands that the host asked for. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { runBench } from '../../bench/bench.ts';
import type { Config } from './config.ts';
import { type Group, runGroups } from './harness.ts';
import { Lab } from './lab.ts';
import type { Offloading } from './ruleset.ts';
import { fourKinds } from './traffic.ts';

/** Runs what the configuration asks for, and ends this process with the result. */
export async function main(groups: Group<Lab>[], configFile: string): Promise<never> {
	const config = JSON.parse(readFileSync(configFile, 'utf8')) as Config;
	Object.assign(process.env, config.environment);
	const lab = await Lab.start(config);
	if (config.shell) process.exit(await shell(lab, config.shell));
	if (config.runBench) process.exit(await bench(lab));
	process.exit((await runGroups(groups, lab, config)) ? 0 : 1);
}

/** A bench that fails says why; the tables before it stay readable. */
async function bench(lab: Lab): Promise<number> {
	try {
		await runBench(lab, lab.bench);
		return 0;
	} catch (error) {
		console.log(`# the bench failed: ${(error as Error).stack}`);
		return 1;
	}
}

/** Opens the wished connections (of each kind; with an offloading ruleset they become offloaded) and runs the commands. */
async function shell(lab: Lab, { commands, ruleset, flows }: NonNullable<Config['shell']>): Promise<number> {
	await lab.fresh(ruleset as Offloading);
	if (flows > 0) for (const kind of fourKinds('wan', flows)) await lab.lan.open(kind);
	process.env.PLUGIN = lab.plugin.command.join(' ');
	// The traffic processes answer by themselves, so this process may sleep until the commands end.
	return spawnSync('/bin/sh', ['-c', commands], { stdio: 'inherit' }).status ?? 1;
}
