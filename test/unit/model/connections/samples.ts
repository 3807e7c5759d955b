import { hostFinder, type Row, rowsOf } from '../../../../src/model/connections/index.ts';
import type { HostHints } from '../../../../src/rpc/types/host-hints.ts';
import type { Connection, Connections, Direction, Status } from '../../../../src/rpc/types/index.ts';
import { networkWith, pathWith, statusWith } from '../status-facts.ts';

export const STATUS = { seenReply: 2, assured: 4, offload: 0x4000, hardware: 0x8000 } as const;

/** A home router: br-lan is 192.168.1.0/24, wan is the way to the internet, wg0 a tunnel. */
export const PLACE: Pick<Connections, 'local' | 'routes'> = {
	local: ['192.168.1.1', '203.0.113.2', 'fd00:0:0:0:0:0:0:1'],
	routes: [
		{ destination: '0.0.0.0/0', device: 'wan' },
		{ destination: '192.168.1.0/24', device: 'br-lan' },
		{ destination: '10.9.0.0/16', device: 'wg0' },
		{ destination: 'fd00:0:0:0:0:0:0:0/64', device: 'br-lan' },
		{ destination: '0:0:0:0:0:0:0:0/0', device: 'wan' },
	],
};

export function directionWith(changes: Partial<Direction> = {}): Direction {
	return {
		src: '192.168.1.5',
		dst: '198.51.100.7',
		sport: 40000,
		dport: 443,
		packets: 10,
		bytes: 1000,
		...changes,
	};
}

/** An established TCP connection from the LAN to a server, translated on its way; `changes` make another one of it. */
export function connectionWith(changes: Partial<Connection> = {}): Connection {
	return {
		family: 4,
		protocol: 6,
		original: directionWith(),
		reply: directionWith({ src: '198.51.100.7', dst: '203.0.113.2', sport: 443, dport: 40000 }),
		status: STATUS.seenReply | STATUS.assured,
		tcp_state: 'ESTABLISHED',
		timeout: 7440,
		mark: 0,
		helper: null,
		...changes,
	};
}

export function replyWith(connections: Connection[], changes: Partial<Connections> = {}): Connections {
	return {
		monotonic_ms: 1000,
		took_ms: 5,
		source: 'netlink',
		seen: connections.length,
		matching: connections.length,
		left_out: 0,
		unreadable: 0,
		connections,
		...PLACE,
		unknown: {},
		...changes,
	};
}

/** The same connection some bytes and packets later. */
export function later(connection: Connection, bytes: number, packets = bytes > 0 ? 1 : 0): Connection {
	const { reply } = connection;
	return {
		...connection,
		reply: { ...reply, bytes: (reply.bytes ?? 0) + bytes, packets: (reply.packets ?? 0) + packets },
	};
}

/** A home router on which both directions take the fast path. */
export const FAST_STATUS = statusWith({
	zones: [
		{ name: 'lan', masq: false, networks: [networkWith('lan', { l3_device: 'br-lan' })] },
		{ name: 'wan', masq: true, networks: [networkWith('wan', { default_route: true })] },
	],
	paths: [{ ...pathWith('lan'), l3_device: 'br-lan' }, pathWith('wan')],
});

/** The device 192.168.1.5 is called phone. */
export const HINTS: HostHints = {
	'02:11:22:33:44:55': { name: 'phone', ipaddrs: ['192.168.1.5'], ip6addrs: ['fd00::5'] },
	'02:11:22:33:44:66': { ipv4: '192.168.1.6' },
};

/** The rows of a reading, two seconds after the one before it. */
export function rowsWith(
	now: Connection[],
	before: Connection[] | null = null,
	status: Status | null = FAST_STATUS,
	hints: HostHints = HINTS
): Row[] {
	const earlier = before && replyWith(before);
	return rowsOf(replyWith(now, { monotonic_ms: 3000 }), earlier, status, hostFinder(hints));
}

/** The same of a connection from this device and port. */
export function from(src: string, sport: number, changes: Partial<Connection> = {}): Connection {
	return connectionWith({
		original: directionWith({ src, sport }),
		reply: directionWith({ src: '198.51.100.7', dst: '203.0.113.2', sport: 443, dport: sport }),
		...changes,
	});
}

export const OFFLOADED: Partial<Connection> = {
	status: STATUS.seenReply | STATUS.assured | STATUS.offload,
	tcp_state: null,
	timeout: null,
};

/** A question to a name server on the Internet, or to another port there. */
export function query(sport: number, dst = '198.51.100.53', dport = 53, packets = 1): Connection {
	return connectionWith({
		protocol: 17,
		tcp_state: null,
		status: STATUS.seenReply,
		original: directionWith({ dst, sport, dport, packets, bytes: 60 }),
		reply: directionWith({ src: dst, dst: '203.0.113.2', sport: dport, dport: sport, packets, bytes: 140 }),
	});
}
