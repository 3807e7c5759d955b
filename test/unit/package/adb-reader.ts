import { createHash, type KeyObject, verify } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';

/** A value of an ADB: numbers, bytes, or fields by number with null for those that are missing. Field 0 is unused. */
export type AdbValue = null | number | Buffer | AdbValue[];

export interface AdbFile {
	schema: string;
	/** The bytes that are hashed and signed. */
	payload: Buffer;
	root: AdbValue[];
	signatures: Buffer[];
	/** Content by "FOLDER FILE", both counted from 1. */
	contents: Map<string, Buffer>;
}

/** Reads a file of apk-tools 3, written for these tests from the format's description and without the code that writes such files. */
export function readAdbFile(file: Uint8Array): AdbFile {
	const bytes = Buffer.from(file);
	if (bytes.toString('latin1', 0, 4) !== 'ADBd') throw new Error('no compressed ADB');
	const stream = inflateRawSync(bytes.subarray(4));
	if (stream.toString('latin1', 0, 4) !== 'ADB.') throw new Error('no ADB');
	let payload: Buffer | undefined;
	const signatures: Buffer[] = [];
	const contents = new Map<string, Buffer>();
	for (let at = 8; at < stream.length; at += -at & 7) {
		const head = stream.readUInt32LE(at);
		const block = stream.subarray(at + 4, at + (head & 0x3fffffff));
		at += head & 0x3fffffff;
		if (head >>> 30 === 0) payload = block;
		if (head >>> 30 === 1) signatures.push(block);
		if (head >>> 30 === 2)
			contents.set(`${block.readUInt32LE(0)} ${block.readUInt32LE(4)}`, block.subarray(8));
	}
	if (payload === undefined) throw new Error('no ADB block');
	const root = readValue(payload, payload.readUInt32LE(4));
	return { schema: stream.toString('latin1', 4, 8), payload, root: root as AdbValue[], signatures, contents };
}

function readValue(payload: Buffer, word: number): AdbValue {
	const at = word & 0x0fffffff;
	switch (word >>> 28) {
		case 0:
			return null;
		case 1:
			return at;
		case 2:
			return payload.readUInt32LE(at);
		case 8:
			return payload.subarray(at + 1, at + 1 + payload.readUInt8(at));
		case 9:
			return payload.subarray(at + 2, at + 2 + payload.readUInt16LE(at));
		case 10:
			return payload.subarray(at + 4, at + 4 + payload.readUInt32LE(at));
		case 14:
			return readFields(payload, at);
		default:
			throw new Error(`unknown type ${word >>> 28}`);
	}
}

function readFields(payload: Buffer, at: number): AdbValue[] {
	if (at % 4 !== 0) throw new Error('an object at an odd place');
	const fields: AdbValue[] = [null];
	for (let slot = 1; slot < payload.readUInt32LE(at); slot++)
		fields.push(readValue(payload, payload.readUInt32LE(at + 4 * slot)));
	return fields;
}

/** The fields below a path of numbers, such as `1, 15` for the dependencies of a package. */
export function fieldAt(value: AdbValue, ...path: number[]): AdbValue {
	return path.reduce<AdbValue>((found, slot) => (found as AdbValue[])?.[slot] ?? null, value);
}

export function textAt(value: AdbValue, ...path: number[]): string {
	return String(fieldAt(value, ...path) ?? '');
}

export function hexAt(value: AdbValue, ...path: number[]): string {
	return ((fieldAt(value, ...path) ?? Buffer.alloc(0)) as Buffer).toString('hex');
}

/** The items of the array at `path`. */
export function listAt(value: AdbValue, ...path: number[]): AdbValue[] {
	return ((fieldAt(value, ...path) ?? [null]) as AdbValue[]).slice(1);
}

/** Whether the first signature of `file` is one by `key`, as apk checks it. */
export function isSignedBy(file: AdbFile, key: KeyObject): boolean {
	const block = file.signatures[0] ?? Buffer.alloc(0);
	const point = key.export({ type: 'spki', format: 'der' }).subarray(-65);
	const id = createHash('sha512').update(point).digest().subarray(0, 16);
	if (!block.subarray(2, 18).equals(id)) return false;
	const sum = createHash('sha512').update(file.payload).digest();
	const message = Buffer.concat([Buffer.from(file.schema, 'latin1'), block.subarray(0, 18), sum]);
	return verify('sha512', message, key, block.subarray(18));
}
