/** Damaged inputs: every node of a tree with another type, every place of a text or of bytes cut, repeated or overwritten. */
import { parseConfig, printConfig } from '../../../../tools/uci/parse.ts';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const OTHERS: Json[] = [
	null,
	true,
	0,
	-1,
	2 ** 53,
	1.5,
	'',
	'x',
	[],
	{},
	[[null], {}],
	{ interface: { interface: [null] } },
];

/** The tree once for each of its nodes and each other value that the node may have, and without each field. */
export function* swappedNodes(tree: Json): Generator<Json> {
	yield* OTHERS;
	if (Array.isArray(tree)) {
		yield { ...tree } as unknown as Json;
		for (const [at, item] of tree.entries())
			for (const changed of swappedNodes(item)) yield tree.toSpliced(at, 1, changed);
	} else if (typeof tree === 'object' && tree !== null) {
		yield Object.values(tree);
		for (const [name, item] of Object.entries(tree)) {
			const { [name]: _, ...others } = tree;
			yield others;
			for (const changed of swappedNodes(item)) yield { ...tree, [name]: changed };
		}
	}
}

const GARBAGE = [
	'\0',
	'\xff\xfe\x80',
	'\n\n',
	'"',
	'{',
	'}',
	"'",
	' = ',
	'18446744073709551616',
	'-1',
	'\x1b[0m',
];

/** A text that is cut, whose lines are missing or doubled, and that has garbage in it, at so many places. */
export function* damagedTexts(text: string, places: number): Generator<string> {
	yield '';
	const step = Math.max(Math.ceil(text.length / places), 1);
	for (let at = 0; at < text.length; at += step) {
		yield text.slice(0, at);
		yield text.slice(at);
		const garbage = GARBAGE[(at / step) % GARBAGE.length]!;
		yield text.slice(0, at) + garbage + text.slice(at);
		yield text.slice(0, at) + garbage + text.slice(at + garbage.length);
		yield text.slice(0, at) + text.slice(at + 1 + ((at / step) % 5));
	}
	const lines = text.split('\n');
	const rows = Math.max(Math.ceil(lines.length / places), 1);
	for (let at = 0; at < lines.length; at += rows) {
		yield lines.toSpliced(at, 1).join('\n');
		yield lines.toSpliced(at, 0, lines[at]!).join('\n');
		yield lines.toSpliced(at, 1, '\0\xff').join('\n');
	}
}

const WORDS = ['', '0', '-1', '9007199254740992', '1.5', 'x', 'null', '[]', '{}', ' ', '\t'];

/** A file of /etc/config, every option of which is missing, has another text, or is a list where it was none. */
export function* swappedOptions(name: string, text: string): Generator<string> {
	const sections = parseConfig(name, text).sections.length;
	for (let at = 0; at < sections; at++) {
		const names = [...parseConfig(name, text).sections[at]!.options.keys()];
		for (const option of names) {
			for (const value of [null, ...WORDS, ['1'], ['', 'x y', '1'], []]) {
				const config = parseConfig(name, text);
				const options = config.sections[at]!.options;
				if (value === null) options.delete(option);
				else options.set(option, value);
				yield printConfig(config);
			}
		}
	}
}

/** Bytes that are cut, and each of which is another one, at so many places. */
export function* damagedBytes(bytes: Uint8Array, places: number): Generator<Uint8Array> {
	const step = Math.max(Math.floor(bytes.length / places), 1);
	for (let at = 0; at < bytes.length; at += step) {
		yield bytes.slice(0, at);
		for (const byte of [0, 1, 3, 0x7f, 0xff]) {
			const changed = bytes.slice();
			changed[at] = byte;
			yield changed;
		}
	}
}
