/** Who opens connections in the emulated home, and where to. All addresses are private or documentation ones. */

import type { Opening } from './connection.ts';
import { TCP, UDP } from './entry.ts';

const ROUTER4 = '192.168.1.1';
const WAN4 = '203.0.113.2';
const HOSTS4 = ['192.168.1.100', '192.168.1.117', '192.168.1.142', '192.168.1.23'];
const HOSTS6 = ['0100', '0117', '0142'].map((host) => `fdc0:e9e3:cb22:0000:0000:0000:0000:${host}`);
const SERVERS4 = ['203.0.113.1', '203.0.113.80', '198.51.100.7', '198.51.100.34', '192.0.2.10'];
const SERVERS6 = ['0002', '0080', '0107'].map((host) => `2001:0db8:0000:0000:0000:0000:0000:${host}`);

interface Habit {
	/** How often compared with the others. */
	weight: number;
	protocol: typeof TCP | typeof UDP;
	port: number;
	/** Bytes per second towards the internet and back, and seconds, each up to this much. */
	upload: number;
	download: number;
	seconds: number;
	/** To the router itself. */
	local?: true;
}

const HABITS: Habit[] = [
	// Web pages, a film, a call, a game, name look-ups at the router.
	{ weight: 5, protocol: TCP, port: 443, upload: 4_000, download: 300_000, seconds: 25 },
	{ weight: 1, protocol: TCP, port: 443, upload: 20_000, download: 3_000_000, seconds: 120 },
	{ weight: 3, protocol: UDP, port: 443, upload: 30_000, download: 900_000, seconds: 60 },
	{ weight: 2, protocol: UDP, port: 3478, upload: 150_000, download: 180_000, seconds: 150 },
	{ weight: 2, protocol: UDP, port: 53, upload: 60, download: 180, seconds: 1, local: true },
];

/** Numbers in [0, 1) from a seed, the same ones in every run (mulberry32). */
export function dice(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

function pick<T>(items: T[], roll: number): T {
	return items[Math.floor(roll * items.length)]!;
}

function pickHabit(roll: number): Habit {
	return pick(
		HABITS.flatMap((habit) => Array<Habit>(habit.weight).fill(habit)),
		roll
	);
}

/** The next connection that somebody opens. */
export function nextOpening(roll: () => number): Opening {
	const habit = pickHabit(roll());
	const family = habit.local || roll() < 0.6 ? 4 : 6;
	const source = pick(family === 4 ? HOSTS4 : HOSTS6, roll());
	const server = pick(family === 4 ? SERVERS4 : SERVERS6, roll());
	const destination = habit.local ? ROUTER4 : server;
	const sourcePort = 32768 + Math.floor(roll() * 28000);
	const destinationPort = habit.port;
	// IPv4 is translated to the router's WAN address, IPv6 is routed.
	const seenAs = family === 4 && !habit.local ? WAN4 : source;
	return {
		family,
		protocol: habit.protocol,
		original: { source, destination, sourcePort, destinationPort },
		reply: {
			source: destination,
			destination: seenAs,
			sourcePort: destinationPort,
			destinationPort: sourcePort,
		},
		forwarded: !habit.local,
		upload: Math.ceil(habit.upload * (0.2 + 0.8 * roll())),
		download: Math.ceil(habit.download * (0.2 + 0.8 * roll())),
		sending: Math.ceil(habit.seconds * (0.3 + 0.7 * roll())),
	};
}

/** A download that never ends. */
export function longDownload(): Opening {
	const [source, server] = [HOSTS4[0]!, SERVERS4[1]!];
	const ports = { sourcePort: 40_000, destinationPort: 443 };
	return {
		family: 4,
		protocol: TCP,
		original: { source, destination: server, ...ports },
		reply: {
			source: server,
			destination: WAN4,
			sourcePort: ports.destinationPort,
			destinationPort: ports.sourcePort,
		},
		forwarded: true,
		upload: 0,
		download: 0,
		sending: Number.POSITIVE_INFINITY,
	};
}
