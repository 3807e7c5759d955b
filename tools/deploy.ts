import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DeployOptions, parseDeploy } from './deploy/options.ts';
import { sendPayload } from './deploy/send.ts';
import { watchFolders } from './deploy/watch.ts';
import { readPayload } from './package/payload.ts';

/**
 * `npm run deploy -- root@192.168.1.1 [--port N] [--watch]`: builds, puts the app's files onto a router over SSH and reloads rpcd, which
 * keeps logins. With --watch again after every change of a source. What the app depends on must be there: install the package once.
 */
const root = fileURLToPath(new URL('..', import.meta.url));

function message(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

function build(): Promise<void> {
	const child = spawn('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => (code === 0 ? resolve() : reject(new Error('the build failed'))));
	});
}

async function deploy(options: DeployOptions): Promise<void> {
	const files = readPayload(root);
	await sendPayload(files, options);
	console.log(`${new Date().toLocaleTimeString()}: ${files.length} files are on ${options.target}`);
}

async function main(): Promise<void> {
	const options = parseDeploy(process.argv.slice(2));
	await deploy(options);
	if (!options.watch) return;
	const folders = ['src', 'root'].map((folder) => join(root, folder));
	console.log('Waiting for changes of src/ and root/. Ctrl+C ends it.');
	watchFolders(folders, async () => {
		try {
			await build();
			await deploy(options);
		} catch (error) {
			console.error(message(error));
		}
	});
}

try {
	await main();
} catch (error) {
	console.error(message(error));
	process.exitCode = 1;
}
