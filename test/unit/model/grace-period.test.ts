import './luci-globals.ts';
import QUnit from 'qunit';
import { judge } from '../../../src/model/judgement.ts';
import { initialState, type PageEvent, reduce } from '../../../src/model/state.ts';
import type { Counters } from '../../../src/rpc/types/index.ts';
import { countersWith } from './diagnosis/evidence.ts';
import { after, HARDWARE, OFF, status } from './state-events.ts';
import { statusWith } from './status-facts.ts';

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

QUnit.module('model > grace period after a change', () => {
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
