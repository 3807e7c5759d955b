import type { VersionRange } from '../../src/model/conflicts/versions.ts';
import type { KnownFault } from '../../src/model/known-faults.ts';

const MODES: Record<KnownFault['mode'], string> = {
	software: 'software',
	hardware: 'hardware',
	both: 'software and hardware',
};

/** The text of docs/known-faults.md. */
export async function knownFaultsPage(): Promise<string> {
	// The model speaks through LuCI's text function, which has to be there first; here it leaves texts as they are.
	const globals = globalThis as unknown as Record<string, unknown>;
	globals._ ??= (text: string) => text;
	const { KNOWN_FAULTS } = await import('../../src/model/known-faults.ts');
	return [...INTRODUCTION, table(KNOWN_FAULTS.map(faultRow))].join('\n\n').concat('\n');
}

const INTRODUCTION = [
	'<!-- Generated from src/model/known-faults.ts by `npm run docs`: change the table, not this file. -->',
	'# Known faults of releases, kernels and routers',
	'The details of the page show those that affect the router in the selected mode. Faults that also need a setting of the router are' +
		' among the [conflicts](conflicts.md).',
];

function faultRow(fault: KnownFault): string[] {
	const id = `<a id="${fault.id}"></a>\`${fault.id}\``;
	return [id, MODES[fault.mode], affected(fault), fault.text(), `<${fault.source}>`];
}

function affected({ release = [], kernel = [], targets = [], models = [] }: KnownFault): string {
	const words = (name: string, { from, until }: VersionRange) =>
		[name, ...(from ? [`from ${from}`] : []), ...(until ? [`before ${until}`] : [])].join(' ');
	return [
		...release.map((range) => words('OpenWrt', range)),
		...kernel.map((range) => words('Linux', range)),
		...targets,
		...models,
	].join(', ');
}

function table(rows: string[][]): string {
	const titles = ['fault', 'mode', 'affected', 'what happens', 'source'];
	return [titles, titles.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
