import QUnit from 'qunit';
import type { ScenarioName } from '../../emulator/scenarios.ts';
import { overflow, violations } from '../support/axe.ts';
import {
	CONNECTIONS,
	choose,
	FOLDS,
	GROUPS,
	nextReading,
	openAll,
	ROWS,
	seenGroups,
	seenRows,
	waitForRows,
} from '../support/connections.ts';
import { test } from '../support/spec.ts';
import { closeBrowser, textOf, type Visit, visit } from '../support/visit.ts';

/** A device whose connections last longer than the test. */
const DEVICE = '192.168.1.23';
const PHONE = { width: 360, height: 740 };

/** Opens the page and waits for the second reading; no device is open. */
const open = (scenario: ScenarioName, use: (visit: Visit) => Promise<void>, options = {}) =>
	visit(
		scenario,
		async (opened) => {
			await waitForRows(opened.page, 1, GROUPS);
			await nextReading(opened);
			await use(opened);
		},
		{ path: CONNECTIONS, ...options }
	);

const devices = async (page: Visit['page']) =>
	(await seenGroups(page)).filter(({ kind }) => kind === 'device');

/** The button of a device. */
const buttonOf = (name: string) => `::-p-xpath(//button[@aria-expanded][normalize-space(.)='${name}'])`;

QUnit.module('connections > devices', { after: closeBrowser }, () => {
	test.scenario('devices first: one row each, with share, sums and the main reason', async (assert) => {
		await open('software', async ({ page, complaints }) => {
			assert.strictEqual((await page.$$(ROWS)).length, 0, 'no connection before a device is opened');
			const found = await devices(page);
			const names = found.map(({ name }) => name);
			assert.ok(names.includes('Media-Server') && names.includes('Annas-Phone'), names.join());
			assert.strictEqual(new Set(names).size, names.length);
			const shares =
				/^(At (least|most) )?\d+ % offloaded$|^No data so far$|^Offloaded share unknown$|^No data: what/;
			for (const { share, count } of found)
				assert.ok(shares.test(share) && /^\d+ connection/.test(count), share);
			assert.ok(found.some(({ share, rate }) => share.endsWith('% offloaded') && /bit\/s$/.test(rate)));
			for (const { share, why } of found)
				if (/^(At least )?\d\d? % /.test(share)) assert.ok(/\.$/.test(why), `${share}: ${why}`);
			for (const { kind, share } of await seenGroups(page))
				if (kind !== 'device') assert.strictEqual(share, '', `${kind} is not on the uplink`);
			assert.ok(/ Shares are counted since \d+:\d+:\d+/.test(await textOf(page, '.nft-offload-summary')));
			assert.deepEqual(complaints, []);
		});
	});

	test.scenario('downloads that miss the flowtable are never a success', async (assert) => {
		await open('sqm-ingress', async ({ page }) => {
			const shares = (await devices(page)).map(({ share }) => /(\d+) % offloaded/.exec(share)?.[1]);
			const known = shares.filter((share) => share !== undefined).map(Number);
			assert.ok(known.length > 0 && known.every((share) => share < 60), known.join());
			await openAll(page);
			const states = (await seenRows(page)).map(({ state }) => state);
			assert.ok(states.includes('Partly offloaded') && !states.includes('Offloaded (software)'));
		});
	});

	test.scenario(
		'while offloading is off, nothing is; where no path is known, no share is',
		async (assert) => {
			await open('idle', async ({ page }) => {
				const shares = (await devices(page)).map(({ share }) => share);
				assert.ok(shares.includes('0 % offloaded'), shares.join());
				assert.ok(
					shares.every((share) => ['0 % offloaded', 'No data so far'].includes(share)),
					shares.join()
				);
			});
			await open('netlink-refused', async ({ page }) => {
				const shares = (await devices(page)).map(({ share }) => share);
				assert.ok(shares.includes('Offloaded share unknown'), shares.join());
				assert.ok(!shares.some((share) => /\d/.test(share)), shares.join());
			});
		}
	);

	test.scenario('a share is of all connections of the device, or is not shown', async (assert) => {
		await open('software', async ({ page }) => {
			await choose(page, 'state', 'Software');
			await page.waitForFunction(
				(groups) => document.querySelectorAll(`${groups}[data-kind=router]`).length === 0,
				{},
				GROUPS
			);
			const found = await devices(page);
			assert.ok(found.length > 0 && found.every(({ share }) => share === ''));
		});
	});

	test.scenario('a search shows what it found; an own choice is kept', async (assert) => {
		await open('software', async ({ page }) => {
			await page.locator('#nft-offload-search').fill('https');
			await waitForRows(page);
			assert.ok((await seenRows(page)).every(({ service }) => service === 'HTTPS'));
			const [first] = await seenGroups(page);
			await page.locator(buttonOf(first!.name)).click();
			assert.ok((await seenRows(page)).every(({ host }) => host !== first!.name));
			await page.locator('#nft-offload-search').fill('');
			await page.waitForFunction((rows) => document.querySelectorAll(rows).length === 0, {}, ROWS);
		});
	});

	test.scenario('opens by keyboard and tells so; closes again', async (assert) => {
		await open('software', async ({ page }) => {
			await page.focus('#nft-offload-pause');
			// Past the headings of the table to the first device.
			for (let heading = 0; heading < 6; heading++) await page.keyboard.press('Tab');
			const focused = () =>
				page.evaluate(() => {
					const element = document.activeElement as HTMLElement;
					return [element.tagName, element.textContent, element.getAttribute('aria-expanded')];
				});
			const [{ name } = { name: '' }] = await devices(page);
			assert.deepEqual(await focused(), ['BUTTON', name, 'false']);
			await page.keyboard.press('Enter');
			assert.deepEqual(await focused(), ['BUTTON', name, 'true']);
			const rows = await seenRows(page);
			assert.ok(rows.length > 0 && rows.every(({ host }) => host === name));
			await page.keyboard.press('Space');
			assert.deepEqual(await focused(), ['BUTTON', name, 'false']);
			assert.strictEqual((await seenRows(page)).length, 0);
		});
	});

	test.scenario(
		'open devices, details, and focus stay in view when the next readings come',
		async (assert) => {
			await open('software', async (opened) => {
				const { page } = opened;
				// So that the order stays, and there is something to scroll.
				await choose(page, 'order', 'Device ▲');
				await page.setViewport({ width: 1280, height: 400 });
				await page.locator(buttonOf(DEVICE)).click();
				await page.locator(`${ROWS} summary`).click();
				const kept = await page.evaluateHandle((rows) => document.querySelector(rows)!, ROWS);
				await page.focus(`${ROWS} summary`);
				await kept.evaluate((row) => row.scrollIntoView({ block: 'center' }));
				const place = () => kept.evaluate((row) => row.getBoundingClientRect().top);
				const text = await page.evaluate(() => document.body.innerText);
				for (let reading = 0; reading < 3; reading++) await nextReading(opened);
				assert.notStrictEqual(await page.evaluate(() => document.body.innerText), text, 'it was drawn again');
				const now = await kept.evaluate((row) => ({
					connected: row.isConnected,
					focused: row.contains(document.activeElement),
					details: row.querySelector('details')!.open,
				}));
				assert.deepEqual(now, { connected: true, focused: true, details: true });
				// What the lines above say may take more or less room.
				const top = await place();
				assert.ok(top >= 0 && top < 400, `${top} px`);
				const openNames = (await seenGroups(page)).filter((group) => group.open).map(({ name }) => name);
				assert.deepEqual(openNames, [DEVICE]);
			});
		}
	);

	test.scenario('short connections of a kind are one row with their number, which opens', async (assert) => {
		await open('software', async (opened) => {
			const { page } = opened;
			await page.locator(buttonOf('Media-Server')).click();
			await waitForRows(page, 1, FOLDS);
			const folds = await seenRows(page, FOLDS);
			const fold = folds.find(({ service }) => service.startsWith('UDP 7000'))!;
			const count = Number(fold.service.split(' × ')[1]);
			assert.ok(count >= 3, JSON.stringify(folds));
			assert.strictEqual(fold.where, '203.0.113.1, outgoing');
			assert.strictEqual(fold.state, 'Offloaded (software)');
			const single = (await seenRows(page)).length;
			const button = await page.waitForSelector(buttonOf(fold.service));
			await button!.focus();
			await page.keyboard.press('Enter');
			const members = await seenRows(page, '.nft-offload-member');
			assert.strictEqual(members.length, count);
			assert.ok(members.every(({ service, host }) => service === 'UDP 7000' && host === 'Media-Server'));
			assert.strictEqual((await seenRows(page)).length, single + count);
			await nextReading(opened);
			const after = await button!.evaluate((element) => [
				element.isConnected,
				element.getAttribute('aria-expanded'),
				element === document.activeElement,
			]);
			assert.deepEqual(after, [true, 'true', true]);
			await page.keyboard.press('Enter');
			assert.strictEqual((await seenRows(page, '.nft-offload-member')).length, 0);
		});
	});
});

