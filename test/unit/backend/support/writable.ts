import type { Reply } from '../../../../src/rpc/types/index.ts';
import { commandOf } from '../../../../tools/ucode/command-line.ts';
import { type CommandResult, type Host, HostError } from '../../../../tools/ucode/host.ts';
import { loadModule, runProgram } from '../../../../tools/ucode/load.ts';
import type { RegexMeaning } from '../../../../tools/ucode/patterns.ts';
import { SEARCH_PATH } from './host.ts';

/** What a command does: gives its output or a whole result. It gets the command line without what `run` puts around it. */
export type Command = (line: string) => string | { code: number; output: string };

/** A router of a test whose files can be written, whose commands can act and whose clock can be moved. */
export class WritableRouter {
	readonly files: Record<string, string>;
	/** Permission bits of what was given some. */
	readonly modes: Record<string, number> = {};
	/** Paths that cannot be written, with the errno. */
	readonly refused: Record<string, string> = {};
	/** Every command that ran, as typed; a script for nft stands behind it. */
	readonly ran: string[] = [];
	/** The shell lines of the same commands. */
	readonly lines: string[] = [];
	/** Every path that was read, listed or looked at. */
	readonly read: string[] = [];
	/** Files whose lock a process holds. */
	readonly locked = new Set<string>();
	/** What a pattern means on this router. */
	regex: RegexMeaning = 'text';
	now = 1_000_000;
	/** Answers netlink requests by protocol; others find no such protocol. */
	netlink: Record<number, (request: Uint8Array) => Uint8Array[]> = {};
	ubus: (object: string, method: string) => unknown = () => {
		throw new HostError('ENOENT');
	};
	private commands: [pattern: RegExp, command: Command][] = [];

	constructor(files: Record<string, string>) {
		this.files = { '/dev/urandom': String.fromCharCode(1, 35, 69, 103, 137, 171, 205, 239), ...files };
	}

	/** Makes a command known; the first pattern that fits wins, and a later one comes before an earlier one. */
	onCommand(pattern: RegExp, command: Command): this {
		this.commands.unshift([pattern, command]);
		return this;
	}

	/** A module of the backend, on this router. */
	module<T>(name: string): T {
		return loadModule<T>(`nft-offload.${name}`, { host: this.host, searchPath: SEARCH_PATH });
	}

	/** Runs a program of root/ to its end and gives its exit status. */
	program(path: string, ...args: string[]): number {
		const file = `${SEARCH_PATH[0]}/../../..${path}`;
		return runProgram(file, { host: this.host, args, searchPath: SEARCH_PATH }).code;
	}

	/** Calls a method as rpcd does. */
	call<T>(method: string, args: object = {}): Reply<T> {
		const path = `${SEARCH_PATH[0]}/../../libexec/rpcd/luci.nft-offload`;
		const stdin = JSON.stringify({ ...args, ubus_rpc_session: '0'.repeat(32) });
		const result = runProgram(path, {
			host: this.host,
			args: ['call', method],
			stdin,
			regex: this.regex,
			searchPath: SEARCH_PATH,
		});
		if (result.code !== 0) throw new Error(`exit status ${result.code}: ${result.stderr}`);
		return JSON.parse(Buffer.from(result.stdout).toString('utf8'));
	}

	/** What happens while a program waits until `now`. */
	onSleep: (now: number) => void = () => {};
	readonly host: Host = {
		readFile: (path) => {
			this.read.push(path);
			const content = this.files[path];
			if (content === undefined) throw new HostError(this.isFolder(path) ? 'EISDIR' : 'ENOENT');
			return new Uint8Array(Buffer.from(content, 'latin1'));
		},
		writeFile: (path, content) => {
			if (this.refused[path]) throw new HostError(this.refused[path]);
			this.files[path] = Buffer.from(content).toString('latin1');
		},
		removeFile: (path) => {
			if (this.refused[path]) throw new HostError(this.refused[path]);
			if (this.files[path] === undefined) throw new HostError('ENOENT');
			delete this.files[path];
			delete this.modes[path];
		},
		renameFile: (from, to) => {
			if (this.refused[to]) throw new HostError(this.refused[to]);
			if (this.files[from] === undefined) throw new HostError('ENOENT');
			this.files[to] = this.files[from];
			this.modes[to] = this.modes[from] ?? 0o644;
			delete this.files[from];
			delete this.modes[from];
		},
		changeMode: (path, mode) => {
			this.modes[path] = mode;
		},
		listFolder: (path) => {
			this.read.push(path);
			if (!this.isFolder(path)) throw new HostError('ENOENT');
			const below = Object.keys(this.files).filter((file) => file.startsWith(`${path}/`));
			return [...new Set(below.map((file) => file.slice(path.length + 1).split('/')[0]!))];
		},
		fileInfo: (path) => {
			this.read.push(path);
			const known = this.files[path] !== undefined || this.isFolder(path);
			if (!known) throw new HostError('ENOENT');
			return {
				type: this.files[path] === undefined ? 'directory' : 'file',
				mode: this.modes[path] ?? 0o644,
				size: 0,
			};
		},
		run: (line, script) => {
			this.lines.push(line);
			return this.run(commandOf(line, script));
		},
		lockFile: (path) => {
			if (this.refused[path]) throw new HostError(this.refused[path]);
			if (this.locked.has(path)) return null;
			this.locked.add(path);
			return () => void this.locked.delete(path);
		},
		netlink: (protocol, request) => {
			const answer = this.netlink[protocol];
			if (!answer) throw new HostError('EPROTONOSUPPORT');
			return answer(request);
		},
		ubus: (object, method) => this.ubus(object, method),
		clock: () => [Math.floor(this.now / 1000), (this.now % 1000) * 1_000_000],
		sleep: (milliseconds) => {
			this.now += milliseconds;
			this.onSleep(this.now);
		},
		littleEndian: true,
	};

	private isFolder(path: string): boolean {
		return Object.keys(this.files).some((file) => file.startsWith(`${path}/`));
	}

	private run(line: string): CommandResult {
		this.ran.push(line);
		const found = this.commands.find(([pattern]) => pattern.test(line));
		const result = found?.[1](line) ?? { code: 127, output: `sh: ${line.split(' ')[0]}: not found\n` };
		const { code, output } = typeof result === 'string' ? { code: 0, output: result } : result;
		return { code, stdout: new Uint8Array(Buffer.from(output, 'latin1')) };
	}
}

/** The reply of a call that must have succeeded. */
export function succeeded<T>(reply: Reply<T>): T {
	if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.text}`);
	return reply;
}

/** Code and text of a call that must have failed. */
export function failed(reply: Reply<unknown>): { code: string; text: string } {
	if (reply.ok) throw new Error('it succeeded');
	return reply.error;
}
