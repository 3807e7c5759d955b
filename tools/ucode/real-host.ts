import { spawnSync } from 'node:child_process';
import {
	chmodSync,
	closeSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readdirSync,
	readFileSync,
	readSync,
	renameSync,
	rmdirSync,
	rmSync,
	type Stats,
	statSync,
	unlinkSync,
	writeFileSync,
} from 'node:fs';
import { endianness, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandResult, type FileInfo, type Host, HostError } from './host.ts';

const BUFFER = 256 << 20;

/** This machine, for running the backend on it. `relay` is the path of netlink-relay.py. */
export function realHost(relay: string): Host {
	return {
		readFile: (path, limit) =>
			asHostError(() => (limit === undefined ? new Uint8Array(readFileSync(path)) : readStart(path, limit))),
		writeFile: (path, content) => asHostError(() => writeFileSync(path, content)),
		removeFile: (path) => asHostError(() => unlinkSync(path)),
		renameFile: (from, to) => asHostError(() => renameSync(from, to)),
		makeFolder: (path) => asHostError(() => mkdirSync(path, 0o700)),
		removeFolder: (path) => asHostError(() => rmdirSync(path)),
		changeMode: (path, mode) => asHostError(() => chmodSync(path, mode)),
		listFolder: (path) => asHostError(() => readdirSync(path)),
		fileInfo: (path) => asHostError(() => infoOf(statSync(path))),
		run: runCommand,
		netlink: (protocol, request) => relayNetlink(relay, protocol, request),
		ubus: callUbus,
		clock: (monotonic) => {
			const now = monotonic ? process.hrtime.bigint() : BigInt(Date.now()) * 1_000_000n;
			return [Number(now / 1_000_000_000n), Number(now % 1_000_000_000n)];
		},
		sleep: (milliseconds) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds),
		littleEndian: endianness() === 'LE',
	};
}

/** At most `limit` bytes from the start of a file. */
function readStart(path: string, limit: number): Uint8Array {
	const file = openSync(path, 'r');
	try {
		const content = Buffer.alloc(limit);
		let size = 0;
		for (let read = -1; read !== 0 && size < limit; size += read)
			read = readSync(file, content, size, limit - size, null);
		return new Uint8Array(content.subarray(0, size));
	} finally {
		closeSync(file);
	}
}

function asHostError<T>(action: () => T): T {
	try {
		return action();
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code;
		throw code ? new HostError(code) : error;
	}
}

function infoOf(stats: Stats): FileInfo {
	const kinds: [boolean, FileInfo['type']][] = [
		[stats.isDirectory(), 'directory'],
		[stats.isCharacterDevice(), 'char'],
		[stats.isBlockDevice(), 'block'],
		[stats.isFIFO(), 'fifo'],
		[stats.isSocket(), 'socket'],
	];
	return { type: kinds.find(([is]) => is)?.[1] ?? 'file', mode: stats.mode & 0o7777, size: stats.size };
}

/** `script` is at the descriptor that the command line names, as a file without a name. */
function runCommand(command: string, script?: Uint8Array): CommandResult {
	const descriptor = Number(/<\/proc\/self\/fd\/(\d+)/.exec(command)?.[1]);
	const file = script && openUnnamed(script);
	const others = file === undefined ? [] : [...Array(descriptor - 3).fill('ignore'), file];
	const result = spawnSync('/bin/sh', ['-c', command], {
		stdio: ['ignore', 'pipe', 'inherit', ...others],
		maxBuffer: BUFFER,
	});
	if (file !== undefined) closeSync(file);
	if (result.error) throw new HostError((result.error as NodeJS.ErrnoException).code ?? 'EIO');
	const signal = result.signal ? signalNumber(result.signal) : 0;
	return { code: result.status ?? -signal, stdout: new Uint8Array(result.stdout) };
}

function openUnnamed(content: Uint8Array): number {
	const folder = mkdtempSync(join(tmpdir(), 'ucode-'));
	try {
		writeFileSync(join(folder, 'file'), content);
		return openSync(join(folder, 'file'), 'r');
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function signalNumber(name: NodeJS.Signals): number {
	return { SIGTERM: 15, SIGKILL: 9, SIGINT: 2 }[name as string] ?? 1;
}

/** Status codes of the program `ubus`, which are those of libubus, as errno names. */
const UBUS_ERRORS: Record<number, string> = { 4: 'ENOENT', 6: 'EACCES', 7: 'ETIMEDOUT' };

function callUbus(object: string, method: string, args: object): unknown {
	const command = ['-S', 'call', object, method, JSON.stringify(args)];
	const result = spawnSync('ubus', command, { encoding: 'utf8', maxBuffer: BUFFER });
	if (result.error) throw new HostError((result.error as NodeJS.ErrnoException).code ?? 'EIO');
	if (result.status !== 0) throw new HostError(UBUS_ERRORS[result.status ?? -1] ?? 'EIO');
	return result.stdout.trim() ? JSON.parse(result.stdout) : null;
}

function relayNetlink(relay: string, protocol: number, request: Uint8Array): Uint8Array[] {
	const result = spawnSync('python3', [relay, String(protocol)], { input: request, maxBuffer: BUFFER });
	if (result.error) throw new HostError('EIO', `python3 for netlink: ${result.error.message}`);
	if (result.status !== 0) throw new HostError(result.stderr.toString().trim().split('\n').at(-1) || 'EIO');
	const answer: Buffer = result.stdout;
	const datagrams: Uint8Array[] = [];
	for (let at = 0; at < answer.length; ) {
		const size = endianness() === 'LE' ? answer.readUInt32LE(at) : answer.readUInt32BE(at);
		datagrams.push(new Uint8Array(answer.subarray(at + 4, at + 4 + size)));
		at += 4 + size;
	}
	return datagrams;
}
