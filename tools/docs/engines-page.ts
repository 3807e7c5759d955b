import { fileURLToPath } from 'node:url';
import type { EngineKind } from '../../src/rpc/types/index.ts';
import { loadModule } from '../ucode/load.ts';
import { realHost } from '../ucode/real-host.ts';
import { CAPACITY_SOURCES, ENGINES, type EngineSource, PARTNERS } from './engine-table.ts';

const BACKEND = fileURLToPath(new URL('../../root/usr/share/ucode', import.meta.url));

interface Capacity {
	kind: EngineKind;
	target: string;
	linux: number;
	entries: number;
}

/** The text of docs/engines.md. */
export async function enginesPage(): Promise<string> {
	// The model speaks through LuCI's text function, which has to be there first; here it leaves texts as they are.
	const globals = globalThis as unknown as Record<string, unknown>;
	globals._ ??= (text: string) => text;
	const { rejectionText } = await import('../../src/model/engine-words.ts');
	const load = <T>(name: string) => loadModule<T>(name, { host: realHost(''), searchPath: [BACKEND] });
	const { CAPACITIES } = load<{ CAPACITIES: Capacity[] }>('nft-offload.system.engines');
	const { REJECTIONS } = load<{ REJECTIONS: string[] }>('nft-offload.system.engine_text');
	return [
		...INTRODUCTION,
		table(TITLES, [...Object.values(ENGINES), ...PARTNERS].map(row)),
		'No driver reports the size of its table; these are constants from the sources. A table with an entry beyond that size has an unknown size.',
		table(['engine', 'target', 'Linux', 'entries', 'source'], CAPACITIES.map(capacityRow)),
		'## Why Qualcomm’s switch rejects a flow',
		'Counts start when the driver is loaded. A flow that is offered twice counts twice.',
		table(
			['the driver says', 'the page says'],
			REJECTIONS.map((reason) => [`\`${reason}\``, rejectionText(reason)])
		),
		...END,
	]
		.join('\n\n')
		.concat('\n');
}

const INTRODUCTION = [
	'<!-- Generated from tools/docs/engine-table.ts and the backend by `npm run docs`: change these, not this file. -->',
	'# What hardware engines report',
	'What the drivers of hardware engines say in debugfs is shown under *Details › Hardware engines*, in the report, and by `nft-offload status` while' +
		' hardware offloading is loaded. An entry is one direction of a connection. `BND` entries forward without the CPU; `UNB` entries only track a flow so far.',
	'What a format does not say is unknown, never zero. The long lists are read only while they are shown and hardware offloading is loaded, for a limited time and' +
		' number of lines; what is left out makes a count “at least”.',
];
const TITLES = ['engine', 'targets', 'read', 'format', 'tells', 'source'];
const END = [
	'## Targets without a driver yet',
	'On qualcommax, qualcommbe and ramips/mt7620 the page never says that there is no hardware: it names the thread in which the driver is' +
		' developed, until its debugfs folder appears. On realtek the switch may route by the routing table; that is no flow offloading, and no' +
		' connection is ever marked for it.',
];

function row({ name, targets, files, format, tells, sources }: EngineSource): string[] {
	return [name, targets, files.join('; '), format, tells, sources.join('; ')];
}

function capacityRow({ kind, target, linux, entries }: Capacity): string[] {
	return [
		ENGINES[kind].name,
		target || 'all',
		linux ? `from 6.${linux}` : 'all',
		entries.toLocaleString('en'),
		CAPACITY_SOURCES[kind],
	];
}

function table(titles: string[], rows: string[][]): string {
	const text = [titles, titles.map(() => '---'), ...rows]
		.map((cells) => `| ${cells.join(' | ')} |`)
		.join('\n');
	return text.replace(/([\w-]+\/[\w-]+)#(\d+)/g, '[$1#$2](https://github.com/$1/issues/$2)');
}
