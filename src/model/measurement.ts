import type { MeasurementReading, PacketCount } from '../rpc/types/index.ts';
import type { Mode } from './mode.ts';

/** How long a measurement takes. */
export const MEASURE_SECONDS = 20;
/** Below this many bytes nothing can be said. */
export const ENOUGH_BYTES = 20_000_000;
/** From this share of bypassed bytes on offloading works; up to the other one it does not. */
export const WORKING_SHARE = 0.8;
export const NOT_WORKING_SHARE = 0.2;

/** Bytes carried by the Internet line, without the headers of their packets. */
export interface LineBytes {
	/** What met the firewall. */
	slow_bytes: number;
	/** The part of it that came from or went to the router itself. */
	own_bytes: number;
	/** Everything that went through the WAN device. */
	total_bytes: number;
}

/** The outcome of one measurement. */
export interface Measurement extends LineBytes {
	/** The mode that was loaded while it ran. */
	mode: Mode | null;
	/** Conntrack entries in hardware at its end. */
	hardware_entries: number;
	/** Load of the busiest core meanwhile, on average, 0 to 1; null = unknown. */
	cpu: number | null;
	/** Seconds it took. */
	seconds: number;
	/** When it ended, in milliseconds since 1970 (the browser's clock). */
	ended: number;
}

/** What a measurement says. */
export type MeasuredVerdict = 'working' | 'partly' | 'not-working' | 'not-enough' | 'hardware';

/** Share of bytes that bypassed the firewall, 0 to 1; null where there was too little traffic to tell. */
export function bypassedShare(measurement: Measurement): number | null {
	const { slow_bytes, total_bytes } = measurement;
	if (total_bytes < ENOUGH_BYTES) return null;
	return Math.max(0, 1 - slow_bytes / total_bytes);
}

/** Judges a measurement. Hardware that forwards on its own may leave the device's counter standing still. */
export function judgeMeasurement(measurement: Measurement): MeasuredVerdict {
	const share = bypassedShare(measurement);
	if (share === null) return measurement.hardware_entries > 0 ? 'hardware' : 'not-enough';
	if (share >= WORKING_SHARE) return 'working';
	return share > NOT_WORKING_SHARE ? 'partly' : 'not-working';
}

/** Bytes of the headers of IP and TCP: the least that the kernel saves for each packet that it joins to another. */
const JOINED_HEADER = 40;

/**
 * What went through the line between two readings of a measurement; null where the device has counted anew meanwhile.
 *
 * A device counts frames, the firewall IP packets of which the kernel has joined several to one (GRO): of the very same traffic the device
 * counts some 4 % more, most of what "not working" may be off by. So both are compared without headers: those of the link, which the
 * device counts for each of its packets, and those of IP and TCP for each packet on either side. What is left differs by 1 or 2 %
 * where packets have longer headers (IPv6, TCP options).
 */
export function bytesBetween(first: MeasurementReading, last: MeasurementReading): LineBytes | null {
	const received = countBetween(first.line.received, last.line.received);
	const sent = countBetween(first.line.sent, last.line.sent);
	const forwarded = countBetween(first.forwarded, last.forwarded);
	const own = countBetween(first.own, last.own);
	if (!received || !sent || !forwarded || !own) return null;
	const own_bytes = contentOf(own, 0);
	return {
		slow_bytes: contentOf(forwarded, 0) + own_bytes,
		own_bytes,
		total_bytes: contentOf(received, last.line.received_header) + contentOf(sent, last.line.sent_header),
	};
}

function countBetween(first: PacketCount, last: PacketCount): PacketCount | null {
	const count = { packets: last.packets - first.packets, bytes: last.bytes - first.bytes };
	return count.packets < 0 || count.bytes < 0 ? null : count;
}

function contentOf({ packets, bytes }: PacketCount, linkHeader: number): number {
	return Math.max(0, bytes - packets * (linkHeader + JOINED_HEADER));
}
