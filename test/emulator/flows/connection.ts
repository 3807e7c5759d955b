/** One connection of the model: a conntrack entry and what its owner does with it. */
import { type Entry, Ips, TCP, type Tuple, UDP } from './entry.ts';

/** Seconds an entry stays without packets: OpenWrt's sysctl-nf-conntrack.conf and the kernel's defaults. */
export const TIMEOUTS = {
	synSent: 120,
	established: 7440,
	/** While the last packet waits for its acknowledgement. */
	unacknowledged: 300,
	timeWait: 120,
	udp: 60,
	udpStream: 180,
	/** nf_flowtable_{tcp,udp}_timeout: a flow without packets leaves the flowtable. */
	flowtable: 30,
} as const;

export interface Connection {
	entry: Entry;
	/** Through the router (forward hook) and not to or from it: only these can be offloaded. */
	forwarded: boolean;
	/** Bytes per second in each direction while it sends. */
	upload: number;
	download: number;
	/** Bytes of one packet as conntrack counts it. */
	packetSize: number;
	/** Seconds for which it still sends; 0 for a connection that is over or waits to expire. */
	sending: number;
	/** Seconds since its last packet. */
	idle: number;
	/** Seconds since its first packet. */
	age: number;
}

/** A recorded entry as a connection. UDP and established TCP go on sending for `sending` seconds, the rest runs out. */
export function fromRecording(entry: Entry, sending: number): Connection {
	const alive = entry.protocol === UDP || (entry.tcp?.state ?? 3) === 3;
	const uploads = alive && entry.protocol === TCP;
	return {
		entry,
		forwarded: true,
		upload: uploads ? 2_500_000 : 148,
		download: uploads ? 120_000 : 148,
		packetSize: uploads ? 1400 : 148,
		sending: alive ? sending : 0,
		idle: 0,
		age: 60,
	};
}

export interface Opening {
	family: 4 | 6;
	protocol: typeof TCP | typeof UDP;
	original: Tuple;
	reply: Tuple;
	forwarded: boolean;
	upload: number;
	download: number;
	sending: number;
}

/** The first packet of a new connection. */
export function open(opening: Opening, id: number): Connection {
	const { family, protocol, original, reply, forwarded, upload, download, sending } = opening;
	const nat = original.source !== reply.destination ? Ips.sourceNat : 0;
	const entry: Entry = {
		family,
		protocol,
		original,
		reply,
		status: Ips.confirmed | Ips.sourceNatDone | Ips.destinationNatDone | nat,
		mark: 0,
		id,
		use: 1,
		timeout: protocol === TCP ? TIMEOUTS.synSent : TIMEOUTS.udp,
		counters: { original: { packets: 1, bytes: 60 }, reply: { packets: 0, bytes: 0 } },
	};
	if (protocol === TCP)
		entry.tcp = { state: 1, scaleOriginal: 7, scaleReply: 0, flagsOriginal: 3, flagsReply: 0 };
	return { entry, forwarded, upload, download, packetSize: 1400, sending, idle: 0, age: 0 };
}

/** The answer to the first packet. */
export function establish({ entry }: Connection): void {
	entry.status |= Ips.seenReply;
	if (entry.protocol === TCP) {
		entry.status |= Ips.assured;
		entry.tcp = { state: 3, scaleOriginal: 7, scaleReply: 7, flagsOriginal: 0x23, flagsReply: 0x23 };
		entry.timeout = TIMEOUTS.established;
	}
}

/** A packet on the slow path: the timeout starts anew; UDP that goes both ways for more than two seconds is a stream. */
export function refresh({ entry, age }: Connection): void {
	if (entry.protocol === TCP) {
		entry.timeout = TIMEOUTS.established;
		return;
	}
	if (age > 2 && entry.status & Ips.seenReply) entry.status |= Ips.assured;
	entry.timeout = entry.status & Ips.assured ? TIMEOUTS.udpStream : TIMEOUTS.udp;
}

/** FIN from both sides: the kernel takes the flow out of the flowtable and lets the entry run out. */
export function close({ entry }: Connection): void {
	if (entry.protocol !== TCP) return;
	unload(entry);
	entry.tcp = { state: 7, scaleOriginal: 7, scaleReply: 7, flagsOriginal: 0x2f, flagsReply: 0x2b };
	entry.timeout = TIMEOUTS.timeWait;
}

/** Whether the flow rule of the forward chain would take the connection's next packet. */
export function isEligible({ entry, forwarded }: Connection): boolean {
	if (!forwarded || !(entry.status & Ips.seenReply)) return false;
	return entry.protocol === UDP || (entry.tcp?.state === 3 && (entry.status & Ips.assured) !== 0);
}

/** The connection enters the flowtable, which holds a reference to its entry. */
export function load(entry: Entry): void {
	if (entry.status & Ips.offload) return;
	entry.status |= Ips.offload;
	entry.use++;
}

/** The connection leaves the flowtable; the hardware bit is cleared later, by the kernel's work queue. */
export function unload(entry: Entry): void {
	if (!(entry.status & Ips.offload)) return;
	entry.status &= ~Ips.offload;
	entry.use--;
	// What is left of the usual timeout after the time in which the flow has waited (Linux net/netfilter/nf_flow_table_core.c).
	entry.timeout = (entry.protocol === TCP ? TIMEOUTS.established : TIMEOUTS.udpStream) - TIMEOUTS.flowtable;
	if (entry.protocol === TCP && !entry.tcp)
		entry.tcp = { state: 3, scaleOriginal: 7, scaleReply: 7, flagsOriginal: 0x23, flagsReply: 0x23 };
}
