import { type DeflateOptions, deflateRaw, gzip } from 'pako';

/**
 * pako and not Node's zlib compresses, because zlib's output differs between builds of Node. With the classic hash it gives the bytes
 * of the original zlib, which apk uses.
 */
const AS_ZLIB = { legacyHash: true } satisfies DeflateOptions;

/** `gzip -n` with the given level: no name and no time in the header; operating system 3 is Unix. */
export function gzipped(data: Uint8Array, level: 6 | 9): Uint8Array {
	const options = { ...AS_ZLIB, level, header: { time: 0, os: 3 } };
	return gzip(data, options as DeflateOptions);
}

/** Deflate without any header, at its best. */
export function deflated(data: Uint8Array): Uint8Array {
	return deflateRaw(data, { ...AS_ZLIB, level: 9 });
}
