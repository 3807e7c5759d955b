/** Drives traffic.py: servers that echo, clients that open, use and close connections through the router. */
import { JsonProcess } from './json-process.ts';
import { HOSTS, type Host } from './topology.ts';

/** Connections of one client that are used together. */
export interface Connections {
	group: string;
	proto: 'tcp' | 'udp';
	to: string;
	/** 5000 unless told; 21 is the port that the rulesets give a conntrack helper. */
	port?: number;
	count: number;
}

/** One process of traffic.py. Its operations resolve when every connection concerned has its echo. */
export class Traffic {
	private constructor(private process: JsonProcess) {}

	/** Starts a process in a namespace (null: on the router itself) and waits until it is ready. */
	static async start(scripts: string, host: Host | null, role: 'server' | 'client'): Promise<Traffic> {
		return new Traffic(await JsonProcess.start(host, `${scripts}/traffic.py`, role));
	}

	/** Opens connections and sends a few bytes on each, so that the kernel sees packets of both directions. */
	async open({ group, proto, to, port = 5000, count }: Connections): Promise<void> {
		await this.process.command({ op: 'open', group, proto, to, port, count });
		await this.send(group, 16);
	}

	/** Every connection of the group sends so many bytes, as often as told, each time waiting for its echo. */
	async send(group: string, bytes: number, rounds = 1): Promise<void> {
		await this.process.command({ op: 'send', group, bytes, rounds });
	}

	/** The same again and again while `work` runs, which may block this process. */
	async sendDuring<T>(group: string, bytes: number, work: () => T | Promise<T>): Promise<T> {
		const streaming = this.process.command({ op: 'stream', group, bytes });
		try {
			return await work();
		} finally {
			await Promise.all([this.process.command({ op: 'rest' }), streaming]);
		}
	}

	/** Closes the first `count` connections of the group in the ordinary way. */
	async close(group: string, count: number): Promise<void> {
		await this.process.command({ op: 'close', group, count });
	}

	/** Ends all connections of all groups at once. */
	async abort(): Promise<void> {
		await this.process.command({ op: 'abort' });
	}

	stop(): void {
		this.process.stop();
	}
}

/** The four kinds of connection that the cases count, `count` of each, named by the keys of the router half's split. */
export function fourKinds(
	server: keyof typeof HOSTS,
	count: number
): (Connections & { group: keyof Kinds })[] {
	return (['ipv4_tcp', 'ipv4_udp', 'ipv6_tcp', 'ipv6_udp'] as const).map((group) => {
		const [family, proto] = group.split('_') as ['ipv4' | 'ipv6', 'tcp' | 'udp'];
		return { group, proto, to: HOSTS[server][family], count };
	});
}

/** Every connection of all four kinds sends so many bytes and waits for their echo. */
export async function sendOnFourKinds(client: Traffic, bytes: number): Promise<void> {
	for (const { group } of fourKinds('wan', 0)) await client.send(group, bytes);
}

type Kinds = Record<'ipv4_tcp' | 'ipv4_udp' | 'ipv6_tcp' | 'ipv6_udp', unknown>;
