import { bytesOfText, textOfBytes } from '../bytes.ts';
import { HostError } from '../host.ts';
import type { Run } from '../load.ts';

/** What strerror() says for the errno's name; the same in glibc and musl. */
const MESSAGES: Record<string, string> = {
	ENOENT: 'No such file or directory',
	EACCES: 'Permission denied',
	EPERM: 'Operation not permitted',
	EEXIST: 'File exists',
	ENOTEMPTY: 'Directory not empty',
	ENOTDIR: 'Not a directory',
	EISDIR: 'Is a directory',
	EINVAL: 'Invalid argument',
	EINTR: 'Interrupted system call',
	EIO: 'I/O error',
	EROFS: 'Read-only file system',
	ENOSPC: 'No space left on device',
	EAGAIN: 'Resource temporarily unavailable',
	ENOBUFS: 'No buffer space available',
	EPROTONOSUPPORT: 'Protocol not supported',
	EAFNOSUPPORT: 'Address family not supported by protocol',
	EOPNOTSUPP: 'Operation not supported',
	ENOMEM: 'Out of memory',
};

export function messageOf(code: string): string {
	return MESSAGES[code] ?? code;
}

/** Of a file without a name; 0 to 2 are the standard ones. */
const FIRST_DESCRIPTOR = 3;

/** ucode's `fs`, as far as the backend uses it: stdin, stdout, files and pipes for reading,
 * files without a name for writing, files with a lock, access, lsdir, mkdir, rmdir, writefile, unlink, rename, stat, chmod, error. */
export function fsModule(run: Run): Record<string, unknown> {
	let lastError: string | null = null;

	/** Gives null and remembers the errno where the host throws, as every function of this module does. */
	function attempt<T>(action: () => T): T | null {
		try {
			return action();
		} catch (error) {
			if (!(error instanceof HostError)) throw error;
			lastError = messageOf(error.code);
			return null;
		}
	}

	function write(path: string, content: string): void {
		if (!run.host.writeFile) throw new HostError('EROFS');
		run.host.writeFile(path, bytesOfText(content));
	}

	function remove(path: string): void {
		if (!run.host.removeFile) throw new HostError('EROFS');
		run.host.removeFile(path);
	}

	function handleOf(content: string, close: () => unknown) {
		let at = 0;
		return {
			read(amount: number | string): string | null {
				const end = endOfRead(content, at, amount);
				if (amount === 'line' && end === at) return null;
				const part = content.slice(at, end);
				at = end;
				return part;
			},
			close,
		};
	}

	/** What was written into files without a name, by their descriptors. */
	const unnamed = new Map<number, string[]>();

	function makeUnnamed() {
		const descriptor = FIRST_DESCRIPTOR + unnamed.size;
		const texts: string[] = [];
		unnamed.set(descriptor, texts);
		return {
			write: (text: string) => texts.push(text) && text.length,
			flush: () => null,
			fileno: () => descriptor,
			close: () => true,
		};
	}

	/** What a command line reads from a file without a name. */
	function scriptOf(command: string): Uint8Array | undefined {
		const descriptor = /<\/proc\/self\/fd\/(\d+)/.exec(command)?.[1];
		const texts = unnamed.get(Number(descriptor));
		return texts && bytesOfText(texts.join(''));
	}

	/** A file that is opened for its lock, which ends with it. */
	function lockable(path: string, mode: string) {
		if (mode === 're') run.host.fileInfo(path);
		else if (!run.host.lockFile) write(path, '');
		let free = () => {};
		run.atEnd.push(() => free());
		return {
			lock: (operation: string) =>
				attempt(() => {
					const taken = run.host.lockFile ? run.host.lockFile(path) : () => {};
					if (!taken) throw new HostError('EAGAIN');
					if (operation.startsWith('x')) run.exclusive.add(path);
					free = () => {
						taken();
						run.exclusive.delete(path);
					};
					return true;
				}),
			close() {
				free();
				free = () => {};
				return true;
			},
		};
	}

	const readHandle = (path: string) => handleOf(textOfBytes(run.host.readFile(path)), () => true);

	return {
		stdin: handleOf(run.stdin, () => true),
		stdout: {
			flush: () => ((run.host.flush?.() ?? true) !== (run.host.flushInverted ?? false) ? true : null),
		},
		readfile: (path: string, limit?: number) =>
			attempt(() => {
				const content = textOfBytes(run.host.readFile(path, limit));
				return limit === undefined ? content : content.slice(0, limit);
			}),
		open: (path: string, mode = 'r') => {
			if (!['r', 're', 'we'].includes(mode))
				throw new TypeError("the loader opens files with 'r', 're' or 'we' only");
			const before = lastError;
			const handle = attempt(() => (mode === 'r' ? readHandle(path) : lockable(path, mode)));
			// All releases of ucode forget to remember why open() fails.
			lastError = before;
			return handle;
		},
		popen: (command: string, mode = 'r') => {
			if (mode !== 'r') throw new TypeError('the loader opens pipes for reading only');
			return attempt(() => {
				const result = run.host.run(command, scriptOf(command));
				return handleOf(textOfBytes(result.stdout), () => result.code);
			});
		},
		mkstemp: () => makeUnnamed(),
		access: (path: string) => attempt(() => run.host.fileInfo(path) !== null),
		lsdir: (path: string) => attempt(() => run.host.listFolder(path).toSorted()),
		writefile: (path: string, content: string) =>
			attempt(() => {
				write(path, content);
				return content.length;
			}),
		unlink: (path: string) =>
			attempt(() => {
				remove(path);
				return true;
			}),
		rename: (from: string, to: string) =>
			attempt(() => {
				if (run.host.renameFile) run.host.renameFile(from, to);
				else {
					write(to, textOfBytes(run.host.readFile(from)));
					remove(from);
				}
				return true;
			}),
		stat: (path: string) => {
			const texts = unnamed.get(Number(/^\/proc\/self\/fd\/(\d+)$/.exec(path)?.[1]));
			if (texts) return { mode: 0o600, size: texts.join('').length };
			return attempt(() => {
				const { mode, size } = run.host.fileInfo(path);
				return { mode, size };
			});
		},
		chmod: (path: string, mode: number) =>
			attempt(() => {
				run.host.changeMode?.(path, mode);
				return run.host.fileInfo(path) !== null;
			}),
		mkdir: (path: string) =>
			attempt(() => {
				run.host.makeFolder?.(path);
				return true;
			}),
		rmdir: (path: string) =>
			attempt(() => {
				run.host.removeFolder?.(path);
				return true;
			}),
		error: () => {
			const message = lastError;
			lastError = null;
			return message;
		},
	};
}

function endOfRead(content: string, at: number, amount: number | string): number {
	if (typeof amount === 'number') return Math.min(at + amount, content.length);
	const lineBreak = amount === 'line' ? content.indexOf('\n', at) : -1;
	return lineBreak < 0 ? content.length : lineBreak + 1;
}
