/** `_()` and `N_()`: look a text up in window.TR by the hash that LuCI's translation files use (lmo, "SuperFastHash"). */

declare global {
	interface Window {
		/** Hash of a text -> its translation; '00000000' holds the rule for plurals. */
		TR?: Record<string, string>;
	}
}

/** Paul Hsieh's hash over the UTF-8 bytes of `text`, eight hexadecimal digits; null for the empty text. */
export function hash(text: string): string | null {
	const bytes = new TextEncoder().encode(text);
	if (!bytes.length) return null;
	const word = (at: number) => bytes[at]! | (bytes[at + 1]! << 8);
	const signed = (at: number) => (bytes[at]! << 24) >> 24;
	let sum = bytes.length;
	const mix = (left: number, right: number) => {
		sum = (sum ^ (sum << left)) >>> 0;
		sum = (sum + (sum >>> right)) >>> 0;
	};
	let at = 0;
	for (; at + 4 <= bytes.length; at += 4) {
		sum = (sum + word(at)) >>> 0;
		sum = ((sum << 16) ^ (word(at + 2) << 11) ^ sum) >>> 0;
		sum = (sum + (sum >>> 11)) >>> 0;
	}
	const rest = bytes.length - at;
	if (rest === 3) {
		sum = (sum + word(at)) >>> 0;
		sum = (sum ^ (sum << 16) ^ (signed(at + 2) << 18)) >>> 0;
		sum = (sum + (sum >>> 11)) >>> 0;
	} else if (rest === 2) {
		sum = (sum + word(at)) >>> 0;
		mix(11, 17);
	} else if (rest === 1) {
		sum = (sum + signed(at)) >>> 0;
		mix(10, 1);
	}
	mix(3, 5);
	mix(4, 17);
	mix(25, 6);
	return sum.toString(16).padStart(8, '0');
}

function collapse(text: string): string {
	return text.trim().replace(/[ \t\n]+/g, ' ');
}

function lookUp(key: string): string | undefined {
	const found = hash(key);
	return found === null ? undefined : window.TR?.[found];
}

function withContext(context: string | undefined, key: string): string {
	return context === undefined ? key : `${collapse(context)}\u0001${key}`;
}

export function translate(text: string, context?: string): string {
	return lookUp(withContext(context, collapse(text))) || text;
}

/** Which plural form the language has for `n`, from a rule such as 'nplurals=2; plural=(n != 1);'. */
function pluralForm(n: number): number {
	const rule = window.TR?.['00000000'] ?? 'plural=(n != 1);';
	// The rule is C code of the translation file; LuCI runs it in the same way.
	return Number(new Function('n', `let nplurals, plural; ${rule}; return +plural`)(n));
}

export function translatePlural(n: number, singular: string, plural: string, context?: string): string {
	const form = pluralForm(n);
	const key = `${collapse(singular)}\u0002${form}`;
	return lookUp(withContext(context, key)) || (form ? plural : singular);
}
