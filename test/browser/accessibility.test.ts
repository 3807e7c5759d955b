import QUnit from 'qunit';
import type { ScenarioName } from '../emulator/scenarios.ts';
import { overflow, violations } from './support/axe.ts';
import { HEADLINE } from './support/overview.ts';
import { test } from './support/spec.ts';
import { SURFACES, visitSurface } from './support/surfaces.ts';
import { currentTarget } from './support/target.ts';
import { tightTargets } from './support/targets.ts';
import { closeBrowser, visit, waitForText } from './support/visit.ts';

/** One language of each script that LuCI's themes are tried with; on our own runtime, one of each direction. */
const LANGUAGES = hasThemeOfLuci() ? ['de', 'zh-CN', 'ar'] : ['en', 'ar'];

function hasThemeOfLuci(): boolean {
	const target = currentTarget();
	return target.kind === 'emulated' && target.luciDir !== undefined;
}

QUnit.module('accessibility', { after: closeBrowser }, () => {
	const scenarios: ScenarioName[] = ['software', 'idle', 'module-missing', 'read-only', 'plugin-failing'];
	for (const scenario of scenarios)
		for (const scheme of ['light', 'dark'])
			test.scenario(`${scenario}, ${scheme}: axe finds nothing, and 360 px are enough`, async (assert) => {
				await visit(
					scenario,
					async ({ page }) => {
						await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
						await waitForText(page, HEADLINE, /offloaded/);
						assert.deepEqual(await violations(page), []);
						assert.strictEqual(await overflow(page), 0, 'nothing sticks out to the right');
					},
					{ width: 360, user: scenario === 'read-only' ? 'viewer' : 'root' }
				);
			});

	for (const surface of SURFACES)
		for (const language of LANGUAGES)
			for (const width of [1280, 360])
				test.scenario(`${surface.name}, ${language}, ${width} px: axe, width and targets`, async (assert) => {
					await visitSurface(surface, language, width, async ({ page }) => {
						assert.deepEqual(await violations(page, surface.selector), []);
						assert.strictEqual(await overflow(page), 0, 'nothing sticks out');
						assert.deepEqual(await tightTargets(page, surface.selector), [], 'room to press');
					});
				});

	test.scenario('who asks for more contrast gets buttons in the colours of the system', async (assert) => {
		await visit('software', async ({ page }) => {
			await waitForText(page, HEADLINE, /offloaded/);
			const session = await page.createCDPSession();
			const features = [{ name: 'prefers-contrast', value: 'more' }];
			await session.send('Emulation.setEmulatedMedia', { features });
			const [button, system] = await page.evaluate(() => {
				const probe = document.createElement('p');
				probe.style.cssText = 'color: ButtonText; background: ButtonFace';
				document.body.append(probe);
				return [document.querySelector('#view .btn')!, probe].map((element) => {
					const { color, backgroundColor } = getComputedStyle(element);
					return `${color} on ${backgroundColor}`;
				});
			});
			assert.strictEqual(button, system);
		});
	});
});
