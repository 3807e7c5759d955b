/**
 * ucode's strings are bytes. Under Node each byte is one character (latin1), so that `length`, `substr` and
 * `index` count bytes here as they do on the router.
 */
export function textOfBytes(bytes: Uint8Array): string {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** The bytes of a ucode string. Throws RangeError where a character is no byte. */
export function bytesOfText(text: string): Uint8Array {
	for (let at = 0; at < text.length; at++) {
		if (text.charCodeAt(at) > 0xff) throw new RangeError(`not a byte: ${JSON.stringify(text[at])}`);
	}
	return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** A JavaScript text (UTF-16) as a ucode string (UTF-8 bytes). */
export function textOfUnicode(text: string): string {
	return Buffer.from(text, 'utf8').toString('latin1');
}
