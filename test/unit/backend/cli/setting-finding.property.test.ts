/** Why offloading is not enabled, or not loaded: `nft-offload status` says what the page says. */
import '../../model/luci-globals.ts';
import fc from 'fast-check';
import QUnit from 'qunit';
import type { Evidence, Known } from '../../../../src/model/diagnosis/evidence.ts';
import { evidenceOf } from '../../../../src/model/diagnosis/evidence.ts';
import { judgeHints } from '../../../../src/model/diagnosis/hints.ts';
import { judgeLoaded } from '../../../../src/model/diagnosis/loaded.ts';
import { judgeRequested } from '../../../../src/model/diagnosis/requested.ts';
import type {
	Environment,
	MisplacedOptions,
	OffloadOptions,
	Status,
} from '../../../../src/rpc/types/index.ts';
import type { SettingFinding } from '../../../../src/rpc/types/summary.ts';
import { adderWith, FLOWTABLE, statusWith } from '../../model/status-facts.ts';
import { load } from '../support/load.ts';

type Texts = Record<string, string>;
const { judge_setting } = load<{
	judge_setting(status: Status, misplaced: MisplacedOptions | null): SettingFinding | null;
}>('firewall.finding');
const { NOT_ENABLED, NOT_LOADED, finding_lines } = load<{
	NOT_ENABLED: Texts;
	NOT_LOADED: Texts;
	finding_lines(finding: SettingFinding | null, texts: Texts): string[];
}>('commands.finding_words');

const options: fc.Arbitrary<OffloadOptions> = fc.record({
	flow_offloading: fc.boolean(),
	flow_offloading_hw: fc.boolean(),
});
const ZAPRET = { ...FLOWTABLE, table: 'zapret', owner: 'zapret' } as const;
const BRIDGE = { ...FLOWTABLE, family: 'bridge', table: 'x', owner: 'firewall4_bridge' } as const;
const flowtables = fc
	.record({ which: fc.subarray([FLOWTABLE, ZAPRET, BRIDGE]), hardware: fc.boolean() })
	.map(({ which, hardware }) => which.map((one) => ({ ...one, hardware })));
const adders = fc
	.record({ which: fc.subarray([FLOWTABLE, ZAPRET, BRIDGE]), reached: fc.boolean() })
	.map(({ which, reached }) =>
		which.map(({ family, table, owner }) => adderWith({ family, table, owner, reached }))
	);
const unless = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 5 });
const router = fc.record({
	requested: unless(options),
	waiting: fc.option(options, { freq: 2 }),
	flowtables: unless(flowtables),
	adders: unless(adders),
	module: fc.constantFrom('loaded', 'builtin', 'missing', null),
	firewall_loaded: fc.constantFrom(true, false, null),
	misplaced: unless(
		fc.record({
			globals_flow_offloading: fc.boolean(),
			globals_flow_offloading_hw: fc.boolean(),
			in_ignored_defaults: fc.boolean(),
		})
	),
});

/** The first of the first two checks that fails, or that hardware is not loaded. */
function onPage(evidence: Known) {
	if (!evidence.status.requested) return null;
	const found = judgeRequested(evidence) ?? judgeLoaded(evidence);
	if (found) return found.id === 'off' ? null : found;
	return judgeHints(evidence).find(({ id }) => id === 'fallback') ?? null;
}

QUnit.module('backend > why offloading is not enabled or loaded is what the page says', () => {
	QUnit.test('any router', (assert) => {
		const seen = new Set<string | null>();
		fc.assert(
			fc.property(router, ({ misplaced, ...facts }) => {
				const status = statusWith({ ...facts, forward_rules: null } as Partial<Status>);
				const evidence: Evidence = evidenceOf({ status, environment: { misplaced } as Environment });
				const page = onPage({ ...evidence, status });
				const here = judge_setting(status, misplaced);
				seen.add(here?.id ?? null);
				assert.strictEqual(here?.id ?? null, page?.id ?? null);
				const lines = [NOT_ENABLED, NOT_LOADED].flatMap((texts) => finding_lines(here, texts));
				assert.strictEqual(lines.join('').replace(/\s+/g, ' ').trim(), page?.text ?? '');
			}),
			{ numRuns: 2000 }
		);
		assert.deepEqual(
			[...seen].sort(),
			[...Object.keys(NOT_ENABLED), ...Object.keys(NOT_LOADED), null].sort()
		);
	});
});
