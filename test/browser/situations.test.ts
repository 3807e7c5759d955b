import QUnit from 'qunit';
import type { ScenarioName } from '../router/scenarios.ts';
import { waitForSituation } from './overview.ts';
import { test } from './spec.ts';
import { closeBrowser, textOf, visit } from './visit.ts';

/** What the page makes of each router: the id of its verdict, its badge, and the hint beside it where there is one. */
const SITUATIONS: Array<[scenario: ScenarioName, situation: string, badge: RegExp, hint?: string]> = [
	['idle', 'off', /^Off$/],
	['software', 'working', /^On: accelerating 40 connections$/],
	['hardware', 'working', /^Hardware: accelerating 44 connections$/],
	['hardware-unused', 'working', /^On: accelerating 44 connections$/],
	['hardware-alone', 'hardware-alone', /^On but not working$/],
	['waiting-changes', 'uncommitted', /^Off$/],
	['saved-changes', 'unapplied', /^Off$/],
	['module-missing', 'module-missing', /^On but not working$/],
	['firewall-stopped', 'firewall-stopped', /^On but not working$/],
	['ruleset-rejected', 'rejected', /^On but not working$/],
	['wan-missing', 'wan-missing', /^On but not working$/, 'uncovered'],
	['pppoe', 'working', /^On: accelerating 40 connections$/, 'pppoe'],
	['access-point', 'access-point', /^Waiting for traffic$/],
	['nearly-full', 'working', /^On: accelerating 40 connections$/, 'table-full'],
	['many-connections', 'working', /^On: accelerating 40 connections$/],
	['netlink-garbage', 'working', /^On: accelerating 40 connections$/],
	['table-garbage', 'unknown', /^Unknown$/],
	['plugin-failing', 'unknown', /^Unknown$/],
];

QUnit.module('situations', { after: closeBrowser }, () => {
	for (const [scenario, situation, badge, hint] of SITUATIONS)
		test.scenario(`${scenario}: ${situation}`, async (assert) => {
			await visit(scenario, async ({ page, complaints }) => {
				await waitForSituation(page, situation);
				assert.ok(badge.test(await textOf(page, '[data-badge]')), await textOf(page, '[data-badge]'));
				const hints = await page.$$eval('[data-hint]', (boxes) =>
					boxes.map((box) => (box as HTMLElement).dataset.hint)
				);
				assert.ok(hint === undefined || hints.includes(hint), hints.join());
				assert.deepEqual(complaints, []);
			});
		});
});
