import { fileURLToPath } from 'node:url';
import type { Counters, Environment, Reply, Status } from '../../../../src/rpc/types/index.ts';
import { commandOf } from '../../../../tools/ucode/command-line.ts';
import { type Host, HostError } from '../../../../tools/ucode/host.ts';
import { runProgram } from '../../../../tools/ucode/load.ts';

const ROOT = fileURLToPath(new URL('../../../../root', import.meta.url));
export const SEARCH_PATH = [`${ROOT}/usr/share/ucode`];

/** What a test's router has; everything else is absent. */
export interface Parts {
	/** Contents by path; a HostError where reading fails; null for a folder. */
	files?: Record<string, string | Uint8Array | HostError | null>;
	/** Exit status and output by command line, as nft's users type it. */
	commands?: Record<string, { code?: number; output: string }>;
	/** Answers a netlink request; without it the kernel has no such protocol. */
	netlink?: (request: Uint8Array, protocol?: number) => Uint8Array[];
	/** Answers a call on the ubus; without it there is no ubusd. */
	ubus?: (object: string, method: string) => unknown;
	/** Milliseconds that each look at the clock takes. */
	clockStep?: number;
	littleEndian?: boolean;
}

export function hostWith(parts: Parts): Host {
	let now = 5000;
	const fileAt = (path: string) => {
		const content = parts.files?.[path];
		if (content === undefined) throw new HostError('ENOENT');
		if (content instanceof HostError) throw content;
		return content;
	};
	return {
		readFile: (path) => {
			const content = fileAt(path);
			if (content === null) throw new HostError('EISDIR');
			return typeof content === 'string' ? new Uint8Array(Buffer.from(content, 'latin1')) : content;
		},
		listFolder: (path) => {
			const below = Object.keys(parts.files ?? {}).filter((file) => file.startsWith(`${path}/`));
			if (!below.length) throw new HostError('ENOENT');
			return [...new Set(below.map((file) => file.slice(path.length + 1).split('/')[0]!))];
		},
		fileInfo: (path) => ({ type: fileAt(path) === null ? 'directory' : 'file', mode: 0o644, size: 0 }),
		run: (line, script) => {
			const known = parts.commands?.[commandOf(line, script)];
			if (!known) return { code: 127, stdout: new Uint8Array(Buffer.from('sh: nft: not found\n')) };
			const { code = 0, output } = known;
			return { code, stdout: new Uint8Array(Buffer.from(output, 'latin1')) };
		},
		netlink: (protocol, request) => {
			if (!parts.netlink) throw new HostError('EPROTONOSUPPORT');
			return parts.netlink(request, protocol);
		},
		...(parts.ubus && { ubus: parts.ubus }),
		clock: () => {
			now += parts.clockStep ?? 0;
			return [Math.floor(now / 1000), (now % 1000) * 1_000_000];
		},
		littleEndian: parts.littleEndian ?? true,
	};
}

/** The plugin's whole output for `call METHOD`, parsed. */
export function call(method: string, parts: Parts, input: string | Uint8Array = '{}'): Reply<unknown> {
	return JSON.parse(callText(['call', method], parts, input));
}

/** The plugin's output as bytes, read as UTF-8; throws where it is none or where the exit status is not 0. */
export function callText(args: string[], parts: Parts, input: string | Uint8Array = ''): string {
	const path = `${ROOT}/usr/libexec/rpcd/luci.nft-offload`;
	const result = runProgram(path, { host: hostWith(parts), args, stdin: input, searchPath: SEARCH_PATH });
	if (result.code !== 0) throw new Error(`exit status ${result.code}: ${result.stderr}`);
	return new TextDecoder('utf-8', { fatal: true }).decode(result.stdout);
}

/** A reply that must have succeeded. */
function succeeded<T>(reply: Reply<unknown>): T {
	if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.text}`);
	return reply as unknown as T;
}

export const countersOf = (parts: Parts) => succeeded<Counters>(call('counters', parts, '{ "bytes": true }'));
export const statusOf = (parts: Parts) => succeeded<Status>(call('status', parts));
export const statusWithEngines = (parts: Parts) =>
	succeeded<Status>(call('status', parts, '{ "engines": true }'));
export const factsOf = (parts: Parts) => succeeded<Environment>(call('environment', parts));
