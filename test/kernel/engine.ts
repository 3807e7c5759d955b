/** Builds the simulated PPE (engine/offload_engine.c), a module that the guest's kernel takes for hardware. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GuestFiles } from './packages.ts';

const SOURCE = join(import.meta.dirname, 'engine');

/** The built module's file, in `folder`. */
export function buildEngine({ headers }: GuestFiles, folder: string): string {
	const work = join(folder, 'engine');
	mkdirSync(work, { recursive: true });
	for (const name of readdirSync(SOURCE)) copyFileSync(join(SOURCE, name), join(work, name));
	useHere(headers);
	// Without type information, whose maker (pahole) is not part of the headers.
	make(['-C', headers, `M=${work}`, 'CONFIG_DEBUG_INFO_BTF_MODULES=', 'modules']);
	return join(work, 'offload_engine.ko');
}

/** Debian's makefile of a flavour names the one of all flavours by the path at which it would be installed. */
function useHere(headers: string): void {
	const file = join(headers, 'Makefile');
	const text = readFileSync(file, 'utf8');
	const here = text.replace(/^include \/usr\/src\//m, `include ${join(headers, '..')}/`);
	if (here !== text) writeFileSync(file, here);
}

function make(args: string[]): void {
	try {
		execFileSync('make', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
	} catch (error) {
		const { stdout, stderr } = error as { stdout?: string; stderr?: string };
		throw new Error(`The simulated PPE cannot be built: ${stdout ?? ''}${stderr ?? ''}`, { cause: error });
	}
}
