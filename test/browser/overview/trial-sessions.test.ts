import type { Page } from 'puppeteer';
import QUnit from 'qunit';
import type { RunningRouter } from '../../emulator/server.ts';
import { call, code, session, setOption, status } from '../../unit/emulator/client.ts';
import { findBestMode, shortSeconds } from '../support/best-mode.ts';
import { waitForNotice, waitForSituation } from '../support/overview.ts';
import { test } from '../support/spec.ts';
import { answer, DIALOG, savedChanges, startTrial, waitForNoDialog } from '../support/trial.ts';
import { closeBrowser, logIn, OVERVIEW, textOf, visit, waitForText } from '../support/visit.ts';

const ON = "option flow_offloading '1'";
const SOFTWARE = { flow_offloading: true, flow_offloading_hw: false };
const FOREIGN = '#nft-offload-other-trial';

/** A trial of software offloading that another administrator has begun. */
interface OtherTrial {
	sid: string;
	id: string;
	/** Whether it is still running, untouched. */
	isRunning(): Promise<boolean>;
	keep(): Promise<void>;
}

async function otherTrial(router: RunningRouter): Promise<OtherTrial> {
	const sid = await session(router, 'root');
	await call(router, sid, 'luci.nft-offload', 'trial_start', { seconds: 120, tried: SOFTWARE });
	const id = (await status(router, sid)).trial?.id ?? '';
	await setOption(router, sid, 'flow_offloading', '1');
	await code(router, sid, 'uci', 'apply', { timeout: 120, rollback: true });
	return {
		sid,
		id,
		isRunning: async () =>
			(await status(router, sid)).trial?.id === id && router.readConfig('firewall')?.includes(ON) === true,
		async keep() {
			await call(router, sid, 'luci.nft-offload', 'trial_end', { id, undo: false });
			await code(router, sid, 'uci', 'confirm');
		},
	};
}

/** A tab in the background: it reads nothing, but its timers go on. */
async function hide(page: Page, hidden: boolean): Promise<void> {
	await page.evaluate(
		(value) => Object.defineProperty(document, 'hidden', { value, configurable: true }),
		hidden
	);
}

/** A second tab of the same session, with the dialog of the trial that runs. */
async function secondTab(page: Page, router: RunningRouter): Promise<Page> {
	const tab = await page.browserContext().newPage();
	await tab.goto(router.url + OVERVIEW);
	await tab.waitForSelector(DIALOG);
	return tab;
}

/** Lets the countdown of a tab run out. */
function runOut(page: Page): Promise<void> {
	return page.evaluate(() => {
		const now = performance.now.bind(performance);
		performance.now = () => now() + 125_000;
	});
}

