import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunOptions, type RunResult, runProgram } from '../../../tools/ucode/load.ts';
import { hostWith } from '../backend/support/host.ts';

/** Runs ucode sources from a temporary folder: `main`, and modules by name, such as 'nft-offload.x' or 'x'. */
export function runSource(
	main: string,
	options: Partial<RunOptions> & { modules?: Record<string, string> } = {}
): RunResult & { text: string } {
	const folder = mkdtempSync(join(tmpdir(), 'ucode-'));
	try {
		const { modules = {}, ...rest } = options;
		for (const [name, source] of Object.entries(modules)) writeFileSync(join(folder, `${name}.uc`), source);
		writeFileSync(join(folder, 'main'), main);
		const result = runProgram(join(folder, 'main'), { host: hostWith({}), searchPath: [folder], ...rest });
		return { ...result, text: Buffer.from(result.stdout).toString('latin1') };
	} finally {
		rmSync(folder, { recursive: true });
	}
}
