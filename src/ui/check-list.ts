import type { Check } from '../model/diagnosis/verdict.ts';
import { setText } from './live-text.ts';

/** The four checks, each with a sign and a word that does not depend on colour. */
export interface CheckList {
	readonly element: HTMLElement;
	update(checks: Check[]): void;
}

export function checkList(): CheckList {
	const element = E('ol', { class: 'nft-offload-checks', 'aria-label': _('Checks') });
	return {
		element,
		update(checks) {
			checks.forEach((check, index) => {
				const item = element.children[index] ?? element.appendChild(E('li'));
				item.className = `nft-offload-check ${check.state}`;
				item.setAttribute('data-check', check.name);
				setText(item, `${signOf(check.state)} ${check.title}: ${wordOf(check.state)}`);
			});
		},
	};
}

/** The sign of a state, beside its word: colours alone are not for everybody. */
export function signOf(state: Check['state']): string {
	return { reached: '✓', partly: '±', failed: '✗', unknown: '?', open: '·' }[state];
}

function wordOf(state: Check['state']): string {
	return {
		reached: _('yes'),
		partly: _('in part'),
		failed: _('not yet'),
		unknown: _('unknown'),
		open: _('open'),
	}[state];
}
