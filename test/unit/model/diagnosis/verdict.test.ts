import '../luci-globals.ts';
import QUnit from 'qunit';
import type { Evidence } from '../../../../src/model/diagnosis/evidence.ts';
import { judgeRouter } from '../../../../src/model/index.ts';
import type { Status } from '../../../../src/rpc/types/index.ts';
import {
	adderWith,
	engineWith,
	FLOWTABLE,
	LAN,
	networkWith,
	pathWith,
	SYSTEM,
	unlistedPath,
	WAN,
} from '../status-facts.ts';
import { countersWith, evidenceWith } from './evidence.ts';

const OFF = { flow_offloading: false, flow_offloading_hw: false };
const ON = { flow_offloading: true, flow_offloading_hw: false };
const BOTH = { flow_offloading: true, flow_offloading_hw: true };
const NOT_LOADED: Partial<Status> = { flowtables: [], forward_rules: [] };
const MISSING = { code: 'missing', text: 'nft' } as const;
const wan = (changes: Parameters<typeof networkWith>[1]) => ({
	...WAN,
	networks: [networkWith('wan', { default_route: true, ...changes })],
});
const lan = (changes: Parameters<typeof networkWith>[1]) => ({
	...LAN,
	networks: [networkWith('lan', changes)],
});

const NONE: Partial<Evidence> = { counters: countersWith(0) };
/** Two lines to the Internet, of which the flowtable lists one. */
const TWO_LINES = {
	...WAN,
	networks: [
		networkWith('wan6', { default_for: ['ipv6'], default_route: true }),
		networkWith('wan6_4', { default_for: ['ipv4'], default_route: true, covered: false }),
	],
};
const UNKNOWN_PATH = unlistedPath('wan', { fast: null, reason: 'walk_unknown' });
/** Another program offloads in place of firewall4. */
const ZAPRET: Partial<Status> = {
	flowtables: [{ ...FLOWTABLE, table: 'zapret', owner: 'zapret' }],
	adders: [adderWith({ table: 'zapret', owner: 'zapret' })],
	forward_rules: [],
};

/** Headline, badge, how many checks are reached, facts of `status`, further evidence. */
type Case = [headline: string, badge: string, reached: number, Partial<Status>, Partial<Evidence>?];

const CASES: Case[] = [
	['working', 'accelerating', 4, {}],
	['off', 'off', 0, { requested: OFF, ...NOT_LOADED }],
	['unapplied', 'off', 0, { requested: OFF }, { unapplied: ON }],
	['off', 'off', 0, { requested: OFF, ...NOT_LOADED }, { unapplied: OFF }],
	['left-over', 'left-over', 0, { requested: OFF }],
	['left-over', 'left-over', 0, { requested: OFF }, { unapplied: OFF }],
	['uncommitted', 'off', 0, { requested: OFF, waiting: ON }],
	['hardware-alone', 'not-working', 0, { requested: { ...BOTH, flow_offloading: false } }],
	['misplaced', 'not-working', 0, { requested: OFF }, { misplaced: ['network.globals'] }],
	['unknown', 'unknown', 0, { requested: null, unknown: { requested: MISSING } }],
	['module-missing', 'not-working', 1, { module: 'missing', ...NOT_LOADED }],
	['firewall-stopped', 'not-working', 1, { firewall_loaded: false, ...NOT_LOADED }],
	['rejected', 'not-working', 1, NOT_LOADED],
	['rule-missing', 'not-working', 1, { forward_rules: [] }],
	['unknown', 'unknown', 1, { flowtables: null, unknown: { flowtables: MISSING } }],
	['access-point', 'waiting', 2, { zones: [{ ...LAN, masq: false }], forwardings: [] }, NONE],
	['wan-down', 'waiting', 2, { zones: [LAN, wan({ up: false })] }, NONE],
	['wan-down', 'waiting', 2, { zones: [LAN, wan({ default_route: false })] }, NONE],
	['no-forwarding', 'waiting', 2, { forwardings: [] }, NONE],
	['sides-unknown', 'unknown', 2, { zones: [LAN, wan({ default_route: false })] }],
	['zone-empty', 'not-working', 2, { zones: [{ ...LAN, networks: [] }, WAN] }, NONE],
	['no-devices', 'not-working', 2, { flowtables: [{ ...FLOWTABLE, devices: [] }] }],
	['uploads-only', 'one-direction', 3, { zones: [LAN, wan({ covered: false })] }],
	['uploads-only', 'one-direction', 2, { zones: [LAN, wan({ covered: false })] }, NONE],
	['downloads-only', 'one-direction', 3, { zones: [lan({ covered: false }), WAN] }],
	['not-covered', 'not-working', 2, { zones: [lan({ covered: false }), wan({ covered: false })] }],
	['partly', 'partly', 3, { zones: [LAN, TWO_LINES] }],
	['direction-unknown', 'unknown', 2, { paths: [pathWith('lan'), UNKNOWN_PATH] }],
	['unknown', 'unknown', 2, { paths: null, unknown: { paths: MISSING } }],
	['foreign', 'foreign', 4, { requested: OFF, ...ZAPRET }],
	['off', 'off', 0, { requested: OFF, ...ZAPRET, adders: [] }],
	['unapplied', 'off', 0, { requested: OFF, ...ZAPRET }, { unapplied: ON }],
	['lan-down', 'waiting', 2, { zones: [lan({ up: false }), WAN] }, NONE],
	['unknown', 'unknown', 2, { zones: null, unknown: { zones: MISSING } }],
	['waiting', 'waiting', 3, {}, { counters: countersWith(0) }],
	['waiting', 'waiting', 3, {}, { counters: countersWith(0), notOffloaded: null }],
	['not-offloaded', 'not-working', 3, {}, { counters: countersWith(0), notOffloaded: 3 }],
	['unknown', 'unknown', 3, {}, { counters: null }],
	[
		'unknown',
		'unknown',
		3,
		{},
		{ counters: countersWith(0, 0, { offloaded: null, unknown: { offloaded: MISSING } }) },
	],
	['working', 'hardware', 4, { requested: BOTH }, { counters: countersWith(1, 7) }],
	['working', 'accelerating', 4, {}, { counters: countersWith(0), bypassed: 0.2 }],
	['waiting', 'waiting', 3, {}, { counters: countersWith(0), bypassed: 0.19 }],
	['off', 'off', 0, { requested: OFF, ...NOT_LOADED }, { counters: countersWith(0), bypassed: 0.97 }],
];

