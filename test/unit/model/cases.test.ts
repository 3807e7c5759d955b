import './luci-globals.ts';
import QUnit from 'qunit';
import { judgeRouter, type Verdict } from '../../../src/model/index.ts';
import type { IngressRedirect, Status } from '../../../src/rpc/types/index.ts';
import { readCase, statusOfCase } from '../backend/support/cases.ts';
import { countersWith, evidenceWith } from './diagnosis/evidence.ts';
import { pathWith, statusWith, unlistedPath } from './status-facts.ts';

/** Marked entries of a case, which readCase leaves to us. */
interface Marked {
	offloaded?: number;
	hardware?: number;
}

/** From the router's files and nft's text to what the page says. */
function verdictOf(name: string): Verdict {
	const { offloaded = 0, hardware = 0 } = readCase(name) as Marked;
	const status = statusOfCase(name);
	return judgeRouter({ ...evidenceWith({}, { counters: countersWith(offloaded, hardware) }), status });
}

/** Case, headline, badge, its level, words of the headline or of a hint. */
const CASES: Array<[name: string, headline: string, badge: string, words: string[]]> = [
	[
		'01-pppoe-over-vlan-software',
		'uploads-only',
		'Uploads only: downloads go through the firewall',
		[
			'Downloads on wan (PPPoE) go through the firewall: the flowtable lists wan.7, the kernel needs wan or pppoe-wan.',
		],
	],
	['15-pppoe-with-wan_6', 'working', 'On: 40 connections offloaded', []],
	[
		'02-ds-lite',
		'partly',
		'In part: some traffic goes through the firewall',
		[
			'Downloads on wan6_4 (DS-Lite, IPv4) go through the firewall: the flowtable does not list the device ds-wan6_4.',
		],
	],
	[
		'03-own-handle-offload-chain',
		'working',
		'Hardware: 35 connections offloaded',
		['A rule of your own decides what is offloaded', 'meta l4proto tcp flow add @ft'],
	],
	[
		'10-rule-inserted-before',
		'working',
		'On: 40 connections offloaded',
		['Another rule comes before the one that offloads: ip saddr @blocked drop'],
	],
	[
		'07-zapret-offloads-itself',
		'foreign',
		'On through zapret: 38 connections are offloaded.',
		['On through zapret: 38 connections are offloaded.'],
	],
	['08-babel-default-route', 'working', 'On: 55 connections offloaded', []],
	['05-x86-hardware-ticked', 'working', 'On: 40 connections offloaded', ['Turn hardware offloading off']],
	['14-wifi7-wed', 'working', 'Hardware: 30 connections offloaded', ['what arrives on phy0-ap0']],
];

QUnit.module('model > cases from the field', () => {
	for (const [name, headline, badge, words] of CASES)
		QUnit.test(`${name}: ${badge}`, (assert) => {
			const verdict = verdictOf(name);
			assert.strictEqual(verdict.headline.id, headline, verdict.headline.text);
			assert.strictEqual(verdict.badge.text, badge);
			const said = [verdict.headline, ...verdict.hints].map(({ text }) => text).join(' ');
			for (const word of words) assert.true(said.includes(word), said);
		});

	QUnit.test('01 and 15: nothing but the direction that is covered is called fast', (assert) => {
		assert.deepEqual(verdictOf('01-pppoe-over-vlan-software').directions, {
			download: 'slow-path',
			upload: 'fast-path',
		});
		assert.deepEqual(verdictOf('15-pppoe-with-wan_6').directions, {
			download: 'fast-path',
			upload: 'fast-path',
		});
	});

	QUnit.test('02: each line has its row', (assert) => {
		assert.deepEqual(verdictOf('02-ds-lite').lanes, [
			['Downloads on wan6 (IPv6)', 'bypass the firewall'],
			[
				'Downloads on wan6_4 (DS-Lite, IPv4)',
				'go through the firewall: the flowtable does not list the device ds-wan6_4.',
			],
			['Uploads from lan', 'bypass the firewall'],
		]);
	});

	QUnit.test('07: nothing is advised', (assert) => {
		const { headline, hints, checks } = verdictOf('07-zapret-offloads-itself');
		assert.strictEqual(headline.help, undefined);
		assert.deepEqual(hints, []);
		assert.true(checks.every(({ state }) => state === 'reached'));
	});

	QUnit.test('10: the untouched rule of firewall4 is not blamed', (assert) => {
		const { hints } = verdictOf('10-rule-inserted-before');
		assert.deepEqual(
			hints.map(({ id }) => id),
			['rule-before']
		);
	});

	QUnit.test('26 SQM on a plain line: both directions are named, and SQM keeps working', (assert) => {
		const redirect: IngressRedirect = { device: 'wan', to: 'ifb4wan', whole: true };
		const status: Status = statusWith({
			ingress_redirects: [redirect],
			paths: [
				pathWith('lan'),
				unlistedPath('wan', { listed: ['wan'], needs: [], reason: 'ingress_redirect' }),
			],
		});
		const { headline, badge } = judgeRouter({ ...evidenceWith(), status });
		assert.strictEqual(badge.id, 'one-direction');
		assert.strictEqual(
			headline.text,
			'Downloads on wan go through the firewall because its ingress queue (SQM) takes them off the fast path. SQM keeps working: nothing is wrong.'
		);
	});
});
