import type { Kind } from './labels.ts';
import type { Hide } from './redact.ts';

/** Names that are nobody's: the system's, and words which reports are full of. A device that is called so stays visible. */
const COMMON = new Set(
	'openwrt lede immortalwrt router gateway firewall lan wan wan6 guest dmz iot vpn localhost ip6-localhost kernel system default unknown ipv4 ipv6 tcp udp icmp hardware software offload flow on off yes no'.split(
		' '
	)
);
/** Could be a group of an IPv6 address: looked for after the addresses. */
const HEX_WORD = /^[\da-f]{1,4}$/i;
const LETTER = /[\p{L}\p{N}]/u;

/** Names to hide, by kind. */
export type Vocabulary = Partial<Record<Extract<Kind, 'host' | 'wifi' | 'login'>, string[]>>;

/** Hides the names of a vocabulary wherever they stand alone or beside punctuation, in any case. */
export interface NameHider {
	/** To be called before addresses are hidden, and after. */
	before(text: string, hide: Hide): string;
	after(text: string, hide: Hide): string;
}

export function nameHider(vocabulary: Vocabulary): NameHider {
	const kinds = new Map<string, Kind>();
	for (const [kind, names] of Object.entries(vocabulary))
		for (const name of names) kinds.set(name.toLowerCase(), kind as Kind);
	const names = Object.values(vocabulary).flat().filter(isTelling);
	const before = patternOf(names.filter((name) => !HEX_WORD.test(name)));
	const after = patternOf(names.filter((name) => HEX_WORD.test(name)));
	return {
		before: (text, hide) => hideNames(text, before, kinds, hide),
		after: (text, hide) => hideNames(text, after, kinds, hide),
	};
}

function isTelling(name: string): boolean {
	return name.trim().length > 1 && !COMMON.has(name.toLowerCase());
}

/** The longest first, because a name may begin like another. */
function patternOf(names: string[]): RegExp | null {
	if (names.length === 0) return null;
	const sources = names
		.sort((a, b) => b.length - a.length)
		.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
	return new RegExp(sources.join('|'), 'giu');
}

function hideNames(text: string, pattern: RegExp | null, kinds: Map<string, Kind>, hide: Hide): string {
	if (!pattern) return text;
	return text.replace(pattern, (found, offset: number) => {
		const name = found.toLowerCase();
		return standsAlone(text, offset, found) ? hide(kinds.get(name) ?? 'name', name, found) : found;
	});
}

/** No letter or digit goes on where the name begins or ends with one. */
function standsAlone(text: string, offset: number, found: string): boolean {
	const [before, after] = [text[offset - 1] ?? '', text[offset + found.length] ?? ''];
	const begins = !(LETTER.test(found[0] ?? '') && LETTER.test(before));
	return begins && !(LETTER.test(found[found.length - 1] ?? '') && LETTER.test(after));
}
