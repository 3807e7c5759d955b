import * as entries from '../../model/connections/index.ts';
import * as model from '../../model/index.ts';
import * as components from '../../ui/index.ts';

/** The cells of data and rate, which all rows have. */
export interface NumberCells {
	readonly elements: HTMLElement[];
	update(numbers: Pick<entries.Sums, 'rate' | 'bytes' | 'complete'>): void;
}

export function numberCells(): NumberCells {
	// Themes that stack the cells on a phone show data-title in front of each.
	const rate = E('td', { class: 'td right', 'data-title': _('Rate') });
	const bytes = E('td', { class: 'td right', 'data-title': _('Data') });
	return {
		elements: [rate, bytes],
		update(numbers) {
			components.setText(rate, rateText(numbers.rate));
			components.setText(bytes, dataText(numbers.bytes, numbers.complete));
		},
	};
}

/** Bytes per second as people know it from their contract: bits, in steps of 1,000. */
function rateText(rate: number | null): string {
	return rate === null ? '–' : model.localized('%1000.1mbit/s'.format(Math.round(rate * 8)));
}

function dataText(bytes: number | null, complete: boolean): string {
	const text = model.bytesText(bytes);
	return bytes === null || complete ? text : _('at least %s').format(text);
}

/** The cell that says the state of connections, readable without opening anything. */
export interface StateCell {
	readonly element: HTMLElement;
	update(judgement: entries.ConnectionJudgement): void;
}

/** Levels of the badge; the words say the same, so colour is never alone. */
const LEVELS: Record<entries.ConnectionState, string> = {
	hardware: 'success',
	software: 'success',
	slow: 'warning',
	idle: 'none',
	excluded: 'none',
};

export function stateCell(): StateCell {
	const label = E('span', { class: 'nft-offload-badge' });
	const why = E('div', { class: 'nft-offload-why' });
	return {
		element: E('td', { class: 'td left nft-offload-wide' }, [label, why]),
		update(judgement) {
			components.setText(label, entries.labelText(judgement));
			components.setText(why, entries.mainWhyText(judgement.whys));
			components.setAttribute(label, 'data-level', levelOf(judgement));
		},
	};
}

/** A marked connection of which a direction goes through the firewall is no success. */
function levelOf({ state, whys }: entries.ConnectionJudgement): string {
	return state === 'software' && whys.length > 0 ? LEVELS.slow : LEVELS[state];
}
