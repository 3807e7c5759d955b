import QUnit from 'qunit';
import { HOSTILE_NAME } from '../../emulator/kernel/neighbours.ts';
import { survivors } from '../../unit/model/redact/leaks.ts';
import { PRIVATE, privateDump } from '../../unit/model/report/private-dump.ts';
import { overflow, violations } from '../support/axe.ts';
import {
	chooseFile,
	drawnTexts,
	openReport,
	PREVIEW,
	picture,
	preview,
	recordDrawing,
	saved,
	waitForReport,
	written,
} from '../support/report.ts';
import { test } from '../support/spec.ts';
import { closeBrowser, textOf, waitForText } from '../support/visit.ts';

const FORMS = ['markdown', 'bbcode', 'text', 'json'];
const STATE = '.nft-offload-report .nft-offload-help > [role=status]';
/** What LuCI itself needs: it evaluates modules and has scripts and styles in its pages. Nothing else is allowed. */
const STRICT =
	"default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

QUnit.module('report', { after: closeBrowser }, () => {
	test.scenario('what a helper asks for, in every form, without anything private', async (assert) => {
		await openReport('software', async ({ page, complaints }) => {
			for (const form of FORMS) {
				const text = await written(page, form);
				for (const needed of [
					/On: 4\d connections offloaded|"badge": "accelerating"/,
					/br-lan/,
					/flow add @ft/,
					/mediatek\/filogic/,
					/OpenWrt 25\.12\.0/,
					/6\.12\.87/,
					/2025\.03\.17~b6e51575-r1/,
					/mtk_soc_eth/,
					/acct/,
					/PPE started/,
					/262144/,
					/name_1/,
					/ipv4_1/,
				])
					assert.ok(needed.test(text), `${form}: ${needed}`);
				assert.deepEqual(survivors(text), [], form);
				assert.notOk(/annas|media-server|games/i.test(text), form);
			}
			assert.deepEqual(complaints, []);
		});
	});

	test.scenario('the load while it was made', async (assert) => {
		await openReport('software', async ({ page }) => {
			const text = await written(page, 'text');
			assert.ok(/Busiest CPU core: \d+ %/.test(text), text);
			assert.ok(/Internet connection: [\d.]+ .?bit\/s/.test(text), text);
		});
	});

	test.scenario('each switch shows what it hid, and only that', async (assert) => {
		await openReport('software', async ({ page }) => {
			const masked = await preview(page);
			assert.ok(/ipv4_1/.test(masked) && !/198\.51\.100/.test(masked));
			await page.locator('#nft-offload-addresses').click();
			const open = await preview(page);
			assert.ok(/198\.51\.100/.test(open) && !/ipv4_1/.test(open) && /name_1/.test(open));
			await page.locator('#nft-offload-hosts').click();
			assert.ok(/Annas-Phone/.test(await preview(page)));
			await page.locator('#nft-offload-addresses').click();
			await page.locator('#nft-offload-hosts').click();
			assert.strictEqual(await preview(page), masked);

			await chooseFile(page, 'dump.json', JSON.stringify(privateDump()));
			await waitForText(page, STATE, /From the file/);
			const whole = await preview(page);
			for (const [name, secret] of [
				['macs', PRIVATE.macs[0]],
				['accounts', PRIVATE.wifi[0]],
				['accounts', PRIVATE.logins[1]],
			] as const) {
				assert.notOk(whole.includes(secret), secret);
				await page.locator(`#nft-offload-${name}`).click();
				assert.ok((await preview(page)).includes(secret), secret);
				await page.locator(`#nft-offload-${name}`).click();
			}
			assert.strictEqual(await preview(page), whole);
		});
	});

	test.scenario('the longer parts can be left out', async (assert) => {
		await openReport('software', async ({ page }) => {
			assert.ok(/bytes=/.test(await preview(page)));
			await page.locator('#nft-offload-connections').click();
			assert.notOk(/bytes=/.test(await preview(page)));
			assert.ok(/PPE started/.test(await preview(page)));
			await page.locator('#nft-offload-messages').click();
			assert.notOk(/PPE started/.test(await preview(page)));
		});
	});

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
		'a dump of this router, opened as a file or played by the emulated router, gives the same report',
		async (assert) => {
			let dump = '';
			let fromFile: string[] = [];
			await openReport('software', async ({ page, router, complaints }) => {
				dump = router.router().shell('dump').text;
				await chooseFile(page, 'attic.json', `root@OpenWrt:~# nft-offload dump\n${dump}`);
				assert.strictEqual(await waitForText(page, STATE, /From the file/), 'From the file attic.json.');
				fromFile = await allForms(page);
				for (const text of fromFile) assert.deepEqual(survivors(text), []);
				assert.notOk(/annas|media-server/i.test(fromFile.join()));
				assert.ok(/2026-01-01 00:00 UTC/.test(fromFile[0]!), 'the time of the file, not of now');
				assert.deepEqual(complaints, []);
			});
			await openReport(
				'idle',
				async ({ page }) => {
					assert.deepEqual((await allForms(page)).map(withoutTime), fromFile.map(withoutTime));
				},
				{ setup: { dump: JSON.parse(dump) } }
			);
		}
	);

	test.scenario(
		'a dump of a real-looking home: nothing private is shown, in text or picture',
		async (assert) => {
			await openReport(
				'software',
				async ({ page, complaints }) => {
					await chooseFile(page, 'dump.json', JSON.stringify(privateDump()));
					await waitForText(page, STATE, /From the file/);
					const texts = [...(await allForms(page)), ...(await drawnTexts(page))].join('\n');
					for (const secret of Object.values(PRIVATE).flat())
						assert.notOk(texts.toLowerCase().includes(secret.toLowerCase()), secret);
					assert.deepEqual(complaints, []);
				},
				{ prepare: ({ page }) => recordDrawing(page) }
			);
		}
	);

	test.scenario('other files are refused in words, and the report stays', async (assert) => {
		await openReport('software', async ({ page, complaints }) => {
			const before = await preview(page);
			const broken = { ...privateDump(), replies: { status: { ok: true } } };
			for (const [text, words] of [
				['holiday.jpg', /not a file from “nft-offload dump”/],
				['{"format":"nft-offload-dump","version":9,"replies":{}}', /damaged, or from another version/],
				[JSON.stringify(broken), /Could not create the report/],
			] as const) {
				await chooseFile(page, 'file', text);
				await waitForText(page, STATE, words);
				assert.strictEqual(await preview(page), before);
			}
			await page.locator('#nft-offload-messages').click();
			assert.ok((await preview(page)).length > 100, 'the switches go on with the report that is shown');
			assert.deepEqual(complaints, []);
		});
	});

	test.scenario('hostile names run nowhere and are text, whatever is hidden', async (assert) => {
		await openReport(
			'software',
			async ({ page, complaints }) => {
				let dialogs = 0;
				page.on('dialog', (dialog) => {
					dialogs++;
					void dialog.dismiss();
				});
				const dump = JSON.stringify(privateDump()).replaceAll('Router of Annas-Phone', HOSTILE_NAME);
				await chooseFile(page, `${HOSTILE_NAME}.json`, dump);
				await waitForText(page, STATE, /From the file <img/);
				for (const name of ['addresses', 'macs', 'hosts', 'accounts'])
					await page.locator(`#nft-offload-${name}`).click();
				assert.ok((await preview(page)).includes(HOSTILE_NAME));
				assert.ok((await drawnTexts(page)).some((text) => text.startsWith('<img')));
				assert.strictEqual((await page.$$('#view img')).length, 0);
				assert.strictEqual(dialogs, 0);
				assert.deepEqual(complaints, []);
			},
			{ prepare: ({ page }) => recordDrawing(page) }
		);
	});

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

	test.scenario('all of one moment in one HTTP request', async (assert) => {
		const asked: string[] = [];
		await openReport(
			'software',
			async () => {
				const calls = asked.map((body) => JSON.parse(body).length);
				assert.strictEqual(calls.length, 2, asked.join('\n'));
			},
			{
				prepare: async ({ page }) => {
					page.on('request', (request) => {
						const body = request.postData() ?? '';
						if (body.includes('nft-offload')) asked.push(body);
					});
				},
			}
		);
	});

	test.scenario('by keyboard alone: switch, form, copy', async (assert) => {
		await openReport('software', async ({ page }) => {
			const reach = async (id: string) => {
				for (let steps = 0; steps < 40; steps++) {
					if ((await page.evaluate(() => document.activeElement?.id)) === id) return;
					await page.keyboard.press('Tab');
				}
				throw new Error(`${id} cannot be reached`);
			};
			await page.focus('.nft-offload-report button');
			await reach('nft-offload-addresses');
			await page.keyboard.press('Space');
			assert.ok(/198\.51\.100/.test(await preview(page)));
			await reach('nft-offload-form');
			await page.keyboard.press('ArrowDown');
			assert.ok((await preview(page)).startsWith('[b]'));
			await reach('nft-offload-copy');
			await page.keyboard.press('Enter');
			await page.waitForFunction(() => document.body.innerText.includes('Copied.'));
			await page.focus('#nft-offload-save');
			await reach('nft-offload-picture');
		});
	});

	for (const scheme of ['light', 'dark'])
		test.scenario(`${scheme}: axe finds nothing, and 360 px are enough`, async (assert) => {
			await openReport(
				'software',
				async ({ page }) => {
					await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
					await page.locator('.nft-offload-report summary').click();
					assert.deepEqual(await violations(page), []);
					assert.strictEqual(await overflow(page), 0, 'nothing sticks out to the right');
				},
				{ width: 360 }
			);
		});

	test.scenario('a user who may only read makes the same report', async (assert) => {
		await openReport(
			'read-only',
			async ({ page, complaints }) => {
				const text = await written(page, 'text');
				assert.ok(/On: \d+ connections offloaded/.test(text) && /name_1/.test(text) && /bytes=/.test(text));
				assert.notOk(/annas|media-server/i.test(text));
				assert.deepEqual(complaints, []);
			},
			{ user: 'viewer' }
		);
	});

	test.scenario(
		'where the router half crashes: words, no verdict, and no promise that names are hidden',
		async (assert) => {
			await openReport('plugin-failing', async ({ page }) => {
				const text = await written(page, 'text');
				assert.ok(/Flow offloading report: Unknown/.test(text) && /crashed/.test(text), text);
				assert.ok(/Not all names could be read/.test(await textOf(page, '.alert-message.warning')));
			});
		}
	);

	test.scenario('reading again brings what has changed since', async (assert) => {
		await openReport('software', async ({ page, router }) => {
			router.advance(60_000);
			const before = await preview(page);
			await page.locator('#nft-offload-ask').click();
			await page.waitForFunction(
				(preview, text) => (document.querySelector(preview) as HTMLTextAreaElement).value !== text,
				{},
				PREVIEW,
				before
			);
			await waitForReport(page);
			assert.strictEqual(await waitForText(page, STATE, /^From/), 'From this router.');
		});
	});
});

async function allForms(page: Parameters<typeof written>[0]): Promise<string[]> {
	const texts: string[] = [];
	for (const form of FORMS) texts.push(await written(page, form));
	return texts;
}

/** When a report was made is all that may differ. */
function withoutTime(text: string): string {
	return text.replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d\.\d+Z| UTC)/g, 'TIME');
}

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
