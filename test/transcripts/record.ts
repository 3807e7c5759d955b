/**
 * `npm run record -- --router URL --allow-changes [--user NAME --password WORD] NAME` writes what a real router answers to
 * test/data/transcripts/NAME; `-- --luci DIR NAME` only what that LuCI's client code makes of our form. The tests hold the emulated router
 * to it. The router needs this app, a user `viewer` with the password `viewer` that may only read, and offloading switched off.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseTarget, parseTarget, type Target } from '../browser/support/target.ts';
import { closeBrowser, visitAny } from '../browser/support/visit.ts';
import { playCalls, playFrames } from './calls.ts';
import { TRANSCRIPTS } from './files.ts';
import { formTree } from './form.ts';
import { type PageTranscript, playPage } from './page.ts';
import { playPages } from './pages.ts';

const READER = { user: 'viewer', password: 'viewer' };

async function main(): Promise<void> {
	const { target, files } = parseTarget(process.argv.slice(2), process.env);
	const [name] = files;
	if (!name || files.length > 1 || !/^[\w.-]+$/.test(name))
		throw new Error('name the transcript: 24.10, main');
	const folder = join(TRANSCRIPTS, name);
	mkdirSync(folder, { recursive: true });
	const write = (file: string, content: unknown) =>
		writeFileSync(join(folder, file), `${JSON.stringify(content, null, '\t')}\n`);

	chooseTarget(target);
	write('page.json', await recordPage(target));
	if (target.kind === 'emulated') return;
	if (!target.allowChanges) throw new Error('the rest needs --allow-changes');
	const cast = { url: target.url, root: { user: target.user, password: target.password }, reader: READER };
	write('calls.json', await playCalls(cast));
	write('frames.json', await playFrames(cast));
	write('pages.json', await playPages(cast));
}

/** `readonly`: the form as it stands for somebody who may only read; null without a live router. */
async function recordPage(target: Target): Promise<PageTranscript & { readonly: unknown }> {
	try {
		let played: PageTranscript | undefined;
		await visitAny(
			async (tab) => {
				played = await playPage(tab);
			},
			{ scenario: 'idle' }
		);
		return { ...played!, readonly: target.kind === 'live' ? await recordReader(target) : null };
	} finally {
		await closeBrowser();
	}
}

async function recordReader(target: Target & { kind: 'live' }): Promise<unknown> {
	chooseTarget({ ...target, ...READER });
	let tree: unknown = null;
	await visitAny(async ({ page }) => {
		tree = await formTree(page);
	});
	return tree;
}

try {
	await main();
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
	process.exitCode = 1;
}
