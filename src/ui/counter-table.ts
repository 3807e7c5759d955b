import * as model from '../model/index.ts';
import type { Counters, FlowTally } from '../rpc/types/index.ts';
import { setText } from './live-text.ts';

/** The live counter: a row for software and hardware, a column for each kind of connection. What counts nothing is left out. */
export interface CounterTable {
	readonly element: HTMLElement;
	/** `null`: nothing is known. `counted`: whether bytes go on being counted while offloaded. */
	update(offloaded: Counters['offloaded'], counted: boolean): void;
}

type Offloaded = NonNullable<Counters['offloaded']>;
type TallyName = keyof Offloaded & ('software' | 'hardware');

interface Column {
	title: string;
	/** null: always shown. */
	entries: ((tally: FlowTally) => number) | null;
	text(tally: FlowTally, counted: boolean): string;
}

export function counterTable(): CounterTable {
	const columns = counterColumns();
	const heads = columns.map(({ title }) => E('th', { class: 'th right', scope: 'col' }, [title]));
	const rows = [
		drawRow('software', _('Software', 'flow offloading'), columns),
		drawRow('hardware', _('Hardware'), columns),
	];
	return {
		element: E('table', { class: 'table nft-offload-counts', 'aria-label': _('Offloaded connections') }, [
			E('tr', { class: 'tr table-titles' }, [E('td', { class: 'th' }), ...heads]),
			...rows.map(({ element }) => element),
		]),
		update(offloaded, counted) {
			const shown = columns.map((column) => isShown(column, offloaded));
			heads.forEach((head, index) => {
				head.hidden = !shown[index];
			});
			for (const row of rows) row.update(offloaded, counted, shown);
		},
	};
}

function counterColumns(): Column[] {
	const kinds: Array<[Exclude<keyof FlowTally, 'total'>, string]> = [
		['ipv4_tcp', _('IPv4 TCP')],
		['ipv4_udp', _('IPv4 UDP')],
		['ipv6_tcp', _('IPv6 TCP')],
		['ipv6_udp', _('IPv6 UDP')],
		['other', _('Other')],
	];
	return [
		{
			title: _('All'),
			entries: null,
			text: (tally) => model.countText(tally.total.entries),
		},
		...kinds.map(([kind, title]) => ({
			title,
			entries: (tally: FlowTally) => tally[kind].entries,
			text: (tally: FlowTally) => model.countText(tally[kind].entries),
		})),
		{
			title: _('Data'),
			entries: null,
			text: (tally, counted) => model.carriedText(tally.total, counted),
		},
	];
}

function isShown({ entries }: Column, offloaded: Counters['offloaded']): boolean {
	if (!entries) return true;
	return offloaded !== null && entries(offloaded.software) + entries(offloaded.hardware) > 0;
}

function drawRow(name: TallyName, title: string, columns: Column[]) {
	// Themes that stack the cells on a phone show data-title in front of each.
	const cells = columns.map((column) => E('td', { class: 'td right', 'data-title': column.title }, ['…']));
	const element = E('tr', { class: 'tr' }, [E('th', { class: 'td left', scope: 'row' }, [title]), ...cells]);
	const update = (offloaded: Counters['offloaded'], counted: boolean, shown: boolean[]) => {
		element.hidden = name === 'hardware' && offloaded?.hardware.total.entries === 0;
		cells.forEach((cell, index) => {
			cell.hidden = !shown[index];
			setText(cell, offloaded ? columns[index]!.text(offloaded[name], counted) : _('unknown'));
		});
	};
	return { element, update };
}