QUnit.module('trial > two tabs and two sessions', { after: closeBrowser }, () => {
	test.scenario(
		'a hidden tab’s countdown runs out after the other tab kept: it ends nothing',
		async (assert) => {
			await visit('idle', async ({ page, router }) => {
				await waitForSituation(page, 'off');
				await startTrial(page);
				const hidden = await secondTab(page, router);
				await hide(hidden, true);
				await page.bringToFront();
				await answer(page, 'Keep');
				await waitForNotice(page, /Setting kept: Software/);
				const asked = hidden.waitForResponse((response) =>
					Boolean(response.request().postData()?.includes('trial_end'))
				);
				await runOut(hidden);
				await asked;
				await hidden.bringToFront();
				await waitForNotice(hidden, /Setting kept: Software/);
				await waitForNoDialog(hidden);
				router.advance(300_000);
				assert.true(router.readConfig('firewall')?.includes(ON));
			});
		}
	);

	for (const button of ['Keep', 'Undo now'] as const)
		test.scenario(
			`${button} in a stale dialog, while another session tries something: it is left alone`,
			async (assert) => {
				await visit('idle', async ({ page, router }) => {
					const before = router.readConfig('firewall');
					await waitForSituation(page, 'off');
					await startTrial(page);
					await hide(page, true);
					router.advance(135_000);
					assert.strictEqual(router.readConfig('firewall'), before, 'its own trial is over');
					const other = await otherTrial(router);
					await answer(page, button);
					await waitForNotice(page, /already ended. The setting is now “Software”/);
					await waitForNoDialog(page);
					assert.true(await other.isRunning());
					router.advance(135_000);
					assert.strictEqual(router.readConfig('firewall'), before, 'and it is still guarded');
				});
			}
		);

	test.scenario('a countdown that runs out late does not end another session’s trial', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			await waitForSituation(page, 'off');
			await startTrial(page);
			await hide(page, true);
			router.advance(135_000);
			const other = await otherTrial(router);
			await runOut(page);
			await waitForNotice(page, /already ended/);
			assert.true(await other.isRunning());
			await other.keep();
			router.advance(300_000);
			assert.true(router.readConfig('firewall')?.includes(ON));
		});
	});

	test.scenario('Undo in one tab closes the dialog of the other, and both say the same', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			const before = router.readConfig('firewall');
			await waitForSituation(page, 'off');
			await startTrial(page);
			router.advance(3000);
			await waitForText(page, DIALOG, /Software: br-lan/);
			const other = await secondTab(page, router);
			await answer(other, 'Undo now');
			await waitForNotice(other, /Old setting restored: Off/);
			await page.bringToFront();
			await waitForNotice(page, /Old setting restored: Off/);
			await waitForNoDialog(page);
			assert.strictEqual(router.readConfig('firewall'), before);
			assert.deepEqual(await savedChanges(page, router), {});
		});
	});

	for (const [end, words] of [
		['keeps', /Setting kept: Software/],
		['forgets', /Old setting restored: Off/],
		['reboots', /Old setting restored: Off/],
	] as const)
		test.scenario(`another session ${end} its trial: this page tells how it ended`, async (assert) => {
			await visit('idle', async (opened) => {
				const { page, router } = opened;
				await waitForSituation(page, 'off');
				const other = await otherTrial(router);
				await page.reload();
				await waitForText(page, FOREIGN, /Another session is trying “Software”/);
				if (end === 'keeps') await other.keep();
				else if (end === 'forgets') router.advance(135_000);
				else {
					router.reboot();
					await logIn(opened, 'root');
					await page.goto(router.url + OVERVIEW);
				}
				await waitForNotice(page, words);
				assert.false(/outside this page/.test(await textOf(page, '#maincontent')));
			});
		});

	test.scenario(
		'a session that ends while deciding: nothing is kept, and the next one says so',
		async (assert) => {
			await visit('idle', async (opened) => {
				const { page, router } = opened;
				const before = router.readConfig('firewall');
				await waitForSituation(page, 'off');
				await startTrial(page);
				await hide(page, true);
				router.expireSessions();
				await answer(page, 'Keep');
				await page.waitForFunction(() =>
					/expired|Your choice did not go through/i.test(document.body.innerText)
				);
				assert.true(router.readConfig('firewall')?.includes(ON), 'it is on trial still');
				router.advance(135_000);
				assert.strictEqual(router.readConfig('firewall'), before);
				await logIn(opened, 'root');
				await page.goto(router.url + OVERVIEW);
				await waitForNotice(page, /Old setting restored: Off/);
			});
		}
	);

	test.scenario(
		'Keep after a new login: rpcd would undo it, so the page does not say that it is kept',
		async (assert) => {
			await visit('idle', async (opened) => {
				const { page, router } = opened;
				const before = router.readConfig('firewall');
				await waitForSituation(page, 'off');
				await startTrial(page);
				router.expireSessions();
				await logIn(opened, 'root');
				await page.goto(router.url + OVERVIEW);
				await page.waitForSelector(DIALOG);
				await answer(page, 'Keep');
				await waitForText(page, `${DIALOG} [role=alert]`, /Your choice did not go through/);
				router.advance(135_000);
				await waitForNotice(page, /Old setting restored: Off/);
				assert.strictEqual(router.readConfig('firewall'), before);
			});
		}
	);

	test.scenario('what another program commits meanwhile outlives Undo', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			await waitForSituation(page, 'off');
			await startTrial(page);
			const committed = `${router.readConfig('firewall')}\nconfig rule 'banned'\n\toption target 'DROP'\n`;
			router.router().store.writeText('firewall', committed);
			await answer(page, 'Undo now');
			await waitForNotice(page, /Old setting restored: Off/);
			router.advance(135_000);
			const after = router.readConfig('firewall') ?? '';
			assert.true(/config rule 'banned'\s+option target 'DROP'/.test(after), after);
			assert.false(after.includes('flow_offloading'));
		});
	});

	test.scenario('a second tab leaves the test of the modes in the first alone', async (assert) => {
		await visit(
			'shaped-line',
			async (opened) => {
				const { page, router } = opened;
				await findBestMode(opened, 2);
				const sid = await session(router, 'root');
				const { trial } = await status(router, sid);
				assert.ok(trial, 'a switch is a trial');
				const other = await page.browserContext().newPage();
				await other.goto(router.url + OVERVIEW);
				await waitForText(other, FOREIGN, /Another session is trying/);
				assert.strictEqual(await other.$(DIALOG), null);
				assert.strictEqual((await status(router, sid)).trial?.id, trial?.id);
			},
			{ prepare: shortSeconds }
		);
	});
});
