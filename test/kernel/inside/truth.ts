/** What the kernel's own tools say of the conntrack table: the measure for everything that the router half says. */
import { readFileSync } from 'node:fs';
import { run } from './commands.ts';

/** Entries by family and protocol, as the router half splits them. */
export interface Split {
	ipv4_tcp: number;
	ipv4_udp: number;
	ipv6_tcp: number;
	ipv6_udp: number;
}

/** Offloaded entries, and the bytes that both directions of all of them have carried (0 without accounting). */
export interface Offloaded {
	entries: Split;
	bytes: number;
}

/** No entry at all. */
export const NONE: Split = { ipv4_tcp: 0, ipv4_udp: 0, ipv6_tcp: 0, ipv6_udp: 0 };

/** From `conntrack -L --status OFFLOAD`: the kernel's flag as conntrack-tools read it. Fast for tables of any size. */
export function offloadedByConntrack(): Offloaded {
	return tally(offloadedLines());
}

/** Of `conntrack -L`, each with its family in front. */
function offloadedLines(): string[] {
	return (['ipv4', 'ipv6'] as const).flatMap((family) => {
		const listed = run('conntrack', ['-L', '-f', family, '--status', 'OFFLOAD']).split('\n');
		return listed.filter((line) => line !== '').map((line) => `${family} ${line}`);
	});
}

/** Offloaded entries, in hardware and in software, by conntrack's tag. */
export function offloadedIn(): { hardware: Split; software: Split } {
	const lines = offloadedLines();
	const inHardware = (line: string): boolean => line.includes('[HW_OFFLOAD]');
	return {
		hardware: tally(lines.filter(inHardware)).entries,
		software: tally(lines.filter((line) => !inHardware(line))).entries,
	};
}

/** From the lines of /proc/net/nf_conntrack that carry the tag. Older kernels need time quadratic in the table's size. */
export function offloadedByText(): Offloaded {
	const lines = readFileSync('/proc/net/nf_conntrack', 'utf8').split('\n');
	// "ipv4     2 udp      17 src=..." becomes "ipv4 udp 17 src=...", which is how the lines of conntrack begin here.
	const tagged = lines.filter((line) => line.includes('[OFFLOAD]') || line.includes('[HW_OFFLOAD]'));
	return tally(tagged.map((line) => line.replace(/^(ipv[46]) +\d+ +/, '$1 ')));
}

/** The lines of `conntrack -L` with these options, such as `-p icmp`. */
export function listed(...options: string[]): string[] {
	return run('conntrack', ['-L', ...options])
		.split('\n')
		.filter((line) => line !== '');
}

/** The kernel's own number of entries. */
export function trackedEntries(): number {
	return Number(readFileSync('/proc/sys/net/netfilter/nf_conntrack_count', 'utf8'));
}

function tally(lines: string[]): Offloaded {
	const entries = { ...NONE };
	let bytes = 0;
	for (const line of lines) {
		const kind = /^(ipv[46]) (tcp|udp) /.exec(line);
		if (!kind) throw new Error(`An offloaded entry of an unexpected kind: ${line}`);
		entries[`${kind[1]}_${kind[2]}` as keyof Split] += 1;
		for (const [, count] of line.matchAll(/ bytes=(\d+)/g)) bytes += Number(count);
	}
	return { entries, bytes };
}
