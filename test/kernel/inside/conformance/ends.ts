/** Drives ends.py: PPP sessions, connections over the lines, and what the router counts while they carry data. */
import { JsonProcess } from '../json-process.ts';

export type Direction = 'download' | 'upload';
export const DIRECTIONS: Direction[] = ['download', 'upload'];

/** One end of a PPP session: of PPPoE, or of L2TP. */
export type SessionEnd = { device: string; mac: string } | { address: string };

/** What one PPP session runs between. */
export interface Session {
	/** The session's number, and that of its device ppp… at both ends. */
	unit: number;
	gateway: SessionEnd;
	internet: SessionEnd;
}

/** What the router counted during a transfer. */
export interface Counted {
	/** Bytes that the IP stack received for each family. */
	ipv4: number;
	ipv6: number;
	/** Bytes and packets of one device, both directions. */
	device: number;
	packets: number;
}

export class Ends {
	private constructor(private process: JsonProcess) {}

	static async start(scripts: string): Promise<Ends> {
		return new Ends(await JsonProcess.start(null, `${scripts}/conformance/ends.py`));
	}

	/** Sets sysctls of a namespace, named by their paths below /proc/sys. */
	async setOptions(namespace: string, options: Record<string, number>): Promise<void> {
		await this.process.command({ op: 'options', namespace, options });
	}

	async bringUp(sessions: Session[]): Promise<void> {
		await this.process.command({ op: 'sessions', sessions });
	}

	/** Ends a session at the router only; `bringUp` with the same session joins the far end again. */
	async hangUp(unit: number): Promise<void> {
		await this.process.command({ op: 'hang_up', unit });
	}

	async serve(namespace: string): Promise<void> {
		await this.process.command({ op: 'serve', namespace });
	}

	/** Opens a connection and exchanges a few bytes, until the kernel could have offloaded it. */
	async open(name: string, namespace: string, to: string): Promise<void> {
		await this.process.command({ op: 'open', name, namespace, to });
	}

	async transfer(name: string, direction: Direction, bytes: number, device: string): Promise<Counted> {
		const command = { op: 'transfer', name, direction, bytes, device };
		return (await this.process.command<{ result: Counted }>(command)).result;
	}

	async close(): Promise<void> {
		await this.process.command({ op: 'close' });
	}

	stop(): void {
		this.process.stop();
	}
}
