import { buildApk } from './apk.ts';
import { readPackages } from './contents.ts';
import { buildIpk } from './ipk.ts';
import { packageFaults } from './lint/index.ts';
import { sourceDateEpoch } from './metadata.ts';
import { type Built, sizeFaults } from './sizes.ts';

/** Builds every package of the checkout at `root` in both formats; throws with a list of all faults when one is not fit to be shipped. */
export function buildPackages(root: string): Built[] {
	const all = readPackages(root, sourceDateEpoch(root)).map((parts) => ({
		parts,
		packages: [buildIpk(parts), buildApk(parts)],
	}));
	const faults = all.flatMap((built) => [...packageFaults(built.parts), ...sizeFaults(built)]);
	if (faults.length > 0) throw new Error(`the packages are not fit to be shipped:\n${faults.join('\n')}`);
	return all;
}
