import * as entries from '../../model/connections/index.ts';
import * as model from '../../model/index.ts';
import * as components from '../../ui/index.ts';
import { detailLines } from './details.ts';
import { rateText } from './texts.ts';

/** A row of the table, made once for a connection and then kept up to date. */
export interface ConnectionRow {
	readonly element: HTMLElement;
	update(row: entries.Row): void;
}

/** LuCI's classes of labels; the words say the same, so colour is never alone. */
const LOOKS: Record<entries.State, string> = {
	hardware: 'success',
	software: 'success',
	slow: 'warning',
	idle: '',
	excluded: '',
};

export function connectionRow(): ConnectionRow {
	const host = E('td', { class: 'td left nft-offload-name' });
	const summary = E('summary');
	const where = E('small');
	const lines = E('div', { class: 'nft-offload-lines' });
	const details = E('details', [summary, lines]);
	const rate = E('td', { class: 'td right', 'data-title': _('Rate') });
	const bytes = E('td', { class: 'td right', 'data-title': _('Data') });
	const label = E('span', { class: 'label' });
	const why = E('div', { class: 'nft-offload-why' });
	const element = E('tr', { class: 'tr' }, [
		host,
		E('td', { class: 'td left nft-offload-wide' }, [details, where]),
		rate,
		bytes,
		E('td', { class: 'td left nft-offload-wide' }, [label, why]),
	]);
	let shown: entries.Row | null = null;
	const showLines = () => {
		if (shown && (details as HTMLDetailsElement).open) updateLines(lines, detailLines(shown));
	};
	details.addEventListener('toggle', showLines);
	return {
		element,
		update(row) {
			shown = row;
			const { judgement } = row;
			components.setText(host, row.host.name);
			components.setText(summary, row.service);
			components.setText(where, whereText(row));
			components.setText(rate, rateText(row.rate));
			components.setText(bytes, model.bytesText(row.bytes));
			components.setText(label, entries.stateText(judgement.state));
			components.setText(why, entries.mainWhyText(judgement.whys));
			const look = `label ${lookOf(judgement)}`.trim();
			if (label.className !== look) label.className = look;
			element.dataset.state = judgement.state;
			showLines();
		},
	};
}

/** A marked connection of which a direction goes through the firewall is no success. */
function lookOf({ state, whys }: entries.Judgement): string {
	return state === 'software' && whys.length > 0 ? LOOKS.slow : LOOKS[state];
}

/** The other end and which way, if that is known. */
function whereText({ remote, direction }: entries.Row): string {
	return direction === 'unknown' ? remote : _('%s, %s').format(remote, entries.directionText(direction));
}

function updateLines(element: HTMLElement, texts: string[]): void {
	while (element.children.length > texts.length) element.lastElementChild?.remove();
	texts.forEach((text, index) => {
		const line = element.children[index] ?? element.appendChild(E('div'));
		components.setText(line, text);
	});
}
