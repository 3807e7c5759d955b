import QUnit from 'qunit';
import { HOSTILE_NAME } from '../../emulator/kernel/neighbours.ts';
import { overflow, violations } from '../support/axe.ts';
import {
	asksForConnections,
	CONNECTIONS,
	nextReading,
	openAll,
	openTable,
	SUMMARY,
	seenRows,
	waitForRows,
} from '../support/connections.ts';
import { test } from '../support/spec.ts';
import { closeBrowser, textOf, type Visit, visit, waitForText } from '../support/visit.ts';

const AT = { path: CONNECTIONS };

/** Waits until the page's own timer has fired so many times, a second each: LuCI polls by such a timer. */
async function ticks(page: Visit['page'], count: number): Promise<void> {
	await page.evaluate(
		(count) =>
			new Promise<void>((resolve) => {
				let left = count;
				const timer = window.setInterval(() => {
					if (--left > 0) return;
					window.clearInterval(timer);
					resolve();
				}, 1000);
			}),
		count
	);
}

QUnit.module('connections', { after: closeBrowser }, () => {
	test.scenario('every connection with its device, service, rate, data and state', async (assert) => {
		await openTable('software', async ({ page, router, complaints }) => {
			const count = router.router().connections().length;
			await waitForRows(page, count);
			const rows = await seenRows(page);
			assert.strictEqual(rows.length, count);
			const offloaded = rows.filter(({ state }) => state === 'Offloaded (software)');
			assert.ok(offloaded.length > 0);
			const film = offloaded.find(({ host }) => host === 'Media-Server');
			assert.ok(film && /bit\/s$/.test(film.rate) && film.why === '', JSON.stringify(film));
			assert.deepEqual(complaints, []);
		});
	});

	test.scenario('the reasons: local, being closed, no answer', async (assert) => {
		await openTable('software', async (opened) => {
			for (let reading = 0; reading < 4; reading++) await nextReading(opened, 5000);
			await openAll(opened.page);
			const whys = new Set((await seenRows(opened.page)).map(({ why }) => why));
			assert.ok([...whys].some((why) => why.startsWith('It ends on the router itself')));
			assert.ok([...whys].some((why) => why === 'Closing.'));
		});
	});

	test.scenario('while offloading is off, what is eligible says so', async (assert) => {
		await openTable('idle', async ({ page }) => {
			const off = (await seenRows(page)).filter(({ why }) => why === 'Flow offloading is off.');
			assert.ok(off.length > 0);
			assert.ok(off.every(({ state }) => state === 'Not offloaded'));
		});
	});

	test.scenario('the host name of a hostile device is text, wherever it stands', async (assert) => {
		await openTable('software', async ({ page, complaints }) => {
			let dialogs = 0;
			page.on('dialog', (dialog) => {
				dialogs++;
				void dialog.dismiss();
			});
			const shown = await page.$$eval('.nft-offload-name:not([hidden]), #nft-offload-host option', (cells) =>
				cells.map((cell) => cell.textContent ?? '')
			);
			// The heading of its connections, and the list of devices.
			assert.ok(shown.filter((text) => text.includes(HOSTILE_NAME)).length >= 2);
			assert.strictEqual((await page.$$('#view img')).length, 0);
			assert.strictEqual(dialogs, 0);
			assert.deepEqual(complaints, []);
		});
	});

	test.scenario('pause asks nothing, and goes on when told', async (assert) => {
		await openTable('software', async (opened) => {
			const { page, router } = opened;
			await page.locator('#nft-offload-pause').click();
			const before = await seenRows(page);
			let asked = 0;
			page.on('request', (request) => {
				if (asksForConnections(request)) asked++;
			});
			router.advance(60_000);
			await ticks(page, 7);
			assert.strictEqual(asked, 0);
			await page.locator('#nft-offload-search').fill('dns');
			const found = await seenRows(page);
			assert.ok(found.length < before.length, 'what is there can still be searched');
			await page.locator('#nft-offload-search').fill('');
			await page.locator('#nft-offload-pause').click();
			await page.waitForResponse((response) => asksForConnections(response.request()));
		});
	});

	test.scenario('numbers have the format of the language that the page is in', async (assert) => {
		await visit(
			'many-connections',
			async ({ page }) => {
				await waitForText(page, SUMMARY, /6\d\.\d{3} wurden geprüft/);
				assert.ok(true);
			},
			{ ...AT, prepare: ({ page }) => page.setExtraHTTPHeaders({ 'Accept-Language': 'de' }) }
		);
	});

	for (const scheme of ['light', 'dark'])
		test.scenario(`${scheme}: axe finds nothing, and 360 px are enough`, async (assert) => {
			await openTable(
				'software',
				async ({ page }) => {
					await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
					await page.locator('summary').click();
					assert.deepEqual(await violations(page), []);
					assert.strictEqual(await overflow(page), 0, 'nothing sticks out to the right');
				},
				{ width: 360 }
			);
		});

	test.scenario('a user who may only read sees the same', async (assert) => {
		await openTable(
			'read-only',
			async ({ page, complaints }) => {
				assert.ok((await seenRows(page)).some(({ host }) => host === 'Annas-Phone'));
				assert.deepEqual(complaints, []);
			},
			{ user: 'viewer' }
		);
	});

	test.scenario(
		'where netlink is refused the text is read; where the router half crashes, words and no empty table',
		async (assert) => {
			await openTable('netlink-refused', async ({ page }) => {
				assert.ok((await seenRows(page)).some(({ state }) => state === 'Offloaded (software)'));
			});
			await visit(
				'plugin-failing',
				async ({ page }) => {
					await page.waitForFunction(() => document.body.innerText.includes('crashed'));
					assert.strictEqual(await textOf(page, SUMMARY), 'Number of connections: unknown');
				},
				AT
			);
		}
	);
});
