import { bytesOfText, textOfBytes } from '../bytes.ts';
import type { Run } from '../load.ts';

interface Format {
	/** Byte order; null means the host's own. */
	littleEndian: boolean | null;
	items: { kind: 'x' | 'B' | 'H' | 'I' | 'i'; count: number }[];
	size: number;
}

const SIZES = { x: 1, B: 1, H: 2, I: 4, i: 4 } as const;

/** Reads a format such as '>4xIHB': standard sizes, no alignment, so '=' , '<' or '>' must come first. */
function parseFormat(text: string): Format {
	const [, order = '', rest = ''] = /^([=<>])((?:\d*[xBHIi])*)$/.exec(text) ?? [];
	if (!order) throw new SyntaxError(`the loader has no struct format '${text}'`);
	const items = [...rest.matchAll(/(\d*)([xBHIi])/g)].map(([, count, kind]) => ({
		kind: kind as keyof typeof SIZES,
		count: count ? Number(count) : 1,
	}));
	const size = items.reduce((sum, item) => sum + item.count * SIZES[item.kind], 0);
	return { littleEndian: order === '=' ? null : order === '<', items, size };
}

function unpack(format: Format, bytes: string, offset: number, hostOrder: boolean): number[] | null {
	if (typeof bytes !== 'string') throw new TypeError('Buffer value not a string');
	if (offset < 0 || offset + format.size > bytes.length) return null;
	const little = format.littleEndian ?? hostOrder;
	const view = new DataView(bytesOfText(bytes.slice(offset, offset + format.size)).buffer);
	const values: number[] = [];
	let at = 0;
	for (const { kind, count } of format.items) {
		for (let done = 0; done < count; done++, at += SIZES[kind]) {
			if (kind === 'B') values.push(view.getUint8(at));
			if (kind === 'H') values.push(view.getUint16(at, little));
			if (kind === 'I') values.push(view.getUint32(at, little));
			if (kind === 'i') values.push(view.getInt32(at, little));
		}
	}
	return values;
}

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

/** ucode's `struct`, as far as the router half uses it: pack, unpack and compiled formats of x, B, H, I and i. */
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
