import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import QUnit from 'qunit';
import { hurry } from '../support/hurry.ts';
import { waitForSituation } from '../support/overview.ts';
import { readingOf } from '../support/reading.ts';
import { test } from '../support/spec.ts';
import { closeBrowser, visit } from '../support/visit.ts';

const PAGE = fileURLToPath(new URL('../../../docs/accessibility.md', import.meta.url));
/** Between the lines of the fence. */
const BLOCK = /(?<=```\n)[\s\S]*?(?=```\n$)/;
/** Readings after which every figure of the chart is known. */
const READINGS = 20;

QUnit.module('overview > to a screen reader', { after: closeBrowser }, () => {
	test.scenario('it reads as docs/accessibility.md says', async (assert) => {
		await visit(
			'software',
			async ({ page }) => {
				for (let reading = 0; reading < READINGS; reading++)
					await page.waitForResponse((response) => /"counters"/.test(response.request().postData() ?? ''));
				await waitForSituation(page, 'working');
				const reading = `${await readingOf(page)}\n`;
				const text = readFileSync(PAGE, 'utf8');
				if (process.env.RECORD)
					writeFileSync(
						PAGE,
						text.replace(BLOCK, () => reading)
					);
				else assert.strictEqual(reading, BLOCK.exec(text)?.[0]);
				assert.true(reading.startsWith('heading “Flow Offloading”'));
			},
			{ prepare: hurry }
		);
	});
});
