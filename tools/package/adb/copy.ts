import { type HeapWriter, NULL, splitValue, TYPE, type Value } from './heap.ts';

/** The value words of an object or array in `payload`; index 0 is the first field. */
export function readSlots(payload: Buffer, value: Value): Value[] {
	const [type, offset] = splitValue(value);
	if (type !== TYPE.object && type !== TYPE.array) throw new Error('an ADB value that is no object');
	const count = payload.readUInt32LE(offset) - 1;
	return Array.from({ length: count }, (_, index) => payload.readUInt32LE(offset + 4 * (index + 1)));
}

/** The bytes of a blob in `payload`; none for NULL. */
export function readBlob(payload: Buffer, value: Value): Buffer {
	if (value === NULL) return Buffer.alloc(0);
	const [type, offset] = splitValue(value);
	const width = ({ [TYPE.blob8]: 1, [TYPE.blob16]: 2, [TYPE.blob32]: 4 } as Record<number, number>)[type];
	if (width === undefined) throw new Error('an ADB value that is no blob');
	const start = offset + width;
	return payload.subarray(start, start + payload.readUIntLE(offset, width));
}

/** The root value of `payload`. */
export function readRoot(payload: Buffer): Value {
	return payload.readUInt32LE(4);
}

/** Writes the value `value` of `payload`, with all that hangs on it, into another heap. */
export function copyValue(payload: Buffer, value: Value, heap: HeapWriter): Value {
	const [type, rest] = splitValue(value);
	switch (type) {
		case 0:
		case TYPE.int:
			return value;
		case TYPE.int32:
			return heap.int(payload.readUInt32LE(rest));
		case TYPE.int64:
			return heap.int(Number(payload.readBigUInt64LE(rest)));
		case TYPE.object:
		case TYPE.array:
			return heap.list(readSlots(payload, value).map((slot) => copyValue(payload, slot, heap)));
		default:
			return heap.blob(readBlob(payload, value));
	}
}
