import QUnit from 'qunit';
import { currentTarget } from './target.ts';

type Body = (assert: Assert) => Promise<void>;

/**
 * Every browser test says by its tag what it needs of the router. A target that lacks it skips the test with the reason in its line
 * and counts it as skipped.
 */
export const test = {
	/** Needs the emulated router: its scenarios, its clock, its files. Uses `visit`. */
	scenario(name: string, body: Body): void {
		run(name, body, currentTarget().kind === 'live' ? 'needs the emulated router' : null);
	},

	/** True of every router in whatever state it is, and changes nothing on it. Uses `visitAny`. */
	any(name: string, body: Body): void {
		run(name, body, null);
	},

	/** As `any`, but changes settings and puts them back, also when it fails. */
	anyChanging(name: string, body: Body): void {
		const target = currentTarget();
		const forbidden = target.kind === 'live' && !target.allowChanges;
		run(name, body, forbidden ? 'changes settings, which --allow-changes permits' : null);
	},
};

function run(name: string, body: Body, unmet: string | null): void {
	if (unmet === null) QUnit.test(name, body);
	else QUnit.skip(`${name} # SKIP ${unmet}`);
}
