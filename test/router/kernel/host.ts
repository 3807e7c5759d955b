/** The emulated router as a ucode program sees it: its files, commands, netlink socket and clock. */
import { type CommandResult, type Host, HostError } from '../../../tools/ucode/host.ts';
import type { Clock } from '../clock.ts';
import type { Entry } from '../flows/entry.ts';
import { answerRequest } from '../flows/netlink.ts';
import type { VirtualFiles } from './files.ts';
import type { Ruleset } from './firewall.ts';
import { runLogs } from './logs.ts';
import { localUbus } from './network.ts';
import { type NftFault, type ProgramResult, runFaultyNft, runNft } from './nft.ts';

const NETLINK_NETFILTER = 12;

export interface HostParts {
	clock: Clock;
	files: VirtualFiles;
	ruleset(): Ruleset | null;
	entries(): Entry[];
	/** errno of a netlink socket that cannot be made; null where it works. */
	netlinkError: string | null;
	nftFault: NftFault | null;
}

/** The first simple command of a shell line: its words, and whether its errors go to its output. */
function firstCommand(line: string): { words: string[]; errorsToo: boolean } {
	const simple = line.split(/;|\||(?<!>)&/)[0]!;
	const words = simple.replace(/\d?[<>]+&?\s*\S+/g, '').match(/'[^']*'|"[^"]*"|\S+/g) ?? [];
	return {
		words: words.map((word) => word.replace(/^(['"])(.*)\1$/, '$2')),
		errorsToo: simple.includes('2>&1'),
	};
}

function runProgram([program = '', ...args]: string[], parts: HostParts): ProgramResult {
	const { nftFault } = parts;
	const name = program.replace(/^.*\//, '');
	if (name !== 'nft' || nftFault === 'missing')
		return runLogs(name) ?? { code: 127, output: '', errors: `/bin/sh: ${program}: not found\n` };
	const result = runNft(args, parts.ruleset());
	return nftFault ? runFaultyNft(result, nftFault) : result;
}

/** Runs a shell line of which the first command is one that this router has. */
function runCommand(line: string, parts: HostParts): CommandResult {
	const { words, errorsToo } = firstCommand(line);
	const { code, output, errors } = runProgram(words, parts);
	return { code, stdout: Buffer.from(errorsToo ? output + errors : output) };
}

export function routerHost(parts: HostParts): Host {
	const { clock, files } = parts;
	return {
		readFile: (path) => files.read(path),
		listFolder: (path) => files.list(path),
		fileInfo: (path) => files.info(path),
		run: (command) => runCommand(command, parts),
		netlink(protocol, request) {
			if (parts.netlinkError) throw new HostError(parts.netlinkError);
			if (protocol !== NETLINK_NETFILTER) throw new HostError('EPROTONOSUPPORT');
			return answerRequest(Buffer.from(request), parts.entries());
		},
		ubus: localUbus,
		clock(monotonic) {
			const milliseconds = monotonic ? clock.monotonic() : clock.realtime();
			return [Math.floor(milliseconds / 1000), Math.floor((milliseconds % 1000) * 1e6)];
		},
		littleEndian: true,
	};
}
