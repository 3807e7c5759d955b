import QUnit from 'qunit';
import { assertFits } from '../support/axe.ts';
import {
	bestModeOutcome,
	FIND,
	findBestMode,
	modesOnPage,
	shortSeconds,
	untilText,
} from '../support/best-mode.ts';
import { isCounting, SECTION, START, untilCounting, VERDICT } from '../support/measure.ts';
import { waitForSituation } from '../support/overview.ts';
import { test } from '../support/spec.ts';
import { APPLY_ERROR, answer, applyErrorText, DIALOG } from '../support/trial.ts';
import { closeBrowser, textOf, type Visit, visit, waitForText } from '../support/visit.ts';

const QUICK = { prepare: shortSeconds };
const TRY = `${SECTION} .nft-offload-help button`;

function firewallOf({ router }: Visit): string | null {
	return router.readConfig('firewall');
}

QUnit.module('best mode > recommendations', { after: closeBrowser }, () => {
	test.scenario(
		'cores that are full without offloading: software, which a button puts on trial',
		async (assert) => {
			await visit(
				'slow-cores',
				async (opened) => {
					const { page, router, complaints } = opened;
					const before = firewallOf(opened);
					await findBestMode(opened, 2);
					assert.notStrictEqual(firewallOf(opened), before, 'software is on trial');
					const { outcome, text } = await bestModeOutcome(opened);
					assert.strictEqual(outcome, 'software', text);
					assert.true(/^Software offloading is enough.*The old setting is restored\.$/.test(text), text);
					assert.strictEqual(firewallOf(opened), before);
					router.advance(3000);
					assert.false(router.router().offloading(), 'what was off is off');
					assert.false(isCounting(router));

					const { Off: off, Software: software, ...others } = await modesOnPage(page);
					assert.deepEqual(others, {}, 'the dry run rejects hardware');
					assert.strictEqual(off?.['Downloads that bypassed the firewall'], '0 %');
					assert.true(/^(9\d|100) %$/.test(software?.['Downloads that bypassed the firewall'] ?? ''));
					assert.true(Number.parseFloat(software?.Download ?? '') > Number.parseFloat(off?.Download ?? ''));
					assert.true(/^9\d %$/.test(off?.['Busiest core'] ?? ''), off?.['Busiest core']);
					assert.true(/^[89]\d %$/.test(off?.['of which softirq'] ?? ''), off?.['of it softirq']);
					const kept = await page.$$eval(`${SECTION} th[scope=col]`, (cells) =>
						cells.map((cell) => cell.textContent)
					);
					assert.true(kept.includes('Off') && kept.includes('Software'), 'results of both are kept');
					const shown = await page.$$eval(`${SECTION} table`, (tables) =>
						tables.filter((table) => table.checkVisibility()).map((table) => table.ariaLabel)
					);
					assert.deepEqual(shown, ['The modes compared']);

					assert.strictEqual(await textOf(page, TRY), 'Try “Software”');
					await page.locator(TRY).click();
					await page.waitForSelector(DIALOG);
					assert.true(/flow_offloading '1'/.test(firewallOf(opened) ?? ''));
					await answer(page, 'Undo now');
					await waitForSituation(page, 'off');
					assert.strictEqual(firewallOf(opened), before);
					assert.deepEqual(complaints, []);
				},
				QUICK
			);
		}
	);

	test.scenario('cores that are full with software too: hardware', async (assert) => {
		await visit(
			'slow-cores-hardware',
			async (opened) => {
				const before = firewallOf(opened);
				await findBestMode(opened);
				const { outcome, text } = await bestModeOutcome(opened);
				assert.strictEqual(outcome, 'hardware', text);
				assert.strictEqual(firewallOf(opened), before);
				assert.deepEqual(Object.keys(await modesOnPage(opened.page)), ['Software', 'Off', 'Hardware']);
				assert.strictEqual(await textOf(opened.page, TRY), 'Try “Hardware”');
				assert.deepEqual(opened.complaints, []);
			},
			QUICK
		);
	});

	test.scenario('its table fits phones and tablets and is accessible, light and dark', async (assert) => {
		await visit(
			'shaped-line',
			async (opened) => {
				const { page } = opened;
				await findBestMode(opened);
				await bestModeOutcome(opened);
				assert.strictEqual(Object.keys(await modesOnPage(page)).length, 3);
				await assertFits(assert, page);
				assert.strictEqual(Object.keys(await modesOnPage(page)).length, 3, 'the table is still there');
			},
			{ ...QUICK, width: 360 }
		);
	});

	test.scenario('a line that is the limit: no difference, and nothing to try', async (assert) => {
		await visit(
			'shaped-line',
			async (opened) => {
				const before = firewallOf(opened);
				await findBestMode(opened);
				const { outcome, text } = await bestModeOutcome(opened);
				assert.strictEqual(outcome, 'no-difference', text);
				assert.true(/Keep “Software”\. The line is the limit, not the router\./.test(text), text);
				assert.strictEqual(await opened.page.$(TRY), null);
				assert.strictEqual(firewallOf(opened), before);
				opened.router.advance(3000);
				assert.true(opened.router.router().offloading(), 'loaded again');
			},
			QUICK
		);
	});

	test.scenario('next to no traffic: a longer download is asked for', async (assert) => {
		await visit(
			'quiet',
			async (opened) => {
				await findBestMode(opened);
				const { outcome, text } = await bestModeOutcome(opened);
				assert.strictEqual(outcome, 'too-small', text);
				assert.true(text.startsWith('The test was too small: start a longer download'), text);
			},
			QUICK
		);
	});
});

