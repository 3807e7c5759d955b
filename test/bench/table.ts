/** The figures as a table. */
import { measure, type Result } from './measure.ts';
import type { BenchOptions, Way } from './ways.ts';

/**
 * Measures the ways and prints a table of them. Throws where one counts something else than `expected`; `exact` tells whose count must
 * be right: what takes minutes misses connections that come and go.
 */
export class Table {
	private base: Result | null = null;

	constructor(
		private options: BenchOptions,
		private expected: number,
		private exact: (way: Way) => boolean
	) {
		printRow(HEAD);
		printRow(HEAD.map(() => '---'));
	}

	add(way: Way): void {
		const result = measure(way, this.options);
		this.base ??= result;
		printRow(rowOf(result, this.base, this.options));
		if (way.read && this.exact(way) && result.wall !== null && result.count !== this.expected)
			throw new Error(`${way.name} counts ${result.count} instead of ${this.expected}`);
	}
}

const HEAD = ['way', 'count', 'CPU ms', 'wall ms', 'CPU, to the first', 'instructions (millions)', 'peak kB'];

function rowOf(
	{ way, count, cpu, wall, peak, instructions }: Result,
	base: Result,
	{ patience }: BenchOptions
): string[] {
	const text = (value: number | null, digits: number) => value?.toFixed(digits) ?? '-';
	const ratio = (cpu ?? patience * 1000) / base.cpu!;
	return [
		way.name,
		text(count, 0),
		text(cpu, 1),
		wall === null ? `stopped after ${patience} s` : text(wall, 1),
		`${cpu === null ? '> ' : ''}${ratio.toFixed(ratio < 10 ? 2 : 0)}`,
		text(instructions, 1),
		text(peak, 0),
	];
}

function printRow(cells: string[]): void {
	console.log(`| ${cells.join(' | ')} |`);
}
