/** One conntrack entry, in the kernel's own terms (Linux include/net/netfilter/nf_conntrack.h). */

/** Status bits: Linux include/uapi/linux/netfilter/nf_conntrack_common.h. */
export const Ips = {
	seenReply: 1 << 1,
	assured: 1 << 2,
	confirmed: 1 << 3,
	sourceNat: 1 << 4,
	sourceNatDone: 1 << 7,
	destinationNatDone: 1 << 8,
	offload: 1 << 14,
	hardwareOffload: 1 << 15,
} as const;

/** Names of TCP states as /proc prints them; the number is that of CTA_PROTOINFO_TCP_STATE. */
export const TCP_STATES = [
	'NONE',
	'SYN_SENT',
	'SYN_RECV',
	'ESTABLISHED',
	'FIN_WAIT',
	'CLOSE_WAIT',
	'LAST_ACK',
	'TIME_WAIT',
	'CLOSE',
	'SYN_SENT2',
] as const;

export const TCP = 6;
export const UDP = 17;

/** Addresses as the kernel prints them: IPv4 dotted, IPv6 in full (eight groups of four digits). */
export interface Tuple {
	source: string;
	destination: string;
	sourcePort: number;
	destinationPort: number;
}

export interface Counter {
	packets: number;
	bytes: number;
}

export interface Entry {
	family: 4 | 6;
	protocol: typeof TCP | typeof UDP;
	original: Tuple;
	reply: Tuple;
	status: number;
	mark: number;
	/** CTA_ID. */
	id: number;
	/** References held, without the one of whoever reads the table. */
	use: number;
	/** Seconds until the entry goes. The kernel does not show it while the entry is offloaded. */
	timeout: number;
	tcp?: {
		state: number;
		scaleOriginal: number;
		scaleReply: number;
		flagsOriginal: number;
		flagsReply: number;
	};
	counters: { original: Counter; reply: Counter };
}

/** Whether the kernel counts the entry as offloaded, which hides its timeout and TCP state. */
export function isOffloaded(entry: Entry): boolean {
	return (entry.status & Ips.offload) !== 0;
}

/** Bytes of an address as the kernel prints it: 4 or 16. */
export function addressBytes(address: string): Buffer {
	return address.includes(':')
		? Buffer.from(address.replaceAll(':', ''), 'hex')
		: Buffer.from(address.split('.').map(Number));
}

/** The kernel's way of printing 4 or 16 address bytes. */
export function addressText(bytes: Uint8Array): string {
	if (bytes.length === 4) return [...bytes].join('.');
	return Buffer.from(bytes)
		.toString('hex')
		.replace(/(.{4})(?=.)/g, '$1:');
}
