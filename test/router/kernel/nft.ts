/** The program `nft`, as far as it lists what firewall4 has loaded. Output in the form of nft 1.0 and 1.1. */
import type { CommandResult } from '../../../tools/ucode/host.ts';
import type { Ruleset } from './firewall.ts';

function result(code: number, text: string): CommandResult {
	return { code, stdout: Buffer.from(text) };
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

function forwardChainText(ruleset: Ruleset): string {
	const lines = [
		'\tchain forward {',
		'\t\ttype filter hook forward priority filter; policy drop;',
		...(ruleset.flowtable ? ['\t\tmeta l4proto { tcp, udp } flow add @ft'] : []),
		'\t\tct state vmap { established : accept, related : accept } comment "!fw4: Handle forwarded flows"',
		'\t\tiifname "br-lan" jump forward_lan comment "!fw4: Handle lan IPv4/IPv6 forward traffic"',
		'\t\tiifname "eth1" jump forward_wan comment "!fw4: Handle wan IPv4/IPv6 forward traffic"',
		'\t\tjump handle_reject',
		'\t}',
	];
	return `${lines.join('\n')}\n`;
}

function table(content: string): string {
	return `table inet fw4 {\n${content}}\n`;
}

/** Runs nft with `args` on what is loaded (`null`: the firewall is stopped). */
export function runNft(args: string[], ruleset: Ruleset | null): CommandResult {
	const words = args.filter((word) => !word.startsWith('-'));
	if (args.some((word) => /^(-j|--json|-c|-f|--check|--file)$/.test(word))) return result(1, '');
	const command = words.join(' ');
	if (/^list flowtables( inet)?$/.test(command))
		return result(0, ruleset ? table(flowtableText(ruleset)) : '');
	if (command === 'list tables') return result(0, ruleset ? 'table inet fw4\n' : '');
	if (!ruleset) return result(1, '');
	if (command === 'list chain inet fw4 forward') return result(0, table(forwardChainText(ruleset)));
	if (command === 'list table inet fw4' || command === 'list ruleset')
		return result(0, table(flowtableText(ruleset) + forwardChainText(ruleset)));
	if (command === 'list flowtable inet fw4 ft' && ruleset.flowtable)
		return result(0, table(flowtableText(ruleset)));
	return result(1, '');
}
