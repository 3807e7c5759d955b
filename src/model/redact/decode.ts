/** Escapes of bytes: `\xc3\xbc` of hostapd and wpa_supplicant, `%C3%BC` of addresses in the Web, `\303\274` of kernel and shell. */
const BYTES = /(?:\\+x[\da-f]{2}|%[\da-f]{2}|\\+[0-3][0-7]{2})+/gi;
const BYTE = /x([\da-f]{2})|%([\da-f]{2})|([0-3][0-7]{2})/gi;
/** Escapes of UTF-16 units in JSON, and characters by number in HTML. */
const UNITS = /(?:\\+u[\da-f]{4})+/gi;
const ENTITY = /&#(?:x([\da-f]{1,6})|(\d{1,7}));/gi;
/** Comes out of an escape as a blank. */
const UNREADABLE = /[\p{Cc}\p{Cs}]/gu;

/**
 * The text with its escapes read, and every letter with its accents in one character (NFC): a name is then written in one form. What an
 * escape gives may be an escape again.
 */
export function decodeEscapes(text: string): string {
	let decoded = text;
	for (let before = ''; before !== decoded; ) {
		before = decoded;
		decoded = decoded
			.replace(BYTES, (run) => readable(textOfBytes(run)))
			.replace(UNITS, (run) => readable(textOfUnits(run)))
			.replace(ENTITY, (entity, hex?: string, decimal?: string) => {
				const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
				return code <= 0x10ffff ? readable(String.fromCodePoint(code)) : entity;
			})
			.normalize('NFC');
	}
	return decoded;
}

function textOfBytes(run: string): string {
	const bytes = [...run.matchAll(BYTE)].map(([, hex, percent, octal]) =>
		octal ? Number.parseInt(octal, 8) : Number.parseInt(hex ?? percent ?? '', 16)
	);
	const text = new TextDecoder().decode(Uint8Array.from(bytes));
	// Names of before UTF-8 are in Latin-1.
	return text.includes('\uFFFD') ? String.fromCharCode(...bytes) : text;
}

function textOfUnits(run: string): string {
	return String.fromCharCode(
		...run
			.split(/\\+u/i)
			.slice(1)
			.map((unit) => Number.parseInt(unit, 16))
	);
}

function readable(text: string): string {
	return text.replace(UNREADABLE, ' ');
}
