/** The program `nft`, as far as it lists what firewall4 has loaded. Output in the form of nft 1.0 and 1.1. */

import { tryThrowAway } from './dry-run.ts';
import type { OffloadSupport, Ruleset } from './firewall.ts';

/** What a program left behind. */
export interface ProgramResult {
	code: number;
	output: string;
	errors: string;
}

function listed(output: string): ProgramResult {
	return { code: 0, output, errors: '' };
}

function failed(errors: string): ProgramResult {
	return { code: 1, output: '', errors: `${errors}\n` };
}

/** missing: no such program. failing: refused by the kernel. hanging: killed at its time limit. half: its output ends in the middle. */
export type NftFault = 'missing' | 'failing' | 'hanging' | 'half';

/** What a faulty nft leaves behind instead of `sound`. */
export function runFaultyNft(sound: ProgramResult, fault: NftFault): ProgramResult {
	if (fault === 'failing')
		return failed('netlink: Error: cache initialization failed: Operation not permitted');
	if (fault === 'hanging') return { code: 137, output: '', errors: '' };
	return { ...sound, output: sound.output.slice(0, sound.output.length / 2) };
}

/** The flowtable's declaration inside its table. */
function flowtableText(ruleset: Ruleset): string {
	const flowtable = ruleset.flowtable;
	if (!flowtable) return '';
	const lines = [
		'\tflowtable ft {',
		'\t\thook ingress priority filter',
		`\t\tdevices = { ${flowtable.devices.join(', ')} }`,
		...(flowtable.hardware ? ['\t\tflags offload'] : []),
		...(flowtable.counter ? ['\t\tcounter'] : []),
		'\t}',
	];
	return `${lines.join('\n')}\n`;
}

const STOCK_RULE = 'meta l4proto { tcp, udp } flow add @ft';

/** `handles`: as with `nft -a`, of the first rule at least. */
function forwardChainText(ruleset: Ruleset, handles = false): string {
	const rule = (ruleset.exceptions?.jump ?? STOCK_RULE) + (handles ? ' # handle 1' : '');
	const lines = [
		'\tchain forward {',
		'\t\ttype filter hook forward priority filter; policy drop;',
		...(ruleset.flowtable ? [`\t\t${rule}`] : []),
		'\t\tct state vmap { established : accept, related : accept } comment "!fw4: Handle forwarded flows"',
		'\t\tiifname "br-lan" jump forward_lan comment "!fw4: Handle lan IPv4/IPv6 forward traffic"',
		'\t\tiifname "eth1" jump forward_wan comment "!fw4: Handle wan IPv4/IPv6 forward traffic"',
		'\t\tjump handle_reject',
		'\t}',
	];
	return `${lines.join('\n')}\n`;
}

function exceptionsText({ exceptions }: Ruleset): string {
	if (!exceptions) return '';
	return `\tchain nft_offload {\n${exceptions.rules.map((rule) => `\t\t${rule}\n`).join('')}\t}\n`;
}

function table(content: string): string {
	return `table inet fw4 {\n${content}}\n`;
}

/** The first lines of tables, without their braces. */
function namesOf(tables: string): string[] {
	return tables.match(/^table .*(?= \{$)/gm) ?? [];
}

/** Runs nft with `args` on what is loaded (`null`: the firewall is stopped); `others`: further tables, as nft prints them. */
export function runNft(
	args: string[],
	ruleset: Ruleset | null,
	support: OffloadSupport,
	others: string
): ProgramResult {
	if (args[0] === '-c') return tryThrowAway(args[1] ?? '', support);
	const options = args.filter((word) => word.startsWith('-'));
	if (options.some((option) => !['-a', '-t', '--terse', '-n', '-nn'].includes(option)))
		return failed(`the emulated nft has no ${options.join(' ')}`);
	const command = args.filter((word) => !word.startsWith('-')).join(' ');
	if (/^list flowtables( inet)?$/.test(command))
		return listed(
			(ruleset ? table(flowtableText(ruleset)) : '') +
				namesOf(others)
					.map((name) => `${name} {\n}\n`)
					.join('')
		);
	if (command === 'list tables')
		return listed(
			[...(ruleset ? ['table inet fw4'] : []), ...namesOf(others)].map((name) => `${name}\n`).join('')
		);
	if (command === 'list ruleset')
		return listed(
			(ruleset ? table(flowtableText(ruleset) + forwardChainText(ruleset) + exceptionsText(ruleset)) : '') +
				others
		);
	if (ruleset && command === 'list chain inet fw4 forward')
		return listed(table(forwardChainText(ruleset, options.includes('-a'))));
	if (ruleset && command === 'list table inet fw4')
		return listed(table(flowtableText(ruleset) + forwardChainText(ruleset) + exceptionsText(ruleset)));
	return failed(`Error: No such file or directory\n${command}\n${'^'.repeat(command.length)}`);
}
