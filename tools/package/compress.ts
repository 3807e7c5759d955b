import { type DeflateOptions, gzip as plainGzip } from 'pako';

/** More rounds make hardly a byte of difference. */
const ROUNDS = { numiterations: 5 };

const EVENTS = ['uncaughtException', 'unhandledRejection'];
const before = new Set(EVENTS.flatMap((event) => process.listeners(event as never)));
const { deflate, gzip } = await import('@gfx/zopfli');
// Zopfli rethrows every error that nobody catches, and Node then prints its one line of 20 kB in front of the message.
for (const event of EVENTS)
	for (const listener of process.listeners(event as never))
		if (!before.has(listener)) process.off(event, listener);
// It calls back at once when its WebAssembly has been compiled, and until then it waits.
await new Promise((resolve) => deflate(new Uint8Array(1), {}, resolve));

/**
 * What routers download is compressed by Zopfli, four per cent smaller than zlib's best: any inflate reads it. The same bytes come out
 * on every machine, which Node's zlib does not promise.
 */
function smallest(compress: typeof gzip, data: Uint8Array): Uint8Array {
	let result: Uint8Array | undefined;
	compress(data, ROUNDS, (_error, small) => {
		result = small;
	});
	if (!result) throw new Error('Zopfli has not answered at once');
	return result;
}

/** Gzip with no name and no time in the header, as small as it gets. */
export function smallestGzip(data: Uint8Array): Uint8Array {
	return smallest(gzip, data);
}

/** Deflate without any header, as small as it gets. */
export function smallestDeflate(data: Uint8Array): Uint8Array {
	return smallest(deflate, data);
}

/**
 * `gzip -n` with the given level: no name and no time in the header; operating system 3 is Unix. With pako's classic hash these are
 * the bytes of the original zlib, which OpenWrt's own tools give.
 */
export function gzipped(data: Uint8Array, level: 6 | 9): Uint8Array {
	const options = { legacyHash: true, level, header: { time: 0, os: 3 } };
	return plainGzip(data, options as DeflateOptions);
}
