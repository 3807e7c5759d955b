/**
 * Merged frames: what a real network card delivers, and veth only where its other end does not segment by itself. The kernel joins
 * packets of one connection that arrive shortly after each other (GRO), and passes them on as one. It does so where they arrive on the wire,
 * and again where they come out of a tunnel.
 */
import { run } from '../commands.ts';
import * as carriers from './carriers.ts';
import type { Line } from './lines.ts';
import { HOME } from './network.ts';

/** Nanoseconds that the router waits for the next packet to join. */
const WAIT = 2_000_000;

/** Runs `body` while the router joins what arrives on a line. */
export async function withMergedFrames<T>(line: Line, body: () => Promise<T>): Promise<T> {
	try {
		await setMerging(line, true);
		return await body();
	} finally {
		await setMerging(line, false);
	}
}

async function setMerging(line: Line, on: boolean): Promise<void> {
	const { name: wire, subject } = line;
	run('ip', ['netns', 'exec', 'internet', 'ethtool', '-K', wire, 'tso', on ? 'off' : 'on']);
	const wait = (device: string) => `echo ${on ? WAIT : 0} >/sys/class/net/${device}/gro_flush_timeout`;
	const commands = [`ethtool -K ${wire} gro ${on ? 'on' : 'off'}`, wait(wire), wait(subject)];
	run('ip', ['netns', 'exec', 'gateway', '/bin/sh', '-ec', commands.join('\n')]);
	await carriers.setMerging(line, on);
}

/** What becomes of the packets on their way to the client, since the guest began. */
export interface Delivered {
	/** TCP segments that the far end had to send again. */
	again: number;
	/** Packets that br-home sent towards the client, each of them one or several segments, and those that it dropped instead. */
	sent: number;
	dropped: number;
}

export function readDelivered(): Delivered {
	const read = (namespace: string, file: string) => run('ip', ['netns', 'exec', namespace, 'cat', file]);
	const count = (name: string) => Number(read('gateway', `/sys/class/net/${HOME}/statistics/${name}`));
	const [names, values] = read('internet', '/proc/net/snmp')
		.split('\n')
		.filter((line) => line.startsWith('Tcp:'))
		.map((line) => line.split(' '));
	return {
		again: Number(values![names!.indexOf('RetransSegs')]),
		sent: count('tx_packets'),
		dropped: count('tx_dropped'),
	};
}
