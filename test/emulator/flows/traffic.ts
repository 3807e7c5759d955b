/**
 * The conntrack table over time: connections open, send, are offloaded while a flowtable is loaded, pause, close and run out,
 * in steps of one second as the kernel's flowtable garbage collector goes.
 */
import type { Clock } from '../clock.ts';
import type { DownloadRates } from '../kernel/activity.ts';
import {
	type Connection,
	close,
	establish,
	fromRecording,
	isEligible,
	load,
	open,
	refresh,
	TIMEOUTS,
	unload,
} from './connection.ts';
import { type Entry, Ips, isOffloaded } from './entry.ts';
import { dice, longDownload, nextOpening } from './people.ts';

/** What the model needs to know of the loaded flowtable. */
export interface FlowtableState {
	/** Counts go on while a connection is offloaded. */
	counter: boolean;
	/** The driver really takes flows. */
	hardware: boolean;
	/** So many connections at most. */
	capacity?: number | undefined;
	/** false: bytes stand still while a connection is in the hardware. */
	statistics?: false | undefined;
	/** What arrives on the Internet line misses the flowtable, although its connections are marked. */
	slowDownload?: true;
}

export interface TrafficOptions {
	recorded: Entry[];
	/** New connections per second on average; 0 for a house where nobody is at home. */
	openings: number;
	seed: number;
	/** Nothing is forwarded: only what ends in the router itself is opened. */
	onlyLocal?: boolean;
	/** Seconds for which the recorded connections go on sending. */
	recordedSending: number;
	/** Bytes per second that the router itself downloads. */
	own?: number;
	/** A device downloads from the start to the end. */
	download?: DownloadRates;
}

/** Bytes of forwarded connections since the start, and of the router's own. */
export interface Carried {
	upload: number;
	download: number;
	own: number;
	/** Both directions, by the path they took. */
	slow: number;
	/** The part of `slow` that came from the Internet. */
	slowDownload: number;
	software: number;
	hardware: { upload: number; download: number };
}

/** Longest time that is played step by step; after a longer sleep of the machine the rest is left out. */
const MAX_STEPS = 7200;

export class Traffic {
	private connections: Connection[];
	private flowtable: FlowtableState | null = null;
	/** What the rules keep out of the flowtable. */
	private isExcluded: (entry: Entry) => boolean = () => false;
	private readonly roll: () => number;
	private reached: number;
	private nextId = 1;
	/** The download of the options. */
	private readonly download: Connection | null;
	private readonly sum: Carried = {
		upload: 0,
		download: 0,
		own: 0,
		slow: 0,
		slowDownload: 0,
		software: 0,
		hardware: { upload: 0, download: 0 },
	};

	constructor(
		private readonly clock: Clock,
		private readonly options: TrafficOptions
	) {
		this.roll = dice(options.seed);
		this.reached = clock.monotonic();
		this.connections = options.recorded.map((entry) =>
			fromRecording(structuredClone(entry), Math.ceil(options.recordedSending * (0.5 + this.roll())))
		);
		this.download = options.download ? open(longDownload(), this.newId()) : null;
		if (this.download) this.connections.push(this.download);
	}

	/** The table now. */
	entries(): Entry[] {
		this.catchUp();
		return this.connections.map(({ entry }) => entry);
	}

	/** What has been forwarded until now. */
	carried(): Carried {
		this.catchUp();
		return structuredClone(this.sum);
	}

	/**
	 * A ruleset was loaded, with or without a flowtable. The old flowtable is gone with everything in it; connections that go
	 * on are taken into the new one with their next packet.
	 */
	setFlowtable(flowtable: FlowtableState | null, isExcluded: (entry: Entry) => boolean = () => false): void {
		this.catchUp();
		for (const { entry } of this.connections) {
			unload(entry);
			entry.status &= ~Ips.hardwareOffload;
		}
		this.flowtable = flowtable;
		this.isExcluded = isExcluded;
	}

	/** The flowtable that was loaded when the recording was made: what is offloaded in it stays so. */
	assumeFlowtable(flowtable: FlowtableState | null): void {
		this.flowtable = flowtable;
		if (!flowtable) for (const { entry } of this.connections) unload(entry);
	}