QUnit.module('best mode > while it runs', { after: closeBrowser }, () => {
	test.scenario('which mode, which step, and how long it still takes', async (assert) => {
		await visit(
			'shaped-line',
			async (opened) => {
				const { page } = opened;
				await findBestMode(opened, 2);
				const text = await textOf(page, SECTION);
				const [, left] = /Off: step 2 of 6, about (\d+) s left\. \d+\.\d MiB so far/.exec(text) ?? [];
				assert.true(Number(left) > 100 && Number(left) <= 120, text);
				const filled = await page.$eval(`${SECTION} [role=progressbar]`, (bar) =>
					Number(bar.getAttribute('aria-valuenow'))
				);
				assert.true(filled >= 17 && filled <= 33, `${filled} % of all`);
				assert.false(await page.$eval(FIND, (button) => button.checkVisibility()));
			},
			QUICK
		);
	});

	for (const step of [1, 2, 3, 4, 5, 6])
		test.scenario(`cancelled in step ${step}: the setting is as it was, byte for byte`, async (assert) => {
			await visit(
				'shaped-line',
				async (opened) => {
					const { page, router } = opened;
					const before = firewallOf(opened);
					await findBestMode(opened, step);
					assert.strictEqual(
						firewallOf(opened) === before,
						[1, 6].includes(step),
						'on trial but for its own mode'
					);
					await page.locator(START).click();
					const { outcome, text } = await bestModeOutcome(opened);
					assert.strictEqual(outcome, 'cancelled', text);
					assert.strictEqual(/The old setting is restored\.$/.test(text), step > 1, text);
					assert.strictEqual(firewallOf(opened), before);
					await untilCounting(router, false);
					router.advance(140_000);
					assert.strictEqual(firewallOf(opened), before, 'and stays so');
					assert.true(router.router().offloading(), 'loaded again');
				},
				QUICK
			);
		});

	test.scenario('cancelled while the firewall loads another mode', async (assert) => {
		await visit(
			'shaped-line',
			async (opened) => {
				const { page } = opened;
				const before = firewallOf(opened);
				await findBestMode(opened);
				await untilText(opened, /Switching to “Off” for step 2 of 6/);
				await page.locator(START).click();
				assert.strictEqual((await bestModeOutcome(opened)).outcome, 'cancelled');
				assert.strictEqual(firewallOf(opened), before);
			},
			QUICK
		);
	});

	test.scenario('a tab that is closed in a trial: the router restores the setting', async (assert) => {
		await visit(
			'shaped-line',
			async (opened) => {
				const { page, router } = opened;
				const before = firewallOf(opened);
				await findBestMode(opened, 3);
				await page.close();
				assert.notStrictEqual(firewallOf(opened), before);
				router.advance(140_000);
				assert.strictEqual(firewallOf(opened), before);
				assert.true(router.router().offloading());
				assert.false(isCounting(router));
			},
			QUICK
		);
	});

	test.scenario(
		'a login that expires in a trial: said so, and the router restores the setting',
		async (assert) => {
			await visit(
				'shaped-line',
				async (opened) => {
					const { page, router } = opened;
					const before = firewallOf(opened);
					await findBestMode(opened, 2);
					router.expireSessions();
					await page.waitForSelector(`${VERDICT}:not([hidden])`);
					const { outcome, text } = await bestModeOutcome(opened);
					assert.strictEqual(outcome, 'failed');
					assert.true(/session.*the router restores it within two minutes\.$/i.test(text), text);
					assert.strictEqual(await page.$(`${SECTION} table`), null, 'no result');
					router.advance(140_000);
					assert.strictEqual(firewallOf(opened), before);
					assert.true(router.router().offloading());
					assert.false(isCounting(router));
				},
				QUICK
			);
		}
	);

	test.scenario('changes that wait to be applied are not touched', async (assert) => {
		await visit(
			'saved-changes',
			async (opened) => {
				const { page, router } = opened;
				const before = firewallOf(opened);
				await page.waitForFunction((find) => document.querySelector(find)?.checkVisibility(), {}, FIND);
				await page.locator(FIND).click();
				await waitForText(page, APPLY_ERROR, /unsaved changes/);
				assert.true((await applyErrorText(page)).includes('firewall'));
				router.advance(5000);
				assert.strictEqual(firewallOf(opened), before);
				assert.false(router.router().offloading());
			},
			QUICK
		);
	});

	test.scenario('a mode with a critical conflict is not even tried', async (assert) => {
		await visit(
			'sqm',
			async (opened) => {
				await waitForSituation(opened.page, 'off');
				await findBestMode(opened);
				const text = await textOf(opened.page, SECTION);
				assert.true(
					/Off: step 1 of 4/.test(text),
					`off and software, because hardware bypasses SQM: ${text}`
				);
			},
			QUICK
		);
	});

	test.scenario('is offered only where the setting is loaded', async (assert) => {
		await visit('module-missing', async ({ page }) => {
			await waitForSituation(page, 'module-missing');
			assert.false(await page.$eval(FIND, (button) => button.checkVisibility()));
		});
	});
});