QUnit.module('connections > devices > phone', { after: closeBrowser }, () => {
	for (const scheme of ['light', 'dark'])
		test.scenario(`${scheme}: axe finds nothing while closed, and 360 px are enough`, async (assert) => {
			await open(
				'software',
				async ({ page }) => {
					await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
					assert.deepEqual(await violations(page), []);
					assert.strictEqual(await overflow(page), 0, 'nothing sticks out to the right');
				},
				PHONE
			);
		});

	test.scenario('by touch; states and reasons are readable without opening anything else', async (assert) => {
		await open(
			'software',
			async ({ page }) => {
				await page.setViewport({ ...PHONE, isMobile: true, hasTouch: true });
				const button = await page.waitForSelector(buttonOf('Annas-Phone'));
				const size = await button!.evaluate((element) => element.getBoundingClientRect().height);
				assert.ok(size >= 44, `${size} px high`);
				await button!.tap();
				await waitForRows(page);
				const hidden = await page.$$eval(
					'.nft-offload-connections .nft-offload-badge, .nft-offload-group-share',
					(labels) =>
						labels
							.filter((label) => {
								const { left, right, height } = label.getBoundingClientRect();
								return !label.textContent || left < 0 || right > 360 || height < 8;
							})
							.map((label) => label.outerHTML)
							.filter((html) => !html.includes('hidden'))
				);
				assert.deepEqual(hidden, []);
				assert.strictEqual(await overflow(page), 0);
			},
			PHONE
		);
	});
});
