import * as model from '../model/index.ts';
import type { Counters, FlowTally } from '../wire.ts';
import { setText } from './live-text.ts';

/** The live counter: one row a way of offloading, one column a kind of connection. */
export interface CounterTable {
	readonly element: HTMLElement;
	/** `null`: nothing is known. */
	update(offloaded: Counters['offloaded']): void;
}

type Kind = Exclude<keyof FlowTally, 'total'>;

export function counterTable(): CounterTable {
	const titles = [_('Connections'), ...columns().map(([, title]) => title), _('Data')];
	const software = row(_('Software'), titles);
	const hardware = row(_('Hardware'), titles);
	const head = ['', ...titles].map((title) => E('th', { class: 'th right', scope: 'col' }, [title]));
	const element = E('table', { class: 'table', 'aria-label': _('Offloaded connections') }, [
		E('tr', { class: 'tr table-titles' }, head),
		software.element,
		hardware.element,
	]);
	return {
		element,
		update(offloaded) {
			software.update(offloaded?.software ?? null);
			hardware.update(offloaded?.hardware ?? null);
		},
	};
}

function columns(): Array<[Kind, string]> {
	return [
		['ipv4_tcp', _('IPv4 TCP')],
		['ipv4_udp', _('IPv4 UDP')],
		['ipv6_tcp', _('IPv6 TCP')],
		['ipv6_udp', _('IPv6 UDP')],
		['other', _('Other')],
	];
}

function row(name: string, titles: string[]) {
	const cells = titles.map((title) => E('td', { class: 'td right', 'data-title': title }, ['–']));
	const element = E('tr', { class: 'tr' }, [E('th', { class: 'td left', scope: 'row' }, [name]), ...cells]);
	const update = (tally: FlowTally | null) => {
		const texts = tally ? tallyTexts(tally) : titles.map(() => model.countText(null));
		cells.forEach((cell, index) => {
			setText(cell, texts[index] ?? '');
		});
	};
	return { element, update };
}

function tallyTexts(tally: FlowTally): string[] {
	const counts = columns().map(([kind]) => model.countText(tally[kind].entries));
	return [model.countText(tally.total.entries), ...counts, model.carriedText(tally.total)];
}
