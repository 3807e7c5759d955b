import type { Explanation, Why } from './explain.ts';
import { foldRows, type Item } from './fold.ts';
import type { Host } from './hosts.ts';
import type { Row } from './rows.ts';
import { type Column, compare, type Order, rowCell, sortRows } from './select.ts';
import { type Carried, type Share, shareOf, sumCarried } from './share.ts';
import { whyText } from './words.ts';

/** What several connections are together. */
export interface Sums {
	count: number;
	/** The sum of what is known; null where nothing is. */
	bytes: number | null;
	/** false: some numbers are unknown, so that `bytes` is the least. */
	complete: boolean;
	rate: number | null;
}

/** device: connections of one device with the Internet; within: those inside the network; router: the router's own; all: ungrouped. */
export type GroupKind = 'device' | 'within' | 'router' | 'all';

/** Connections under one heading. */
export interface Group extends Sums {
	/** Stays the same from one reading to the next. */
	id: string;
	kind: GroupKind;
	/** '' for `all`, which has no heading. */
	name: string;
	items: Item[];
	/** Only of devices; null also where rows are filtered away, because a share of the rest would mislead. */
	share: Share | null;
	/** Why most of what is not offloaded is not; null where there is nothing to say. */
	reason: Explanation | null;
}

/** How the rows are to be shown. */
export interface Arrangement {
	order: Order;
	/** false: all devices together. */
	byDevice: boolean;
	/** All rows of the reading; null where the router was asked for one state only. */
	all: Row[] | null;
	/** What a device has carried since shares are counted (ShareCounter); without it, between the last two readings. */
	counted?: (host: string) => Carried | null;
	/** Keys of the folds and rows that are open. */
	open?: ReadonlySet<string>;
}

/** Devices in the wanted order; after them, and never counted in their shares, what stays within the network and the router's own. */
export function groupsOf(rows: Row[], arrangement: Arrangement): Group[] {
	const { order, byDevice, all } = arrangement;
	const sorted = sortRows(rows, order);
	const byKind = rowsBy(sorted, (row) => kindOf(row));
	const whole = all && rowsBy(all.filter(isOfDevice), hostId);
	const group = (kind: GroupKind, host: Host, members: Row[]) =>
		groupOf(
			{ kind, host, rows: members, isWhole: whole?.get(host.id)?.length === members.length },
			arrangement
		);
	const ofDevices = byKind.get('device') ?? [];
	const devices = byDevice
		? [...rowsBy(ofDevices, hostId).values()].map((members) => group('device', members[0]!.host, members))
		: [group('all', NOBODY, ofDevices)];
	const others = (['within', 'router'] as const).flatMap((kind) => {
		const members = byKind.get(kind);
		return members ? [group(kind, { ...NOBODY, name: nameOf(kind) }, members)] : [];
	});
	return [...sortGroups(devices, order), ...others];
}

const NOBODY: Host = { id: '', name: '', addresses: [] };

function nameOf(kind: 'within' | 'router'): string {
	return kind === 'within' ? _('Within your network') : _('The router’s own connections');
}

function kindOf(row: Row): 'device' | 'within' | 'router' {
	if (row.direction === 'router') return 'router';
	return row.within ? 'within' : 'device';
}

function isOfDevice(row: Row): boolean {
	return kindOf(row) === 'device';
}

function hostId({ host }: Row): string {
	return host.id;
}

/** Rows by a key, in the order in which their first ones come. */
function rowsBy(rows: Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
	const groups = new Map<string, Row[]>();
	for (const row of rows) {
		const key = keyOf(row);
		const known = groups.get(key);
		if (known) known.push(row);
		else groups.set(key, [row]);
	}
	return groups;
}

interface GroupRows {
	kind: GroupKind;
	host: Host;
	rows: Row[];
	/** Whether these are all rows of the device in this reading. */
	isWhole: boolean;
}

