/** Thousands of idle connections, as file sharing leaves them behind: they fill the table and send nothing. */
import { type Entry, Ips, TCP, UDP } from './entry.ts';

const HOME = '192.168.1.100';
const WAN = '203.0.113.2';
const ALIVE =
	Ips.confirmed | Ips.seenReply | Ips.assured | Ips.sourceNat | Ips.sourceNatDone | Ips.destinationNatDone;

/** `count` entries, each to another address or port; always the same ones. */
export function crowd(count: number): Entry[] {
	return Array.from({ length: count }, (_, index) => entryOf(index));
}

function entryOf(index: number): Entry {
	const destination = `198.51.100.${index % 250}`;
	const sourcePort = 1024 + (index % 60_000);
	const destinationPort = 20_000 + (index % 97);
	const protocol = index % 3 === 0 ? TCP : UDP;
	return {
		family: 4,
		protocol,
		original: { source: HOME, destination, sourcePort, destinationPort },
		reply: {
			source: destination,
			destination: WAN,
			sourcePort: destinationPort,
			destinationPort: sourcePort,
		},
		status: ALIVE,
		mark: 0,
		id: 0x10000000 + index,
		use: 1,
		timeout: 60 + (index % 100),
		...(protocol === TCP
			? { tcp: { state: 3, scaleOriginal: 7, scaleReply: 7, flagsOriginal: 0x23, flagsReply: 0x23 } }
			: {}),
		counters: {
			original: { packets: 2, bytes: 120 + (index % 7) },
			reply: { packets: 2, bytes: 130 + (index % 11) },
		},
	};
}
