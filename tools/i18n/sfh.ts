/**
 * Paul Hsieh's SuperFastHash (http://www.azillionmonkeys.com/qed/hash.html) over the UTF-8 bytes of `text`, started with their number.
 * LuCI finds translations by this hash: in the .lmo files (lib/lmo.c) and, as eight hexadecimal digits, in `window.TR` of every page
 * (cbi.js). The result is an unsigned 32-bit number; 0 for an empty text.
 */
export function sfh(text: string): number {
	const bytes = Buffer.from(text, 'utf8');
	let hash = bytes.length;
	const whole = bytes.length & ~3;
	for (let at = 0; at < whole; at += 4)
		hash = mixWord(hash, bytes.readUInt16LE(at), bytes.readUInt16LE(at + 2));
	return avalanche(mixRest(hash, bytes.subarray(whole)));
}

/** The key of `text` in `window.TR`, such as `0a1b2c3d`. */
export function sfhKey(text: string): string {
	return sfh(text).toString(16).padStart(8, '0');
}

function mixWord(hash: number, low: number, high: number): number {
	const sum = (hash + low) | 0;
	const mixed = (sum << 16) ^ ((high << 11) ^ sum);
	return (mixed + (mixed >>> 11)) | 0;
}

/** The last one to three bytes; the odd one counts as signed, as C's `signed char` does. */
function mixRest(hash: number, rest: Buffer): number {
	switch (rest.length) {
		case 3: {
			let mixed = (hash + rest.readUInt16LE(0)) | 0;
			mixed ^= mixed << 16;
			mixed ^= rest.readInt8(2) << 18;
			return (mixed + (mixed >>> 11)) | 0;
		}
		case 2: {
			let mixed = (hash + rest.readUInt16LE(0)) | 0;
			mixed ^= mixed << 11;
			return (mixed + (mixed >>> 17)) | 0;
		}
		case 1: {
			let mixed = (hash + rest.readInt8(0)) | 0;
			mixed ^= mixed << 10;
			return (mixed + (mixed >>> 1)) | 0;
		}
		default:
			return hash;
	}
}

/** Lets every bit of the input change about half of the bits of the result. */
function avalanche(hash: number): number {
	let mixed = hash;
	mixed ^= mixed << 3;
	mixed = (mixed + (mixed >>> 5)) | 0;
	mixed ^= mixed << 4;
	mixed = (mixed + (mixed >>> 17)) | 0;
	mixed ^= mixed << 25;
	mixed = (mixed + (mixed >>> 6)) | 0;
	return mixed >>> 0;
}
