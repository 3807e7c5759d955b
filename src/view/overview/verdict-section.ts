import type * as model from '../../model/index.ts';
import type { Judgement } from '../../model/judgement.ts';
import type { State } from '../../model/state.ts';
import * as components from '../../ui/index.ts';
import { answerLink } from './answer-link.ts';
import { pathPicture } from './path-picture.ts';

/**
 * The first thing on the page: badge, one sentence, the one button that helps, the four checks, the picture of both directions, and what is
 * worth knowing besides them. `helpers` are what the page does when such a button is pressed.
 */
export function verdictSection(helpers: components.Helpers) {
	const badge = E('span', { class: 'nft-offload-badge' }, [_('Reading…')]);
	const headline = E('p', { class: 'nft-offload-sentence', 'aria-live': 'polite' }, [
		_('Reading the state of the router…'),
	]);
	const help = E('div', { class: 'nft-offload-help' });
	const nothing = E('p', { hidden: '' }, [_('There is nothing to do.')]);
	const checks = components.checkList();
	const hints = E('div', { class: 'nft-offload-hints' });
	const picture = pathPicture();
	const share = E('p', { class: 'nft-offload-share' });
	const element = E('div', { class: 'cbi-section', id: 'nft-offload-verdict' }, [
		E('div', { class: 'cbi-section-node nft-offload-band' }, [
			E('div', { class: 'nft-offload-answer' }, [badge, headline, help, nothing, checks.element, hints]),
			E('div', { class: 'nft-offload-picture' }, [picture.element, share]),
		]),
	]);
	const drawHelp = components.onChange((found: model.Finding) =>
		help.replaceChildren(...components.helpButton(found.help, helpers), ...answerLink(found.id))
	);
	const drawHints = components.onChange((found: model.Finding[]) =>
		hints.replaceChildren(...found.map((hint) => hintBox(hint, helpers)))
	);
	return {
		element,
		update(state: State, judgement: Judgement) {
			if (state.counters) {
				picture.update(judgement.path, judgement.share.bypassed !== null);
				components.showText(share, liveText(judgement));
			}
			// Nothing is said before the first status: it would be "unknown" for a moment.
			if (!state.status) return;
			const { diagnosis } = judgement;
			showBadge(badge, diagnosis.badge);
			checks.update(diagnosis.checks);
			components.setText(headline, diagnosis.headline.text);
			element.dataset.situation = diagnosis.headline.id;
			drawHelp(diagnosis.headline);
			nothing.hidden = !isAllWell(judgement);
			drawHints(hintsOf(judgement));
		},
	};
}

/** The share of now, or why none is known; null where a direction takes the slow path: then the paths say more than a bound of both. */
function liveText({ path, shareText }: Judgement): string | null {
	const { download, upload } = path.states ?? {};
	return download === 'slow-path' || upload === 'slow-path' ? null : shareText;
}

function isAllWell(judgement: Judgement): boolean {
	const { diagnosis, warnings } = judgement;
	return diagnosis.headline.id === 'working' && hintsOf(judgement).length === 0 && warnings.now.length === 0;
}

function hintsOf({ diagnosis, memory }: Judgement): model.Finding[] {
	return [...(memory ? [memory] : []), ...diagnosis.hints.filter(isImportant)];
}

/** The others are told in the details. */
function isImportant({ level }: model.Finding): boolean {
	return level !== 'info';
}

function showBadge(element: HTMLElement, badge: model.Badge): void {
	element.dataset.level = badge.level;
	element.dataset.badge = badge.id;
	components.setText(element, badge.text);
}

function hintBox(hint: model.Finding, helpers: components.Helpers): HTMLElement {
	const box = E('p', { class: 'nft-offload-hint', 'data-level': hint.level, 'data-hint': hint.id }, [
		hint.text,
	]);
	for (const element of [...components.helpButton(hint.help, helpers), ...answerLink(hint.id)])
		box.append(' ', element);
	return box;
}