QUnit.module('model > verdict', () => {
	CASES.forEach(([headline, badge, reached, status, changes], index) => {
		QUnit.test(`${headline} (case ${index + 1})`, (assert) => {
			const verdict = judgeRouter(evidenceWith(status, changes));
			assert.strictEqual(verdict.headline.id, headline, verdict.headline.text);
			assert.strictEqual(verdict.badge.id, badge);
			assert.strictEqual(verdict.checks.filter(({ state }) => state === 'reached').length, reached);
			const below = verdict.checks.findIndex(({ state }) => state !== 'reached');
			const goesOn = verdict.checks[below]?.state === 'partly';
			const above = below === -1 || goesOn ? [] : verdict.checks.slice(below + 1);
			assert.ok(
				above.every(({ state }) => state === 'open'),
				'nothing is said of the checks above'
			);
		});
	});

	QUnit.test('bytes past the firewall show offloading where marks are unknown', (assert) => {
		const counters = countersWith(0, 0, { offloaded: null, unknown: { offloaded: MISSING } });
		const { badge, headline, directions } = judgeRouter(evidenceWith({}, { counters, bypassed: 0.968 }));
		assert.strictEqual(headline.id, 'working');
		assert.strictEqual(badge.text, 'On: at least 96 % bypassed');
		assert.deepEqual(directions, { download: 'fast-path', upload: 'fast-path' });
	});

	QUnit.test('covered directions are only ready until something is offloaded', (assert) => {
		const directions = (changes: Partial<Evidence>) => judgeRouter(evidenceWith({}, changes)).directions;
		assert.deepEqual(directions(NONE), { download: 'ready', upload: 'ready' });
		assert.deepEqual(directions({ counters: null }), { download: 'ready', upload: 'ready' });
		assert.deepEqual(directions({}), { download: 'fast-path', upload: 'fast-path' });
	});

	QUnit.test('a router that does not answer is unknown, not off', (assert) => {
		const verdict = judgeRouter(evidenceWith({}, { status: null }));
		assert.strictEqual(verdict.badge.id, 'unknown');
		assert.deepEqual(verdict.hints, []);
	});

	QUnit.test('a missing module comes with the command of this router’s package manager', (assert) => {
		for (const [manager, command] of [
			['apk', /^apk update && apk add/],
			['opkg', /^opkg update && opkg install/],
		] as const) {
			const status = {
				module: 'missing',
				...NOT_LOADED,
				system: { ...SYSTEM, package_manager: manager },
			} as const;
			const { help } = judgeRouter(evidenceWith(status)).headline;
			assert.ok(help?.kind === 'page' && command.test(help.command ?? ''), JSON.stringify(help));
			assert.ok(help?.kind === 'page' && help.query?.includes('kmod-nft-offload'));
		}
	});

	QUnit.test('slow connections name what usually is behind it', (assert) => {
		const headline = (status: Partial<Status>) =>
			judgeRouter(evidenceWith(status, { counters: countersWith(0), notOffloaded: 2 })).headline.text;
		assert.ok(headline({ accelerators: ['mtk_hnat'] }).includes('mtk_hnat'));
		assert.ok(headline({ zones: [LAN, wan({ proto: 'pppoe' })] }).includes('PPPoE'));
		assert.notOk(headline({}).includes('PPPoE'));
	});
});

