import type { Finding, SourceFile } from './files.ts';

const FOLDER = 'root/usr/share/ucode/nft-offload/';

/** Folders of the backend, from the highest layer to the lowest. A module imports from its own layer and from those below. */
const LAYERS = [
	['commands'],
	['methods'],
	['environment', 'firewall', 'conntrack', 'measurement', 'trial'],
	['system', 'netlink'],
	['lib'],
];
const ORDER = LAYERS.map((folders) => (folders.length > 1 ? `{${folders.join(', ')}}` : folders[0])).join(
	' > '
);

interface Import {
	path: string;
	offset: number;
}

/** Finds imports that go up the layers, modules outside of every layer, and circles. Programs may import everything. */
export function checkLayers(sources: SourceFile[]): Finding[] {
	const modules = sources.filter(({ path }) => path.startsWith(FOLDER));
	return [...modules.flatMap(checkModule), ...findCircles(modules)];
}

function checkModule(source: SourceFile): Finding[] {
	const own = layerOf(source.path);
	if (own < 0) {
		const text = `folder '${folderOf(source.path)}' has no layer; the layers are ${ORDER}`;
		return [{ path: source.path, line: 1, column: 1, text }];
	}
	return importsOf(source.text)
		.filter(({ path }) => layerOf(path) < own)
		.map(({ path, offset }) => ({
			path: source.path,
			...placeOf(source.text, offset),
			text: `imports ${path.slice(FOLDER.length)}, which is not below it; the layers are ${ORDER}`,
		}));
}

/** Reports each circle once, in its module that comes first by name. */
function findCircles(modules: SourceFile[]): Finding[] {
	const imports = new Map(modules.map(({ path, text }) => [path, importsOf(text)]));
	const findings: Finding[] = [];
	for (const { path, text } of modules) {
		const circle = shortestCircle(path, imports);
		if (!circle || [...circle].sort()[0] !== path) continue;
		const offset = imports.get(path)?.find((found) => found.path === circle[1])?.offset ?? 0;
		const names = [...circle, path].map((name) => name.slice(FOLDER.length));
		findings.push({
			path,
			...placeOf(text, offset),
			text: `modules import each other: ${names.join(' > ')}`,
		});
	}
	return findings;
}

/** The shortest way of imports from a module back to itself, without its end. */
function shortestCircle(start: string, imports: Map<string, Import[]>): string[] | null {
	const queue = [[start]];
	const seen = new Set<string>();
	for (const way of queue) {
		for (const { path } of imports.get(way.at(-1) ?? '') ?? []) {
			if (path === start) return way;
			if (seen.has(path)) continue;
			seen.add(path);
			queue.push([...way, path]);
		}
	}
	return null;
}

/** Import statements, also those in texts that are compiled when needed. Imports of types do not count. */
function importsOf(text: string): Import[] {
	return [...text.matchAll(/ from 'nft-offload\.([\w.]+)'/g)].map((found) => ({
		path: `${FOLDER}${(found[1] ?? '').replaceAll('.', '/')}.uc`,
		offset: found.index,
	}));
}

function layerOf(path: string): number {
	return LAYERS.findIndex((folders) => folders.includes(folderOf(path)));
}

function folderOf(path: string): string {
	const parts = path.slice(FOLDER.length).split('/');
	return parts.length > 1 ? (parts[0] ?? '') : '';
}

function placeOf(text: string, offset: number): { line: number; column: number } {
	const lines = text.slice(0, offset).split('\n');
	return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