	/** Every offloaded entry is deleted. */
	forgetOffloaded(): void {
		this.catchUp();
		this.connections = this.connections.filter(({ entry }) => !isOffloaded(entry));
	}

	private catchUp(): void {
		const now = this.clock.monotonic();
		if (now - this.reached > MAX_STEPS * 1000) this.reached = now - MAX_STEPS * 1000;
		for (; this.reached + 1000 <= now; this.reached += 1000) this.step();
	}

	private step(): void {
		this.sum.own += this.options.own ?? 0;
		if (this.download && this.options.download) limit(this.download, this.options.download);
		for (const connection of this.connections) this.stepConnection(connection);
		this.connections = this.connections.filter(({ entry }) => isOffloaded(entry) || entry.timeout > 0);
		for (let chance = this.options.openings; this.roll() < chance; chance--) {
			const opening = nextOpening(this.roll);
			if (!opening.forwarded || !this.options.onlyLocal) this.connections.push(open(opening, this.newId()));
		}
	}

	private newId(): number {
		// Real ids are hashes; any distinct numbers do.
		return Math.imul(this.nextId++, 0x9e3779b1) >>> 0;
	}

	private stepConnection(connection: Connection): void {
		const { entry } = connection;
		connection.age++;
		// Cleared a moment after the software bit, so that for one reading only the hardware bit is left.
		if (!(entry.status & Ips.offload)) entry.status &= ~Ips.hardwareOffload;
		if (!(entry.status & Ips.seenReply) && connection.sending > 0) establish(connection);
		else if (connection.sending > 0) this.send(connection);
		else this.rest(connection);
	}

	private send(connection: Connection): void {
		const { entry } = connection;
		connection.idle = 0;
		this.count(connection);
		if (connection.forwarded) this.carry(connection);
		if (this.flowtable && isEligible(connection) && !this.isExcluded(entry))
			this.offload(entry, this.flowtable);
		if (!isOffloaded(entry)) refresh(connection);
		connection.sending--;
		if (connection.sending === 0) close(connection);
	}

	/** The driver takes a flow a moment after the software did. */
	private offload(entry: Entry, flowtable: FlowtableState): void {
		if (entry.status & Ips.offload && flowtable.hardware && this.hasRoom(flowtable))
			entry.status |= Ips.hardwareOffload;
		load(entry);
	}

	private hasRoom({ capacity = Number.POSITIVE_INFINITY }: FlowtableState): boolean {
		return this.connections.filter(({ entry }) => entry.status & Ips.hardwareOffload).length < capacity;
	}

	private count({ entry, upload, download, packetSize }: Connection): void {
		const isSilent = entry.status & Ips.hardwareOffload && this.flowtable?.statistics === false;
		const isFrozen = entry.status & Ips.offload && !this.flowtable?.counter;
		if (isSilent || isFrozen) return;
		for (const [counter, bytes] of [
			[entry.counters.original, upload],
			[entry.counters.reply, download],
		] as const) {
			counter.bytes += bytes;
			counter.packets += Math.ceil(bytes / packetSize);
		}
	}

	private carry({ entry, upload, download }: Connection): void {
		this.sum.upload += upload;
		this.sum.download += download;
		if (entry.status & Ips.hardwareOffload) {
			this.sum.hardware.upload += upload;
			this.sum.hardware.download += download;
		} else if (isOffloaded(entry)) {
			const slow = this.flowtable?.slowDownload ? download : 0;
			this.sum.slow += slow;
			this.sum.slowDownload += slow;
			this.sum.software += upload + download - slow;
		} else {
			this.sum.slow += upload + download;
			this.sum.slowDownload += download;
		}
	}

	private rest(connection: Connection): void {
		const { entry } = connection;
		connection.idle++;
		if (!isOffloaded(entry)) entry.timeout--;
		else if (connection.idle >= TIMEOUTS.flowtable) unload(entry);
	}
}

/** Acknowledgements go the other way. */
const ACKNOWLEDGED = 0.02;

function limit(connection: Connection, rates: DownloadRates): void {
	const { status } = connection.entry;
	const slow = isOffloaded(connection.entry) ? 'software' : 'slow';
	connection.download = Math.floor(rates[status & Ips.hardwareOffload ? 'hardware' : slow]);
	connection.upload = Math.floor(connection.download * ACKNOWLEDGED);
}
