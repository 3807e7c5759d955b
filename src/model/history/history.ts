import type { Counters } from '../../rpc/types/index.ts';
import { type Interval, intervalBetween } from './interval.ts';
import { boundOf, type LiveShare, unknownShare } from './share.ts';
import type { UplinkCounters } from './uplink-counters.ts';

/** One point of the chart. `null` is a gap, never zero. */
export interface Sample {
	/** Seconds since 1970, the browser's clock. */
	time: number;
	/** Bits a second through the WAN device. */
	wan_bits: number | null;
	/** Share of the bytes that bypassed the firewall, at least, 0 to 1. */
	share: number | null;
	/** Load of the busiest core and its softirq, 0 to 1. */
	cpu: number | null;
	softirq: number | null;
	/** Offloaded connections. */
	entries: number | null;
	/** Something that happened just before this point. */
	mark?: Mark;
}

/** reload: offloaded connections vanished at once, as after a reload of the firewall. change: the settings were changed on this page. */
export type Mark = 'reload' | 'change';

/** Minutes that the chart shows. */
export const HISTORY_SECONDS = 600;
/** Seconds over which the share of bytes is taken. */
export const SHARE_SECONDS = 30;
/** Without a reply for so long the series is broken. */
const GAP_SECONDS = 10;
/** A reload is told from connections that just end by how many vanish at once. */
const VANISHED_SHARE = 0.8;
const VANISHED_ENTRIES = 5;

/** The past of a router as this tab has seen it; all functions give a new one. */
export interface History {
	samples: Sample[];
	/** Intervals of the last SHARE_SECONDS, oldest first; none from before a change of the mode, a reload, a gap or a restart. */
	recent: Interval[];
	last: Counters | null;
	/** Something changed since `last`: the next interval belongs to no mode. */
	broken: boolean;
}

export const NO_HISTORY: History = { samples: [], recent: [], last: null, broken: false };

/** Adds a reply of `counters` that came at `time` (seconds since 1970). */
export function addCounters(
	history: History,
	counters: Counters,
	time: number,
	uplink: UplinkCounters
): History {
	const interval = history.last ? intervalBetween(history.last, counters, uplink) : null;
	const isReload = vanished(history.last, counters);
	const recent = recentAfter(history, interval, isReload);
	const sample = sampleOf(interval, liveShare(recent, uplink).bypassed, counters, time);
	return {
		samples: append(history.samples, isReload ? { ...sample, mark: 'reload' } : sample),
		recent,
		last: counters,
		broken: false,
	};
}

/** Starts the share again: another mode, another uplink, or a reload. */
export function restartShare(history: History): History {
	return { ...history, recent: [], broken: true };
}

/** Marks that the settings have just been changed. */
export function addChange(history: History, time: number): History {
	const samples = append(history.samples, { ...gapAt(time), mark: 'change' });
	return { ...restartShare(history), samples };
}

/** A failed reading: the series is broken there. */
export function addGap(history: History, time: number): History {
	return { ...restartShare(history), samples: append(history.samples, gapAt(time)), last: null };
}

/** The share of the last 30 s that bypassed the firewall, at least. */
export function liveShare(recent: Interval[], uplink: UplinkCounters): LiveShare {
	if (uplink.why) return unknownShare(uplink.why);
	return boundOf(recent.map(({ share }) => share));
}

/** An interval across a change, a reload, a gap or a restart ends the window and is not in the next. */
function recentAfter({ recent, broken }: History, interval: Interval | null, isReload: boolean): Interval[] {
	if (!interval || broken || isReload || interval.seconds > GAP_SECONDS) return [];
	return lastSeconds([...recent, interval], SHARE_SECONDS);
}

function sampleOf(interval: Interval | null, share: number | null, counters: Counters, time: number): Sample {
	const wan = interval?.wan_bytes ?? null;
	return {
		time,
		wan_bits: interval && wan !== null ? (wan * 8) / interval.seconds : null,
		share,
		cpu: interval?.cpu?.busiest ?? null,
		softirq: interval?.cpu?.softirq ?? null,
		entries: entriesOf(counters),
	};
}

function entriesOf({ offloaded }: Counters): number | null {
	return offloaded ? offloaded.software.total.entries + offloaded.hardware.total.entries : null;
}

function vanished(before: Counters | null, after: Counters): boolean {
	const [was, is] = [before && entriesOf(before), entriesOf(after)];
	if (was === null || is === null || was < VANISHED_ENTRIES) return false;
	return is <= was * (1 - VANISHED_SHARE) && (after.tracked ?? 0) >= was;
}

function gapAt(time: number): Sample {
	return { time, wan_bits: null, share: null, cpu: null, softirq: null, entries: null };
}

/** Holds ten minutes; a pause between two points becomes a gap of its own. A clock that went back starts the record again. */
function append(samples: Sample[], sample: Sample): Sample[] {
	const last = samples[samples.length - 1];
	if (last && sample.time < last.time) return [sample];
	const broken = last && sample.time - last.time > GAP_SECONDS ? [gapAt(last.time + 1)] : [];
	return [...samples, ...broken, sample].filter(({ time }) => sample.time - time <= HISTORY_SECONDS);
}

function lastSeconds(intervals: Interval[], seconds: number): Interval[] {
	let total = 0;
	const recent = [...intervals].reverse().filter((interval) => {
		total += interval.seconds;
		return total <= seconds + interval.seconds / 2;
	});
	return recent.reverse();
}
