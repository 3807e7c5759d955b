import QUnit from 'qunit';
import { tableText } from '../../emulator/flows/text.ts';
import { asksForConnections, choose, nextReading, openTable, ROWS, SUMMARY } from '../support/connections.ts';
import { test } from '../support/spec.ts';
import { closeBrowser, textOf } from '../support/visit.ts';

QUnit.module('connections > 60,000', { after: closeBrowser }, () => {
	test.scenario(
		'60,000 connections: rows stay where they are, with focus, scroll position and open details',
		async (assert) => {
			await openTable(
				'many-connections',
				async (opened) => {
					const { page } = opened;
					await choose(page, 'order', 'Device ▲');
					await page.evaluate((rows) => {
						const row = document.querySelectorAll(rows)[20] as HTMLElement;
						Object.assign(window, { kept: row });
						const summary = row.querySelector('summary')!;
						summary.focus();
						summary.click();
						row.scrollIntoView({ block: 'center' });
					}, ROWS);
					const before = await page.evaluate(() => document.body.innerText);
					const place = () =>
						page.evaluate(
							() => (window as unknown as { kept: HTMLElement }).kept.getBoundingClientRect().top
						);
					const placeBefore = await place();
					let moved = 0;
					await page.exposeFunction('countMoves', () => {
						moved++;
					});
					await page.evaluate(() => {
						const table = document.querySelector('.nft-offload-connections')!;
						new MutationObserver((changes) => {
							for (const { addedNodes } of changes)
								for (const node of addedNodes)
									if (node instanceof HTMLTableRowElement)
										(window as unknown as { countMoves(): void }).countMoves();
						}).observe(table, { childList: true, subtree: true });
					});
					await nextReading(opened);
					await page.waitForFunction((text) => document.body.innerText !== text, {}, before);
					const kept = await page.evaluate(() => {
						const row = (window as unknown as { kept: HTMLElement }).kept;
						return {
							connected: row.isConnected,
							focused: row.contains(document.activeElement),
							open: row.querySelector('details')!.open,
							lines: row.querySelectorAll('.nft-offload-lines div').length,
						};
					});
					assert.deepEqual(
						{ ...kept, lines: kept.lines >= 3 },
						{ connected: true, focused: true, open: true, lines: true }
					);
					assert.ok(Math.abs((await place()) - placeBefore) <= 1, 'the page has not jumped');
					assert.ok(moved < 50, `${moved} rows of 100 were put in anew`);
					assert.ok(
						/6\d,\d{3} examined\. 59,\d{3} smaller ones are not shown\./.test(await textOf(page, SUMMARY))
					);
				},
				{}
			);
		}
	);

	test.scenario(
		'60,000 connections: a reading is less than 64 KiB and a hundredth of the whole table',
		async (assert) => {
			await openTable('many-connections', async ({ page, router }) => {
				await choose(page, 'limit', '200');
				const response = await page.waitForResponse((response) => asksForConnections(response.request()));
				const size = (await response.buffer()).length;
				// What LuCI's own page of connections asks for.
				const table = tableText(router.router().connections()).length;
				assert.ok(size < 65_536 && size < table / 100, `${size} of ${table} bytes`);
			});
		}
	);
});
