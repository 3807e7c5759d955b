/** `nft-offload` speaks of hardware engines as the page does, and only where they matter. */
import '../../model/luci-globals.ts';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import QUnit from 'qunit';
import { engineRows } from '../../../../src/model/engine-words.ts';
import type { EngineReading, Environment } from '../../../../src/rpc/types/index.ts';
import { runProgram } from '../../../../tools/ucode/load.ts';
import { factsWith } from '../../model/conflicts/environment.ts';
import { engineWith, statusWith } from '../../model/status-facts.ts';
import { partsOf, readCase } from '../support/cases.ts';
import { hostWith, type Parts, SEARCH_PATH } from '../support/host.ts';
import { load } from '../support/load.ts';
import { bindLine, OFFLOAD } from '../system/engine-samples.ts';

const PROGRAM = fileURLToPath(new URL('../../../../root/usr/bin/nft-offload', import.meta.url));
const { engine_rows, partner_rows } = load<{
	engine_rows(engines: EngineReading[]): string[][];
	partner_rows(environment: Environment): string[][];
}>('commands.engine_words');
const { REJECTIONS } = load<{ REJECTIONS: string[] }>('system.engine_text');

function printed(files: Parts['files'], ...args: string[]): string[] {
	const parts = partsOf(readCase('14-wifi7-wed'));
	const host = hostWith({ ...parts, files: { ...parts.files, ...files } });
	const { stdout } = runProgram(PROGRAM, { host, args, searchPath: SEARCH_PATH });
	return new TextDecoder().decode(stdout).split('\n');
}

QUnit.module('backend > words about hardware engines', () => {
	QUnit.test('are those of the page', (assert) => {
		// From 1,000 on the page writes numbers in the user's language.
		const number = fc.nat({ max: 999 });
		const maybe = fc.option(number);
		const engine: fc.Arbitrary<EngineReading> = fc.record({
			kind: fc.constantFrom('mtk_ppe', 'airoha_ppe', 'qca_ppe', 'qcom_ppe'),
			folder: fc.constantFrom('ppe0', '3a000000.ppe'),
			entries: maybe,
			bound: maybe,
			unbound: maybe,
			moving: maybe,
			capacity: maybe,
			complete: fc.boolean(),
			rejected: fc.option(
				fc.array(fc.record({ reason: fc.constantFrom(...REJECTIONS, 'new_reason'), flows: number }), {
					maxLength: 4,
				})
			),
		});
		const facts = fc.record({
			wed: fc.constantFrom('on', 'off', 'absent'),
			wed_attached: fc.constantFrom(true, false),
			npu: fc.constantFrom('running', 'stopped', 'no_firmware', 'absent'),
		});
		fc.assert(
			fc.property(fc.array(engine, { minLength: 1, maxLength: 3 }), facts, (engines, changes) => {
				const environment = factsWith(changes);
				assert.deepEqual(
					[...engine_rows(engines), ...partner_rows(environment)],
					engineRows(statusWith({ engines }), environment)
				);
			}),
			{ numRuns: 200 }
		);
	});

	QUnit.test('each reason of the driver has words', (assert) => {
		const texts = REJECTIONS.map((reason) => {
			const rejected = [{ reason, flows: 1 }];
			return engineRows(statusWith({ engines: [engineWith({ rejected })] }))[1]![1];
		});
		assert.strictEqual(new Set(texts).size, REJECTIONS.length);
		assert.false(texts.some((text) => text.includes('_')));
	});

	QUnit.test('status and report show them', (assert) => {
		const files = {
			'/sys/kernel/debug/ppe0/entries': bindLine(1, 'BND') + bindLine(2, 'UNB'),
			'/sys/kernel/debug/3a000000.ppe/offload': OFFLOAD,
		};
		const lines = [
			'MediaTek PPE (ppe0): 1 entry forwards without the CPU, 1 is only watched',
			'Qualcomm PPE (3a000000.ppe): 14 entries forward without the CPU',
			'Rejected by Qualcomm PPE (3a000000.ppe): 31: leaves through a device outside',
			'the switch, such as Wi-Fi; 12: arrives in a VLAN that the switch does not',
			'handle',
		];
		assert.deepEqual(
			printed(files, 'status')
				.filter((line) => lines.includes(line))
				.sort(),
			[...lines].sort()
		);
		const report = printed(files, 'report');
		assert.ok(report.includes(lines[0]!));
		assert.ok(report.includes('Wireless Ethernet Dispatch (WED): Off'));
	});

	QUnit.test('what cannot be read is unknown, not zero', (assert) => {
		assert.ok(printed({}, 'status').some((line) => line.startsWith('Hardware: unknown (/sys/kernel/debug')));
	});
});
