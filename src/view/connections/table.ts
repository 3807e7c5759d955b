import type * as entries from '../../model/connections/index.ts';
import * as model from '../../model/index.ts';
import * as components from '../../ui/index.ts';
import { arrange } from './arrange.ts';
import { type ConnectionRow, connectionRow } from './row.ts';
import { rateText } from './texts.ts';

/** The table of connections. Rows are kept from one reading to the next: nothing flickers, focus and scroll position stay. */
export interface ConnectionTable {
	readonly element: HTMLElement;
	update(groups: entries.Group[], order: entries.Order): void;
}

/** Columns in their order, with their titles. */
export function columns(): Array<[entries.Column, string]> {
	return [
		['host', _('Device')],
		['service', _('Connection')],
		['rate', _('Rate')],
		['bytes', _('Data')],
		['state', _('State')],
	];
}

/** `sortBy` is called when a heading is pressed. */
export function connectionTable(sortBy: (column: entries.Column) => void): ConnectionTable {
	const headings = columns().map(([column, title]) => heading(column, title, sortBy));
	const head = E('thead', [
		E(
			'tr',
			{ class: 'tr table-titles' },
			headings.map(({ element }) => element)
		),
	]);
	const element = E('table', { class: 'table nft-offload-connections', 'aria-label': _('Connections') }, [
		head,
	]);
	let rows = new Map<string, ConnectionRow>();
	let bodies = new Map<string, GroupBody>();
	return {
		element,
		update(groups, order) {
			for (const { show } of headings) show(order);
			const [before, bodiesBefore] = [rows, bodies];
			rows = new Map();
			bodies = new Map();
			for (const group of groups) {
				const body = bodiesBefore.get(group.host.id) ?? groupBody();
				bodies.set(group.host.id, body);
				for (const row of group.rows) rows.set(row.key, before.get(row.key) ?? connectionRow());
			}
			arrange(element, [head, ...[...bodies.values()].map((body) => body.element)]);
			for (const group of groups) {
				for (const row of group.rows) rows.get(row.key)!.update(row);
				const elements = group.rows.map((row) => rows.get(row.key)!.element);
				bodies.get(group.host.id)!.update(group, elements);
			}
		},
	};
}

interface GroupBody {
	element: HTMLElement;
	update(group: entries.Group, rows: HTMLElement[]): void;
}

/** The rows of one device under a line with its sums. */
function groupBody(): GroupBody {
	const name = E('th', { class: 'th left', scope: 'rowgroup', colspan: '2' });
	const rate = E('td', { class: 'td right', 'data-title': _('Rate') });
	const bytes = E('td', { class: 'td right', 'data-title': _('Data') });
	const title = E('tr', { class: 'tr nft-offload-group' }, [name, rate, bytes, E('td', { class: 'td' })]);
	const element = E('tbody');
	return {
		element,
		update(group, rows) {
			const words = N_(group.rows.length, '%s: %d connection', '%s: %d connections');
			components.setText(name, words.format(group.host.name, group.rows.length));
			components.setText(rate, rateText(group.rate));
			components.setText(bytes, model.bytesText(group.bytes));
			arrange(element, group.titled ? [title, ...rows] : rows);
		},
	};
}

function heading(column: entries.Column, title: string, sortBy: (column: entries.Column) => void) {
	const button = E('button', { type: 'button', class: 'nft-offload-sort', click: () => sortBy(column) }, [
		title,
	]);
	const isNumber = column === 'rate' || column === 'bytes';
	const element = E('th', { class: `th ${isNumber ? 'right' : 'left'}`, scope: 'col' }, [button]);
	const show = (order: entries.Order) => {
		const sorted = order.column === column;
		element.setAttribute('aria-sort', sorted ? (order.descending ? 'descending' : 'ascending') : 'none');
		components.setText(button, sorted ? `${title} ${order.descending ? '▼' : '▲'}` : title);
	};
	return { element, show };
}
