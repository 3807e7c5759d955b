/** Request and reply of `connections`: single conntrack entries, those that have carried most. */
import type { Reason } from './common.ts';

/** Most entries of one reply. */
export const MOST_CONNECTIONS = 200;
/** Most addresses of one filter. */
export const MOST_ADDRESSES = 32;

/** By what entries are ranked: bytes of both directions, of the direction that opened the connection, of the other one. */
export type ConnectionSort = 'bytes' | 'original' | 'reply';

/** Only entries that pass every field that is given are ranked, counted as `matching` and sent. */
export interface ConnectionFilter {
	protocol?: 'tcp' | 'udp' | 'other';
	/** software: status bit 14 without bit 15; hardware: bit 15; none: neither. */
	offload?: 'software' | 'hardware' | 'none';
	/** Entries of which one end is one of these addresses: the source of either direction. At most MOST_ADDRESSES. */
	addresses?: string[];
}

/** Arguments; all may be left out: 100 entries by bytes, unfiltered. */
export interface ConnectionsQuery {
	/** 1 to MOST_CONNECTIONS. Fewer are sent where the reply would pass 64 KiB: `unknown.connections` then says so. */
	limit?: number;
	sort?: ConnectionSort;
	filter?: ConnectionFilter;
}

/**
 * One direction of an entry as the packets have it: address translation is the difference between the two.
 * IPv6 addresses come in eight groups, with or without leading zeros. Ports are null for protocols without them.
 * packets and bytes are null without accounting (net.netfilter.nf_conntrack_acct = 0 when the entry was made).
 */
export interface Direction {
	src: string;
	dst: string;
	sport: number | null;
	dport: number | null;
	packets: number | null;
	bytes: number | null;
}

/** TCP states of Linux include/uapi/linux/netfilter/nf_conntrack_tcp.h. */
export type TcpState =
	| 'NONE'
	| 'SYN_SENT'
	| 'SYN_RECV'
	| 'ESTABLISHED'
	| 'FIN_WAIT'
	| 'CLOSE_WAIT'
	| 'LAST_ACK'
	| 'TIME_WAIT'
	| 'CLOSE'
	| 'SYN_SENT2';

/** A conntrack entry. */
export interface Connection {
	/** IP version. */
	family: 4 | 6;
	/** Number of the protocol (IANA): 6 TCP, 17 UDP, ... */
	protocol: number;
	original: Direction;
	reply: Direction;
	/**
	 * Status bits of Linux include/uapi/linux/netfilter/nf_conntrack_common.h. From the text of the table only those of an answer seen (1),
	 * assured (2), offloaded (14) and in hardware (15), and the text hides the second behind the two others.
	 */
	status: number;
	/** null for other protocols, and while the kernel does not tell: it hides it from offloaded entries. */
	tcp_state: TcpState | null;
	/** Seconds until the entry goes if no packet comes; hidden from offloaded entries too. */
	timeout: number | null;
	mark: number | null;
	/** Name of its conntrack helper; null without one. The text of the table does not tell. */
	helper: string | null;
}

/** A route of the kernel's main table: packets to `destination` ("192.168.1.0/24") leave through `device`. */
export interface Route {
	destination: string;
	device: string;
}

/** Reply of `connections`. */
export interface Connections {
	monotonic_ms: number;
	/** Milliseconds that reading took: a page asks a slow router less often. */
	took_ms: number;
	source: 'netlink' | 'procfs' | null;
	/** Entries looked at, and those of them that passed the filter. */
	seen: number;
	matching: number;
	/** Those of `matching` that are not in `connections` and could be read. */
	left_out: number;
	/** Entries that were skipped because they are not what their format says. */
	unreadable: number;
	/** Largest rank first; null = unknown. */
	connections: Connection[] | null;
	/** Addresses of the router itself, of both families. */
	local: string[] | null;
	/** Routes of both families, at most 300; null where there are more. */
	routes: Route[] | null;
	/** `rest`: why not all entries were looked at; garbled: those of `unreadable` were not. */
	unknown: { connections?: Reason; netlink?: Reason; rest?: Reason; local?: Reason; routes?: Reason };
}
