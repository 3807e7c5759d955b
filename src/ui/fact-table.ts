import { setText } from './live-text.ts';

/** A table of a label and a value in each row, made once and then updated. */
export interface FactTable {
	readonly element: HTMLElement;
	/** Rows in their order; a label identifies its row from one update to the next. */
	update(rows: Array<[label: string, value: string]>): void;
}

export function factTable(caption: string): FactTable {
	const element = E('table', { class: 'table', 'aria-label': caption });
	const cells = new Map<string, HTMLElement>();
	return {
		element,
		update(rows) {
			for (const [label, value] of rows) setText(cells.get(label) ?? addRow(element, cells, label), value);
			for (const [label, cell] of cells)
				if (!rows.some(([name]) => name === label)) dropRow(cells, label, cell);
		},
	};
}

function addRow(table: HTMLElement, cells: Map<string, HTMLElement>, label: string): HTMLElement {
	const value = E('td', { class: 'td left' });
	table.append(
		E('tr', { class: 'tr' }, [E('th', { class: 'td left', scope: 'row', width: '33%' }, [label]), value])
	);
	cells.set(label, value);
	return value;
}

function dropRow(cells: Map<string, HTMLElement>, label: string, cell: HTMLElement): void {
	cell.parentElement?.remove();
	cells.delete(label);
}
