import type * as entries from '../../model/connections/index.ts';
import * as components from '../../ui/index.ts';
import { arrange } from './arrange.ts';
import { type FoldRow, foldRow } from './fold-row.ts';
import { type GroupRow, groupRow } from './group-row.ts';
import { type ConnectionRow, connectionRow } from './row.ts';

/** The table of devices and their connections. Rows are reused from one reading to the next: nothing flickers, focus and scroll position stay. */
export interface ConnectionTable {
	readonly element: HTMLElement;
	/** `open`: whether groups that nobody has opened or closed are open. */
	update(groups: entries.Group[], order: entries.Order, open: boolean): void;
	/** Keys of the folds and rows that are open. */
	open(): ReadonlySet<string>;
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

/** `sortBy` is called when a heading is pressed, `toggled` when rows are opened or closed and the table is to be drawn again. */
export function connectionTable(
	sortBy: (column: entries.Column) => void,
	toggled: () => void
): ConnectionTable {
	const headings = columns().map(([column, title]) => heading(column, title, sortBy));
	const titles = headings.map(({ element }) => element);
	const head = E('thead', [E('tr', { class: 'tr table-titles' }, titles)]);
	const element = E('table', { class: 'table nft-offload-connections', 'aria-label': _('Connections') }, [
		head,
	]);
	const openGroups = new Map<string, boolean>();
	const openKeys = new Set<string>();
	const setOpen = (key: string, open: boolean) => {
		if (open) openKeys.add(key);
		else openKeys.delete(key);
	};
	const rows = elementsByKey<ConnectionRow>((key) => connectionRow((open) => setOpen(key, open)));
	const folds = elementsByKey<FoldRow>((key) =>
		foldRow((open) => {
			setOpen(key, open);
			toggled();
		})
	);
	const titleRows = elementsByKey<GroupRow>((id) =>
		groupRow((open) => {
			openGroups.set(id, open);
			toggled();
		})
	);
	const bodies = elementsByKey<HTMLElement>(() => E('tbody'));

	/** The rows of an item: the connection, or the fold and, while it is open, its connections. */
	function rowsOf({ key, folded, rows: connections }: entries.Item, named: boolean): HTMLElement[] {
		const draw = (row: entries.Row, member: boolean) => {
			const drawn = rows.get(row.key);
			drawn.update(row, { named, member });
			return drawn.element;
		};
		if (!folded) return connections.map((row) => draw(row, false));
		const fold = folds.get(key);
		const open = openKeys.has(key);
		fold.update(connections, named, open);
		return [fold.element, ...(open ? connections.map((row) => draw(row, true)) : [])];
	}

	function bodyOf(group: entries.Group, openByDefault: boolean): HTMLElement {
		const body = bodies.get(group.id);
		const titled = group.kind !== 'all';
		const open = !titled || (openGroups.get(group.id) ?? openByDefault);
		const members = open ? group.items.flatMap((item) => rowsOf(item, group.kind === 'device')) : [];
		if (!titled) arrange(body, members);
		else {
			const title = titleRows.get(group.id);
			title.update(group, open);
			arrange(body, [title.element, ...members]);
		}
		return body;
	}

	return {
		element,
		update(groups, order, open) {
			for (const { show } of headings) show(order);
			const caches = [rows, folds, titleRows, bodies];
			for (const cache of caches) cache.begin();
			// Bodies that stay are not moved, so the rows in them keep the focus.
			arrange(element, [head, ...groups.map((group) => bodyOf(group, open))]);
			for (const cache of caches) cache.end();
		},
		open: () => openKeys,
	};
}

/** Elements by key: those that are asked for between `begin` and `end` are reused, the others are forgotten. */
function elementsByKey<T>(make: (key: string) => T) {
	let now = new Map<string, T>();
	let before = new Map<string, T>();
	return {
		get(key: string): T {
			const found = now.get(key) ?? before.get(key) ?? make(key);
			now.set(key, found);
			return found;
		},
		begin() {
			before = now;
			now = new Map();
		},
		end() {
			before = new Map();
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
