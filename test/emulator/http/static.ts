/** Static files below /luci-static. */
import { readFileSync, statSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { plain, type Reply } from './message.ts';

const TYPES: Record<string, string> = {
	'.css': 'text/css; charset=UTF-8',
	'.html': 'text/html; charset=UTF-8',
	'.js': 'text/javascript',
	'.json': 'application/json',
	'.png': 'image/png',
	'.svg': 'image/svg+xml',
};

/** A folder and the path under which its files are served. */
export interface StaticRoot {
	prefix: string;
	folder: string;
}

/** The first file that one of `roots` has for `path`. */
export function serveStatic(roots: StaticRoot[], path: string): Reply {
	for (const { prefix, folder } of roots) {
		if (!path.startsWith(prefix)) continue;
		const file = normalize(join(folder, path.slice(prefix.length)));
		if (!file.startsWith(folder + sep) || !statSync(file, { throwIfNoEntry: false })?.isFile()) continue;
		return fileReply(file, readFileSync(file));
	}
	return plain(404, 'Not Found');
}

export function fileReply(name: string, body: string | Uint8Array): Reply {
	const type = TYPES[extname(name)] ?? 'application/octet-stream';
	return { status: 200, headers: { 'Content-Type': type }, body };
}
