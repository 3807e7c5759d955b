import QUnit from 'qunit';
import { overflow, violations } from '../support/axe.ts';
import { hint, press, seen, waitForGone } from '../support/conflicts.ts';
import {
	HARDWARE_BOX,
	pressApply,
	SOFTWARE_BOX,
	waitForNotice,
	waitForSituation,
} from '../support/overview.ts';
import { test } from '../support/spec.ts';
import { answer, DIALOG, waitForNoDialog } from '../support/trial.ts';
import { closeBrowser, textOf, type Visit, visit, waitForText } from '../support/visit.ts';

const SECTION = '#nft-offload-settings';
const SUMMARY = `${SECTION} [aria-live]`;
const QUESTION = '#modal_overlay';

/** The lines by which a config differs from what it was. */
function difference(before: string | null, after: string | null): { added: string[]; removed: string[] } {
	const lines = (text: string | null) => (text ?? '').split('\n').map((line) => line.trim());
	const only = (these: string[], those: string[]) => these.filter((line) => !those.includes(line));
	return { added: only(lines(after), lines(before)), removed: only(lines(before), lines(after)) };
}

/** Presses the button that mends a conflict, keeps what is on trial, and says what that has changed. */
async function mend({ page, router }: Visit, id: string, words: string) {
	const before = router.readConfig('firewall');
	const network = router.readConfig('network');
	await press(page, words, hint(id));
	await page.waitForSelector(DIALOG);
	await answer(page, 'Keep');
	await waitForNoDialog(page);
	await waitForGone(page, id);
	return {
		...difference(before, router.readConfig('firewall')),
		network: difference(network, router.readConfig('network')),
	};
}

const UNTOUCHED = { added: [], removed: [] };

QUnit.module('warnings next to the switch', { after: closeBrowser }, () => {
	test.scenario('a hint stands there before anything is ticked', async (assert) => {
		await visit('unblocker', async ({ page, complaints }) => {
			await waitForText(page, SUMMARY, /^1 warning for this router.$/);
			assert.deepEqual(await seen(page), ['unblockers']);
			assert.ok((await textOf(page, hint('unblockers'))).includes('Found: zapret, nfqws'));
			assert.deepEqual(complaints, []);
		});
	});

	test.scenario('a router with nothing in the way says so', async (assert) => {
		await visit('idle', async ({ page }) => {
			await waitForText(page, SUMMARY, /^No conflict found on this router\.$/);
			assert.deepEqual(await seen(page), []);
		});
	});

	test.scenario(
		'hardware ticked on a router with SQM: the hint comes to the front, and applying asks once more',
		async (assert) => {
			await visit('sqm', async ({ page, router }) => {
				await waitForText(page, SUMMARY, /^Nothing on this router conflicts with software offloading\.$/);
				assert.ok((await textOf(page, `${SECTION} summary`)).includes('1 warning'));
				await page.locator(HARDWARE_BOX).click();
				assert.deepEqual(await seen(page), ['sqm-hardware']);
				const before = router.readConfig('firewall');
				await pressApply(page);
				await waitForText(page, QUESTION, /bypasses SQM/);
				await press(page, 'Cancel', QUESTION);
				await waitForNoDialog(page);
				assert.strictEqual(router.readConfig('firewall'), before, 'nothing is written');
				await pressApply(page);
				await press(page, 'Enable anyway', QUESTION);
				await page.waitForSelector(DIALOG);
				await answer(page, 'Undo now');
				await waitForNotice(page, /Old setting restored/);
			});
		}
	);

	test.scenario('software on the same router is applied without a question', async (assert) => {
		await visit('sqm', async ({ page, router }) => {
			await waitForText(page, SUMMARY, /software offloading/);
			await page.locator(SOFTWARE_BOX).click();
			await pressApply(page);
			await page.waitForSelector(DIALOG);
			assert.true(router.readConfig('firewall')?.includes("option flow_offloading '1'"));
			await answer(page, 'Undo now');
			await waitForNoDialog(page);
		});
	});

	test.scenario(
		'a hidden hint stays hidden after a reload, and comes back when asked for',
		async (assert) => {
			await visit('unblocker', async ({ page }) => {
				await press(page, 'Dismiss this warning', hint('unblockers'));
				await page.reload();
				await waitForText(page, SUMMARY, /^No further warnings for this router\.$/);
				assert.deepEqual(await seen(page), []);
				await press(page, 'Show 1 dismissed warning', SECTION);
				assert.deepEqual(await seen(page), ['unblockers']);
				await page.reload();
				await waitForText(page, SUMMARY, /^1 warning/);
				assert.deepEqual(await seen(page), ['unblockers']);
			});
		}
	);

	test.scenario('names from the router are text, never HTML', async (assert) => {
		await visit('hostile-names', async ({ page, complaints }) => {
			await waitForText(page, hint('limit-rules'), /Found: hostile <img/);
			await page.locator(`${SECTION} summary`).click();
			await waitForText(page, hint('sqm-hardware'), /Found: <img src=x/);
			assert.strictEqual(await page.$$eval(`${SECTION} img`, (images) => images.length), 0);
			assert.ok(!/^(1|hostile)$/.test(await page.title()));
			assert.deepEqual(complaints, []);
		});
	});

	test.scenario('the router is asked once, and again after the grace period of a change', async (assert) => {
		let asked = 0;
		await visit(
			'option-misplaced',
			async (opened) => {
				const { page, router } = opened;
				await waitForSituation(page, 'misplaced');
				for (let poll = 0; poll < 3; poll++) {
					router.advance(3000);
					await page.waitForResponse((response) => response.url().includes('/ubus'));
				}
				assert.strictEqual(asked, 1);
				await mend(opened, 'misplaced', 'Set it in the firewall');
				await page.waitForRequest((request) => (request.postData() ?? '').includes('"environment"'));
			},
			{
				prepare: async ({ page }) => {
					page.on('request', (request) => {
						if ((request.postData() ?? '').includes('"environment"')) asked++;
					});
				},
			}
		);
	});

	test.scenario('facts that cannot be read are told, and the rest of the page stands', async (assert) => {
		await visit('plugin-failing', async ({ page }) => {
			await waitForText(page, SUMMARY, /^Conflicts are unknown: /);
			assert.ok(await page.$(SOFTWARE_BOX));
		});
	});
});

