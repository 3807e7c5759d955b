import QUnit from 'qunit';
import {
	asksForConnections,
	choose,
	openAll,
	openTable,
	ROWS,
	SIDE_BY_SIDE,
	SUMMARY,
	seenGroups,
	seenRows,
} from '../support/connections.ts';
import { test } from '../support/spec.ts';
import { closeBrowser, waitForText } from '../support/visit.ts';

function bytesOf(text: string): number {
	const [, number, unit = ''] = /^([\d.]+) (\w*?)i?B$/.exec(text) ?? [];
	return Number(number) * 1024 ** ['', 'K', 'M', 'G'].indexOf(unit);
}

QUnit.module('connections > search, order and groups', { after: closeBrowser }, () => {
	test.scenario(
		'search, state, protocol and device; what the router can filter it is asked for',
		async (assert) => {
			await openTable('software', async ({ page }) => {
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
		await openTable('software', async ({ page }) => {
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
		await openTable('software', async ({ page }) => {
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
});
