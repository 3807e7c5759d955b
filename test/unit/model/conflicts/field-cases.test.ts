import '../luci-globals.ts';
import QUnit from 'qunit';
import {
	type Conflict,
	criticalFor,
	findConflicts,
	groupHints,
} from '../../../../src/model/conflicts/index.ts';
import { partsOf, readCase } from '../../backend/support/cases.ts';
import { factsOf, type Parts, statusOf } from '../../backend/support/host.ts';

/** The conflicts of a case from the field, as the backend reads it; `forward` replaces firewall4's chain. */
function conflictsOf(name: string, forward?: string): Conflict[] {
	const found = readCase(name);
	const nft: typeof found.nft & { ruleset?: string } = { ...found.nft, ...(forward && { forward }) };
	const parts: Parts = partsOf({ ...found, nft });
	const commands = { ...parts.commands, 'nft --terse list ruleset': { output: nft.ruleset ?? '' } };
	return findConflicts({
		status: statusOf({ ...parts, commands }),
		environment: factsOf({ ...parts, commands }),
	});
}

const ids = (conflicts: Conflict[]) => conflicts.map(({ rule }) => rule.id);

QUnit.module('model > conflicts > cases from the field', () => {
	QUnit.test(
		'06: the vendor’s mtkhnat is asked about before hardware, and no other accelerator is',
		(assert) => {
			const conflicts = conflictsOf('06-mtkhnat');
			const asked = criticalFor(conflicts, 'hardware');
			assert.deepEqual(
				asked.map(({ rule, found }) => [rule.id, ...found]),
				[['vendor-hnat', 'mtkhnat']]
			);
			assert.notOk(ids(conflicts).includes('second-engine'));
		}
	);

	QUnit.test(
		'11: b4 is a DPI bypass by name, neither intrusion prevention nor a rule of the owner',
		(assert) => {
			const { now } = groupHints(conflictsOf('11-b4-queue'), 'software', []);
			assert.deepEqual(
				now.map(({ rule, found }) => [rule.id, ...found]),
				[['unblockers', 'b4']]
			);
			assert.ok(/DPI-bypass .* both directions/.test(now[0]!.rule.effect()));
		}
	);

	QUnit.test('11: with the first packets left to the firewall it is confirmed', (assert) => {
		const { forward } = readCase('11-b4-queue').nft;
		const late = forward.replace('flow add', 'ct original packets >= 30 flow add');
		const { now, confirmations } = groupHints(conflictsOf('11-b4-queue', late), 'software', []);
		assert.deepEqual([ids(now), ids(confirmations)], [[], ['unblockers-served']]);
	});
});
