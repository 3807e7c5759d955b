import type { Finding } from './files.ts';
import { nodesOf, parse } from './transform.ts';

const FOLDER = 'root/usr/share/ucode/nft-offload';

/**
 * Files whose patterns may have anchors and negated classes: what they read was written by the kernel, by a program or by us,
 * comes in single lines, and decides nothing but what is shown.
 */
const PARSERS: Record<string, string> = {
	'conntrack/routes.uc': 'rows of /proc/net/route and /proc/net/ipv6_route',
	'environment/chains.uc': 'rules as nft lists them',
	'environment/services.uc': 'names of folders in /proc',
	'firewall/adders.uc': 'rules as nft lists them',
	'firewall/chain_text.uc': 'chains as nft lists them',
	'firewall/flowtable.uc': 'flowtables and rules as nft lists them',
	'lib/text.uc': 'only a fast path: newlines and NUL bytes are looked for apart from it',
	'methods/logs.uc': 'lines of dmesg and logread',
	'system/release.uc': 'lines of /etc/openwrt_release',
};

/**
 * Refuses patterns with anchors or negated classes outside of parsers. Releases of ucode disagree about what these match at a
 * newline, so a text that they let through may hold a second line: words are checked by lib/word.uc instead.
 */
export function checkGuards(path: string, source: string): Finding[] {
	if (path.startsWith(`${FOLDER}/`) && path.slice(FOLDER.length + 1) in PARSERS) return [];
	const findings: Finding[] = [];
	for (const node of nodesOf(parse(source))) {
		if (node.type !== 'Literal' || !('regex' in node) || !node.regex) continue;
		const text = violation(node.regex.pattern);
		if (text) findings.push({ path, ...placeOf(source, node.start), text });
	}
	return findings.sort((a, b) => a.line - b.line || a.column - b.column);
}

function violation(pattern: string): string | null {
	const bare = pattern.replace(/\\./gs, 'x');
	if (/\[\^/.test(bare)) return `/${pattern}/: releases of ucode disagree whether [^...] matches a newline`;
	const outside = bare.replace(/\[[^\]]*\]/g, 'x');
	return /[\^$]/.test(outside)
		? `/${pattern}/: in some releases ^ and $ match at every line; check each byte with lib/word.uc`
		: null;
}

function placeOf(source: string, offset: number): { line: number; column: number } {
	const lines = source.slice(0, offset).split('\n');
	return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
