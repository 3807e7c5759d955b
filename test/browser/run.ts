import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTestFiles, testFiles } from '../qunit.ts';
import { chooseTarget, parseTarget, USAGE } from './support/target.ts';
import { closeBrowser, visitAny } from './support/visit.ts';

/** `npm run test:browser [-- TARGET] [FILE...]`: all browser tests, or only the files and folders named, against the target. */
const here = dirname(fileURLToPath(import.meta.url));

function choose(): string[] {
	try {
		const { target, files } = parseTarget(process.argv.slice(2), process.env);
		chooseTarget(target);
		return testFiles(files.length > 0 ? files : [here]);
	} catch (error) {
		process.stderr.write(`${message(error)}\n\n${USAGE}`);
		process.exit(2);
	}
}

/** A target that cannot be opened at all is one error, not one for each test. */
async function tryTarget(): Promise<void> {
	try {
		await visitAny(async () => {});
	} catch (error) {
		process.stderr.write(`${message(error)}\n`);
		process.exit(1);
	} finally {
		await closeBrowser();
	}
}

function message(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

const files = choose();
await tryTarget();
await runTestFiles(files);
