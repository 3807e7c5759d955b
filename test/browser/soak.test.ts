import type { CDPSession, Page } from 'puppeteer';
import QUnit from 'qunit';
import { hurry } from './support/hurry.ts';
import { test } from './support/spec.ts';
import { closeBrowser, visit } from './support/visit.ts';

/**
 * A page that is left open: so many polls must leave no element, listener or memory behind. `npm run soak` makes 2,000 of them, which
 * takes some minutes; a run of all browser tests makes fewer.
 */
const POLLS = Number(process.env.SOAK_POLLS ?? 260);
/** The chart has its ten minutes after 210 readings; the browser goes on compiling what runs often for some hundred more. */
const FULL_AFTER = Math.max(210, POLLS / 2);
/** Bytes that a heap may differ by: strings of the readings that the chart shows just then. */
const TOLERANCE = 500_000;

/** Listeners of LuCI's own that come and go: with the client code of main 68 to 72 of them, after 200 polls as after 1,900. */
const PASSING = 4;

interface Size {
	nodes: number;
	listeners: number;
	heap: number;
	elements: number;
}

async function sizeOf(page: Page, session: CDPSession): Promise<Size> {
	for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
	const { metrics } = await session.send('Performance.getMetrics');
	const value = (name: string) => metrics.find((metric) => metric.name === name)!.value;
	return {
		nodes: value('Nodes'),
		listeners: value('JSEventListeners'),
		heap: value('JSHeapUsedSize'),
		elements: await page.$$eval('*', (all) => all.length),
	};
}

QUnit.module('soak', { after: closeBrowser }, () => {
	test.scenario(`${POLLS} polls leave nothing behind, one HTTP request each`, async (assert) => {
		assert.timeout(POLLS * 1000);
		await visit(
			'software',
			async ({ page, complaints }) => {
				const session = await page.createCDPSession();
				await session.send('Performance.enable');
				let polls = 0;
				let alone = 0;
				page.on('request', (request) => {
					const body = request.url().includes('/ubus') ? (request.postData() ?? '') : '';
					if (body.includes('"counters"')) polls++;
					else if (body.includes('"luci.nft-offload"') || body.includes('"changes"')) alone++;
				});
				const reach = async (count: number) => {
					while (polls < count) await page.waitForResponse((response) => response.url().includes('/ubus'));
				};
				await reach(FULL_AFTER);
				// LuCI itself asks for the changes once, when it opens a page.
				alone = 0;
				const before = await sizeOf(page, session);
				await reach(POLLS);
				let after = await sizeOf(page, session);
				// The browser frees some of what it compiled later than other garbage.
				for (let more = 1; more <= 20 && after.heap >= before.heap + TOLERANCE; more++) {
					await reach(POLLS + more);
					after = await sizeOf(page, session);
				}
				assert.strictEqual(after.elements, before.elements, 'elements of the page');
				assert.ok(after.nodes <= before.nodes + 50, `${before.nodes}, then ${after.nodes} nodes`);
				assert.ok(
					after.listeners <= before.listeners + PASSING,
					`${before.listeners}, then ${after.listeners} listeners`
				);
				assert.ok(after.heap < before.heap + TOLERANCE, `${before.heap}, then ${after.heap} bytes`);
				assert.strictEqual(alone, 0, 'all of one poll in one HTTP request');
				assert.deepEqual(complaints, []);
			},
			{ prepare: hurry }
		);
	});
});
