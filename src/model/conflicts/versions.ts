/** Versions from `from` on and before `until`; without one of them there is no such end. */
export interface VersionRange {
	from?: string;
	until?: string;
}

/** Whether a version, such as '6.12.94' or 'OpenWrt 25.12.5 r32713-0a1b2c3d4e', is in one of the ranges. What is unknown is in none. */
export function isWithin(ranges: VersionRange[], version: string | null): boolean {
	const numbers = numbersOf(version ?? '');
	if (numbers.length === 0) return false;
	return ranges.some(
		({ from, until }) =>
			(from === undefined || compare(numbers, numbersOf(from)) >= 0) &&
			(until === undefined || compare(numbers, numbersOf(until)) < 0)
	);
}

/** The numbers of the first word that is a version; [] without one, as in 'OpenWrt SNAPSHOT r34154-35e3ed74fe'. */
function numbersOf(text: string): number[] {
	const found = /(?:^|\s)(\d+(?:\.\d+)*)/.exec(text);
	return found ? found[1]!.split('.').map(Number) : [];
}

/** Number by number: 6.6 is before 6.12. A number that is missing is 0. */
function compare(a: number[], b: number[]): number {
	for (let index = 0; index < Math.max(a.length, b.length); index++) {
		const difference = (a[index] ?? 0) - (b[index] ?? 0);
		if (difference !== 0) return difference;
	}
	return 0;
}
