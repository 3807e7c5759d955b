import type { Check } from '../model/diagnosis/verdict.ts';
import { onChange } from './on-change.ts';

/** The four checks, each with a sign and a word that does not depend on colour. */
export interface CheckList {
	readonly element: HTMLElement;
	update(checks: Check[]): void;
}

export function checkList(): CheckList {
	const element = E('ol', { class: 'nft-offload-checks', 'aria-label': _('Checks') });
	const draw = onChange((checks: Check[]) => element.replaceChildren(...checks.map(itemOf)));
	return { element, update: draw };
}
function itemOf({ name, title, state }: Check): HTMLElement {
	// The sign says it to the eye, the word to the ear.
	const spoken = E('span', { class: 'nft-offload-spoken' }, [`: ${wordOf(state)}`]);
	return E('li', { class: `nft-offload-check ${state}`, 'data-check': name, title: wordOf(state) }, [
		`${signOf(state)} ${title}`,
		spoken,
	]);
}

/** The sign of a state, next to its word: colours alone are not for everybody. */
export function signOf(state: Check['state']): string {
	return { reached: '✓', partly: '½', failed: '✗', unknown: '?', waiting: '…', open: '·' }[state];
}

function wordOf(state: Check['state']): string {
	return {
		reached: _('yes'),
		partly: _('in part'),
		failed: _('not yet'),
		unknown: _('unknown'),
		waiting: _('waiting for traffic'),
		open: _('open'),
	}[state];
}
