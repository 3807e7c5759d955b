import '../luci-globals.ts';
import QUnit from 'qunit';
import {
	type Conflict,
	criticalFor,
	effectText,
	findConflicts,
	groupHints,
} from '../../../../src/model/conflicts/index.ts';
import { shellCommands } from '../../../../src/model/index.ts';
import type { Status } from '../../../../src/rpc/types/index.ts';
import { FLOWTABLE } from '../status-facts.ts';
import { NOT_MISPLACED, routerWith, services } from './environment.ts';

/** SQM on a plain line, NLBW monitor, QoSmate: critical, high, medium and low in both modes. */
const BUSY = routerWith({ ...services('nlbwmon'), sqm: ['wan'], qosmate: true, vlan_bridges: ['br-lan'] });

function ids(conflicts: Conflict[]): string[] {
	return conflicts.map(({ rule }) => rule.id);
}

function fixOf(router: ReturnType<typeof routerWith>, id: string) {
	const conflict = findConflicts(router).find(({ rule }) => rule.id === id);
	return conflict?.rule.fix?.(router) ?? null;
}

QUnit.module('model > conflicts > what is shown', () => {
	QUnit.test('before anything is ticked: software now, hardware apart, the worst first', (assert) => {
		const { now, hardware, hidden } = groupHints(findConflicts(BUSY), 'off', []);
		assert.deepEqual(ids(now), ['qosmate-software']);
		assert.deepEqual(ids(hardware), [
			'sqm-hardware',
			'qosmate-hardware',
			'nlbwmon-hardware',
			'vlan-bridge-hardware',
		]);
		assert.strictEqual(hidden, 0);
	});

	QUnit.test('with hardware chosen its hints come first, and those of software go', (assert) => {
		const { now, hardware } = groupHints(findConflicts(BUSY), 'hardware', []);
		assert.ok(ids(now).includes('sqm-hardware'));
		assert.notOk(ids(now).includes('qosmate-software'));
		assert.deepEqual(hardware, []);
	});

	QUnit.test('low ones are found, for the report, but in no group', (assert) => {
		const conflicts = findConflicts(routerWith({ fullcone: true }));
		assert.deepEqual(ids(conflicts), ['full-cone']);
		const { now, hardware, confirmations } = groupHints(conflicts, 'software', []);
		assert.deepEqual([...now, ...hardware, ...confirmations], []);
	});

	QUnit.test(
		'what keeps working is named for the mode that is chosen, and never counts as a conflict',
		(assert) => {
			const router = routerWith({ ...services('qosify'), sqm: ['wan', 'wan2'] });
			const conflicts = findConflicts(router);
			for (const mode of ['off', 'software'] as const) {
				const { now, confirmations, hidden } = groupHints(conflicts, mode, ['sqm-software']);
				assert.deepEqual([ids(now), hidden], [[], 0]);
				assert.deepEqual(confirmations.map(effectText), [
					'SQM on wan, wan2 keeps working with software offloading.',
					'Traffic shaping by qosify keeps working with software offloading.',
				]);
			}
			assert.deepEqual(groupHints(conflicts, 'hardware', []).confirmations, []);
			assert.deepEqual(criticalFor(conflicts, 'software'), []);
		}
	);

	QUnit.test('hidden hints are counted where they would stand, and nowhere else', (assert) => {
		const hiddenIds = ['sqm-hardware', 'qosmate-software', 'not-there'];
		const off = groupHints(findConflicts(BUSY), 'off', hiddenIds);
		assert.deepEqual(ids(off.now), []);
		assert.notOk(ids(off.hardware).includes('sqm-hardware'));
		assert.strictEqual(off.hidden, 2);
		assert.strictEqual(groupHints(findConflicts(BUSY), 'hardware', hiddenIds).hidden, 1);
	});

	QUnit.test('only critical ones of the mode to be applied are asked about', (assert) => {
		const conflicts = findConflicts(BUSY);
		assert.deepEqual(ids(criticalFor(conflicts, 'hardware')), ['sqm-hardware', 'qosmate-hardware']);
		assert.deepEqual(criticalFor(conflicts, 'software'), []);
		const stopped = findConflicts(routerWith({}, { firewall_loaded: false }));
		assert.deepEqual(criticalFor(stopped, 'off'), []);
		assert.deepEqual(ids(criticalFor(stopped, 'software')), ['firewall-stopped']);
	});

	QUnit.test('what the dry run refuses is told, and not asked about', (assert) => {
		const conflicts = findConflicts(routerWith({}, { module: 'missing' }));
		assert.deepEqual(ids(groupHints(conflicts, 'off', []).now), ['module-missing']);
		assert.deepEqual(criticalFor(conflicts, 'software'), []);
	});
});

QUnit.module('model > conflicts > one click', () => {
	const HARDWARE: Partial<Status> = {
		requested: { flow_offloading: true, flow_offloading_hw: true },
		flowtables: [{ ...FLOWTABLE, hardware: true }],
	};

	QUnit.test('hardware goes, software stays', (assert) => {
		const fix = fixOf(routerWith({ sqm: ['wan'] }, HARDWARE), 'sqm-hardware');
		assert.deepEqual(fix && shellCommands(fix.changes), [
			"uci set firewall.@defaults[0].flow_offloading='1'",
			'uci -q delete firewall.@defaults[0].flow_offloading_hw',
			'fw4 check && uci commit firewall && service firewall reload',
		]);
	});

	QUnit.test('nothing is offered where hardware is not set', (assert) => {
		assert.strictEqual(fixOf(routerWith({ sqm: ['wan'] }), 'sqm-hardware'), null);
	});

	QUnit.test('the missing software option is set', (assert) => {
		const alone = { requested: { flow_offloading: false, flow_offloading_hw: true } };
		assert.deepEqual(fixOf(routerWith({}, alone), 'hardware-alone')?.changes, [
			{ config: 'firewall', section: '@defaults[0]', option: 'flow_offloading', value: '1' },
		]);
	});

	QUnit.test(
		'a misplaced option is set where it counts, and only the one that is missing there',
		(assert) => {
			const misplaced = { ...NOT_MISPLACED, globals_flow_offloading: true, globals_flow_offloading_hw: true };
			const options = (status: Partial<Status>) =>
				fixOf(routerWith({ misplaced }, status), 'misplaced')?.changes.map(({ option }) => option);
			assert.deepEqual(options({}), ['flow_offloading', 'flow_offloading_hw']);
			assert.deepEqual(options({ requested: { flow_offloading: true, flow_offloading_hw: false } }), [
				'flow_offloading_hw',
			]);
		}
	);
});
