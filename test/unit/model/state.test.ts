import './luci-globals.ts';
import QUnit from 'qunit';
import type { Measurement, Mode } from '../../../src/model/index.ts';
import { criticalAfter, judge } from '../../../src/model/judgement.ts';
import { initialState, type PageEvent, reduce, type State } from '../../../src/model/state.ts';
import type { Counters, Status } from '../../../src/rpc/types/index.ts';
import { factsWith } from './conflicts/environment.ts';
import { countersWith } from './diagnosis/evidence.ts';
import { FLOWTABLE, statusWith } from './status-facts.ts';

const OFF = {
	requested: { flow_offloading: false, flow_offloading_hw: false },
	flowtables: [],
	forward_rules: [],
};
const HARDWARE = {
	requested: { flow_offloading: true, flow_offloading_hw: true },
	flowtables: [{ ...FLOWTABLE, hardware: true }],
};

function after(...events: PageEvent[]): State {
	return events.reduce(reduce, initialState({}));
}

function status(changes: Partial<Status> = {}): PageEvent {
	return { type: 'status', reading: { value: statusWith(changes) }, pending: null, dismissed: [] };
}

function counters(software: number, time = 1000, monotonic_ms = 1): PageEvent {
	return { type: 'counters', reading: { value: countersWith(software, 0, { monotonic_ms }) }, time };
}

function environment(changes: Parameters<typeof factsWith>[0] = {}): PageEvent {
	return { type: 'environment', reading: { value: factsWith(changes) } };
}

function result(mode: Mode, total_bytes: number): Measurement {
	const bytes = { slow_bytes: 0, own_bytes: 0, total_bytes };
	return {
		mode,
		...bytes,
		download: bytes,
		upload: { ...bytes, total_bytes: 0 },
		hardware_entries: 0,
		cpu: null,
		softirq: null,
		latency: null,
		seconds: 20,
		ended: 1,
	};
}

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

/** Traffic of 200 Mbit/s that arrives on the uplink; a reading of the counters at a second. */
function busy(second: number, software: number, stack: number, changes: Partial<Counters> = {}): PageEvent {
	const counters = countersWith(software, 0, {
		monotonic_ms: second * 1000,
		devices: [
			{ device: 'wan', rx_bytes: second * 25e6, rx_packets: second * 17_000, tx_bytes: 0, tx_packets: 0 },
		],
		ip_bytes: { ipv4: stack, ipv6: 0 },
		...changes,
	});
	return { type: 'counters', reading: { value: counters }, time: 1000 + second };
}

const changed = (second: number): PageEvent => ({ type: 'settings-changed', time: 1000 + second });
/** What the page says after each of these events. */
function sayings(...events: PageEvent[]) {
	let state = initialState({});
	return events.map((event) => {
		state = reduce(state, event);
		const { diagnosis, share, shareText } = judge(state);
		const shown = [diagnosis.headline, ...diagnosis.hints].map(({ id }) => id);
		const failed = diagnosis.checks.filter((check) => check.state === 'failed').map(({ name }) => name);
		return { shown, failed, badge: diagnosis.badge.text, share, shareText };
	});
}
const idsOf = (said: ReturnType<typeof sayings>) => said.map(({ shown }) => shown[0]);

