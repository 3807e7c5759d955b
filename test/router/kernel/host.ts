/** The emulated router as a ucode program sees it: its files, commands, netlink socket and clock. */
import { type CommandResult, type Host, HostError } from '../../../tools/ucode/host.ts';
import type { Clock } from '../clock.ts';
import type { Entry } from '../flows/entry.ts';
import { answerRequest } from '../flows/netlink.ts';
import type { VirtualFiles } from './files.ts';
import type { Ruleset } from './firewall.ts';
import { runNft } from './nft.ts';

const NETLINK_NETFILTER = 12;

export interface HostParts {
	clock: Clock;
	files: VirtualFiles;
	ruleset(): Ruleset | null;
	entries(): Entry[];
	/** errno of a netlink socket that cannot be made; null where it works. */
	netlinkError: string | null;
}

/** The words of a command line without its redirections and without a `timeout SECONDS` before it. */
function commandWords(command: string): string[] {
	const words = command.replace(/\s\d?[<>]+&?\s*\S+/g, '').match(/'[^']*'|"[^"]*"|\S+/g) ?? [];
	const plain = words.map((word) => word.replace(/^(['"])(.*)\1$/, '$2'));
	while (plain[0] === 'exec' || plain[0] === 'timeout') plain.splice(0, plain[0] === 'exec' ? 1 : 2);
	return plain;
}

export function routerHost(parts: HostParts): Host {
	const { clock, files } = parts;
	return {
		readFile: (path) => files.read(path),
		listFolder: (path) => files.list(path),
		fileInfo: (path) => files.info(path),
		run(command): CommandResult {
			const [program, ...args] = commandWords(command);
			if (program?.replace(/^.*\//, '') === 'nft') return runNft(args, parts.ruleset());
			return { code: 127, stdout: new Uint8Array() };
		},
		netlink(protocol, request) {
			if (parts.netlinkError) throw new HostError(parts.netlinkError);
			if (protocol !== NETLINK_NETFILTER) throw new HostError('EPROTONOSUPPORT');
			return answerRequest(Buffer.from(request), parts.entries());
		},
		clock(monotonic) {
			const milliseconds = monotonic ? clock.monotonic() : clock.realtime();
			return [Math.floor(milliseconds / 1000), Math.floor((milliseconds % 1000) * 1e6)];
		},
		littleEndian: true,
	};
}
