import type { Directions, MeasurementReading, PacketCount, ResultLatency } from '../rpc/types/index.ts';
import type { Mode } from './mode.ts';

/** How long a measurement takes. */
export const MEASURE_SECONDS = 20;
/** Below this many bytes nothing can be said. */
export const ENOUGH_BYTES = 20_000_000;
/** The same for one direction alone. */
export const ENOUGH_DIRECTION_BYTES = 5_000_000;
/** From this share of bypassed bytes on offloading works; up to the other one it does not. */
export const WORKING_SHARE = 0.8;
export const NOT_WORKING_SHARE = 0.2;

/** Bytes of one direction, without the headers of their packets. */
export interface DirectionBytes {
	/** What met the firewall. */
	slow_bytes: number;
	/** What of it came from or went to the router itself. */
	own_bytes: number;
	/** Everything that went through the uplink. */
	total_bytes: number;
}

/** Bytes of the Internet connection: both directions together, and each. */
export interface UplinkBytes extends DirectionBytes {
	download: DirectionBytes;
	upload: DirectionBytes;
}

/** The outcome of one measurement. */
export interface Measurement extends UplinkBytes {
	/** The mode that was loaded while it ran. */
	mode: Mode | null;
	/** What firewall4's flowtable held at its end; missing where that was not known. */
	devices?: string[];
	/** Conntrack entries in hardware at its end. */
	hardware_entries: number;
	/** Load of the core that was busiest meanwhile, on average, and the share of its time in softirq; 0 to 1, null = unknown. */
	cpu: number | null;
	softirq: number | null;
	/** Round trips to the gateway meanwhile; null = unknown. */
	latency: ResultLatency | null;
	/** Seconds it took. */
	seconds: number;
	/** When it ended, in milliseconds since 1970 (the browser's clock). */
	ended: number;
}

/** What a measurement says. */
export type MeasuredVerdict = DirectionVerdict | 'hardware';

/** What it says of one direction. */
export type DirectionVerdict = 'working' | 'partly' | 'not-working' | 'not-enough';

/** Share of bytes that bypassed the firewall, 0 to 1; null where there was too little traffic to tell. */
export function bypassedShare(measurement: DirectionBytes): number | null {
	return shareAbove(measurement, ENOUGH_BYTES);
}

/** The share of one direction; null where it carried too little to tell. */
export function directionShare(bytes: DirectionBytes): number | null {
	return shareAbove(bytes, ENOUGH_DIRECTION_BYTES);
}

function shareAbove({ slow_bytes, total_bytes }: DirectionBytes, least: number): number | null {
	return total_bytes < least ? null : Math.max(0, 1 - slow_bytes / total_bytes);
}

/** Judges one direction alone. */
export function judgeDirection(bytes: DirectionBytes): DirectionVerdict {
	const share = directionShare(bytes);
	if (share === null) return 'not-enough';
	if (share >= WORKING_SHARE) return 'working';
	return share > NOT_WORKING_SHARE ? 'partly' : 'not-working';
}

/**
 * Judges a measurement by the directions that carried enough. Hardware that forwards on its own may leave the device's counter
 * standing still.
 */
export function judgeMeasurement(measurement: Measurement): MeasuredVerdict {
	const { download, upload, total_bytes, hardware_entries } = measurement;
	const judged = [download, upload].map(judgeDirection).filter((verdict) => verdict !== 'not-enough');
	const [first] = judged;
	if (total_bytes < ENOUGH_BYTES || !first) return hardware_entries > 0 ? 'hardware' : 'not-enough';
	return judged.every((verdict) => verdict === first) ? first : 'partly';
}

/** Bytes of the headers of IP and TCP: the least that the kernel saves for each packet that it joins to another. */
const JOINED_HEADER = 40;

/**
 * What went through the uplinks between two readings of a measurement; null where a device has started counting again.
 *
 * A device counts frames, the firewall IP packets of which the kernel has joined several to one (GRO): of the very same traffic the device
 * counts some 4 % more, most of what "not working" may be off by. So both are compared without headers: those of the link, which the
 * device counts for each of its packets, and those of IP and TCP for each packet of device and firewall. What is left differs by 1 or 2 %
 * where packets have longer headers (IPv6, TCP options).
 */
export function bytesBetween(first: MeasurementReading, last: MeasurementReading): UplinkBytes | null {
	const download = directionBetween(first, last, 'download');
	const upload = directionBetween(first, last, 'upload');
	if (!download || !upload) return null;
	return {
		slow_bytes: download.slow_bytes + upload.slow_bytes,
		own_bytes: download.own_bytes + upload.own_bytes,
		total_bytes: download.total_bytes + upload.total_bytes,
		download,
		upload,
	};
}

/** The outer packets of a tunnel are on the uplink below it too: they are no data of their own. */
function directionBetween(
	first: MeasurementReading,
	last: MeasurementReading,
	direction: keyof Directions
): DirectionBytes | null {
	const forwarded = countBetween(first.forwarded[direction], last.forwarded[direction]);
	const own = countBetween(first.own[direction], last.own[direction]);
	const tunnel = countBetween(first.tunnel[direction], last.tunnel[direction]);
	const carried = uplinkBytesBetween(first, last, direction);
	if (!forwarded || !own || !tunnel || carried === null) return null;
	const own_bytes = contentOf(own, 0);
	return {
		slow_bytes: contentOf(forwarded, 0) + own_bytes,
		own_bytes,
		total_bytes: Math.max(0, carried - contentOf(tunnel, 0)),
	};
}

function uplinkBytesBetween(
	first: MeasurementReading,
	last: MeasurementReading,
	direction: keyof Directions
): number | null {
	const [counter, header] =
		direction === 'download'
			? (['received', 'received_header'] as const)
			: (['sent', 'sent_header'] as const);
	let bytes = 0;
	for (const uplink of last.lines) {
		const before = first.lines.find(({ device }) => device === uplink.device);
		const count = before && countBetween(before[counter], uplink[counter]);
		if (!count) return null;
		bytes += contentOf(count, uplink[header]);
	}
	return bytes;
}

function countBetween(first: PacketCount, last: PacketCount): PacketCount | null {
	const count = { packets: last.packets - first.packets, bytes: last.bytes - first.bytes };
	return count.packets < 0 || count.bytes < 0 ? null : count;
}

function contentOf({ packets, bytes }: PacketCount, linkHeader: number): number {
	return Math.max(0, bytes - packets * (linkHeader + JOINED_HEADER));
}
