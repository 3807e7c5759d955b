import { createHash } from 'node:crypto';
import { BLOCK, type Block, packBlocks, SCHEMA } from './adb/container.ts';
import { HeapWriter, splitValue, type Value } from './adb/heap.ts';
import { ACL, DEPENDENCY, FILE, FOLDER, INFO, PACKAGE, SCRIPTS } from './adb/schema.ts';
import type { Metadata } from './metadata.ts';
import type { Package, PackageParts } from './parts.ts';
import { compareBytes, foldersOf, installedSize, type PackageFile, textFile } from './payload.ts';
import { apkScripts } from './scripts.ts';

/**
 * The package of apk-tools 3 (OpenWrt 25.12 and main), byte for byte as `apk mkpkg` makes it of the same files with the arguments of
 * OpenWrt's include/package-pack.mk. Values go into the heap in the order of apk's src/app_mkpkg.c, which decides where they lie.
 */
export function buildApk({ metadata, files, scripts }: PackageParts): Package {
	const { name, version } = metadata;
	const folders = groupByFolder([...files, fileList(name, files)]);
	const heap = new HeapWriter();
	const info = writeInfo(heap, metadata, folders);
	const paths = folders.map((folder) => writeFolder(heap, folder, metadata.epoch));
	const uniqueId = heap.reserve(Buffer.alloc(20));
	const root = heap.object({
		[PACKAGE.info]: heap.object({ ...info, [INFO.hashes]: uniqueId }),
		[PACKAGE.paths]: heap.list(paths),
		[PACKAGE.scripts]: writeScripts(heap, apkScripts(scripts, name)),
	});
	const payload = heap.finish(root);
	const [, idOffset] = splitValue(uniqueId);
	payload.set(createHash('sha256').update(payload).digest().subarray(0, 20), idOffset + 1);
	const blocks = [{ type: BLOCK.adb, payload }, ...folders.flatMap(contentBlocks)];
	return { name: `${name}-${version}.apk`, data: packBlocks(SCHEMA.package, blocks) };
}

/** A folder and the files directly in it. */
interface Folder {
	name: string;
	files: PackageFile[];
}

/** OpenWrt puts the list of a package's files into the package: default_postinst finds uci-defaults and init scripts by it. */
function fileList(name: string, files: PackageFile[]): PackageFile {
	const paths = files.map((file) => `/${file.path}\n`).sort(compareBytes);
	return textFile(`lib/apk/packages/${name}.list`, paths.join(''));
}

function groupByFolder(files: PackageFile[]): Folder[] {
	const sorted = [...files].sort((a, b) => compareBytes(a.path, b.path));
	const parent = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));
	return foldersOf(files).map((name) => ({
		name,
		files: sorted.filter(({ path }) => parent(path) === name),
	}));
}

function writeInfo(heap: HeapWriter, metadata: Metadata, folders: Folder[]): Record<number, Value> {
	const size = folders.reduce((total, { files }) => total + installedSize(files), 0);
	return {
		[INFO.name]: heap.text(metadata.name),
		[INFO.version]: heap.text(metadata.version),
		[INFO.description]: heap.text(metadata.description),
		[INFO.arch]: heap.text('noarch'),
		[INFO.license]: heap.text(metadata.license),
		[INFO.origin]: heap.text(metadata.source),
		[INFO.maintainer]: heap.text(metadata.maintainer),
		[INFO.depends]: writeDependencies(heap, metadata.depends),
		[INFO.provides]: writeDependencies(heap, [`${metadata.name}-any`]),
		[INFO.tags]: heap.list([heap.text(`openwrt:section=${metadata.section}`)]),
		[INFO.installedSize]: heap.int(Math.max(1, size)),
	};
}

/** Stored in the order given and listed by name. */
function writeDependencies(heap: HeapWriter, names: string[]): Value {
	const stored = names.map((name) => ({ name, value: heap.object({ [DEPENDENCY.name]: heap.text(name) }) }));
	return heap.list(stored.sort((a, b) => compareBytes(a.name, b.name)).map(({ value }) => value));
}

function writeFolder(heap: HeapWriter, { name, files }: Folder, epoch: number): Value {
	const entries = files.map((file) => writeFile(heap, file, epoch));
	return heap.object({
		[FOLDER.name]: heap.text(name),
		[FOLDER.acl]: writeAcl(heap, 0o755),
		[FOLDER.files]: heap.list(entries),
	});
}

function writeFile(heap: HeapWriter, { path, mode, data }: PackageFile, epoch: number): Value {
	return heap.object({
		[FILE.name]: heap.text(path.slice(path.lastIndexOf('/') + 1)),
		[FILE.hash]: heap.blob(createHash('sha256').update(data).digest()),
		[FILE.mtime]: heap.int(epoch),
		[FILE.size]: heap.int(data.length),
		[FILE.acl]: writeAcl(heap, mode),
	});
}

function writeAcl(heap: HeapWriter, mode: number): Value {
	return heap.object({
		[ACL.mode]: heap.int(mode),
		[ACL.user]: heap.text('root'),
		[ACL.group]: heap.text('root'),
	});
}

function writeScripts(heap: HeapWriter, scripts: Record<string, string>): Value {
	const slots = Object.entries(SCRIPTS).map(
		([name, slot]) => [slot, heap.text(scripts[name] ?? '')] as const
	);
	return heap.object(Object.fromEntries(slots));
}

/** The content of each file that has any, with the numbers of folder and file in the lists above, from 1. */
function contentBlocks({ files }: Folder, folder: number): Block[] {
	return files.flatMap(({ data }, file) => {
		const numbers = Buffer.alloc(8);
		numbers.writeUInt32LE(folder + 1);
		numbers.writeUInt32LE(file + 1, 4);
		return data.length === 0 ? [] : [{ type: BLOCK.data, payload: Buffer.concat([numbers, data]) }];
	});
}
