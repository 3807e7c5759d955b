import { textOfUnicode } from './bytes.ts';

/** What ucode prints for a value in `%s`, `+` and templates: text as it is, the rest as JSON, null as '(null)'. */
export function castString(value: unknown): string {
	if (typeof value === 'string') return value;
	if (value === null || value === undefined) return '(null)';
	return typeof value === 'number' ? numberText(value) : encodeJson(value);
}

/**
 * `%J` of printf: one line, a space inside the brackets, keys in the order of insertion. A double that is no
 * number prints as a string, a function as its text. (ucode: types.c, ucv_to_stringbuf_formatted.)
 */
export function encodeJson(value: unknown): string {
	if (value === null || value === undefined) return 'null';
	if (typeof value === 'string') return encodeString(value);
	if (typeof value === 'number')
		return Number.isFinite(value) ? numberText(value) : encodeString(numberText(value));
	if (typeof value === 'boolean') return String(value);
	if (Array.isArray(value)) return wrap('[', value.map(encodeJson), ']');
	if (typeof value !== 'object') throw new TypeError(`cannot print a ${typeof value} as JSON`);
	const members = Object.entries(value).map(([key, member]) => `${encodeString(key)}: ${encodeJson(member)}`);
	return wrap('{', members, '}');
}

function wrap(open: string, parts: string[], close: string): string {
	return parts.length ? `${open} ${parts.join(', ')} ${close}` : `${open} ${close}`;
}

function numberText(value: number): string {
	return Number.isNaN(value) ? 'NaN' : String(value);
}

const ESCAPES: Record<string, string> = {
	'"': '\\"',
	'\\': '\\\\',
	'\b': '\\b',
	'\f': '\\f',
	'\n': '\\n',
	'\r': '\\r',
	'\t': '\\t',
};

/** Bytes above 0x7e pass as they are, as in ucode: whoever prints them answers for their encoding. */
function encodeString(text: string): string {
	const escaped = text.replace(
		// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that JSON wants escaped
		/["\\\u0000-\u001f]/g,
		(character) => ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
	);
	return `"${escaped}"`;
}

/** `json(text)`: parses UTF-8 bytes; escapes such as \u00e9 become the bytes of that character. Throws SyntaxError. */
export function decodeJson(text: string): unknown {
	const escapes = /\\(?:u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})|u([0-9a-f]{4})|.)/gi;
	const bytes = text.replace(escapes, (whole, high?: string, low?: string, single?: string) => {
		if (high && low)
			return textOfUnicode(String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16)));
		if (!single || Number.parseInt(single, 16) < 0x80) return whole;
		return textOfUnicode(String.fromCharCode(Number.parseInt(single, 16)));
	});
	return JSON.parse(bytes);
}

/** `sprintf`: %s, %d, %x, %J and %% with flags `-` and `0` and a width; anything else is refused. */
export function sprintf(format: unknown, ...args: unknown[]): string {
	let next = 0;
	return String(format).replace(
		/%([-0]*)(\d*)(.?)/gs,
		(whole, flags: string, width: string, kind: string) => {
			if (kind === '%') return '%';
			const text = formatOne(kind, args[next++], whole);
			if (flags.includes('-')) return text.padEnd(Number(width));
			return text.padStart(Number(width), flags.includes('0') ? '0' : ' ');
		}
	);
}

function formatOne(kind: string, value: unknown, whole: string): string {
	switch (kind) {
		case 's':
			return castString(value);
		case 'd':
			return String(Math.trunc(Number(value ?? 0)));
		case 'x':
			return Math.trunc(Number(value ?? 0)).toString(16);
		case 'J':
			return encodeJson(value);
		default:
			throw new SyntaxError(`the loader has no printf directive '${whole}'`);
	}
}
