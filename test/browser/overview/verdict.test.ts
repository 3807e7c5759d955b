import QUnit from 'qunit';
import type { ScenarioName } from '../../emulator/scenarios.ts';
import { hurry } from '../support/hurry.ts';
import { waitForSituation } from '../support/overview.ts';
import { test } from '../support/spec.ts';
import { applyErrorText } from '../support/trial.ts';
import { closeBrowser, visit } from '../support/visit.ts';

/** What the page says of a router, and the button or command that helps; null where nothing has to be done. */
interface Case {
	situation: string;
	/** A pattern. */
	badge: string;
	words: string;
	help: string | null;
}

const works = { situation: 'working', badge: 'On: ', words: 'Offloading works', help: null };
const unknown = { situation: 'unknown', badge: 'Unknown', words: 'Unknown whether', help: 'Create a report' };
const broken = 'Enabled, but not working';

const CASES: Partial<Record<ScenarioName, Case>> = {
	idle: { situation: 'off', badge: 'Off', words: 'every packet goes through the firewall', help: 'Enable' },
	software: works,
	hardware: { ...works, badge: 'Hardware: ' },
	'hardware-unused': works,
	// Without netlink nobody knows whether an ingress queue (SQM) takes packets off the fast path.
	'netlink-refused': {
		...unknown,
		situation: 'direction-unknown',
		words: 'the ingress queues could not be read',
		help: 'Measure',
	},
	'module-missing': {
		situation: 'module-missing',
		badge: broken,
		words: 'Install the package kmod-nft-offload',
		help: 'apk add kmod-nft-offload',
	},
	'waiting-changes': { situation: 'uncommitted', badge: 'Off', words: 'uci commit firewall', help: null },
	'saved-changes': { situation: 'unapplied', badge: 'Off', words: 'has not been applied yet', help: 'pply' },
	'hardware-alone': {
		situation: 'hardware-alone',
		badge: broken,
		words: 'it needs software offloading',
		help: 'Enable',
	},
	'wan-missing': {
		situation: 'uploads-only',
		badge: 'Uploads only',
		words: 'Downloads on wan, wan6 go through the firewall: the flowtable does not list eth1',
		help: 'Reload the firewall',
	},
	'pppoe-vlan': {
		situation: 'uploads-only',
		badge: 'Uploads only: downloads go through the firewall',
		words: 'go through the firewall: the flowtable lists eth1.7, the kernel needs eth1 or pppoe-wan',
		help: 'Repair wan',
	},
	'ds-lite': {
		situation: 'partly',
		badge: 'In part: some traffic goes through the firewall',
		words: 'Downloads on wan6_4 (DS-Lite, IPv4) go through the firewall',
		help: 'Repair wan6_4',
	},
	'sqm-ingress': {
		situation: 'uploads-only',
		badge: 'Uploads only: downloads go through the firewall',
		words: 'its ingress queue (SQM) takes them off the fast path. SQM keeps working: nothing is wrong.',
		help: 'Measure',
	},
	pppoe: { ...works, words: 'On PPPoE lines the gain differs' },
	'nearly-full': { ...works, words: 'The connection table is nearly full' },
	'firewall-stopped': {
		situation: 'firewall-stopped',
		badge: broken,
		words: 'The firewall is not running',
		help: 'Start the firewall',
	},
	'ruleset-rejected': {
		situation: 'rejected',
		badge: broken,
		words: 'the kernel rejected its rules',
		help: 'Reload the firewall',
	},
	'never-picked-up': {
		situation: 'not-offloaded',
		badge: broken,
		words: 'but still go',
		help: 'Measure',
	},
	night: {
		situation: 'waiting',
		badge: 'Waiting for traffic',
		words: 'Ready, but nothing is being forwarded',
		help: 'Measure',
	},
	'access-point': {
		situation: 'access-point',
		badge: 'Waiting for traffic',
		words: 'does not route between networks',
		help: null,
	},
	// What conntrack does not say, the counters of the devices do.
	'table-garbage': { ...works, badge: 'On: at least \\d+ % bypassed' },
	'nft-missing': unknown,
	'nft-failing': unknown,
	'nft-half': unknown,
	'plugin-failing': unknown,
	'plugin-garbage': unknown,
	'plugin-missing': unknown,
};

QUnit.module('verdicts', { after: closeBrowser }, () => {
	for (const [scenario, { situation, badge, words, help }] of Object.entries(CASES))
		test.scenario(`${scenario}: ${badge}`, async (assert) => {
			await visit(
				scenario as ScenarioName,
				async ({ page }) => {
					await waitForSituation(page, situation);
					// Not as it is drawn: LuCI's theme draws a badge in capital letters.
					const shown = await page.$eval('#nft-offload-verdict', (element) => element.textContent ?? '');
					assert.ok(new RegExp(badge).test(shown), shown);
					const folded = await page.$eval('#nft-offload-details', (element) => element.textContent ?? '');
					assert.ok((shown + folded).includes(words), shown);
					// A link to an answer is no help to act.
					const offered = await page.$eval('#nft-offload-verdict .nft-offload-help', (element) =>
						[...element.children]
							.filter((part) => !part.matches('[data-answer]'))
							.map((part) => part.textContent ?? '')
							.join('')
					);
					if (help === null) assert.strictEqual(offered, '');
					else assert.ok(offered.includes(help), offered);
				},
				{ prepare: hurry }
			);
		});

	test.scenario('the button starts the firewall that was stopped', async (assert) => {
		await visit('firewall-stopped', async ({ page }) => {
			await waitForSituation(page, 'firewall-stopped');
			await page.locator('::-p-aria(Start the firewall[role="button"])').click();
			await waitForSituation(page, 'waiting');
			assert.ok(true, 'it runs, with its flowtable');
		});
	});

	test.scenario('a reload that the kernel refuses shows its words', async (assert) => {
		await visit('ruleset-rejected', async ({ page }) => {
			await waitForSituation(page, 'rejected');
			await page.locator('::-p-aria(Reload the firewall[role="button"])').click();
			const text = await applyErrorText(page);
			assert.ok(text.includes('A network device on this router does not support offloading'), text);
			await page.locator('.modal summary').click();
			const said = await page.$eval('.modal pre', (element) => (element as HTMLElement).innerText);
			assert.ok(said.includes('Error: Could not process rule: Not supported'), said);
			assert.ok(!said.includes('Section @rule[9]'), 'and nothing of what firewall4 leaves out');
		});
	});

	test.scenario('who may only read has no such button', async (assert) => {
		await visit(
			'firewall-stopped',
			async ({ page }) => {
				await waitForSituation(page, 'firewall-stopped');
				assert.strictEqual(await page.$('.nft-offload-help button'), null);
			},
			{ user: 'viewer' }
		);
	});
});
