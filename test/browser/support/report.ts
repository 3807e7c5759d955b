import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { type Visit, visit } from './visit.ts';

export const REPORT = '/cgi-bin/luci/admin/network/flow-offloading/report';
export const PREVIEW = '.nft-offload-preview';
/** What the page says of the report's source, and of a file that it does not take. */
export const STATE = '.nft-offload-report .nft-offload-help > [aria-live]';
export const FORMS = ['markdown', 'bbcode', 'text', 'json'];
const CARD = '.nft-offload-card';

/** Opens the page and waits for its report, while two seconds pass on the router. */
export function openReport(
	scenario: Parameters<typeof visit>[0],
	use: (visit: Visit) => Promise<void>,
	options: Parameters<typeof visit>[2] = {}
): Promise<void> {
	return visit(
		scenario,
		async (opened) => {
			await waitForReport(opened.page);
			await use(opened);
		},
		{
			path: REPORT,
			...options,
			prepare: async (opened) => {
				letTimePass(opened);
				await options.prepare?.(opened);
			},
		}
	);
}

/** Between the two readings of the router, which has a clock of its own. */
export function letTimePass({ page, router }: Visit): void {
	page.on('response', (response) => {
		if (response.request().postData()?.includes('"private_names"')) router.advance(2000);
	});
}

export async function waitForReport(page: Page): Promise<void> {
	await page.waitForFunction(
		(preview) => (document.querySelector(preview) as HTMLTextAreaElement | null)?.value,
		{},
		PREVIEW
	);
}

export function preview(page: Page): Promise<string> {
	return page.$eval(PREVIEW, (field) => (field as HTMLTextAreaElement).value);
}

/** What the report says in one of its forms. */
export async function written(page: Page, form: string): Promise<string> {
	await page.select('#nft-offload-form', form);
	return preview(page);
}

/** The text in every form. */
export async function allForms(page: Page): Promise<string[]> {
	const texts: string[] = [];
	for (const form of FORMS) texts.push(await written(page, form));
	return texts;
}

/** Puts a text into the page's file field, as a person who chooses a file does. */
export async function chooseFile(page: Page, name: string, text: string): Promise<void> {
	await page.$eval('details:has(#nft-offload-dump)', (details) => {
		(details as HTMLDetailsElement).open = true;
	});
	await page.$eval(
		'#nft-offload-dump',
		(field, name, text) => {
			const files = new DataTransfer();
			files.items.add(new File([text], name));
			(field as HTMLInputElement).files = files.files;
			field.dispatchEvent(new Event('change'));
		},
		name,
		text
	);
}

/** Clicks on what saves a file, and gives the file's name and content. */
export async function saved(page: Page, button: string): Promise<{ name: string; data: Buffer }> {
	const folder = mkdtempSync(join(tmpdir(), 'nft-offload-'));
	try {
		const session = await page.createCDPSession();
		await session.send('Browser.setDownloadBehavior', {
			behavior: 'allow',
			downloadPath: folder,
			eventsEnabled: true,
			...(page.browserContext().id && { browserContextId: page.browserContext().id! }),
		});
		const done = new Promise<void>((resolve, reject) => {
			session.on('Browser.downloadProgress', ({ state }) => {
				if (state === 'completed') resolve();
				if (state === 'canceled') reject(new Error('the browser gave up saving'));
			});
		});
		await page.locator(button).click();
		await done;
		const [name = ''] = readdirSync(folder);
		return { name, data: readFileSync(join(folder, name)) };
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** The picture as it would be saved. */
export async function picture(page: Page): Promise<Buffer> {
	const url = await page.$eval(CARD, (canvas) => (canvas as HTMLCanvasElement).toDataURL('image/png'));
	return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

/** Every text that the pictures of this page are drawn with from now on, in `window.drawn`. */
export async function recordDrawing(page: Page): Promise<void> {
	await page.evaluateOnNewDocument(() => {
		const drawn: string[] = [];
		Object.assign(window, { drawn });
		const { fillText } = CanvasRenderingContext2D.prototype;
		CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
			drawn.push(text);
			return fillText.call(this, text, ...place);
		};
	});
}

export function drawnTexts(page: Page): Promise<string[]> {
	return page.evaluate(() => (window as unknown as { drawn: string[] }).drawn);
}
