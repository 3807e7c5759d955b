import './luci-globals.ts';
import QUnit from 'qunit';
import { foreignChanges, trialRows, trialStage, ubusStatus } from '../../../src/model/index.ts';
import { countersWith } from './diagnosis/evidence.ts';
import { FLOWTABLE, statusWith } from './status-facts.ts';

const OFF = statusWith({ flowtables: [], forward_rules: [] });
const HARDWARE = statusWith({ flowtables: [{ ...FLOWTABLE, hardware: true }] });

QUnit.module('model > how far a change on trial has come', () => {
	QUnit.test('applied, loaded, picked up', (assert) => {
		const stage = (status: typeof OFF | null, entries: number) =>
			trialStage({ expected: 'software', status, counters: countersWith(entries) });
		assert.strictEqual(stage(OFF, 0), 'applied');
		assert.strictEqual(stage(null, 5), 'applied', 'unknown proves nothing');
		assert.strictEqual(stage(statusWith(), 0), 'loaded');
		assert.strictEqual(stage(statusWith(), 3), 'picked-up');
		assert.strictEqual(stage(HARDWARE, 3), 'applied', 'the kernel still has another mode');
	});

	QUnit.test('hardware is picked up by what hardware carries', (assert) => {
		const stage = (hardware: number) =>
			trialStage({ expected: 'hardware', status: HARDWARE, counters: countersWith(40, hardware) });
		assert.strictEqual(stage(0), 'loaded');
		assert.strictEqual(stage(1), 'picked-up');
	});

	QUnit.test('off is done when it is loaded, whatever still drains', (assert) => {
		assert.strictEqual(trialStage({ expected: 'off', status: OFF, counters: countersWith(7) }), 'loaded');
	});

	QUnit.test('the rows tell unknown from none and from not yet', (assert) => {
		const rows = (status: typeof OFF | null, counters: ReturnType<typeof countersWith> | null) =>
			trialRows({ expected: 'software', status, counters }).map(([, value]) => value);
		assert.deepEqual(rows(null, null), ['unknown', 'unknown']);
		assert.deepEqual(rows(statusWith({ flowtables: null }), countersWith(0)), ['unknown', '0']);
		assert.deepEqual(rows(OFF, countersWith(0)), ['not yet', '0']);
		assert.deepEqual(rows(statusWith(), countersWith(3, 2)), ['Software: br-lan, wan', '5']);
	});
});

QUnit.module('model > saved changes of others', () => {
	const ours = ['set', 'cfg01e63d', 'flow_offloading', '1'];

	QUnit.test('our two options are not foreign', (assert) => {
		assert.deepEqual(foreignChanges({}), {});
		assert.deepEqual(foreignChanges({ firewall: [ours, ['remove', 'cfg01e63d', 'flow_offloading_hw']] }), {});
	});

	QUnit.test('everything else is, beside ours too, and the same words in another config', (assert) => {
		const rule = ['add', 'cfg1092bd', 'rule'];
		assert.deepEqual(foreignChanges({ firewall: [ours, rule] }), { firewall: [rule] });
		assert.deepEqual(foreignChanges({ network: [ours] }), { network: [ours] });
		assert.deepEqual(foreignChanges({ firewall: [['remove', 'cfg01e63d']] }), {
			firewall: [['remove', 'cfg01e63d']],
		});
	});
});

QUnit.module('model > the ubus status of a failed call', () => {
	QUnit.test('as LuCI words it, and null for everything else', (assert) => {
		assert.strictEqual(
			ubusStatus(new Error('RPC call to uci/apply failed with ubus code 6: Permission denied')),
			6
		);
		assert.strictEqual(ubusStatus(new Error('XHR request timed out')), null);
		assert.strictEqual(ubusStatus('ubus code 6'), null);
		assert.strictEqual(ubusStatus(null), null);
	});
});
