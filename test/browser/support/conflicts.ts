import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import type { RouterState } from '../../../src/model/conflicts/index.ts';
import type { Mode } from '../../../src/model/index.ts';
import { bundleView } from '../../../tools/luci/bundle.ts';
import type { ConflictInput, ConflictsHandle } from './parts/conflicts-view.ts';
import { type Visit, visit } from './visit.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
const VIEW = fileURLToPath(new URL('parts/conflicts-view.ts', import.meta.url));

type Handle = { conflicts: ConflictsHandle };
let bundled: Promise<string> | undefined;

/** Opens a page with the conflict section alone, at the address and with the shared modules of the real one. */
export async function visitConflicts(
	use: (visit: Visit) => Promise<void>,
	options: { user?: 'root' | 'viewer'; width?: number } = {}
): Promise<void> {
	bundled ??= bundleView(ROOT, VIEW);
	const body = await bundled;
	const prepare = async ({ page }: Visit) => {
		await page.setRequestInterception(true);
		page.on('request', (request) =>
			request.url().includes('/view/nft-offload/overview.js')
				? request.respond({ contentType: 'text/javascript; charset=utf-8', body })
				: request.continue()
		);
	};
	await visit('idle', use, { ...options, prepare });
}

/** Shows the section what `router` has, as the page does after its calls. */
export async function show(page: Page, router: RouterState, mode: Mode = 'off'): Promise<void> {
	await showInput(page, {
		status: { value: router.status },
		environment: { value: router.environment },
		selected: mode,
	});
}

export async function showInput(page: Page, input: ConflictInput): Promise<void> {
	await page.waitForFunction(() => 'conflicts' in window);
	await page.evaluate((input) => (window as unknown as Handle).conflicts.update(input), input);
}

/** The hints that a person sees now, by the ids of their rules. */
export async function seen(page: Page): Promise<string[]> {
	return page.$$eval('[data-conflict]', (boxes) =>
		boxes.filter((box) => box.checkVisibility()).map((box) => (box as HTMLElement).dataset.conflict ?? '')
	);
}

/** Waits until nobody sees a hint any more; those for hardware may stand in the part that is folded away. */
export async function waitForGone(page: Page, id: string): Promise<void> {
	const isGone = (selector: string) =>
		![...document.querySelectorAll(selector)].some((box) => box.checkVisibility());
	await page.waitForFunction(isGone, {}, hint(id));
}

export function hint(id: string): string {
	return `[data-conflict="${id}"]`;
}

/** Presses a button of the page by its words. */
export async function press(page: Page, words: string, within = 'body'): Promise<void> {
	await page.locator(`${within} ::-p-aria([name="${words}"][role="button"])`).click();
}

/** Asks for an apply; the answer comes when the user has answered. */
export async function askToApply(page: Page, mode: Mode): Promise<() => Promise<boolean | undefined>> {
	await page.evaluate((mode) => {
		const target = window as unknown as Handle & { answer?: boolean };
		delete target.answer;
		target.conflicts.mayApply(mode).then((answer) => {
			target.answer = answer;
		});
	}, mode);
	return async () => {
		await page.waitForFunction(() => 'answer' in window);
		return page.evaluate(() => (window as unknown as { answer?: boolean }).answer);
	};
}

/** The options that pressed buttons asked to change, as 'option=value'. */
export async function fixesAskedFor(page: Page): Promise<string[]> {
	return page.evaluate(() =>
		(window as unknown as Handle).conflicts.fixes
			.flatMap((fix) => fix.changes)
			.map(({ option, value }) => `${option}=${value}`)
	);
}
