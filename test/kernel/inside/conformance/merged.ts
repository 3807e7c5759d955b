/**
 * Merged frames: what a real network card delivers, and veth only where its other end does not segment by itself. The kernel joins
 * packets of one connection that arrive shortly after each other (GRO), and passes them on as one.
 */
import { run } from '../commands.ts';
import type { Line } from './lines.ts';
import { HOME } from './network.ts';

/** Nanoseconds that the router waits for the next packet to join. */
const WAIT = 2_000_000;

/** Runs `body` while the router joins what arrives on the wire of a line. */
export async function withMergedFrames<T>({ name }: Line, body: () => Promise<T>): Promise<T> {
	try {
		setMerging(name, true);
		return await body();
	} finally {
		setMerging(name, false);
	}
}

function setMerging(wire: string, on: boolean): void {
	run('ip', ['netns', 'exec', 'internet', 'ethtool', '-K', wire, 'tso', on ? 'off' : 'on']);
	const wait = `echo ${on ? WAIT : 0} >/sys/class/net/${wire}/gro_flush_timeout`;
	const commands = `ethtool -K ${wire} gro ${on ? 'on' : 'off'}\n${wait}`;
	run('ip', ['netns', 'exec', 'gateway', '/bin/sh', '-ec', commands]);
}

/** What is lost on the way to the client, since the guest began. */
export interface Lost {
	/** TCP segments that the far end had to send again. */
	again: number;
	/** Packets that br-home dropped instead of sending them to the client. */
	dropped: number;
}

export function readLost(): Lost {
	const read = (namespace: string, file: string) => run('ip', ['netns', 'exec', namespace, 'cat', file]);
	const [names, values] = read('internet', '/proc/net/snmp')
		.split('\n')
		.filter((line) => line.startsWith('Tcp:'))
		.map((line) => line.split(' '));
	return {
		again: Number(values![names!.indexOf('RetransSegs')]),
		dropped: Number(read('gateway', `/sys/class/net/${HOME}/statistics/tx_dropped`)),
	};
}
