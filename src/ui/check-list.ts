import type { Rung } from '../model/diagnosis/verdict.ts';
import { setText } from './live-text.ts';

/** The ladder: four rungs, each with a sign and a word that does not depend on colour. */
export interface RungList {
	readonly element: HTMLElement;
	update(rungs: Rung[]): void;
}

export function rungList(): RungList {
	const element = E('ol', { class: 'nft-offload-rungs', 'aria-label': _('Checks') });
	return {
		element,
		update(rungs) {
			rungs.forEach((rung, index) => {
				const item = element.children[index] ?? element.appendChild(E('li'));
				item.className = `nft-offload-rung ${rung.state}`;
				item.setAttribute('data-rung', rung.name);
				setText(item, `${signOf(rung.state)} ${rung.title}: ${wordOf(rung.state)}`);
			});
		},
	};
}

/** The sign of a state, beside its word: colours alone are not for everybody. */
export function signOf(state: Rung['state']): string {
	return { reached: '✓', partly: '±', failed: '✗', unknown: '?', open: '·' }[state];
}

function wordOf(state: Rung['state']): string {
	return {
		reached: _('yes'),
		partly: _('in part'),
		failed: _('not yet'),
		unknown: _('unknown'),
		open: _('open'),
	}[state];
}
