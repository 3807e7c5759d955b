/**
 * What a pattern means, which differs between releases of ucode. `text`, up to OpenWrt 25.12: `^` and `$` match at the ends
 * of the text, `.` and a negated class match a newline. `newline`, on main since 8a8b4d1 (REG_NEWLINE): `^` and `$` match at
 * every line, `.` and a negated class match no newline. In both a NUL byte ends the text.
 */
export type RegexMeaning = 'text' | 'newline';

/** The value of the environment variable UCODE_REGEX. */
export function regexMeaning(name: string | undefined): RegexMeaning {
	if (name === undefined || name === '' || name === 'text') return 'text';
	if (name === 'newline') return 'newline';
	throw new Error(`UCODE_REGEX is neither 'text' nor 'newline': ${name}`);
}

const known = new Map<string, RegExp>();

/** The pattern of JavaScript that matches what `pattern` of our subset matches in ucode. */
export function patternAs(pattern: RegExp, meaning: RegexMeaning): RegExp {
	const key = `${meaning} ${pattern.flags} ${pattern.source}`;
	const found = known.get(key);
	if (found) {
		found.lastIndex = 0;
		return found;
	}
	const made =
		meaning === 'text'
			? new RegExp(pattern.source, `${pattern.flags}s`)
			: new RegExp(pattern.source.replace(PARTS, withNewlines), pattern.flags);
	known.set(key, made);
	return made;
}

/** A bracket expression, an escape, or a character that depends on newlines. */
const PARTS = /\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|[.^$]/gs;

function withNewlines(part: string): string {
	if (part === '.') return '[^\\n]';
	if (part === '^') return '(?<![^\\n])';
	if (part === '$') return '(?![^\\n])';
	return part.startsWith('[^') ? `${part.slice(0, -1)}\\n]` : part;
}
