import './luci-globals.ts';
import QUnit from 'qunit';
import { engineRows } from '../../../src/model/engine-words.ts';
import type { EngineReading, Environment } from '../../../src/rpc/types/index.ts';
import { factsWith } from './conflicts/environment.ts';
import { engineWith, SYSTEM, statusWith } from './status-facts.ts';

const rowsOf = (engines: EngineReading[] | null, environment: Partial<Environment> | null = null) =>
	engineRows(
		statusWith({
			engines,
			unknown: engines ? {} : { engines: { code: 'missing', text: '/sys/kernel/debug: not mounted' } },
		}),
		environment && factsWith(environment)
	);
const textOf = (engine: Partial<EngineReading>) => rowsOf([engineWith(engine)])[0]![1];

QUnit.module('model > words about hardware engines', () => {
	QUnit.test('what an engine holds', (assert) => {
		assert.deepEqual(
			rowsOf([engineWith({ kind: 'mtk_ppe', folder: 'ppe0', bound: 120, unbound: 34, capacity: 16384 })]),
			[['MediaTek PPE (ppe0)', '120 entries forward without the CPU, 34 are only watched, room for 16,384']]
		);
		assert.strictEqual(
			textOf({ bound: 1, unbound: 1 }),
			'1 entry forwards without the CPU, 1 is only watched'
		);
		assert.strictEqual(textOf({ bound: 9, complete: false }), 'at least: 9 entries forward without the CPU');
	});

	QUnit.test('entries that never match are told', (assert) => {
		assert.strictEqual(
			textOf({ bound: 9, moving: 0, capacity: 4096 }),
			'9 entries forward without the CPU, none has counted a packet, room for 4,096'
		);
		assert.notOk(textOf({ bound: 0, moving: 0 }).includes('packet'));
		assert.notOk(textOf({ bound: 9, moving: null }).includes('packet'));
	});

	QUnit.test('a switch that routes by itself is no flow offloading', (assert) => {
		const labels = (target: string) =>
			engineRows(statusWith({ system: { ...SYSTEM, target } })).map(([label]) => label);
		assert.deepEqual(labels('realtek/rtl930x'), ['Hardware engines', 'Routing in the switch']);
		assert.deepEqual(labels('mediatek/filogic'), ['Hardware engines']);
	});

	QUnit.test('none, unknown, and a driver that lists nothing are three answers', (assert) => {
		assert.strictEqual(textOf({ bound: 0 }), '0 entries forward without the CPU');
		assert.strictEqual(textOf({ bound: null }), 'unknown');
		assert.strictEqual(
			textOf({ kind: 'qcom_ppe', bound: null }),
			'unknown: this driver does not list what it forwards'
		);
		assert.deepEqual(rowsOf([]), [['Hardware engines', 'none']]);
		assert.deepEqual(rowsOf(null), [
			['Hardware engines', 'This router does not have it. (/sys/kernel/debug: not mounted)'],
		]);
	});

	QUnit.test('why flows were rejected', (assert) => {
		const rejected = [
			{ reason: 'egress_not_switch_port', flows: 31 },
			{ reason: 'new_reason', flows: 12 },
		];
		assert.deepEqual(rowsOf([engineWith({ rejected })])[1], [
			'Rejected by Qualcomm PPE (3a000000.ppe)',
			'31: leaves through a device outside the switch, such as Wi-Fi; 12: new_reason',
		]);
		assert.strictEqual(rowsOf([engineWith({ rejected: [] })]).length, 1);
	});

	QUnit.test('WED and the network processor, where there are any', (assert) => {
		const partners = (environment: Partial<Environment>) => rowsOf([], environment).slice(1);
		const unknown = { wed_attached: { code: 'missing', text: 'x' } } as const;
		assert.deepEqual(partners({ wed: 'absent', npu: 'absent' }), []);
		const WED = 'Wireless Ethernet Dispatch (WED)';
		const NPU = 'Network processor (NPU)';
		assert.deepEqual(partners({ wed: 'off', npu: 'running' }), [
			[WED, 'Off'],
			[NPU, 'Running'],
		]);
		assert.deepEqual(partners({ wed: 'on', wed_attached: true, npu: 'stopped' }), [
			[WED, 'On, and a Wi-Fi card uses it'],
			[NPU, 'Not running'],
		]);
		assert.deepEqual(partners({ wed: 'on', wed_attached: false, npu: 'no_firmware' }), [
			[WED, 'On, but no Wi-Fi card uses it'],
			[NPU, 'Not running: its firmware is not installed'],
		]);
		assert.deepEqual(partners({ wed: 'on', wed_attached: null, npu: 'absent', unknown }), [
			[WED, 'On, unknown whether a Wi-Fi card uses it: This router does not have it. (x)'],
		]);
		assert.deepEqual(
			partners({ wed: null, npu: null }).map(([, text]) => text),
			['The router gave no reason.', 'The router gave no reason.']
		);
	});
});