QUnit.module('model > while a change is applied', () => {
	const STILL_OFF = { ...OFF, requested: statusWith().requested };
	const STILL_ON = { requested: OFF.requested };

	QUnit.test('turning it on: from the click until connections follow, nothing is judged', (assert) => {
		const said = sayings(
			status(OFF),
			busy(0, 0, 0),
			busy(3, 0, 75e6),
			changed(4),
			busy(6, 0, 150e6),
			status(STILL_OFF),
			busy(9, 0, 225e6),
			status(),
			busy(12, 0, 300e6),
			busy(15, 40, 300e6)
		);
		assert.deepEqual(idsOf(said).slice(3), [...Array(6).fill('grace-period'), 'working']);
		for (const { shown, failed, badge, share } of said.slice(3, 9)) {
			assert.deepEqual([shown.length, failed, badge, share.bypassed], [1, [], 'Applying', null]);
			assert.strictEqual(share.why, 'grace-period');
		}
	});

	QUnit.test('turning it off, by Undo: the old setting is not told before it is loaded', (assert) => {
		const said = sayings(
			status(),
			busy(0, 40, 0),
			busy(3, 40, 0),
			changed(4),
			busy(6, 40, 0),
			status(STILL_ON),
			busy(9, 0, 75e6),
			status(OFF),
			busy(12, 0, 150e6),
			busy(15, 0, 225e6)
		);
		assert.strictEqual(said[2]!.share.bypassed, 1);
		assert.deepEqual(idsOf(said).slice(3), [...Array(5).fill('grace-period'), 'off', 'off']);
		assert.true(
			said.every(({ shown }) => !shown.includes('left-over')),
			'the firewall is reloading'
		);
		const known = said.slice(3).filter(({ share }) => share.bypassed !== null);
		assert.deepEqual(
			known.map(({ share }) => share.bypassed),
			[0],
			'the share of before is not told of now'
		);
	});

	QUnit.test('silence: the router restores the setting, and no event says so', (assert) => {
		const trial = { id: '0123456789abcdef', seconds: 120, left_ms: 0, before: OFF.requested };
		const said = sayings(
			status({ trial }),
			busy(0, 40, 0),
			busy(3, 40, 0),
			status({ ...STILL_ON, trial: null }),
			changed(3),
			busy(6, 40, 0),
			busy(9, 0, 75e6),
			status(OFF),
			busy(12, 0, 150e6)
		);
		assert.deepEqual(idsOf(said).slice(3), [...Array(5).fill('grace-period'), 'off']);
		assert.true(said.slice(3).every(({ shown }) => !shown.includes('left-over')));
	});

	QUnit.test('the rollback of an enabling: "rejected" is not told of a firewall that reloads', (assert) => {
		const said = sayings(
			status(),
			busy(0, 40, 0),
			status(STILL_OFF),
			// The other way: restored to enabled, the ruleset without a flowtable still loaded.
			status(OFF),
			busy(3, 0, 75e6),
			status(STILL_OFF),
			busy(6, 0, 150e6),
			status(),
			busy(9, 40, 150e6)
		);
		assert.strictEqual(said[2]!.shown[0], 'rejected', 'nothing was changed: then it is the truth');
		assert.deepEqual(idsOf(said).slice(5), ['grace-period', 'grace-period', 'grace-period', 'working']);
	});

	QUnit.test('a change that the kernel has loaded already ends it with the next readings', (assert) => {
		const said = sayings(status(), busy(0, 40, 0), changed(1), status(), busy(3, 40, 0));
		assert.deepEqual(idsOf(said).slice(2), ['grace-period', 'grace-period', 'working']);
	});

	QUnit.test('an idle network waits for two readings, not for ever', (assert) => {
		const said = sayings(status(), changed(1), status(), busy(3, 0, 0), busy(6, 0, 0));
		assert.deepEqual(idsOf(said).slice(1), ['grace-period', 'grace-period', 'grace-period', 'waiting']);
	});

	QUnit.test('rules that the kernel rejects are told after 15 seconds, and not before', (assert) => {
		const said = sayings(
			status(OFF),
			changed(0),
			...[3, 6, 9, 12, 15, 18].flatMap((second) => [status(STILL_OFF), busy(second, 0, 0)])
		);
		assert.strictEqual(said.at(-3)!.shown[0], 'grace-period');
		assert.strictEqual(said.at(-1)!.shown[0], 'rejected');
	});

	QUnit.test('a reload that somebody else made is no lack of traffic', (assert) => {
		const slow = { slow: { entries: 0, complete: true } };
		const said = sayings(
			status(slow),
			busy(0, 40, 0, { tracked: 60 }),
			busy(3, 0, 75e6, { tracked: 60 }),
			busy(6, 40, 80e6, { tracked: 60 })
		);
		assert.deepEqual(idsOf(said).slice(1), ['working', 'grace-period', 'working']);
	});

	QUnit.test('a repair is not told to be loaded before its device is listed', (assert) => {
		const repair = { network: 'wan', zone: 'wan', device: 'pppoe-wan', alias: 'wan_offload' } as const;
		const repaired = (reason: 'no_effect' | null) =>
			status({ repairs: [{ ...repair, state: 'in_place', reason }] });
		const begun = [status(), busy(0, 40, 0), changed(1)];
		assert.false(after(...begun, repaired('no_effect')).gracePeriod?.loaded);
		assert.true(after(...begun, repaired('no_effect'), repaired(null)).gracePeriod?.loaded);
	});

	QUnit.test('a clock that goes back ends it', (assert) => {
		const state = after(status(OFF), changed(100), busy(3, 0, 0));
		assert.strictEqual(state.gracePeriod, null);
	});

	QUnit.test('another mode or another uplink that a status shows ends the share', (assert) => {
		const fast = after(status(), busy(0, 40, 0), busy(3, 40, 0));
		assert.strictEqual(judge(fast).share.bypassed, 1);
		for (const next of [status(HARDWARE), status({ zones: [] })]) {
			const { history } = reduce(fast, next);
			assert.deepEqual(history.recent, []);
		}
		assert.strictEqual(judge(reduce(fast, status())).share.bypassed, 1);
	});
});

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
