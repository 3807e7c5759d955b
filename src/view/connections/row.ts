import * as entries from '../../model/connections/index.ts';
import * as components from '../../ui/index.ts';
import { numberCells, stateCell } from './cells.ts';
import { detailLines } from './details.ts';

/** Where a row is shown. */
export interface Position {
	/** Below the heading of its device, whose name it need not repeat. */
	named: boolean;
	/** Below the row into which it is folded. */
	member: boolean;
}

/** A row of the table, made once for a connection and then updated. */
export interface ConnectionRow {
	readonly element: HTMLElement;
	update(row: entries.Row, position: Position): void;
}

/** `toggled` is called when its details are opened or closed. */
export function connectionRow(toggled: (open: boolean) => void): ConnectionRow {
	const host = E('td', { class: 'td left nft-offload-name' });
	const summary = E('summary');
	const where = E('small');
	const lines = E('div', { class: 'nft-offload-lines' });
	const details = E('details', [summary, lines]);
	const what = E('td', { class: 'td left nft-offload-wide nft-offload-what' }, [details, where]);
	const numbers = numberCells();
	const state = stateCell();
	const element = E('tr', { class: 'tr' }, [host, what, ...numbers.elements, state.element]);
	let shown: entries.Row | null = null;
	const showLines = () => {
		if (shown && (details as HTMLDetailsElement).open) updateLines(lines, detailLines(shown));
	};
	details.addEventListener('toggle', () => {
		toggled((details as HTMLDetailsElement).open);
		showLines();
	});
	return {
		element,
		update(row, { named, member }) {
			shown = row;
			components.setText(host, row.host.name);
			nameOnce(host, what, named);
			components.setText(summary, row.service);
			components.setText(where, whereText(row.remote, row.direction));
			numbers.update({ ...row, complete: true });
			state.update(row.judgement);
			element.dataset.state = row.judgement.state;
			element.classList.toggle('nft-offload-member', member);
			showLines();
		},
	};
}

/** Below the heading of its device a row has no cell for the name. */
export function nameOnce(host: HTMLElement, what: HTMLElement, named: boolean): void {
	host.hidden = named;
	components.setAttribute(what, 'colspan', named ? '2' : '1');
}

/** The other end and the direction, if that is known. */
export function whereText(remote: string, direction: entries.ConnectionDirection): string {
	return direction === 'unknown' ? remote : _('%s, %s').format(remote, entries.directionText(direction));
}

function updateLines(element: HTMLElement, texts: string[]): void {
	while (element.children.length > texts.length) element.lastElementChild?.remove();
	texts.forEach((text, index) => {
		const line = element.children[index] ?? element.appendChild(E('div'));
		components.setText(line, text);
	});
}
