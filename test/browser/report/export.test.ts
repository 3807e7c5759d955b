import QUnit from 'qunit';
import { survivors } from '../../unit/model/redact/leaks.ts';
import {
	drawnTexts,
	FORMS,
	openReport,
	PREVIEW,
	picture,
	recordDrawing,
	saved,
	written,
} from '../support/report.ts';
import { test } from '../support/spec.ts';
import { closeBrowser } from '../support/visit.ts';

/** What LuCI itself needs: it evaluates modules and has scripts and styles in its pages. Nothing else is allowed. */
const STRICT =
	"default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

/** Of a PNG file: https://www.w3.org/TR/png/#11IHDR. */
function sizeOf(png: Buffer): { width: number; height: number } {
	if (png.toString('latin1', 1, 4) !== 'PNG') throw new Error('not a PNG file');
	return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

/** The mean of all points of a picture, 0 to 255. */
function brightness(page: Parameters<typeof written>[0], png: Buffer): Promise<number> {
	return page.evaluate(async (data) => {
		const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
		const image = await createImageBitmap(new Blob([bytes]));
		const canvas = new OffscreenCanvas(image.width, image.height);
		const context = canvas.getContext('2d')!;
		context.drawImage(image, 0, 0);
		const points = context.getImageData(0, 0, image.width, image.height).data;
		let sum = 0;
		for (let at = 0; at < points.length; at += 4) sum += points[at]! + points[at + 1]! + points[at + 2]!;
		return sum / (points.length / 4) / 3;
	}, png.toString('base64'));
}

QUnit.module('report > copies, files and picture', { after: closeBrowser }, () => {
	test.scenario('Copy works on plain http, in every form, and copies exactly the preview', async (assert) => {
		await openReport(
			'software',
			async ({ page, complaints }) => {
				assert.deepEqual(await page.evaluate(() => [isSecureContext, typeof navigator.clipboard]), [
					false,
					'undefined',
				]);
				await page.evaluate(() => {
					const paste = document.createElement('textarea');
					paste.id = 'paste';
					document.body.append(paste);
				});
				for (const form of FORMS) {
					const shown = await written(page, form);
					await page.locator('#nft-offload-copy').click();
					await page.waitForFunction(() => document.body.innerText.includes('Copied.'));
					await page.focus('#paste');
					await page.evaluate(() => (document.querySelector('#paste') as HTMLTextAreaElement).select());
					await page.keyboard.press('KeyV', { commands: ['paste'] });
					const pasted = await page.$eval('#paste', (field) => (field as HTMLTextAreaElement).value);
					assert.strictEqual(pasted, shown, form);
				}
				assert.deepEqual(complaints, []);
			},
			{ plainHttp: true }
		);
	});

	test.scenario(
		'where the browser refuses to copy, the text is selected and the page says what to do',
		async (assert) => {
			await openReport('software', async ({ page }) => {
				await page.evaluate(() => {
					document.execCommand = () => false;
				});
				await page.locator('#nft-offload-copy').click();
				await page.waitForFunction(() => document.body.innerText.includes('Ctrl+C'));
				const selected = await page.$eval(PREVIEW, (element) => {
					const field = element as HTMLTextAreaElement;
					return (
						field === document.activeElement &&
						field.selectionEnd - field.selectionStart === field.value.length
					);
				});
				assert.true(selected);
			});
		}
	);

	test.scenario(
		'files: the preview as .txt, for programs as .json with its schema version',
		async (assert) => {
			await openReport(
				'software',
				async ({ page, complaints }) => {
					for (const [form, name] of [
						['text', /^nft-offload-report-\d{4}-\d\d-\d\d\.txt$/],
						['markdown', /\.txt$/],
						['json', /^nft-offload-report-\d{4}-\d\d-\d\d\.json$/],
					] as const) {
						const shown = await written(page, form);
						const file = await saved(page, '#nft-offload-save');
						assert.ok(name.test(file.name), file.name);
						assert.strictEqual(file.data.toString('utf8'), shown, form);
					}
					const { format, schema_version } = JSON.parse(await written(page, 'json'));
					assert.deepEqual([format, schema_version], ['nft-offload-report', 1]);
					assert.deepEqual(complaints, []);
				},
				{ plainHttp: true }
			);
		}
	);

	test.scenario(
		'a strict content security policy allows the page, the picture and the files',
		async (assert) => {
			await openReport(
				'software',
				async ({ page, complaints }) => {
					const { name, data } = await saved(page, '#nft-offload-picture');
					assert.ok(/^nft-offload-card-\d{4}-\d\d-\d\d\.png$/.test(name), name);
					assert.deepEqual(sizeOf(data).width, 1200);
					assert.ok((await saved(page, '#nft-offload-save')).data.length > 1000);
					assert.deepEqual(complaints, []);
					const refused = await page.evaluate(
						() =>
							new Promise<string>((resolve) => {
								document.addEventListener('securitypolicyviolation', (event) =>
									resolve(event.effectiveDirective)
								);
								new Image().src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
							})
					);
					assert.strictEqual(refused, 'img-src', 'the policy holds');
				},
				{ setup: { policy: STRICT }, plainHttp: true }
			);
		}
	);

	test.scenario(
		'the picture: 1200 px wide, below 300 kB, light and dark, of the same masked words',
		async (assert) => {
			await openReport(
				'software',
				async ({ page }) => {
					const light = await picture(page);
					await page.select('#nft-offload-scheme', 'dark');
					const dark = await picture(page);
					for (const image of [light, dark]) {
						assert.strictEqual(sizeOf(image).width, 1200);
						assert.ok(image.length < 300_000, `${image.length} bytes`);
					}
					const [bright, dim] = [await brightness(page, light), await brightness(page, dark)];
					assert.ok(bright > 200 && dim < 80, `${bright} and ${dim} of 255`);
					const words = (await drawnTexts(page)).join('\n');
					for (const shown of [
						/On: \d+ connections offloaded/,
						/In use/,
						/mediatek\/filogic/,
						/br-lan, eth1/,
						/25\.12\.0/,
					])
						assert.ok(shown.test(words), String(shown));
					assert.deepEqual(survivors(words), []);
				},
				{ prepare: ({ page }) => recordDrawing(page) }
			);
		}
	);
});
