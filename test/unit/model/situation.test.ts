import './luci-globals.ts';
import QUnit from 'qunit';
import { foreignFlowtables, judgeSituation } from '../../../src/model/index.ts';
import type { Status } from '../../../src/wire.ts';
import { FLOWTABLE, statusWith } from './status-facts.ts';

const OFF = { flow_offloading: false, flow_offloading_hw: false };
const BOTH = { flow_offloading: true, flow_offloading_hw: true };
const NOTHING: Partial<Status> = { flowtables: [], forward_rules: [] };
const MISSING = { code: 'missing', text: 'nft' } as const;

const cases: Array<[situation: string, facts: Partial<Status>]> = [
	['software-loaded', {}],
	['hardware-loaded', { requested: BOTH, flowtables: [{ ...FLOWTABLE, hardware: true }] }],
	['fallback', { requested: BOTH }],
	['off', { requested: OFF, ...NOTHING }],
	['left-over', { requested: OFF }],
	['hardware-alone', { requested: { flow_offloading: false, flow_offloading_hw: true }, ...NOTHING }],
	['module-missing', { module: 'missing', ...NOTHING }],
	['firewall-stopped', { firewall_loaded: false, ...NOTHING }],
	['not-loaded', NOTHING],
	['not-loaded', { flowtables: [{ ...FLOWTABLE, table: 'zapret' }], forward_rules: [] }],
	['rule-missing', { forward_rules: [] }],
	['setting-unknown', { requested: null, unknown: { requested: MISSING } }],
	['kernel-unknown', { flowtables: null, unknown: { flowtables: MISSING } }],
	['kernel-unknown', { forward_rules: null, unknown: { forward_rules: MISSING } }],
	['software-loaded', { module: null }],
	['software-loaded', { module: 'missing' }],
];

QUnit.module('model > situation', () => {
	cases.forEach(([situation, facts], index) => {
		QUnit.test(`${situation} (case ${index + 1})`, (assert) => {
			assert.strictEqual(judgeSituation(statusWith(facts)).id, situation);
		});
	});

	QUnit.test('an unknown setting names what could not be read', (assert) => {
		const { text } = judgeSituation(statusWith({ requested: null, unknown: { requested: MISSING } }));
		assert.ok(text.includes('(nft)'), text);
	});

	QUnit.test('flowtables of others are told apart from the firewall’s', (assert) => {
		const foreign = { ...FLOWTABLE, table: 'zapret2', name: 'ft2' };
		assert.deepEqual(foreignFlowtables(statusWith({ flowtables: [FLOWTABLE, foreign] })), [
			'inet zapret2 ft2',
		]);
		assert.deepEqual(foreignFlowtables(statusWith({ flowtables: null })), []);
	});
});
