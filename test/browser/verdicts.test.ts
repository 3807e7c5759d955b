import QUnit from 'qunit';
import type { ScenarioName } from '../router/scenarios.ts';
import { hurry } from './hurry.ts';
import { waitForSituation } from './overview.ts';
import { test } from './spec.ts';
import { closeBrowser, visit } from './visit.ts';

/** What the page says of a router, and the button or command that helps; null where nothing has to be done. */
interface Case {
	situation: string;
	badge: string;
	words: string;
	help: string | null;
}

const works = { situation: 'working', badge: 'On: accelerating', words: 'Offloading works', help: null };
const unknown = { situation: 'unknown', badge: 'Unknown', words: 'not known whether', help: null };
const broken = 'On but not working';

const CASES: Partial<Record<ScenarioName, Case>> = {
	idle: { situation: 'off', badge: 'Off', words: 'every packet passes the firewall', help: 'Switch on' },
	software: works,
	hardware: { ...works, badge: 'Hardware: accelerating' },
	'hardware-unused': works,
	'netlink-refused': works,
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
		words: 'only works together with software offloading',
		help: 'Switch on',
	},
	'wan-missing': {
		situation: 'wan-missing',
		badge: broken,
		words: 'The Internet side (wan, wan6) is missing from the flowtable',
		help: 'Open the zone settings',
	},
	pppoe: { ...works, words: 'On PPPoE lines the gain differs' },
	'nearly-full': { ...works, words: 'The table of connections is nearly full' },
	'firewall-stopped': {
		situation: 'firewall-stopped',
		badge: broken,
		words: 'The firewall is not running',
		help: 'service firewall start',
	},
	'ruleset-rejected': {
		situation: 'rejected',
		badge: broken,
		words: 'the kernel rejected its rules',
		help: 'fw4 check',
	},
	'never-picked-up': {
		situation: 'stays-slow',
		badge: broken,
		words: 'could be offloaded, but stay',
		help: 'Measure',
	},
	night: {
		situation: 'waiting',
		badge: 'Waiting for traffic',
		words: 'Everything is ready',
		help: 'Measure',
	},
	'access-point': {
		situation: 'access-point',
		badge: 'Waiting for traffic',
		words: 'does not route between networks',
		help: null,
	},
	'table-garbage': unknown,
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
					assert.ok(shown.includes(badge), shown);
					assert.ok(shown.includes(words), shown);
					const offered = await page.$eval(
						'#nft-offload-verdict .nft-offload-help',
						(element) => element.textContent ?? ''
					);
					if (help === null) assert.strictEqual(offered, '');
					else assert.ok(offered.includes(help), offered);
				},
				{ prepare: hurry }
			);
		});
});
