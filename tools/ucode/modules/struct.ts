import { bytesOfText, textOfBytes } from '../bytes.ts';
import type { Run } from '../load.ts';

interface Format {
	/** Byte order; null means the host's own. */
	littleEndian: boolean | null;
	items: { kind: 'x' | 'B' | 'H' | 'I' | 'i' | 'Q' | 's'; count: number }[];
	size: number;
	/** Bytes that it gives; the rest are gaps. */
	given: number;
}

const SIZES = { x: 1, B: 1, H: 2, I: 4, i: 4, Q: 8, s: 1 } as const;

/** Reads a format such as '>4xIHB': standard sizes, no alignment, so '=' , '<' or '>' must come first. */
function parseFormat(text: string): Format {
	const [, order = '', rest = ''] = /^([=<>])((?:\d*[xBHIiQs])*)$/.exec(text) ?? [];
	if (!order) throw new SyntaxError(`the loader has no struct format '${text}'`);
	const items = [...rest.matchAll(/(\d*)([xBHIiQs])/g)].map(([, count, kind]) => ({
		kind: kind as keyof typeof SIZES,
		count: count ? Number(count) : 1,
	}));
	const sizeOf = (list: typeof items) => list.reduce((sum, { kind, count }) => sum + count * SIZES[kind], 0);
	const given = sizeOf(items.filter(({ kind }) => kind !== 'x'));
	return { littleEndian: order === '=' ? null : order === '<', items, size: sizeOf(items), given };
}

/**
 * ucode compares what is left of the text with what the format gives, its gaps not counted, and so reads beyond the end. Here that
 * is an error, whatever would come of it there.
 */
function unpack(format: Format, bytes: string, from: number, hostOrder: boolean): unknown[] | null {
	if (typeof bytes !== 'string') throw new TypeError('Buffer value not a string');
	const offset = from < 0 ? from + bytes.length : from;
	if (offset < 0 || offset >= bytes.length || offset + format.given > bytes.length) return null;
	if (offset + format.size > bytes.length) throw new RangeError('unpack() beyond the end of the text');
	const little = format.littleEndian ?? hostOrder;
	const view = new DataView(bytesOfText(bytes.slice(offset, offset + format.size)).buffer);
	const values: unknown[] = [];
	let at = 0;
	for (const { kind, count } of format.items) {
		if (kind === 's') values.push(bytes.slice(offset + at, offset + at + count));
		if (kind === 's' || kind === 'x') at += count;
		else
			for (let done = 0; done < count; done++, at += SIZES[kind]) values.push(READ[kind](view, at, little));
	}
	return values;
}

/** Numbers of 64 bits are whole in ucode; here those above 2^53 are the nearest double. */
const READ = {
	B: (view: DataView, at: number) => view.getUint8(at),
	H: (view: DataView, at: number, little: boolean) => view.getUint16(at, little),
	I: (view: DataView, at: number, little: boolean) => view.getUint32(at, little),
	i: (view: DataView, at: number, little: boolean) => view.getInt32(at, little),
	Q: (view: DataView, at: number, little: boolean) => Number(view.getBigUint64(at, little)),
};

function pack(format: Format, values: number[], hostOrder: boolean): string {
	const little = format.littleEndian ?? hostOrder;
	const view = new DataView(new ArrayBuffer(format.size));
	let at = 0;
	let next = 0;
	for (const { kind, count } of format.items) {
		for (let done = 0; done < count; done++, at += SIZES[kind]) {
			if (kind === 'x') continue;
			const value = values[next++];
			if (value === undefined) throw new RangeError('too few values for the struct format');
			if (kind === 'B') view.setUint8(at, value);
			if (kind === 'H') view.setUint16(at, value, little);
			if (kind === 'I') view.setUint32(at, value, little);
			if (kind === 'i') view.setInt32(at, value, little);
		}
	}
	return textOfBytes(new Uint8Array(view.buffer));
}

/** ucode's `struct`, as far as the backend uses it: pack (x, B, H, I, i), unpack (Q and s too), and compiled formats. */
export function structModule(run: Run): Record<string, unknown> {
	const hostOrder = run.host.littleEndian;
	return {
		pack: (format: string, ...values: number[]) => pack(parseFormat(format), values, hostOrder),
		unpack: (format: string, bytes: string, offset = 0) =>
			unpack(parseFormat(format), bytes, offset, hostOrder),
		new: (text: string) => {
			const format = parseFormat(text);
			return { unpack: (bytes: string, offset = 0) => unpack(format, bytes, offset, hostOrder) };
		},
	};
}
