/** What the bench needs of the host: the interpreters that there are, and the reference in C. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import type { BenchOptions } from '../bench/ways.ts';

/** Linux include/uapi/linux/netfilter/nf_conntrack_common.h: IPS_OFFLOAD. */
const OFFLOAD = { bit: 0x4000, name: 'OFFLOAD' };
const FOLDER = join(import.meta.dirname, '../bench');

/**
 * `interpreter` is the one that was asked for; without one both Node and a real ucode on the PATH run the router half in `root`.
 * The compiled reference goes to `folder`.
 */
export function benchOptions(
	folder: string,
	root: string,
	interpreter: string[] | null,
	node: string[],
	sizes: Pick<BenchOptions, 'entries' | 'offloaded' | 'repeat' | 'patience' | 'instructions'>
): BenchOptions {
	const ucode = onPath('ucode');
	const real = ucode ? { ucode: [ucode, '-L', join(root, 'usr/share/ucode')] } : null;
	return {
		...sizes,
		folder: FOLDER,
		interpreters: interpreter ? { [basename(interpreter[0]!)]: interpreter } : { ...real, Node: node },
		plugin: join(root, 'usr/libexec/rpcd/luci.nft-offload'),
		reference: compileReference(join(folder, 'dump'), OFFLOAD.bit),
		status: OFFLOAD,
		busybox: '/run/busybox',
	};
}

/** The path of a program, null where there is none of that name. */
export function onPath(program: string): string | null {
	const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
	return folders.map((folder) => join(folder, program)).find(existsSync) ?? null;
}

/** Compiles test/bench/dump.c for a bit of the status; null where the machine has no compiler, or not the kernel's headers. */
export function compileReference(target: string, bit: number): string | null {
	try {
		execFileSync('gcc', ['-O2', `-DOFFLOAD=${bit}`, '-o', target, join(FOLDER, 'dump.c')], { stdio: 'pipe' });
		return target;
	} catch {
		return null;
	}
}
