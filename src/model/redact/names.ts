import { parseAddress } from '../address.ts';
import { isIdentifying } from './common.ts';
import { decodeEscapes } from './decode.ts';
import type { Kind } from './labels.ts';
import type { Hide } from './options.ts';

/** Could be a group of an IPv6 address: looked for after the addresses. */
const HEX_WORD = /^[\da-f]{1,4}$/i;
const LETTER = /[\p{L}\p{N}\p{M}]/u;
/** Names of DNS are hidden with what is before them: 'phone.smith.example' tells the phone of 'smith.example'. */
const DOMAIN = /^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+\.?$/u;
const SUBDOMAINS = '(?:[\\p{L}\\p{N}_-]+\\.)*';
/** The backend writes a question mark for what is no UTF-8. */
const ANY_FOREIGN = '(?:\\?|[\\u0080-\\uffff])';
/** What was cut ends in it. */
const CUT = '…';
const SHORTEST_PIECE = 2;

type NameKind = Extract<Kind, 'host' | 'wifi' | 'login' | 'name' | 'network'>;

/** Names to hide, by kind, and addresses that are known. */
export type Vocabulary = Partial<Record<NameKind | 'address', string[]>>;

/** Hides the names of a vocabulary where no letter or digit continues them, in any case. */
export interface NameHider {
	/** To be called before addresses are hidden, and after. */
	before(text: string, hide: Hide): string;
	after(text: string, hide: Hide): string;
}

export function nameHider({ address: _addresses, ...vocabulary }: Vocabulary): NameHider {
	const kinds = new Map<string, Kind>();
	const forms = new Set<string>();
	for (const [kind, names] of Object.entries(vocabulary))
		for (const name of names.map(decodeEscapes)) {
			if (!isIdentifying(name) || parseAddress(name)) continue;
			// Some letters have a capital of two letters, so that neither form matches the other.
			for (const form of [name, name.toUpperCase(), name.toLowerCase()]) {
				forms.add(form);
				if (!kinds.has(form.toLowerCase())) kinds.set(form.toLowerCase(), kind as Kind);
			}
		}
	const names = [...kinds.keys()];
	const before = patternOf([...forms].filter((name) => !HEX_WORD.test(name)));
	const after = patternOf([...forms].filter((name) => HEX_WORD.test(name)));
	return {
		before: (text, hide) => hidePieces(hideNames(text, before, kinds, hide), names, kinds, hide),
		after: (text, hide) => hideNames(text, after, kinds, hide),
	};
}

/** Domains first, then the longest: a name may begin like another. */
function patternOf(names: string[]): RegExp | null {
	if (names.length === 0) return null;
	const sources = names
		.sort((a, b) => Number(DOMAIN.test(b)) - Number(DOMAIN.test(a)) || b.length - a.length)
		.map((name) => {
			const source = name.replace(/[\\^$.*+()[\]{}|/]/g, '\\$&').replace(/\?/g, ANY_FOREIGN);
			return DOMAIN.test(name) ? SUBDOMAINS + source : source;
		});
	return new RegExp(sources.join('|'), 'giu');
}

function hideNames(text: string, pattern: RegExp | null, kinds: Map<string, Kind>, hide: Hide): string {
	if (!pattern) return text;
	return text.replace(pattern, (found, offset: number) => {
		const name = found.toLowerCase();
		return standsAlone(text, offset, found)
			? hide(kinds.get(name) ?? kindOf(name, kinds), name, found)
			: found;
	});
}

/** Of what a domain's name ends. */
function kindOf(name: string, kinds: Map<string, Kind>): Kind {
	const parent = name.indexOf('.');
	return parent < 0 ? 'name' : (kinds.get(name.slice(parent + 1)) ?? kindOf(name.slice(parent + 1), kinds));
}

/** Neither letter nor digit continues the name where it begins or ends with one. */
function standsAlone(text: string, offset: number, found: string): boolean {
	const [before, after] = [text[offset - 1] ?? '', text[offset + found.length] ?? ''];
	const begins = !(LETTER.test(found[0] ?? '') && LETTER.test(before));
	return begins && !(LETTER.test(found[found.length - 1] ?? '') && LETTER.test(after));
}

/** Hides how a name begins where a cut took the rest of it. */
function hidePieces(text: string, names: string[], kinds: Map<string, Kind>, hide: Hide): string {
	if (!text.includes(CUT)) return text;
	const pieces = text.split(CUT);
	return pieces
		.map((piece, index) => (index < pieces.length - 1 ? hidePiece(piece, names, kinds, hide) : piece))
		.join(CUT);
}

function hidePiece(text: string, names: string[], kinds: Map<string, Kind>, hide: Hide): string {
	const end = text.trimEnd();
	const lower = end.toLowerCase();
	for (const name of names)
		for (let size = name.length - 1; size >= SHORTEST_PIECE; size--) {
			const piece = name.slice(0, size);
			if (!lower.endsWith(piece) || piece.trimEnd() !== piece) continue;
			const written = end.slice(-size);
			if (!standsAlone(end, end.length - size, written)) continue;
			return end.slice(0, -size) + hide(kinds.get(name)!, name, written) + text.slice(end.length);
		}
	return text;
}
