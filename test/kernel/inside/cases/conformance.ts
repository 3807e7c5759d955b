import type { Ends } from '../conformance/ends.ts';
import { LISTS, type ListName } from '../conformance/lines.ts';
import { measureList, startMatrix } from '../conformance/matrix.ts';
import type { Group } from '../harness.ts';
import type { Lab } from '../lab.ts';

let ends: Ends | null = null;

const group: Group<Lab> = {
	name: 'conformance',
	declare(test, lab) {
		for (const list of Object.keys(LISTS) as ListName[])
			test(`${LISTS[list]}: packets go the way that is claimed`, async () => {
				lab.loadLineModules();
				ends ??= await startMatrix(lab.scripts);
				const { cells, marked } = await measureList(ends, list);
				for (const cell of cells) console.log(`# ${JSON.stringify(cell)}`);
				console.log(`# marked ${marked}`);
			});
	},
};

export default group;