const IN_HARDWARE: Partial<Status> = { flowtables: [{ ...FLOWTABLE, hardware: true }] };

/** Hint, facts of `status` that bring it, further evidence. */
const HINTS: Array<[hint: string, Partial<Status>, Partial<Evidence>?]> = [
	['table-full', {}, { counters: countersWith(1, 0, { tracked: 60_000 }) }],
	['fallback', { requested: BOTH }],
	[
		'uncovered',
		{
			zones: [LAN, WAN, { ...LAN, name: 'guest', networks: [networkWith('vpn')] }],
			paths: [pathWith('lan'), pathWith('wan'), unlistedPath('vpn', { reason: 'tunnel_not_listed' })],
		},
	],
	['pppoe', { zones: [LAN, wan({ proto: 'pppoe' })] }],
	['foreign-flowtable', { flowtables: [FLOWTABLE, { ...FLOWTABLE, table: 'zapret2' }] }],
	['own-rule', { adders: [adderWith({ owner: 'user', conditional: true, chain: 'handle_offload' })] }],
	[
		'own-rule',
		{ adders: [adderWith({ text: 'ct original packets ge 30 flow add @ft', conditional: true })] },
	],
	['rule-before', { adders: [adderWith({ index: 1, preceded_by: ['ip saddr @blocked drop'] })] }],
	[
		'no-hardware',
		{ flowtables: [{ ...FLOWTABLE, hardware: true }], system: { ...SYSTEM, target: 'x86/64' } },
	],
	[
		'engine-full',
		{ ...IN_HARDWARE, engines: [engineWith({ bound: 4096, capacity: 4096 })] },
		{ counters: countersWith(0, 9) },
	],
	[
		'engine-rejects',
		{ ...IN_HARDWARE, engines: [engineWith({ rejected: [{ reason: 'table_full', flows: 2 }] })] },
	],
	['driver-coming', { ...IN_HARDWARE, requested: BOTH, system: { ...SYSTEM, target: 'qualcommax/ipq807x' } }],
	[
		'missing-ports',
		{
			flowtables: [{ ...FLOWTABLE, hardware: true }],
			paths: [{ ...pathWith('lan'), missing_ports: ['phy0-ap0'] }, pathWith('wan')],
		},
	],
	[
		'unknown-ports',
		{
			paths: [
				{
					...pathWith('lan'),
					ports: [{ device: 'phy0-ap0', kind: 'wifi', fast: null, hook: null, reason: 'walk_unknown' }],
				},
				pathWith('wan'),
			],
		},
	],
	[
		'no-accounting',
		{ conntrack: { max: 1, acct: false, flowtable_tcp_timeout: 30, flowtable_udp_timeout: 30 } },
	],
	['no-counter', { flowtables: [{ ...FLOWTABLE, counter: false }] }],
	[
		'silent-hardware',
		{ flowtables: [{ ...FLOWTABLE, hardware: true }], system: { ...SYSTEM, target: 'ramips/mt7621' } },
	],
];

QUnit.module('model > hints', () => {
	QUnit.test('a sound router has none', (assert) => {
		assert.deepEqual(judgeRouter(evidenceWith()).hints, []);
	});

	HINTS.forEach(([hint, status, changes], index) => {
		QUnit.test(`${hint} (case ${index + 1})`, (assert) => {
			const forwardings = [
				{ src: 'lan', dest: 'wan' },
				{ src: 'guest', dest: 'wan' },
			];
			const { hints } = judgeRouter(evidenceWith({ forwardings, ...status }, changes));
			assert.deepEqual(
				hints.map(({ id }) => id),
				[hint]
			);
		});
	});

	QUnit.test('accounting that is unknown is not called off', (assert) => {
		const conntrack = { max: null, acct: null, flowtable_tcp_timeout: null, flowtable_udp_timeout: null };
		assert.deepEqual(judgeRouter(evidenceWith({ conntrack })).hints, []);
	});
});