function groupOf({ kind, host, rows, isWhole }: GroupRows, { order, open, counted }: Arrangement): Group {
	const carried = () => counted?.(host.id) ?? sumCarried(rows.map(({ carried }) => carried));
	const share = kind === 'device' && isWhole ? shareOf(carried()) : null;
	return {
		id: kind === 'device' ? `device ${host.id}` : kind,
		kind,
		name: host.name,
		items: sortItems(foldRows(rows, open), order),
		...sumsOf(rows),
		share,
		reason: share?.kind === 'exact' && share.fraction === 1 ? null : mainReason(rows),
	};
}

export function sumsOf(rows: Row[]): Sums {
	const known = rows.flatMap(({ bytes }) => bytes ?? []);
	const rates = rows.flatMap(({ rate }) => rate ?? []);
	const isKnown = ({ bytes, carried, judgement }: Row) =>
		bytes !== null && !(carried.silent && judgement.state === 'software');
	return {
		count: rows.length,
		bytes: known.length > 0 ? sumOf(known) : null,
		complete: rows.every(isKnown),
		rate: rates.length > 0 ? sumOf(rates) : null,
	};
}

function sumOf(values: number[]): number {
	return values.reduce((sum, value) => sum + value, 0);
}

/** By what did not surely move on the fast path between the last two readings, then by all data, then by connections. */
function mainReason(rows: Row[]): Explanation | null {
	const reasons = new Map<string, { reason: Explanation | null; weights: number[] }>();
	for (const { judgement, carried, bytes } of rows) {
		const reason = judgement.whys[0] ?? null;
		const moved = carried.slowPath + (carried.unknownPath ?? 0);
		// An offloaded connection without a reason counts only where its path is not clear.
		if (!reason && moved === 0) continue;
		const key = JSON.stringify(reason);
		const known = reasons.get(key) ?? { reason, weights: [0, 0, 0] };
		const added = [moved, reason ? (bytes ?? 0) : 0, reason ? 1 : 0];
		reasons.set(key, { reason, weights: known.weights.map((weight, index) => weight + added[index]!) });
	}
	const [main] = [...reasons.values()].sort((a, b) => compareWeights(b.weights, a.weights));
	return main?.reason ?? null;
}

function compareWeights(a: number[], b: number[]): number {
	const difference = a.findIndex((weight, index) => weight !== b[index]);
	return difference < 0 ? 0 : a[difference]! - b[difference]!;
}

function sortGroups(groups: Group[], { column, descending }: Order): Group[] {
	const sign = descending ? -1 : 1;
	return [...groups].sort(
		(a, b) =>
			compare(groupCell(a, column), groupCell(b, column), sign) ||
			compare(a.bytes, b.bytes, -1) ||
			compare(a.id, b.id, 1)
	);
}

function groupCell(group: Group, column: Column): string | number | null {
	if (column === 'host') return group.name.toLowerCase();
	if (column === 'service') return group.count;
	if (column !== 'state') return group[column];
	// As the states of connections: the best first.
	return group.share && 'fraction' in group.share ? -group.share.fraction : null;
}

/** A fold is where its sums belong. */
function sortItems(items: Item[], { column, descending }: Order): Item[] {
	if (column !== 'bytes' && column !== 'rate') return items;
	const sign = descending ? -1 : 1;
	const cells = new Map(items.map((item) => [item, itemCell(item, column)]));
	return [...items].sort((a, b) => compare(cells.get(a)!, cells.get(b)!, sign));
}

function itemCell({ folded, rows }: Item, column: 'bytes' | 'rate'): string | number | null {
	return folded ? sumsOf(rows)[column] : rowCell(rows[0]!, column);
}

/** Reasons that are nothing to tell of a device that sends nothing. */
const PASSING: Why[] = ['idle', 'unseen', 'unanswered', 'opening', 'closing'];

/** Why what is not offloaded is not, next to the share; empty where there is nothing to add. */
export function groupReasonText({ share, reason }: Pick<Group, 'share' | 'reason'>): string {
	const isPartial = share?.kind === 'least' || (share?.kind === 'exact' && share.fraction > 0);
	if (!reason) return share?.kind === 'least' ? _('Whether the rest was offloaded is not known.') : '';
	if (share?.kind === 'none' && PASSING.includes(reason.why)) return '';
	return isPartial ? _('The rest: %s').format(whyText(reason)) : whyText(reason);
}
