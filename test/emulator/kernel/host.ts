/** The emulated router as a ucode program sees it: its files, commands, netlink socket and clock. */

import type { UciConfig } from '../../../tools/uci/parse.ts';
import { commandOf } from '../../../tools/ucode/command-line.ts';
import { type CommandResult, type Host, HostError } from '../../../tools/ucode/host.ts';
import type { Entry } from '../flows/entry.ts';
import { faultyDump, type NetlinkFault } from '../flows/faults.ts';
import { answerRequest } from '../flows/netlink.ts';
import type { ApplyGuard } from '../uci/apply.ts';
import type { Daemons } from './daemons.ts';
import { dryRun, refusedRules } from './dry-run.ts';
import type { Extras } from './extras.ts';
import type { VirtualFiles } from './files.ts';
import { loadExceptions, type OffloadSupport, type Ruleset } from './firewall.ts';
import { runLogs } from './logs.ts';
import type { ProbeTable } from './measurement-table.ts';
import { localUbus, type Uplink } from './network.ts';
import { type NftFault, type ProgramResult, runFaultyNft, runNft } from './nft.ts';
import { answerTrafficControl } from './qdiscs.ts';

const SNAPSHOTS = '/var/run/rpcd/snapshot-files/';
const NETLINK_ROUTE = 0;
const NETLINK_NETFILTER = 12;
const CT_DELETE = 0x102;
/** NLMSG_ERROR with error 0. */
const ACKNOWLEDGEMENT = Buffer.from([20, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

export interface HostParts {
	/** Milliseconds since the router has started, or since 1970. */
	now(monotonic: boolean): number;
	/** Lets milliseconds pass at once. */
	advance(milliseconds: number): void;
	files: VirtualFiles;
	daemons: Daemons;
	/** What rpcd's rollback would put back. */
	guard: ApplyGuard;
	support: OffloadSupport;
	/** What is applied of the firewall's configuration. */
	firewall(): UciConfig | null;
	/** What is applied of the networks' configuration. */
	network(): UciConfig | null;
	ruleset(): Ruleset | null;
	/** What nft has made of it. */
	setRuleset(ruleset: Ruleset): void;
	probe: ProbeTable;
	entries(): Entry[];
	/** The kernel deletes every offloaded entry. */
	forgetOffloaded(): void;
	/** procd is told that a config has changed. */
	configChanged(config: string): void;
	/** The firewall loads its rules now; false: the kernel refuses them. */
	loadFirewall(): boolean;
	/** errno of a netlink socket that cannot be made; null where it works. */
	netlinkError: string | null;
	/** What is wrong with the dumps of connections. */
	netlinkFault: NetlinkFault | null;
	uplink: Uplink;
	/** errno of every call on the router's own ubus. */
	ubusError: string | null;
	nftFault: NftFault | null;
	extras: Extras;
}

/** The words of a command. Its errors go to its output. */
function wordsOf(command: string): string[] {
	const words = (command.match(WORDS) ?? []).filter((word) => !/^\d?[<>]/.test(word));
	return words.map((word) => word.replace(/^(['"])([\s\S]*)\1$/, '$2'));
}

/** Words, each maybe with quoted parts. */
const WORDS = /(?:'[^']*'|"[^"]*"|[^\s'"])+/g;

type Program = (args: string[], parts: HostParts) => ProgramResult;

const done = (code: number): ProgramResult => ({ code, output: '', errors: '' });

const PROGRAMS: Record<string, Program> = {
	'dry-run': (args, { firewall, support, nftFault }) => dryRun(args, firewall(), support, nftFault),
	firewall: loadFirewall,
	logger: () => done(0),
	nft: runNftOf,
	sleep,
	'start-stop-daemon': (args, { daemons }) => done(daemons.start(args)),
	sync: () => done(0),
	ubus: sendEvent,
};

function runNftOf(args: string[], parts: HostParts): ProgramResult {
	const { nftFault } = parts;
	if (nftFault === 'missing') return notFound('nft');
	const others = (parts.extras.tables ?? '') + parts.probe.text();
	const result =
		parts.probe.run(args.join(' ')) ??
		exceptionsOf(args, parts) ??
		runNft(args, parts.ruleset(), parts.support, others);
	return nftFault ? runFaultyNft(result, nftFault) : result;
}

/** A script of exceptions, tried or loaded; what it leaves behind is taken away without a word. */
function exceptionsOf([first = '', script = first]: string[], parts: HostParts): ProgramResult | null {
	if (/^delete (chain|set) inet fw4 nft_offload/.test(first)) return done(0);
	const ruleset = parts.ruleset();
	const loaded = ruleset && loadExceptions(ruleset, script);
	if (!loaded) return null;
	if (first !== '-c') parts.setRuleset(loaded);
	return done(0);
}

/** `/etc/init.d/firewall start` and `reload`, whose exit status tells nothing of the kernel. */
function loadFirewall([action]: string[], { ruleset, loadFirewall, support }: HostParts): ProgramResult {
	const loaded = ruleset() !== null;
	if (loaded !== (action === 'reload'))
		return {
			code: 0,
			output: '',
			errors: `The fw4 firewall ${loaded ? 'appears to be already' : 'does not appear to be'} loaded.\n`,
		};
	return { code: 0, output: '', errors: loadFirewall() ? '' : refusedRules(support) };
}

/** `ubus call service event MESSAGE`: the one call that programs of ours make in this way. */
function sendEvent([command, object, method, message]: string[], parts: HostParts): ProgramResult {
	if (command !== 'call' || object !== 'service' || method !== 'event') return done(4);
	const event = JSON.parse(message ?? '{}') as { type?: string; data?: { package?: string } };
	if (event.type === 'config.change' && event.data?.package) parts.configChanged(event.data.package);
	return done(0);
}

function notFound(program: string): ProgramResult {
	return { code: 127, output: '', errors: `/bin/sh: ${program}: not found\n` };
}

function runProgram([path = '', ...args]: string[], parts: HostParts): ProgramResult {
	const name = path.replace(/^.*\//, '');
	const program = Object.hasOwn(PROGRAMS, name) ? PROGRAMS[name] : undefined;
	return program?.(args, parts) ?? runLogs(name) ?? notFound(name);
}

function sleep([seconds]: string[], { advance }: HostParts): ProgramResult {
	advance(Number(seconds) * 1000);
	return done(0);
}

/** Runs the command of a shell line of the backend, if this router has it. */
function runCommand(line: string, script: Uint8Array | undefined, parts: HostParts): CommandResult {
	const command = commandOf(line, script);
	const [, nft] = script ? (/^nft(?: -c)? ([\s\S]*)$/.exec(command) ?? []) : [];
	const words =
		nft === undefined ? wordsOf(command) : ['nft', ...(command.startsWith('nft -c') ? ['-c'] : []), nft];
	const { code, output, errors } = runProgram(words, parts);
	return { code, stdout: Buffer.from(output + errors) };
}

export function routerHost(parts: HostParts): Host {
	const { files, guard } = parts;
	const readSnapshot = (path: string) => {
		const text = path.startsWith(SNAPSHOTS) ? guard.snapshot(path.slice(SNAPSHOTS.length)) : null;
		return text === null ? null : Buffer.from(text);
	};
	return {
		readFile: (path) => readSnapshot(path) ?? files.read(path),
		writeFile: (path, content) => files.write(path, content),
		removeFile: (path) =>
			readSnapshot(path) ? guard.forgetSnapshot(path.slice(SNAPSHOTS.length)) : files.remove(path),
		listFolder: (path) => files.list(path),
		fileInfo: (path) => files.info(path),
		run: (command, script) => runCommand(command, script, parts),
		netlink(protocol, request) {
			if (parts.netlinkError) throw new HostError(parts.netlinkError);
			if (protocol === NETLINK_ROUTE)
				return answerTrafficControl(Buffer.from(request), parts.extras.qdiscs ?? {});
			if (protocol !== NETLINK_NETFILTER) throw new HostError('EPROTONOSUPPORT');
			// IPCTNL_MSG_CT_DELETE: our one request of that kind is for what is offloaded.
			if (Buffer.from(request).readUInt16LE(4) === CT_DELETE) {
				parts.forgetOffloaded();
				return [ACKNOWLEDGEMENT];
			}
			const dump = answerRequest(Buffer.from(request), parts.entries());
			return parts.netlinkFault ? faultyDump(dump, parts.netlinkFault) : dump;
		},
		ubus(object, method) {
			if (parts.ubusError) throw new HostError(parts.ubusError, object);
			return localUbus(object, method, parts.uplink, parts.network());
		},
		sleep: (milliseconds) => parts.advance(milliseconds),
		clock(monotonic) {
			const milliseconds = parts.now(monotonic);
			return [Math.floor(milliseconds / 1000), Math.floor((milliseconds % 1000) * 1e6)];
		},
		littleEndian: true,
	};
}
