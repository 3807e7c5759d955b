import QUnit from 'qunit';
import { NOT_MISPLACED, routerWith } from '../../unit/model/conflicts/environment.ts';
import { FLOWTABLE, SYSTEM } from '../../unit/model/status-facts.ts';
import { overflow, violations } from '../support/axe.ts';
import {
	askToApply,
	fixesAskedFor,
	hint,
	press,
	seen,
	show,
	showInput,
	visitConflicts,
} from '../support/conflicts.ts';
import { test } from '../support/spec.ts';
import { closeBrowser, textOf, waitForText } from '../support/visit.ts';

const SECTION = '#nft-offload-settings';
const SUMMARY = `${SECTION} [aria-live]`;
const HARDWARE_ON = {
	requested: { flow_offloading: true, flow_offloading_hw: true },
	flowtables: [{ ...FLOWTABLE, hardware: true }],
};
/** QoSmate is a hint for software, SQM one for hardware. */
const SHAPING = { qosmate: true, sqm: ['wan'] };

QUnit.module('conflicts', { after: closeBrowser }, () => {
	test.scenario(
		'before the box is ticked: hints for software, those for hardware folded away',
		async (assert) => {
			await visitConflicts(async ({ page, complaints }) => {
				await show(page, routerWith(SHAPING));
				assert.deepEqual(await seen(page), ['qosmate-software']);
				assert.strictEqual(await textOf(page, SUMMARY), '1 warning for this router.');
				await page.locator(`${SECTION} summary`).click();
				assert.deepEqual(await seen(page), ['qosmate-software', 'sqm-hardware', 'qosmate-hardware']);
				await waitForText(page, hint('sqm-hardware'), /Found: wan/);
				assert.deepEqual(complaints, []);
			});
		}
	);

	test.scenario('with hardware chosen its hints stand in front', async (assert) => {
		await visitConflicts(async ({ page }) => {
			await show(page, routerWith(SHAPING), 'hardware');
			assert.deepEqual(await seen(page), ['sqm-hardware', 'qosmate-hardware']);
		});
	});

	test.scenario('known tools that keep working are named for the mode that is chosen', async (assert) => {
		await visitConflicts(async ({ page, complaints }) => {
			const named = () =>
				page.$$eval('[data-confirmation]', (lines) =>
					lines.filter((line) => line.checkVisibility()).map((line) => line.textContent)
				);
			const redirect = { device: 'wan', to: 'ifb4wan', whole: true };
			const router = routerWith({ sqm: ['wan'] }, { ingress_redirects: [redirect] });
			await show(page, router);
			assert.deepEqual(await named(), [
				'SQM on wan keeps working with software offloading. Downloads still go through the firewall, so offloading saves less.',
			]);
			assert.deepEqual(await seen(page), []);
			await show(page, router, 'hardware');
			assert.deepEqual(await named(), []);
			assert.deepEqual(await seen(page), ['sqm-hardware']);
			assert.deepEqual(complaints, []);
		});
	});

	test.scenario('a router without conflicts says so; one that was not read yet does not', async (assert) => {
		await visitConflicts(async ({ page }) => {
			await showInput(page, { status: null, environment: null, selected: 'off' });
			assert.strictEqual(await textOf(page, SUMMARY), 'Looking for conflicts…');
			await show(page, routerWith());
			assert.strictEqual(await textOf(page, SUMMARY), 'No conflict found on this router.');
			assert.deepEqual(await seen(page), []);
		});
	});

	test.scenario('a call that failed and a fact that could not be read are told', async (assert) => {
		await visitConflicts(async ({ page }) => {
			const { status } = routerWith();
			const error = 'RPC call to luci.nft-offload/environment failed with error -32002: Access denied';
			await showInput(page, { status: { value: status }, environment: { error }, selected: 'off' });
			await waitForText(page, SUMMARY, /^Conflicts are unknown: Permission denied/);
			const unknown = { sqm: { code: 'denied', text: '/etc/config/sqm' } } as const;
			await show(page, routerWith({ sqm: null, unknown }));
			await waitForText(page, SECTION, /a warning may be missing: .*\/etc\/config\/sqm/);
			await show(page, routerWith());
			assert.notOk(/may be missing/.test(await textOf(page, SECTION)));
		});
	});

	test.scenario('a hidden hint stays hidden for this router until it is shown again', async (assert) => {
		await visitConflicts(async ({ page }) => {
			const router = (board: string) => routerWith(SHAPING, { system: { ...SYSTEM, board } });
			await show(page, router('one'));
			await press(page, 'Dismiss this warning', hint('qosmate-software'));
			assert.deepEqual(await seen(page), []);
			await page.reload();
			await show(page, router('one'));
			assert.deepEqual(await seen(page), [], 'after a reload');
			await show(page, router('two'));
			assert.deepEqual(await seen(page), ['qosmate-software'], 'another board');
			await show(page, router('one'));
			await press(page, 'Show 1 dismissed warning', SECTION);
			assert.deepEqual(await seen(page), ['qosmate-software']);
			await page.reload();
			await show(page, router('one'));
			assert.deepEqual(await seen(page), ['qosmate-software']);
		});
	});

	test.scenario('a browser that stores nothing, or nonsense, still hides', async (assert) => {
		await visitConflicts(async ({ page }) => {
			await page.evaluate(() => {
				for (const text of ['{', '{"a":1}', '[1]'])
					window.localStorage.setItem(`nft-offload.hidden-hints.${text}`, text);
				Storage.prototype.setItem = () => {
					throw new Error('full');
				};
			});
			for (const board of ['{', '{"a":1}', '[1]', 'plain']) {
				await show(page, routerWith(SHAPING, { system: { ...SYSTEM, board } }));
				assert.deepEqual(await seen(page), ['qosmate-software'], board);
				await press(page, 'Dismiss this warning', hint('qosmate-software'));
				assert.deepEqual(await seen(page), [], board);
			}
		});
	});

	test.scenario('one click: hardware goes and software stays', async (assert) => {
		await visitConflicts(async ({ page }) => {
			await show(page, routerWith({ sqm: ['wan'] }, HARDWARE_ON), 'hardware');
			await press(page, 'Use software only', hint('sqm-hardware'));
			assert.deepEqual(await fixesAskedFor(page), ['flow_offloading=1', 'flow_offloading_hw=null']);
		});
	});

	test.scenario(
		'one click: a misplaced option is set where it counts, a missing one is added',
		async (assert) => {
			await visitConflicts(async ({ page }) => {
				await show(page, routerWith({ misplaced: { ...NOT_MISPLACED, globals_flow_offloading: true } }));
				await press(page, 'Set it in the firewall', hint('misplaced'));
				const requested = { flow_offloading: false, flow_offloading_hw: true };
				await show(page, routerWith({}, { requested }));
				await press(page, 'Enable software too', hint('hardware-alone'));
				assert.deepEqual(await fixesAskedFor(page), ['flow_offloading=1', 'flow_offloading=1']);
			});
		}
	);

	test.scenario(
		'a user who may only read sees warnings and links, but nothing that changes the router',
		async (assert) => {
			await visitConflicts(
				async ({ page }) => {
					await show(page, routerWith({ qosmate: true }, HARDWARE_ON), 'hardware');
					assert.deepEqual(await seen(page), ['qosmate-hardware']);
					const words = await page.$$eval(`${hint('qosmate-hardware')} .btn`, (buttons) =>
						buttons.map((button) => button.textContent)
					);
					assert.deepEqual(words, ['Open System › Startup', 'Dismiss this warning']);
				},
				{ user: 'viewer' }
			);
		}
	);

	test.scenario(
		'a critical conflict asks once more, hidden or not, and only for its mode',
		async (assert) => {
			await visitConflicts(async ({ page }) => {
				await show(page, routerWith({ sqm: ['wan'] }), 'hardware');
				await press(page, 'Dismiss this warning', hint('sqm-hardware'));
				const refused = await askToApply(page, 'hardware');
				await waitForText(page, '#modal_overlay', /bypasses SQM/);
				await press(page, 'Cancel', '#modal_overlay');
				assert.strictEqual(await refused(), false);
				const insisted = await askToApply(page, 'hardware');
				await press(page, 'Enable anyway', '#modal_overlay');
				assert.strictEqual(await insisted(), true);
				for (const mode of ['software', 'off'] as const)
					assert.strictEqual(await (await askToApply(page, mode))(), true, `${mode} is not asked about`);
			});
		}
	);

	test.scenario('a poll that brings nothing new takes nobody’s focus', async (assert) => {
		await visitConflicts(async ({ page }) => {
			await show(page, routerWith(SHAPING));
			await (await page.waitForSelector(`${hint('qosmate-software')} button`))?.focus();
			await show(page, routerWith({ ...SHAPING, monotonic_ms: 99 }));
			const focused = () => page.evaluate(() => document.activeElement?.textContent);
			assert.strictEqual(await focused(), 'Dismiss this warning');
		});
	});

	test.scenario('names from the router are text, never HTML', async (assert) => {
		await visitConflicts(async ({ page }) => {
			const name = '<img src=x onerror="window.broken = true">';
			await show(page, routerWith({ sqm: [name] }), 'hardware');
			await waitForText(page, hint('sqm-hardware'), /<img src=x/);
			assert.strictEqual(await page.$$eval(`${SECTION} img`, (images) => images.length), 0);
		});
	});

	test.scenario('the commands are those of the mode that is ticked', async (assert) => {
		await visitConflicts(async ({ page }) => {
			await show(page, routerWith(), 'hardware');
			await page.locator('#nft-offload-commands summary').click();
			assert.ok((await textOf(page, '#nft-offload-commands pre')).includes("flow_offloading_hw='1'"));
			await show(page, routerWith(), 'software');
			const text = await textOf(page, '#nft-offload-commands pre');
			assert.ok(text.includes('uci -q delete firewall.@defaults[0].flow_offloading_hw'), text);
			assert.ok(text.endsWith('fw4 check && uci commit firewall && service firewall reload'), text);
		});
	});

	for (const scheme of ['light', 'dark'])
		for (const mode of ['off', 'hardware'] as const)
			test.scenario(`${scheme}, ${mode}: axe finds nothing, and 360 px are enough`, async (assert) => {
				await visitConflicts(
					async ({ page }) => {
						await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
						await show(page, routerWith({ ...SHAPING, vlan_bridges: ['br-lan'] }, HARDWARE_ON), mode);
						await page.$$eval('details', (all) => all.map((details) => details.setAttribute('open', '')));
						assert.deepEqual(await violations(page), []);
						assert.strictEqual(await overflow(page), 0, 'nothing sticks out to the right');
					},
					{ width: 360 }
				);
			});
});
