/** Links from findings and conflicts to docs/answers.md, on a page that was built with an address for them. */
import type { HTTPRequest } from 'puppeteer';
import QUnit from 'qunit';
import { waitForSituation } from '../support/overview.ts';
import { test } from '../support/spec.ts';
import { closeBrowser, type Visit, visit } from '../support/visit.ts';

const DOCUMENTS = 'https://example.org/docs/';
const NONE = 'const DOCUMENTS = "";';
const OVERVIEW = '/view/nft-offload/overview.js';

/** For `prepare` of a visit: the page as it is once the project has a public address. */
async function withAddress({ page }: Visit): Promise<void> {
	await page.setRequestInterception(true);
	const answer = async (request: HTTPRequest) => {
		if (!request.url().includes(OVERVIEW)) return request.continue();
		const built = await (await fetch(request.url())).text();
		if (!built.includes(NONE)) throw new Error(`${OVERVIEW} does not hold: ${NONE}`);
		const body = built.replace(NONE, `const DOCUMENTS = ${JSON.stringify(DOCUMENTS)};`);
		await request.respond({ contentType: 'application/javascript', body });
	};
	// Fails where the tab is closed in the middle.
	page.on('request', (request) => void answer(request).catch(() => {}));
}

/** Each link to an answer: where it leads, and the words around it. */
function answersOn({ page }: Visit) {
	return page.$$eval('a[data-answer]', (links) =>
		links.map((link) => ({
			id: (link as HTMLElement).dataset.answer,
			href: link.getAttribute('href'),
			target: link.getAttribute('target'),
			rel: link.getAttribute('rel'),
			text: link.textContent,
		}))
	);
}

const link = (id: string, anchor: string) => ({
	id,
	href: `${DOCUMENTS}answers.md#${anchor}`,
	target: '_blank',
	rel: 'noreferrer',
	text: 'More about this',
});

QUnit.module('answers', { after: closeBrowser }, () => {
	test.scenario('a finding and a conflict lead to their answers, and nothing is fetched', async (assert) => {
		await visit(
			'pppoe-vlan',
			async (opened) => {
				await waitForSituation(opened.page, 'uploads-only');
				assert.deepEqual(await answersOn(opened), [link('uploads-only', 'downloads-slow')]);
				assert.deepEqual(opened.complaints, []);
			},
			{ prepare: withAddress }
		);
		await visit(
			'unblocker',
			async (opened) => {
				await opened.page.waitForSelector('[data-conflict=unblockers]');
				assert.deepEqual(await answersOn(opened), [link('unblockers', 'first-packets')]);
				assert.deepEqual(opened.complaints, []);
			},
			{ prepare: withAddress }
		);
	});

	test.scenario('without an address there is no link', async (assert) => {
		await visit('pppoe-vlan', async (opened) => {
			await waitForSituation(opened.page, 'uploads-only');
			assert.deepEqual(await answersOn(opened), []);
		});
	});
});
