import { readdirSync, readFileSync } from 'node:fs';
import type { Cell, Recording } from '../../test/kernel/inside/conformance/record.ts';

/** The tables of docs/offloading.md: which path packets took in a guest kernel, as `npm run test:kernel -- --record` has written it. */

/** Reads every recording of a folder, in the order of the kernels. */
export function readRecordings(folder: string): Recording[] {
	const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
	const recordings = files.map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Recording);
	return recordings.sort((one, other) => one.kernel.localeCompare(other.kernel, 'en', { numeric: true }));
}

/** Both tables, with what they were made from. */
export function conformanceTables(recordings: Recording[]): string {
	const kernels = recordings.map(({ kernel }) => kernel).join(' and ');
	const count = recordings.reduce((sum, { cells }) => sum + cells.length, 0);
	const wrong = recordings.flatMap(({ cells }) => cells).filter(isWrong).length;
	return [
		`Measured on Linux ${kernels}: ${count} transfers of ${recordings[0]!.bytes / 1e6} MB, ` +
			`of which the backend named the wrong path for ${wrong}.`,
		'Downloads arrive on the WAN:',
		table(recordings, 'download'),
		'Uploads arrive on the LAN, whose own bridge is in the flowtable unless the LAN is what is tried:',
		table(recordings, 'upload'),
	].join('\n\n');
}

function isWrong({ taken, claimed }: Cell): boolean {
	return claimed === null || taken !== (claimed ? 'fast' : 'slow');
}

function table(recordings: Recording[], direction: Cell['direction']): string {
	const { lines, lists } = recordings[0]!;
	const rows = Object.entries(lines).flatMap(([line, title]) => {
		const families = (['ipv4', 'ipv6'] as const).map((family) =>
			Object.keys(lists).map((list) => entry(recordings, { line, list, family, direction }))
		);
		const [ipv4, ipv6] = families as [string[], string[]];
		if (ipv4.join() === ipv6.join()) return [[title, ...ipv4]];
		return [
			[`${title}, IPv4`, ...ipv4],
			[`${title}, IPv6`, ...ipv6],
		];
	});
	const head = ['line', ...Object.values(lists)];
	return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** What was measured; where kernels differ, each by itself. */
function entry(
	recordings: Recording[],
	wanted: Record<'line' | 'list' | 'family' | 'direction', string>
): string {
	const taken = recordings.map(({ kernel, cells }) => {
		const cell = cells.find((cell) =>
			Object.entries(wanted).every(([key, value]) => cell[key as keyof Cell] === value)
		);
		if (!cell) throw new Error(`no cell ${JSON.stringify(wanted)} on Linux ${kernel}`);
		return { kernel, text: cell.taken === 'fast' ? 'fast' : `**${cell.taken}**` };
	});
	const texts = new Set(taken.map(({ text }) => text));
	return texts.size === 1 ? taken[0]!.text : taken.map(({ kernel, text }) => `${kernel}: ${text}`).join(', ');
}
