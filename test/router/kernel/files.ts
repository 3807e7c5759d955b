/** A tree of files whose content is made when it is read, as in /proc. */
import { type FileInfo, HostError } from '../../../tools/ucode/host.ts';

export type Content = string | Uint8Array | (() => string | Uint8Array);

export class VirtualFiles {
	private readonly files = new Map<string, Content>();

	constructor(files: Record<string, Content>) {
		for (const [path, content] of Object.entries(files)) this.files.set(path, content);
	}

	read(path: string): Uint8Array {
		const clean = normalise(path);
		const content = this.files.get(clean);
		if (content === undefined) throw new HostError(this.isFolder(clean) ? 'EISDIR' : 'ENOENT', clean);
		const value = typeof content === 'function' ? content() : content;
		return typeof value === 'string' ? Buffer.from(value) : value;
	}

	list(path: string): string[] {
		const clean = normalise(path);
		if (!this.isFolder(clean)) throw new HostError(this.files.has(clean) ? 'ENOTDIR' : 'ENOENT', clean);
		const prefix = clean === '/' ? '/' : `${clean}/`;
		const below = [...this.files.keys()].filter((file) => file.startsWith(prefix));
		return [...new Set(below.map((file) => file.slice(prefix.length).split('/')[0]!))];
	}

	info(path: string): FileInfo {
		const clean = normalise(path);
		if (this.isFolder(clean)) return { type: 'directory', mode: 0o755, size: 0 };
		if (!this.files.has(clean)) throw new HostError('ENOENT', clean);
		// Files of /proc and /sys have no size.
		const size = /^\/(proc|sys)\//.test(clean) ? 0 : this.read(clean).length;
		return { type: 'file', mode: /\/s?bin\//.test(clean) ? 0o755 : 0o644, size };
	}

	private isFolder(path: string): boolean {
		const prefix = path === '/' ? '/' : `${path}/`;
		return [...this.files.keys()].some((file) => file.startsWith(prefix));
	}
}

function normalise(path: string): string {
	return `/${path.split('/').filter(Boolean).join('/')}`;
}
