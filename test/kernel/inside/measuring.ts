/** The measurement of the router half around traffic of a known way. */
import assert from 'node:assert/strict';
import { rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bytesBetween, type UplinkBytes } from '../../../src/model/measurement.ts';
import type { MeasurementReading } from '../../../src/rpc/types/measurement.ts';
import { run } from './commands.ts';
import type { Lab } from './lab.ts';
import { playNetifd } from './netifd.ts';
import type { Offloading } from './ruleset.ts';
import { DEVICES, type Host } from './topology.ts';
import type { Traffic } from './traffic.ts';

const FOLDER = '/usr/libexec/nft-offload';
export const WATCHDOG = `${FOLDER}/measurement-watchdog`;

/** Its first and last reading, and the bytes between them. */
export interface Measured {
	start: MeasurementReading;
	end: MeasurementReading;
	bytes: UplinkBytes;
}

/** A fresh router whose Internet line is the device of this neighbour, with the router half's programs where they belong. */
export async function begin(lab: Lab, offloading: Offloading, wan: 'wan' | 'vlan' = 'wan'): Promise<void> {
	await lab.fresh(offloading);
	rmSync(FOLDER, { recursive: true, force: true });
	symlinkSync(join(dirname(lab.plugin.command.at(-1)!), '../nft-offload'), FOLDER);
	playNetifd([
		{ name: 'lan', device: DEVICES.lan },
		{ name: 'wan', device: DEVICES[wan], wan: true },
	]);
}

/** Connections that exchange 8,000 bytes with the server, both ways, in each round. */
interface Bulk {
	count: number;
	rounds: number;
}

const SOME_MEGABYTES: Bulk = { count: 4, rounds: 50 };

/** Measures while a client exchanges data with a server. */
export async function measure(
	lab: Lab,
	client: Traffic,
	to: string,
	bulk = SOME_MEGABYTES
): Promise<Measured> {
	const { count, rounds } = bulk;
	const start = lab.plugin.call('measurement_start');
	const { token } = start;
	leaseFor(token, '1h');
	await client.open({ group: 'bulk', proto: 'tcp', to, count });
	await client.send('bulk', 8000, rounds);
	const end = lab.plugin.call('measurement_read', { token });
	// Reading has renewed the lease for 10 s, which a guest on a busy machine may need to start the next call.
	leaseFor(token, '1h');
	lab.plugin.call('measurement_stop', { token });
	return { start, end, bytes: bytesBetween(start, end) ?? assert.fail('a counter went backwards') };
}

/** Lets the lease end that late: a busy machine's emulated processor may need longer for some megabytes than a lease lasts. */
export function leaseFor(token: string, time: string): void {
	const set = `inet nft_offload_probe lease_${token}`;
	run('nft', [`delete element ${set} { 1 }; add element ${set} { 1 timeout ${time} }`]);
}

/**
 * As real network cards do it: every frame on the wire holds one packet, and the receiving side joins those of one connection. A veth
 * hands large packets over whole, unless it is told otherwise.
 */
export function setJoining(state: 'on' | 'off'): void {
	const whole = state === 'on' ? 'off' : 'on';
	setTso(whole);
	for (const device of ['lan1', DEVICES.wan]) run('ethtool', ['-K', device, 'tso', whole, 'gro', state]);
}

/** Frames that hold one packet of so many bytes; by 1500 again what a veth does by itself. */
export function setFrames(bytes: 1500 | 9000): void {
	const mtu = ['mtu', String(bytes)];
	setTso(bytes === 1500 ? 'on' : 'off');
	for (const host of ['lan', 'wan']) run('ip', ['-n', host, 'link', 'set', 'eth0', ...mtu]);
	for (const device of ['lan1', 'lan2', DEVICES.wan, DEVICES.lan]) run('ip', ['link', 'set', device, ...mtu]);
}

function setTso(state: 'on' | 'off'): void {
	for (const host of ['lan', 'wan'] as Host[])
		run('ip', ['netns', 'exec', host, 'ethtool', '-K', 'eth0', 'tso', state]);
}
