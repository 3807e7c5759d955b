import { createHash, type KeyObject } from 'node:crypto';
import { BLOCK, packBlocks, SCHEMA, unpackBlocks } from '../adb/container.ts';
import { copyValue, readBlob, readRoot, readSlots } from '../adb/copy.ts';
import { HeapWriter, type Value } from '../adb/heap.ts';
import { INDEX, INFO, PACKAGE } from '../adb/schema.ts';
import { signatureBlock } from '../adb/signature.ts';
import type { Package } from '../parts.ts';

/**
 * The file packages.adb of a feed for apk, as `apk mkndx` makes it and signed by `key`: for each package its info with the SHA-256 of its
 * ADB, by which apk knows the package again, and the size of its file. A signed index makes unsigned packages trusted.
 */
export function apkIndex(packages: Package[], key: KeyObject): Uint8Array {
	const heap = new HeapWriter();
	const sorted = [...packages].sort((a, b) => (a.name < b.name ? -1 : 1));
	const entries = sorted.map((file) => addPackage(heap, file)).sort(byNameAndVersion);
	const list = heap.list(entries.map(({ info }) => info));
	const payload = heap.finish(heap.object({ [INDEX.packages]: list }));
	const blocks = [{ type: BLOCK.adb, payload }, signatureBlock(SCHEMA.index, payload, key)];
	return packBlocks(SCHEMA.index, blocks);
}

interface Entry {
	name: string;
	version: string;
	info: Value;
}

function addPackage(heap: HeapWriter, { data }: Package): Entry {
	const payload = Buffer.from(unpackBlocks(SCHEMA.package, data)[0]?.payload ?? []);
	const info = readSlots(payload, readSlots(payload, readRoot(payload))[PACKAGE.info - 1] ?? 0);
	// The package's own hash is copied too before it is replaced: that is how apk does it, and so the bytes stay the same.
	const own = Object.fromEntries(info.map((value, index) => [index + 1, copyValue(payload, value, heap)]));
	own[INFO.fileSize] = heap.int(data.length);
	own[INFO.hashes] = heap.blob(createHash('sha256').update(payload).digest());
	const text = (slot: number) => readBlob(payload, info[slot - 1] ?? 0).toString('utf8');
	return { name: text(INFO.name), version: text(INFO.version), info: heap.object(own) };
}

/** Our versions are numbers between dots, and `-r` before the last one. */
function byNameAndVersion(a: Entry, b: Entry): number {
	if (a.name !== b.name) return a.name < b.name ? -1 : 1;
	return a.version.localeCompare(b.version, 'en', { numeric: true });
}