QUnit.module('warnings next to the switch > one click', { after: closeBrowser }, () => {
	test.scenario('a misplaced option: set in the firewall, left alone where it stands', async (assert) => {
		await visit('option-misplaced', async (opened) => {
			assert.deepEqual(await mend(opened, 'misplaced', 'Set it in the firewall'), {
				added: ["option flow_offloading '1'"],
				removed: [],
				network: UNTOUCHED,
			});
		});
	});

	test.scenario('hardware alone: software is added, hardware stays', async (assert) => {
		await visit('hardware-alone', async (opened) => {
			assert.deepEqual(await mend(opened, 'hardware-alone', 'Enable software too'), {
				added: ["option flow_offloading '1'"],
				removed: [],
				network: UNTOUCHED,
			});
		});
	});

	test.scenario('SQM under hardware: hardware goes, software stays', async (assert) => {
		await visit('sqm-hardware', async (opened) => {
			assert.deepEqual(await mend(opened, 'sqm-hardware', 'Use software only'), {
				added: [],
				removed: ["option flow_offloading_hw '1'"],
				network: UNTOUCHED,
			});
		});
	});

	test.scenario('undone: the file is what it was, byte for byte, and the hint is back', async (assert) => {
		await visit('sqm-hardware', async ({ page, router }) => {
			const before = router.readConfig('firewall');
			await press(page, 'Use software only', hint('sqm-hardware'));
			await page.waitForSelector(DIALOG);
			assert.notStrictEqual(router.readConfig('firewall'), before);
			await answer(page, 'Undo now');
			await waitForNoDialog(page);
			assert.strictEqual(router.readConfig('firewall'), before);
			await page.waitForSelector(hint('sqm-hardware'));
		});
	});

	test.scenario(
		'a user who may only look gets hints and links, but no button that changes anything',
		async (assert) => {
			await visit(
				'sqm-hardware',
				async ({ page }) => {
					await page.waitForSelector(hint('sqm-hardware'));
					const words = await page.$$eval(`${hint('sqm-hardware')} .btn`, (buttons) =>
						buttons.map((button) => button.textContent)
					);
					assert.deepEqual(words, ['Dismiss this warning']);
				},
				{ user: 'viewer' }
			);
		}
	);
});

QUnit.module('warnings next to the switch > commands', { after: closeBrowser }, () => {
	test.scenario(
		'they are those of the mode that is ticked, and Reset brings back the stored one',
		async (assert) => {
			await visit('software', async ({ page }) => {
				const commands = '#nft-offload-commands';
				await page.locator(`${commands} summary`).click();
				await waitForText(page, `${commands} p`, /“Software”/);
				await page.locator(HARDWARE_BOX).click();
				await waitForText(page, `${commands} pre`, /flow_offloading_hw='1'/);
				await page.locator('.cbi-button-reset').click();
				await waitForText(page, `${commands} pre`, /-q delete firewall\.@defaults\[0\]\.flow_offloading_hw/);
				assert.ok(
					(await textOf(page, `${commands} pre`)).endsWith(
						'fw4 check && uci commit firewall && service firewall reload'
					)
				);
			});
		}
	);

	for (const scheme of ['light', 'dark'])
		test.scenario(`${scheme}: axe finds nothing, and 360 px are enough`, async (assert) => {
			await visit(
				'hostile-names',
				async ({ page }) => {
					await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
					await page.waitForSelector(hint('limit-rules'));
					await page.$$eval('details', (all) => all.map((details) => details.setAttribute('open', '')));
					assert.deepEqual(await violations(page), []);
					assert.strictEqual(await overflow(page), 0, 'nothing sticks out to the right');
				},
				{ width: 360 }
			);
		});
});
