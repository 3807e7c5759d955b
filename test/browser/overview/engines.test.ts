import QUnit from 'qunit';
import type { ScenarioName } from '../../emulator/scenarios.ts';
import { test } from '../support/spec.ts';
import { closeBrowser, textOf, visit, waitForText } from '../support/visit.ts';

const DETAILS = '#nft-offload-details summary';
const HARDWARE = '#nft-offload-engines';
const HINTS = '.nft-offload-hints';

/** What the details say about the hardware, and what is said above them. */
const CASES: Array<{ scenario: ScenarioName; details: string[]; hint?: RegExp; warning?: RegExp }> = [
	{
		scenario: 'engine-mediatek',
		details: [
			'MediaTek PPE (ppe0)',
			'38 entries forward without the CPU, 5 are only watched, room for 16,384',
			'On, but no Wi-Fi card uses it',
		],
		warning: /WED is on, but no Wi-Fi card uses it/,
	},
	{
		scenario: 'engine-qualcomm',
		details: [
			'0 entries forward without the CPU, room for 4,096',
			'31: leaves through a device outside the switch, such as Wi-Fi; 12: arrives in a VLAN that the switch does not handle',
		],
		hint: /No connection is offloaded to hardware, and the hardware has rejected some/,
	},
	{
		scenario: 'engine-coming',
		details: ['unknown: this driver does not list what it forwards'],
		hint: /still being developed \(openwrt\/openwrt#24178\)/,
	},
	{
		scenario: 'engine-airoha',
		details: ['Airoha PPE (ppe)', 'Not running: its firmware is not installed'],
		warning: /network processor \(NPU\) is not running/,
	},
];

QUnit.module('hardware engines', { after: closeBrowser }, () => {
	for (const { scenario, details, hint, warning } of CASES)
		test.scenario(`${scenario}: the details say it once they are opened`, async (assert) => {
			await visit(scenario, async ({ page }) => {
				await page.waitForSelector(DETAILS);
				assert.strictEqual(await textOf(page, HARDWARE), '', 'nothing is fetched before');
				await page.locator(DETAILS).click();
				for (const words of details)
					await waitForText(page, HARDWARE, new RegExp(words.replace(/[.()]/g, '\\$&')));
				if (hint) await waitForText(page, HINTS, hint);
				if (warning) await waitForText(page, 'body', warning);
				const shown = await textOf(page, 'body');
				assert.notOk(/has no hardware|does not support/.test(shown), 'never "no hardware here"');
			});
		});
});
