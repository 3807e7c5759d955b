/** One small run of the bench, to see that it works: every way counts the same. */
import { runBench } from '../../../bench/bench.ts';
import type { Group } from '../harness.ts';
import type { Lab } from '../lab.ts';

const group: Group<Lab> = {
	name: 'the bench',
	declare(test, lab) {
		test('at 1,000 entries every way counts the 300 that are offloaded', async () => {
			await runBench(lab, {
				...lab.bench,
				entries: [1000],
				offloaded: [300],
				repeat: 1,
				instructions: false,
			});
		});
	},
};

export default group;
