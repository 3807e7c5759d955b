/** Links from findings and conflicts to the answers that the router serves (docs/answers.md). */
import QUnit from 'qunit';
import { overflow, violations } from '../support/axe.ts';
import { waitForSituation } from '../support/overview.ts';
import { test } from '../support/spec.ts';
import { closeBrowser, type Visit, visit } from '../support/visit.ts';

const ANSWERS = '/luci-static/resources/nft-offload/answers.html';

/** Where the links to answers lead, by the finding or conflict. */
function answersOn({ page }: Visit) {
	return page.$$eval('a[data-answer]', (links) =>
		Object.fromEntries(links.map((link) => [(link as HTMLElement).dataset.answer, link.getAttribute('href')]))
	);
}

QUnit.module('answers', { after: closeBrowser }, () => {
	test.scenario('a finding and a conflict lead to their answers', async (assert) => {
		await visit('pppoe-vlan', async (opened) => {
			await waitForSituation(opened.page, 'uploads-only');
			assert.deepEqual(await answersOn(opened), { 'uploads-only': `${ANSWERS}#downloads-slow` });
			assert.deepEqual(opened.complaints, []);
		});
		await visit('unblocker', async (opened) => {
			await opened.page.waitForSelector('[data-conflict=unblockers]');
			assert.deepEqual(await answersOn(opened), { unblockers: `${ANSWERS}#first-packets` });
		});
	});

	test.scenario('the router serves the answer: readable, on a phone, in light and dark', async (assert) => {
		await visit('pppoe-vlan', async (opened) => {
			await waitForSituation(opened.page, 'uploads-only');
			await opened.page.goto(new URL(`${ANSWERS}#downloads-slow`, opened.page.url()).href);
			await opened.page.setViewport({ width: 360, height: 740 });
			const seen = await opened.page.$eval(':target', (target) => target.getBoundingClientRect().top);
			assert.true(seen >= 0 && seen < 740, `${seen}`);
			assert.strictEqual(await overflow(opened.page), 0);
			for (const value of ['light', 'dark']) {
				await opened.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
				assert.deepEqual(await violations(opened.page, 'body'), [], value);
			}
			assert.deepEqual(opened.complaints, []);
		});
	});
});
