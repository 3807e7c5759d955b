/** A tree of files whose content is made when it is read, as in /proc. */
import { type FileInfo, HostError } from '../../../tools/ucode/host.ts';

export type Content = string | Uint8Array | (() => string | Uint8Array);

/** Takes what is written to a path, where the content is kept elsewhere; false leaves it to the tree. */
export type Sink = (path: string, content: Uint8Array) => boolean;

export class VirtualFiles {
	private readonly files = new Map<string, Content>();

	constructor(
		files: Record<string, Content>,
		private readonly sink: Sink = () => false
	) {
		for (const [path, content] of Object.entries(files)) this.files.set(path, content);
	}

	/** Another image is written to the flash: of what was there only `isKept` stays. */
	replace(files: Record<string, Content>, isKept: (path: string) => boolean): void {
		for (const path of this.files.keys()) if (!isKept(path)) this.files.delete(path);
		for (const [path, content] of Object.entries(files)) this.files.set(path, content);
	}

	read(path: string): Uint8Array {
		const clean = normalise(path);
		const content = this.files.get(clean);
		if (content === undefined) throw new HostError(this.isFolder(clean) ? 'EISDIR' : 'ENOENT', clean);
		const value = typeof content === 'function' ? content() : content;
		return typeof value === 'string' ? Buffer.from(value) : value;
	}

	/** Only /etc, on the flash, and /tmp, in memory, can be written. */
	write(path: string, content: Uint8Array): void {
		const clean = normalise(path);
		if (!/^\/(etc|tmp)\/./.test(clean)) throw new HostError('EROFS', clean);
		if (!this.sink(clean, content)) this.files.set(clean, content);
	}

	remove(path: string): void {
		const clean = normalise(path);
		if (!this.files.has(clean)) throw new HostError('ENOENT', clean);
		if (!/^\/(etc|tmp)\//.test(clean)) throw new HostError('EROFS', clean);
		this.files.delete(clean);
	}

	/** What a restart leaves of /tmp: what the boot writes there anew. */
	clearMemory(): void {
		for (const path of this.files.keys()) if (/^\/tmp\/(?!sysinfo\/)/.test(path)) this.files.delete(path);
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
