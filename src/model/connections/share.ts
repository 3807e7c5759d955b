import type { Connection } from '../../rpc/types/index.ts';
import * as model from '../index.ts';
import type { Addressing } from './addressing.ts';
import { isInHardware, isOffloaded } from './explain.ts';

/** Bytes that connections moved between two readings, by their path. */
export interface Carried {
	/** On the fast path: offloaded at both readings, in a direction for which the kernel's path walk confirms it. */
	fastPath: number;
	/** Through the firewall. */
	slowPath: number;
	/** On either; null = any number. */
	unknownPath: number | null;
	/** Whether offloaded bytes are missing, because the counters stand still. */
	silent: boolean;
}

/** Bytes of each direction between two readings. */
export interface Moved {
	original: number;
	reply: number;
}

export const NOTHING: Carried = { fastPath: 0, slowPath: 0, unknownPath: 0, silent: false };
const UNKNOWN: Carried = { ...NOTHING, unknownPath: null };

/** What a reading is compared with. */
interface Comparison {
	addressing: Addressing;
	/** false: there is no reading before this one. */
	compared: boolean;
	/** The same connection at the reading before; undefined where it was not among those read. */
	before: Connection | undefined;
	/** null: unknown, or the ports belong to a newer connection. */
	moved: Moved | null;
	/** Whether firewall4's flowtable counts. */
	counting: boolean;
	/** Nothing is offloaded. */
	off: boolean;
}

export function carriedBy(now: Connection, comparison: Comparison): Carried {
	const { before, moved, compared, addressing, counting, off } = comparison;
	if (!compared) return UNKNOWN;
	const isMarked = isOffloaded(now);
	if (!before || !moved) {
		// All that it has carried may have moved since.
		const most = bytesOf(now);
		return off && !isMarked && most !== null
			? { ...NOTHING, slowPath: most }
			: { ...NOTHING, unknownPath: most };
	}
	const bytes = moved.original + moved.reply;
	const wasMarked = isOffloaded(before);
	if (!isMarked && !wasMarked) return { ...NOTHING, slowPath: bytes };
	const silent = isInHardware(now) ? bytes === 0 : !counting;
	if (silent || !isMarked || !wasMarked || !addressing.knowsSides)
		return { ...NOTHING, unknownPath: bytes, silent };
	const directions: Array<[number, boolean | null]> = [
		[moved.original, takesFastPath(now, now.original.src, addressing)],
		[moved.reply, takesFastPath(now, now.reply.src, addressing)],
	];
	const bytesWhere = (fast: boolean | null) =>
		directions.reduce((sum, [size, path]) => (path === fast ? sum + size : sum), 0);
	return { fastPath: bytesWhere(true), slowPath: bytesWhere(false), unknownPath: bytesWhere(null), silent };
}

/** Bytes of both directions; null without accounting. */
export function bytesOf({ original, reply }: Connection): number | null {
	return original.bytes === null || reply.bytes === null ? null : original.bytes + reply.bytes;
}

/** Whether packets from this address take the fast path. A listed device alone does not prove it. */
function takesFastPath(connection: Connection, source: string, addressing: Addressing): boolean | null {
	if (isInHardware(connection)) return true;
	const device = addressing.deviceTo(source);
	if (device === null) return null;
	return addressing.takesFastPath(device) ?? (addressing.isCovered(device) === false ? false : null);
}

export function sumCarried(all: Carried[]): Carried {
	const sum = { ...NOTHING };
	for (const { fastPath, slowPath, unknownPath, silent } of all) {
		sum.fastPath += fastPath;
		sum.slowPath += slowPath;
		sum.unknownPath = sum.unknownPath === null || unknownPath === null ? null : sum.unknownPath + unknownPath;
		sum.silent ||= silent;
	}
	return sum;
}

/** The fraction of the data that moved on the fast path. `none`: no data moved. `silent`: not counted. `least`, `most`: a bound. */
export type Share =
	| { kind: 'exact' | 'least' | 'most'; fraction: number }
	| { kind: 'none' }
	| { kind: 'silent' }
	| { kind: 'unknown' };

export function shareOf({ fastPath, slowPath, unknownPath, silent }: Carried): Share {
	if (unknownPath === null) return { kind: 'unknown' };
	const all = fastPath + slowPath + unknownPath;
	if (all === 0) return { kind: silent ? 'silent' : 'none' };
	const fraction = fastPath / all;
	// Missing offloaded bytes can only raise the share.
	if (fraction === 1 || (unknownPath === 0 && !silent)) return { kind: 'exact', fraction };
	const least = Math.floor(fraction * 100) / 100;
	const most = silent ? 1 : Math.ceil(((fastPath + unknownPath) / all) * 100) / 100;
	// Of two bounds, the one that leaves no false impression.
	if (most < 1 && (least === 0 || most <= 0.5)) return { kind: 'most', fraction: most };
	if (least > 0) return { kind: 'least', fraction: least };
	return { kind: silent ? 'silent' : 'unknown' };
}

/** The share as the page says it. */
export function offloadedShareText(share: Share): string {
	if (share.kind === 'none') return _('No data so far');
	if (share.kind === 'silent') return _('No data: what is offloaded is not counted');
	if (share.kind === 'unknown') return _('Offloaded share unknown');
	const percent = model.percentText(share.fraction);
	if (share.kind === 'exact') return _('%s offloaded').format(percent);
	return (share.kind === 'least' ? _('At least %s offloaded') : _('At most %s offloaded')).format(percent);
}
