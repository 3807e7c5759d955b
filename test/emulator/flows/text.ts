/** The conntrack table as /proc/net/nf_conntrack prints it (Linux net/netfilter/nf_conntrack_standalone.c, ct_seq_show). */
import { type Counter, type Entry, Ips, isOffloaded, TCP, TCP_STATES, type Tuple } from './entry.ts';

function tupleText(tuple: Tuple): string {
	return `src=${tuple.source} dst=${tuple.destination} sport=${tuple.sourcePort} dport=${tuple.destinationPort} `;
}

function counterText(counter: Counter): string {
	return `packets=${counter.packets} bytes=${counter.bytes} `;
}

/** Only one of the three is shown, the strongest. */
function tagText(status: number): string {
	if (status & Ips.hardwareOffload) return '[HW_OFFLOAD] ';
	if (status & Ips.offload) return '[OFFLOAD] ';
	return status & Ips.assured ? '[ASSURED] ' : '';
}

/** One line, with its end. `use` counts the reader's own reference too. */
export function entryText(entry: Entry): string {
	const family = entry.family === 4 ? 'ipv4     2' : 'ipv6     10';
	const protocol = entry.protocol === TCP ? 'tcp      6' : 'udp      17';
	let line = `${family} ${protocol} `;
	if (!isOffloaded(entry)) {
		line += `${entry.timeout} `;
		if (entry.tcp) line += `${TCP_STATES[entry.tcp.state]} `;
	}
	line += tupleText(entry.original) + counterText(entry.counters.original);
	if (!(entry.status & Ips.seenReply)) line += '[UNREPLIED] ';
	line += tupleText(entry.reply) + counterText(entry.counters.reply);
	return `${line}${tagText(entry.status)}mark=${entry.mark} zone=0 use=${entry.use + 1}\n`;
}

/** The whole table. */
export function tableText(entries: Entry[]): string {
	return entries.map(entryText).join('');
}
