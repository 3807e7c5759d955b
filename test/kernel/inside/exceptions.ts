/** Exceptions from offloading in the guest: the configuration, the load as firewall4's include makes it, and what forward counts. */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attempt, type Outcome, run } from './commands.ts';
import type { Lab } from './lab.ts';
import { loadRuleset, loadText } from './ruleset.ts';

const PROGRAM = '/usr/libexec/nft-offload/exceptions';
/** The guest's processor is emulated, and slow. */
export const LOAD = ['load', '60'];
const INCLUDE = '/usr/share/nft-offload/exceptions.sh';

/** Words by the options of the section. */
export interface Exceptions {
	device?: string[];
	network?: string[];
	port?: string[];
	first_packets?: number;
}

/** A fresh router with offloading and without exceptions, with our programs where they belong. */
export async function begin(lab: Lab): Promise<void> {
	await lab.fresh('counter');
	const usr = join(dirname(lab.plugin.command.at(-1)!), '../..');
	for (const folder of ['libexec/nft-offload', 'share/nft-offload']) {
		rmSync(`/usr/${folder}`, { recursive: true, force: true });
		mkdirSync(dirname(`/usr/${folder}`), { recursive: true });
		symlinkSync(join(usr, folder), `/usr/${folder}`);
	}
	makeInterpreter(lab.plugin.command.slice(0, -1));
	configure({});
	count();
}

export function configure({ first_packets, ...lists }: Exceptions): void {
	const lines = Object.entries(lists).flatMap(([option, words]) =>
		words.map((word: string) => `\tlist ${option} '${word}'\n`)
	);
	if (first_packets) lines.push(`\toption first_packets '${first_packets}'\n`);
	mkdirSync('/etc/config', { recursive: true });
	writeFileSync('/etc/config/nft-offload', `config exceptions 'exceptions'\n${lines.join('')}`);
}

/** A reload as firewall4 makes it: its ruleset first, live at once, and the program of its include some time later. */
export function reload(): Outcome {
	loadRuleset('counter');
	return attempt(PROGRAM, LOAD);
}

/** The include as firewall4 runs it (main.uc, run_includes) with OpenWrt's shell, and another program in the place of ours. */
export function include(program: string | null): Outcome & { seconds: number } {
	const folder = dirname(PROGRAM);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder);
	if (program !== null) script(PROGRAM, program);
	const begun = performance.now();
	const outcome = attempt('/run/busybox', ['sh', '-c', `exec 1000>&-; . '${INCLUDE}'`]);
	return { ...outcome, seconds: (performance.now() - begun) / 1000 };
}

export function macOf(host: string): string {
	return /link\/ether (\S+)/.exec(run('ip', ['-n', host, 'link', 'show', 'eth0']))![1]!;
}

/** Packets that met the forward hook since `count`, by the side on which they arrived. */
export interface Forwarded {
	lan: number;
	wan: number;
}

/** Counts from now on, in a table of its own before firewall4's chains. */
export function count(): void {
	attempt('nft', ['delete table inet probe']);
	loadText(`table inet probe {
	counter lan { }
	counter wan { }
	chain forward {
		type filter hook forward priority -10;
		meta l4proto { tcp, udp } iifname "br-lan" counter name "lan"
		meta l4proto { tcp, udp } iifname "eth1" counter name "wan"
	}
}`);
}

export function forwarded(): Forwarded {
	const text = run('nft', ['list', 'table', 'inet', 'probe']);
	const packets = (name: string) =>
		Number(new RegExp(`counter ${name} \\{\\s+packets (\\d+)`).exec(text)![1]);
	return { lan: packets('lan'), wan: packets('wan') };
}

/** The ruleset without counts and handles, to be compared. */
export function listed(): string {
	return run('nft', ['--terse', 'list', 'table', 'inet', 'fw4']);
}

/** Why the last load failed. */
export function loadError(): string | null {
	const file = '/var/run/nft-offload.exceptions';
	return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function makeInterpreter(command: string[]): void {
	script('/usr/bin/ucode', `exec ${command.map((word) => `'${word}'`).join(' ')} "$@"`);
}

function script(path: string, text: string): void {
	rmSync(path, { force: true });
	writeFileSync(path, `#!/bin/sh\n${text}\n`);
	chmodSync(path, 0o755);
}
