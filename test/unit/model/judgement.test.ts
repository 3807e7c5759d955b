import './luci-globals.ts';
import QUnit from 'qunit';
import { criticalAfter, judge } from '../../../src/model/judgement.ts';
import { type PageEvent, reduce, type State } from '../../../src/model/state.ts';
import { after, counters, environment, HARDWARE, OFF, result, status } from './state-events.ts';

QUnit.module('model > judgement', () => {
	QUnit.test('before any reading nothing is claimed', (assert) => {
		const { diagnosis, router, conflicts, meter, offersHardware, offersModes } = judge(after());
		assert.strictEqual(diagnosis.headline.id, 'unknown');
		assert.deepEqual([router, conflicts, meter], [null, [], null]);
		assert.false(offersHardware || offersModes);
	});

	QUnit.test(
		'hardware is offered when software is shown to work, or hardware is enabled already',
		(assert) => {
			const offers = (...events: PageEvent[]) => judge(after(...events)).offersHardware;
			assert.false(offers(status(), counters(0)), 'nothing is offloaded yet');
			assert.true(offers(status(), counters(3)));
			assert.false(offers(status(OFF), counters(3)));
			assert.true(offers(status(HARDWARE), counters(0)));
		}
	);

	QUnit.test('the modes are compared only from a setting that is loaded', (assert) => {
		const offers = (...events: PageEvent[]) => judge(after(...events)).offersModes;
		assert.true(offers(status()));
		assert.true(offers(status(OFF)), 'off is a mode too');
		assert.true(offers(status(HARDWARE)));
		const fallback = { requested: HARDWARE.requested };
		assert.true(offers(status(fallback)), 'software in place of hardware that the kernel rejects');
		assert.false(offers(status({ requested: OFF.requested })), 'software is loaded, and off is set');
		assert.false(offers(status({ ...OFF, requested: HARDWARE.requested })), 'set, and not loaded');
		assert.false(offers(status({ flowtables: null })), 'unknown is not loaded');
		assert.false(offers(status({ requested: null })), 'it is unknown what is set');
	});

	QUnit.test('a measurement counts for the mode that is loaded, and no other', (assert) => {
		const proof = (...events: PageEvent[]) => judge(after(...events)).diagnosis.proof.measured.id;
		const measured: PageEvent = { type: 'measured', result: result('software', 100_000_000) };
		assert.strictEqual(proof(status(), measured), 'measured');
		assert.notStrictEqual(proof(status(HARDWARE), measured), 'measured');
	});

	QUnit.test('warnings are for the mode that is chosen', (assert) => {
		const events = [status(HARDWARE), environment({ sqm: ['wan'] })];
		const ids = (state: State) => judge(state).warnings.now.map(({ rule }) => rule.id);
		const chosen = after(...events, { type: 'selected', mode: 'hardware' });
		assert.deepEqual(ids(chosen), ['sqm-hardware']);
		const software = reduce(chosen, { type: 'selected', mode: 'software' });
		assert.deepEqual(ids(software), []);
		const hidden = reduce(chosen, { type: 'dismissed', ids: ['sqm-hardware'] });
		assert.deepEqual(ids(hidden), []);
	});

	QUnit.test('what is asked again follows from the changes and from what is saved', (assert) => {
		const state = after(status(OFF), environment({ sqm: ['wan'] }));
		const critical = (given: State, value: string | null) =>
			criticalAfter(given, judge(given), [
				{ config: 'firewall', section: '@defaults[0]', option: 'flow_offloading_hw', value },
			]).map(({ rule }) => rule.id);
		assert.deepEqual(critical(state, '1'), [], 'hardware alone does nothing');
		const saved = { ...state, pending: { flow_offloading: true, flow_offloading_hw: false } };
		assert.deepEqual(critical(saved, '1'), ['sqm-hardware']);
		assert.deepEqual(critical(saved, null), []);
	});
});
