import * as model from '../model/index.ts';
import type { Counters, FlowTally } from '../rpc/types/index.ts';
import { setText } from './live-text.ts';

/** The live counter: one row a kind of connection, one column a way of offloading; narrow enough for a phone. */
export interface CounterTable {
	readonly element: HTMLElement;
	/** `null`: nothing is known. `counted`: whether bytes go on being counted while offloaded. */
	update(offloaded: Counters['offloaded'], counted: boolean): void;
}

interface Row {
	title: string;
	text(tally: FlowTally, counted: boolean): string;
}

export function counterTable(): CounterTable {
	const rows = counterRows().map(drawRow);
	const head = [_('Software', 'flow offloading'), _('Hardware')].map((title) =>
		E('th', { class: 'th right', scope: 'col' }, [title])
	);
	const element = E('table', { class: 'table', 'aria-label': _('Offloaded connections') }, [
		E('tr', { class: 'tr table-titles' }, [E('td', { class: 'th' }), ...head]),
		...rows.map((row) => row.element),
	]);
	return {
		element,
		update(offloaded, counted) {
			for (const row of rows) row.update(offloaded, counted);
		},
	};
}

function counterRows(): Row[] {
	const kinds: Array<[Exclude<keyof FlowTally, 'total'>, string]> = [
		['ipv4_tcp', _('IPv4 TCP')],
		['ipv4_udp', _('IPv4 UDP')],
		['ipv6_tcp', _('IPv6 TCP')],
		['ipv6_udp', _('IPv6 UDP')],
		['other', _('Other protocols')],
	];
	return [
		{ title: _('Connections'), text: (tally) => model.countText(tally.total.entries) },
		...kinds.map(([kind, title]) => ({
			title,
			text: (tally: FlowTally) => model.countText(tally[kind].entries),
		})),
		{ title: _('Data carried'), text: (tally, counted) => model.carriedText(tally.total, counted) },
	];
}

function drawRow({ title, text }: Row) {
	// Themes that stack the cells on a phone show data-title in front of each.
	const software = E('td', { class: 'td right', 'data-title': _('Software', 'flow offloading') }, ['…']);
	const hardware = E('td', { class: 'td right', 'data-title': _('Hardware') }, ['…']);
	const element = E('tr', { class: 'tr' }, [
		E('th', { class: 'td left', scope: 'row' }, [title]),
		software,
		hardware,
	]);
	const update = (offloaded: Counters['offloaded'], counted: boolean) => {
		setText(software, offloaded ? text(offloaded.software, counted) : _('unknown'));
		setText(hardware, offloaded ? text(offloaded.hardware, counted) : _('unknown'));
	};
	return { element, update };
}
