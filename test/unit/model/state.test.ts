import './luci-globals.ts';
import QUnit from 'qunit';
import type { Mode } from '../../../src/model/index.ts';
import { initialState, type PageEvent, reduce } from '../../../src/model/state.ts';
import { after, counters, environment, OFF, result, status } from './state-events.ts';

QUnit.module('model > state', () => {
	QUnit.test('no event changes the state that it comes to', (assert) => {
		const before = after(status(), counters(3), environment());
		const copy = structuredClone(before);
		const events: PageEvent[] = [
			status(OFF),
			counters(0, 1003, 3001),
			{ type: 'counters', reading: { error: 'lost' }, time: 1003 },
			environment({ sqm: ['wan'] }),
			{ type: 'selected', mode: 'hardware' },
			{ type: 'dismissed', ids: ['sqm-hardware'] },
			{ type: 'measured', result: result('software', 1) },
			{ type: 'stored-results', reading: { value: { results: [], reason: null } }, note: null },
			{ type: 'settings-changed', time: 1003 },
		];
		for (const event of events) assert.notDeepEqual(reduce(before, event), before, event.type);
		assert.deepEqual(before, copy);
	});

	QUnit.test('a failed reading takes the place of the one before, and breaks the chart', (assert) => {
		const error = new Error('lost');
		const state = after(counters(3), { type: 'counters', reading: { error }, time: 1003 });
		assert.deepEqual(state.counters, { error });
		assert.deepEqual(
			state.history.samples.map(({ entries }) => entries),
			[3, null]
		);
		assert.strictEqual(state.history.last, null, 'the next interval begins anew');
	});

	QUnit.test('a change of the settings is marked, and eligible connections are followed anew', (assert) => {
		const slow = { entries: 2, complete: true };
		const before = after(status({ slow }), status({ slow, monotonic_ms: 15_001 }));
		assert.strictEqual(before.notOffloadedWatch.notOffloaded, 2);
		const state = reduce(before, { type: 'settings-changed', time: 1015 });
		assert.strictEqual(state.notOffloadedWatch.notOffloaded, null);
		assert.deepEqual(
			state.history.samples.map(({ time, mark }) => [time, mark]),
			[[1015, 'change']]
		);
	});

	QUnit.test('one result for each mode, the newest first', (assert) => {
		const measured = (mode: Mode, bytes: number): PageEvent => ({
			type: 'measured',
			result: result(mode, bytes),
		});
		const { results } = after(measured('software', 1), measured('off', 2), measured('software', 3));
		assert.deepEqual(
			results.map(({ mode, total_bytes }) => [mode, total_bytes]),
			[
				['software', 3],
				['off', 2],
			]
		);
	});

	QUnit.test(
		'a result that the router does not store leaves those that it has, and the next one takes the note away',
		(assert) => {
			const reading = { value: { results: [], reason: null } };
			const stored = after(
				{ type: 'stored-results', reading, note: null },
				{ type: 'measured', result: result('software', 1) },
				{ type: 'stored-results', reading: null, note: 'disk full' }
			);
			assert.deepEqual([stored.storedResults, stored.saveNote], [reading, 'disk full']);
			const again = reduce(stored, { type: 'measured', result: result('software', 2) });
			assert.deepEqual([again.storedResults, again.saveNote], [reading, null]);
		}
	);

	QUnit.test('what the browser has stored is there from the start, without a last reply', (assert) => {
		const { samples } = after(counters(3)).history;
		const state = initialState({ samples, results: [result('off', 1)] });
		assert.deepEqual(state.history.samples, samples);
		assert.strictEqual(state.history.last, null);
		assert.strictEqual(state.results.length, 1);
	});
});
