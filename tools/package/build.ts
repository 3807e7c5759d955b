import { buildApk } from './apk.ts';
import { readPackages } from './contents.ts';
import { buildIpk } from './ipk.ts';
import { packageErrors } from './lint/index.ts';
import { sourceDateEpoch } from './metadata.ts';
import { type Built, sizeErrors } from './sizes.ts';

/** Builds every package of the checkout at `root` in both formats; throws with a list of all errors when one is not fit to be shipped. */
export function buildPackages(root: string): Built[] {
	const all = readPackages(root, sourceDateEpoch(root)).map((parts) => ({
		parts,
		packages: [buildIpk(parts), buildApk(parts)],
	}));
	const errors = all.flatMap((built) => [...packageErrors(built.parts), ...sizeErrors(built)]);
	if (errors.length > 0) throw new Error(`the packages are not fit to be shipped:\n${errors.join('\n')}`);
	return all;
}
