/** Drives traffic.py: servers that echo, clients that open, use and close connections through the router. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
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
	private waiting: ((line: string) => void)[] = [];
	private failed: Error | null = null;

	private constructor(private child: ChildProcessWithoutNullStreams) {
		createInterface({ input: child.stdout }).on('line', (line) => this.waiting.shift()?.(line));
		child.stderr.pipe(process.stdout);
		child.on('exit', (code) => {
			this.failed = new Error(`traffic.py ended with ${code}`);
			for (const answer of this.waiting.splice(0)) answer(JSON.stringify({ error: this.failed.message }));
		});
	}

	/** Starts a process in a namespace (null: on the router itself) and waits until it is ready. */
	static async start(scripts: string, host: Host | null, role: 'server' | 'client'): Promise<Traffic> {
		const command = ['/usr/bin/python3', `${scripts}/traffic.py`, role];
		const args = host === null ? command : ['ip', 'netns', 'exec', host, ...command];
		const traffic = new Traffic(spawn(args[0]!, args.slice(1)));
		await traffic.answer();
		return traffic;
	}

	/** Opens connections and sends a few bytes on each, so that the kernel sees packets of both directions. */
	async open({ group, proto, to, port = 5000, count }: Connections): Promise<void> {
		await this.command({ op: 'open', group, proto, to, port, count });
		await this.send(group, 16);
	}

	/** Every connection of the group sends so many bytes, as often as told, each time waiting for its echo. */
	async send(group: string, bytes: number, rounds = 1): Promise<void> {
		await this.command({ op: 'send', group, bytes, rounds });
	}

	/** Closes the first `count` connections of the group in the ordinary way. */
	async close(group: string, count: number): Promise<void> {
		await this.command({ op: 'close', group, count });
	}

	/** Ends all connections of all groups at once. */
	async abort(): Promise<void> {
		await this.command({ op: 'abort' });
	}

	stop(): void {
		this.child.kill();
	}

	private async command(command: object): Promise<void> {
		if (this.failed) throw this.failed;
		this.child.stdin.write(`${JSON.stringify(command)}\n`);
		await this.answer();
	}

	private async answer(): Promise<void> {
		const line = await new Promise<string>((resolve) => this.waiting.push(resolve));
		const { error } = JSON.parse(line) as { error?: string };
		if (error) throw new Error(error);
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

type Kinds = Record<'ipv4_tcp' | 'ipv4_udp' | 'ipv6_tcp' | 'ipv6_udp', unknown>;
