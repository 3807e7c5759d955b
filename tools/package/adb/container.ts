import { inflateRaw } from 'pako';
import { smallestDeflate } from '../compress.ts';

/** What a file holds: the words "pckg" and "indx". */
export const SCHEMA = { package: 0x676b6370, index: 0x78646e69 } as const;
export type Schema = (typeof SCHEMA)[keyof typeof SCHEMA];

export const BLOCK = { adb: 0, signature: 1, data: 2 } as const;

/** A part of the file: first the ADB, then signatures, then the content of files. */
export interface Block {
	type: number;
	payload: Uint8Array;
}

/** Blocks are filled up to a multiple of this. */
const ALIGNMENT = 8;
/** Lengths from here on would need apk's extended header, which a package of ours never does. */
const LARGEST = 0x3fffffff - 4;

/**
 * A file of apk-tools 3: `ADBd`, then compressed `ADB.`, the schema and the blocks.
 */
export function packBlocks(schema: Schema, blocks: Block[]): Uint8Array {
	const header = Buffer.from('ADB.\0\0\0\0', 'latin1');
	header.writeUInt32LE(schema, 4);
	const stream = Buffer.concat([header, ...blocks.flatMap(blockParts)]);
	return Buffer.concat([Buffer.from('ADBd', 'latin1'), smallestDeflate(stream)]);
}

/** The blocks of a file made by `packBlocks` or by apk with its usual compression; throws for anything else. */
export function unpackBlocks(schema: Schema, file: Uint8Array): Block[] {
	if (Buffer.from(file.subarray(0, 4)).toString('latin1') !== 'ADBd') throw new Error('not a compressed ADB');
	const stream = Buffer.from(inflateRaw(file.subarray(4)));
	if (stream.toString('latin1', 0, 4) !== 'ADB.' || stream.readUInt32LE(4) !== schema)
		throw new Error('not the kind of ADB that was expected');
	const blocks: Block[] = [];
	for (let at = 8; at < stream.length; ) {
		const head = stream.readUInt32LE(at);
		const size = head & 0x3fffffff;
		if (size < 4 || at + size > stream.length) throw new Error('an ADB block that does not fit');
		blocks.push({ type: head >>> 30, payload: stream.subarray(at + 4, at + size) });
		at += size + padding(size);
	}
	return blocks;
}

function blockParts({ type, payload }: Block): Buffer[] {
	if (payload.length > LARGEST) throw new Error('too large for an ADB block');
	const size = 4 + payload.length;
	const head = Buffer.alloc(4);
	head.writeUInt32LE(((type << 30) | size) >>> 0);
	return [head, Buffer.from(payload), Buffer.alloc(padding(size))];
}

function padding(size: number): number {
	return (ALIGNMENT - (size % ALIGNMENT)) % ALIGNMENT;
}
