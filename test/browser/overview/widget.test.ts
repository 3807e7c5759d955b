import type { Page } from 'puppeteer';
import QUnit from 'qunit';
import type { ScenarioName } from '../../emulator/scenarios.ts';
import { test } from '../support/spec.ts';
import { closeBrowser, visit } from '../support/visit.ts';

/** What the widget of LuCI's status overview shows, and where it leads; its page is not in the emulation, its module is. */
async function widgetOf(page: Page): Promise<{ text: string; links: string[] }> {
	await page.waitForSelector('[data-situation]');
	return page.evaluate(async () => {
		type Widget = { load(): Promise<unknown>; render(facts: unknown): HTMLElement };
		const widget = await L.require<Widget>('view.status.include.35_nft-offload');
		const element = widget.render(await widget.load());
		const links = [...element.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '');
		return { text: element.textContent ?? '', links };
	});
}

QUnit.module('overview widget', { after: closeBrowser }, () => {
	const lines: Array<[ScenarioName, line: RegExp]> = [
		['software', /^On: 40 connections offloaded Details$/],
		['idle', /^Off Details$/],
		[
			'pppoe-vlan',
			/^Uploads only: downloads go through the firewall Downloads on wan, wan6 \(PPPoE\) .* Details$/,
		],
		['module-missing', /^Enabled, but not working .*kmod-nft-offload.* Details$/],
		['plugin-failing', /^Unknown .+ Details$/],
		['plugin-missing', /^Unknown .+ Details$/],
		['calls-denied', /^Unknown .+ Details$/],
	];
	for (const [scenario, line] of lines)
		test.scenario(
			`${scenario}: one line, why where it does not work, and a link to the page`,
			async (assert) => {
				await visit(scenario, async ({ page }) => {
					const { text, links } = await widgetOf(page);
					assert.ok(line.test(text), text);
					assert.ok(links[0]?.endsWith('/admin/network/flow-offloading'), links.join());
				});
			}
		);

	test.scenario('without marks, the counters of two loads prove that offloading works', async (assert) => {
		await visit('table-garbage', async ({ page, router }) => {
			router.advance(20_000);
			const first = (await widgetOf(page)).text;
			assert.ok(/^Unknown .+ Details$/.test(first), `nothing to compare with: ${first}`);
			router.advance(5000);
			const second = (await widgetOf(page)).text;
			assert.ok(/^On: at least \d+ % bypassed Details$/.test(second), second);
		});
	});
});
