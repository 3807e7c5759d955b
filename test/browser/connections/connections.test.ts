import QUnit from 'qunit';
import { tableText } from '../../emulator/flows/text.ts';
import { HOSTILE_NAME } from '../../emulator/kernel/neighbours.ts';
import { overflow, violations } from '../support/axe.ts';
import {
	asksForConnections,
	CONNECTIONS,
	choose,
	GROUPS,
	nextReading,
	openAll,
	ROWS,
	SIDE_BY_SIDE,
	seenGroups,
	seenRows,
	waitForRows,
} from '../support/connections.ts';
import { test } from '../support/spec.ts';
import { closeBrowser, textOf, type Visit, visit, waitForText } from '../support/visit.ts';

const AT = { path: CONNECTIONS };
const SUMMARY = '.nft-offload-summary';

/** Opens the page, waits for the second reading, from which on rates are known, and opens every device. */
const open = (scenario: Parameters<typeof visit>[0], use: (visit: Visit) => Promise<void>, options = {}) =>
	visit(
		scenario,
		async (opened) => {
			await waitForRows(opened.page, 1, GROUPS);
			await nextReading(opened);
			await openAll(opened.page);
			await use(opened);
		},
		{ ...AT, ...options }
	);

QUnit.module('connections', { after: closeBrowser }, () => {
	test.scenario('every connection with its device, service, rate, data and state', async (assert) => {
		await open('software', async ({ page, router, complaints }) => {
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
		await open('software', async (opened) => {
			for (let reading = 0; reading < 4; reading++) await nextReading(opened, 5000);
			await openAll(opened.page);
			const whys = new Set((await seenRows(opened.page)).map(({ why }) => why));
			assert.ok([...whys].some((why) => why.startsWith('It ends on the router itself')));
			assert.ok([...whys].some((why) => why === 'Closing.'));
		});
	});

	test.scenario('while offloading is off, what is eligible says so', async (assert) => {
		await open('idle', async ({ page }) => {
			const off = (await seenRows(page)).filter(({ why }) => why === 'Flow offloading is off.');
			assert.ok(off.length > 0);
			assert.ok(off.every(({ state }) => state === 'Not offloaded'));
		});
	});

	test.scenario('the host name of a hostile device is text, wherever it stands', async (assert) => {
		await open('software', async ({ page, complaints }) => {
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

	test.scenario(
		'search, state, protocol and device; what the router can filter it is asked for',
		async (assert) => {
			await open('software', async ({ page }) => {
				const all = await seenRows(page);
				await page.locator('#nft-offload-search').fill('annas');
				await page.waitForFunction(
					(rows, count) => document.querySelectorAll(rows).length < count,
					{},
					ROWS,
					all.length
				);
				const found = await seenRows(page);
				assert.ok(found.length > 0 && found.every(({ host }) => host === 'Annas-Phone'));
				await page.locator('#nft-offload-search').fill('');
				await page.waitForFunction(
					(rows, count) => document.querySelectorAll(rows).length >= count,
					{},
					ROWS,
					all.length
				);

				const asked = page.waitForRequest(
					(request) => asksForConnections(request) && request.postData()!.includes('hardware')
				);
				await choose(page, 'state', 'Hardware');
				assert.ok((await asked).postData()?.includes('"offload":"hardware"'));
				await waitForText(page, SUMMARY, /^0 connections are shown/);
				await choose(page, 'state', 'All');
				await choose(page, 'protocol', 'TCP');
				await choose(page, 'host', 'Media-Server');
				await page.waitForRequest((request) => request.postData()?.includes('fdc0:e9e3:cb22::100') ?? false);
				const rows = await seenRows(page);
				assert.ok(rows.length > 0 && rows.every(({ host }) => host === 'Media-Server'));
			});
		}
	);

	test.scenario('sorting by headings, by list and by keyboard', async (assert) => {
		await open('software', async ({ page }) => {
			await page.locator('#nft-offload-grouped').click();
			await openAll(page);
			// What stays within the network and the router's own have their places below, whatever the order is.
			const line = async () => (await seenRows(page, SIDE_BY_SIDE)).filter(({ group }) => group === '');
			const sizes = async () => (await line()).map(({ bytes }) => bytesOf(bytes));
			await choose(page, 'order', 'Data ▼');
			const falling = await sizes();
			assert.deepEqual(
				falling,
				falling.toSorted((a, b) => b - a)
			);
			await (await page.waitForSelector('th:nth-child(4) button'))?.focus();
			await page.keyboard.press('Enter');
			assert.strictEqual(
				await page.$eval('th:nth-child(4)', (cell) => cell.getAttribute('aria-sort')),
				'ascending'
			);
			const rising = await sizes();
			assert.deepEqual(
				rising,
				rising.toSorted((a, b) => a - b)
			);
			await page.locator('th:nth-child(1) button').click();
			const hosts = (await line()).map(({ host }) => host.toLowerCase());
			assert.deepEqual(hosts, hosts.toSorted());
			assert.strictEqual(
				await page.$eval('#nft-offload-order', (list) => (list as HTMLSelectElement).value),
				'host asc'
			);
		});
	});

	test.scenario('groups by device, with their sums, or all together', async (assert) => {
		await open('software', async ({ page }) => {
			const rows = await seenRows(page);
			const groups = await seenGroups(page);
			const media = groups.find(({ kind, name }) => kind === 'device' && name === 'Media-Server')!;
			const own = rows.filter(({ group, host }) => group === 'device' && host === 'Media-Server');
			assert.strictEqual(media.count, `${own.length} connections`);
			const others = groups.filter(({ kind }) => kind !== 'device').map(({ name }) => name);
			assert.deepEqual(others, ['The router’s own connections']);
			assert.strictEqual(groups.at(-1)!.name, others[0], 'below the devices');
			const ofRouter = rows.filter(({ group }) => group === 'router').length;
			assert.ok(groups.at(-1)!.count.startsWith(`${ofRouter} connection`));
			const places = rows.map(({ group, host }) => (group === 'device' ? host : group));
			const changes = places.filter((place, index) => place !== places[index - 1]);
			assert.strictEqual(changes.length, groups.length, 'the rows of a group are next to each other');

			await page.locator('#nft-offload-grouped').click();
			await openAll(page);
			assert.deepEqual(
				(await seenGroups(page)).map(({ name }) => name),
				others
			);
			const together = await seenRows(page);
			assert.strictEqual(together.length, rows.length);
			assert.ok(together.some(({ group, host }) => group === '' && host === 'Media-Server'));
		});
	});

	test.scenario('pause asks nothing, and goes on when told', async (assert) => {
		await open('software', async (opened) => {
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

	test.scenario(
		'60,000 connections: rows stay where they are, with focus, scroll position and open details',
		async (assert) => {
			await open(
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
			await open('many-connections', async ({ page, router }) => {
				await choose(page, 'limit', '200');
				const response = await page.waitForResponse((response) => asksForConnections(response.request()), {
					timeout: 60_000,
				});
				const size = (await response.buffer()).length;
				// What LuCI's own page of connections asks for.
				const table = tableText(router.router().connections()).length;
				assert.ok(size < 65_536 && size < table / 100, `${size} of ${table} bytes`);
			});
		}
	);

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
			await open(
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
		await open(
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
			await open('netlink-refused', async ({ page }) => {
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

function bytesOf(text: string): number {
	const [, number, unit = ''] = /^([\d.]+) (\w*?)i?B$/.exec(text) ?? [];
	return Number(number) * 1024 ** ['', 'K', 'M', 'G'].indexOf(unit);
}

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
