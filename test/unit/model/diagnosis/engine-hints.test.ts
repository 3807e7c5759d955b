import '../luci-globals.ts';
import QUnit from 'qunit';
import { judgeRouter } from '../../../../src/model/index.ts';
import type { EngineReading, Status } from '../../../../src/rpc/types/index.ts';
import { engineWith, FLOWTABLE, SYSTEM } from '../status-facts.ts';
import { countersWith, evidenceWith } from './evidence.ts';

const ON = { flow_offloading: true, flow_offloading_hw: false };
const BOTH = { flow_offloading: true, flow_offloading_hw: true };
const IN_HARDWARE: Partial<Status> = { flowtables: [{ ...FLOWTABLE, hardware: true }] };

QUnit.module('model > hints of the hardware', () => {
	QUnit.test('engines: what is unknown, few or another mode brings none', (assert) => {
		const idsOf = (engine: Partial<EngineReading>, status: Partial<Status> = IN_HARDWARE, hardware = 9) =>
			judgeRouter(
				evidenceWith({ ...status, engines: [engineWith(engine)] }, { counters: countersWith(0, hardware) })
			).hints.map(({ id }) => id);
		const full = { bound: 4096, capacity: 4096, moving: 0, rejected: [{ reason: 'ipv6_nat', flows: 1 }] };
		assert.deepEqual(idsOf(full), ['engine-full']);
		assert.deepEqual(idsOf(full, {}, 0), [], 'software is loaded');
		assert.deepEqual(idsOf({ bound: 4095, capacity: 4096 }), []);
		assert.deepEqual(idsOf({ bound: null, capacity: 4096, moving: null, rejected: null }), []);
		assert.deepEqual(idsOf({ bound: 4096, capacity: null, rejected: [] }), []);
	});

	QUnit.test('rejections press only while the hardware takes none', (assert) => {
		const rejected = [{ reason: 'ipv6_nat', flows: 1 }];
		const idsOf = (hardware: number, software = 5) =>
			judgeRouter(
				evidenceWith(
					{ ...IN_HARDWARE, engines: [engineWith({ rejected })] },
					{ counters: countersWith(software, hardware) }
				)
			).hints.map(({ id }) => id);
		assert.deepEqual(idsOf(0), ['engine-rejects']);
		assert.deepEqual(idsOf(1), []);
		assert.deepEqual(idsOf(0, 0), [], 'nothing is offloaded at all: they may be old');
	});

	QUnit.test('a driver that is coming: on its targets, and until the router has it', (assert) => {
		const idsOf = (status: Partial<Status>, target: string, hardware = 0) =>
			judgeRouter(
				evidenceWith(
					{ requested: BOTH, system: { ...SYSTEM, target }, ...status },
					{ counters: countersWith(4, hardware) }
				)
			).hints.map(({ id }) => id);
		for (const target of ['qualcommax/ipq60xx', 'qualcommbe/ipq95xx', 'ramips/mt7620'])
			assert.deepEqual(idsOf(IN_HARDWARE, target), ['driver-coming'], target);
		assert.deepEqual(idsOf({}, 'qualcommbe/ipq95xx'), ['driver-coming']);
		assert.deepEqual(idsOf(IN_HARDWARE, 'qualcommax/ipq60xx', 1), []);
		assert.deepEqual(
			idsOf({ ...IN_HARDWARE, engines: [engineWith({ kind: 'qca_ppe' })] }, 'qualcommax/ipq60xx'),
			[]
		);
		assert.deepEqual(
			idsOf({ ...IN_HARDWARE, engines: [engineWith({ kind: 'qcom_ppe' })] }, 'qualcommbe/ipq95xx'),
			['driver-coming'],
			'it counts packets and forwards none'
		);
		assert.deepEqual(idsOf({ requested: ON }, 'qualcommax/ipq60xx'), []);
		assert.deepEqual(idsOf(IN_HARDWARE, 'mediatek/filogic'), []);
	});
});
