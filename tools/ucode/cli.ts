/**
 * `cli.ts FILE [ARGS]` runs a ucode program of our subset on this machine as `ucode FILE ARGS` would: same standard
 * input, output and exit status. Where this file is bundled and moved, UCODE_PATH (folders with modules, ':' between
 * them) and NETLINK_RELAY (netlink-relay.py) say where the rest is.
 */
import { readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runProgram } from './load.ts';
import { realHost } from './real-host.ts';

function main(argv: string[]): number {
	const [file, ...args] = argv;
	if (!file) {
		process.stderr.write('usage: cli.ts FILE [ARGS]\n');
		return 2;
	}
	const here = dirname(process.argv[1] ?? '.');
	const searchPath = process.env.UCODE_PATH?.split(':') ?? [join(here, '../../root/usr/share/ucode')];
	const relay = process.env.NETLINK_RELAY ?? join(here, 'netlink-relay.py');
	const result = runProgram(file, { host: realHost(relay), args, searchPath, stdin: readStdin() });
	if (result.stderr) process.stderr.write(`${result.stderr.trimEnd()}\n`);
	for (let at = 0; at < result.stdout.length; ) at += writeSync(1, result.stdout, at);
	return result.code;
}

/** A terminal or a closed descriptor counts as empty. */
function readStdin(): Uint8Array {
	if (process.stdin.isTTY) return new Uint8Array();
	try {
		return new Uint8Array(readFileSync(0));
	} catch {
		return new Uint8Array();
	}
}

process.exitCode = main(process.argv.slice(2));
