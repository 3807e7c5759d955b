/**
 * The values of an ADB, the data format of apk-tools 3 (src/adb.c there; all numbers little endian). A value is a 32-bit word: its upper
 * four bits say what it is, the others hold a small number or the offset of the rest from the start of the payload.
 */
export const NULL = 0;
export const TYPE = {
	int: 1,
	int32: 2,
	int64: 3,
	blob8: 8,
	blob16: 9,
	blob32: 10,
	array: 13,
	object: 14,
} as const;

/** A value word, as `HeapWriter` returns it and objects hold it. */
export type Value = number;

/** Type and offset (or number) of a value word. */
export function splitValue(value: Value): [type: number, rest: number] {
	return [value >>> 28, value & 0x0fffffff];
}

/** Version and root value: payloads start with these, and offsets count from here. */
const HEADER_SIZE = 8;

/**
 * Collects values into the payload of an ADB. Equal bytes are stored once, as apk does: the payload comes out byte for byte as that of
 * `apk mkpkg` when values are added in its order.
 */
export class HeapWriter {
	#chunks: Uint8Array[] = [Buffer.alloc(HEADER_SIZE)];
	#length = HEADER_SIZE;
	#known = new Map<string, number>();

	int(value: number): Value {
		if (value < 2 ** 28) return word(TYPE.int, value);
		const wide = value >= 2 ** 32;
		const bytes = Buffer.alloc(wide ? 8 : 4);
		if (wide) bytes.writeBigUInt64LE(BigInt(value));
		else bytes.writeUInt32LE(value);
		return word(wide ? TYPE.int64 : TYPE.int32, this.#store(bytes, 4));
	}

	text(value: string): Value {
		return this.blob(Buffer.from(value, 'utf8'));
	}

	/** Bytes with their length before them; none at all are NULL. */
	blob(data: Uint8Array): Value {
		if (data.length === 0) return NULL;
		const [type, width] = blobForm(data.length);
		return word(type, this.#store(lengthAndData(data, width), width));
	}

	/** Bytes that are to be changed later and therefore never shared. */
	reserve(data: Uint8Array): Value {
		const [type, width] = blobForm(data.length);
		return word(type, this.#append(lengthAndData(data, width), width));
	}

	/** An object's fields by number, from 1; those that are missing are NULL. Without any field the object itself is NULL. */
	object(fields: Record<number, Value>): Value {
		const set = Object.entries(fields).filter(([, value]) => value !== NULL);
		const count = Math.max(0, ...set.map(([slot]) => Number(slot)));
		const slots = Array.from({ length: count }, (_, index) => fields[index + 1] ?? NULL);
		return this.list(slots);
	}

	/** An array of values. apk's own tools write arrays with the type of objects. */
	list(values: Value[]): Value {
		if (values.length === 0) return NULL;
		const bytes = Buffer.alloc(4 * (values.length + 1));
		bytes.writeUInt32LE(values.length + 1);
		for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, 4 * (index + 1));
		return word(TYPE.object, this.#store(bytes, 4));
	}

	/** The payload, with `root` as the value that everything hangs on. */
	finish(root: Value): Buffer {
		const payload = Buffer.concat(this.#chunks);
		payload.writeUInt32LE(root, 4);
		return payload;
	}

	#store(bytes: Buffer, alignment: number): number {
		const key = bytes.toString('latin1');
		const known = this.#known.get(key);
		if (known !== undefined && known % alignment === 0) return known;
		const offset = this.#append(bytes, alignment);
		this.#known.set(key, offset);
		return offset;
	}

	#append(bytes: Buffer, alignment: number): number {
		const padding = (alignment - (this.#length % alignment)) % alignment;
		const offset = this.#length + padding;
		this.#chunks.push(Buffer.alloc(padding), bytes);
		this.#length = offset + bytes.length;
		return offset;
	}
}

function word(type: number, rest: number): Value {
	return ((type << 28) | rest) >>> 0;
}

function blobForm(length: number): [type: number, width: 1 | 2 | 4] {
	if (length <= 0xff) return [TYPE.blob8, 1];
	return length <= 0xffff ? [TYPE.blob16, 2] : [TYPE.blob32, 4];
}

function lengthAndData(data: Uint8Array, width: 1 | 2 | 4): Buffer {
	const bytes = Buffer.alloc(width + data.length);
	bytes.writeUIntLE(data.length, 0, width);
	bytes.set(data, width);
	return bytes;
}
