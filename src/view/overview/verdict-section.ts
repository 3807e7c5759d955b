import type { Evidence } from '../../model/diagnosis/evidence.ts';
import * as model from '../../model/index.ts';
import * as parts from '../../ui/index.ts';

/**
 * The first thing on the page: badge, rungs, one sentence, the button that helps, hints and the seals. `helpers` are what the page does
 * when such a button is pressed.
 */
export function verdictSection(helpers: parts.Helpers) {
	const badge = E('span', { class: 'label' }, [_('Reading…')]);
	const rungs = parts.rungList();
	const headline = E('div', { class: 'alert-message info', role: 'status' }, [
		_('Reading the state of the router…'),
	]);
	const help = E('div', { class: 'nft-offload-help' });
	const seals = parts.factTable(_('Seals'));
	const hints = E('div');
	const element = E('div', { class: 'cbi-section', id: 'nft-offload-verdict' }, [
		E('h3', [_('Does it work?')]),
		E('div', { class: 'nft-offload-verdict' }, [badge, rungs.element]),
		headline,
		help,
		hints,
		seals.element,
	]);
	const drawHelp = onChange((found: model.Finding) =>
		help.replaceChildren(...parts.helpButton(found.help, helpers))
	);
	const drawHints = onChange((found: model.Finding[]) =>
		hints.replaceChildren(...found.map((hint) => hintBox(hint, helpers)))
	);
	return {
		element,
		/** `notes`: hints of others, which stand before those of the verdict. */
		update(evidence: Evidence, notes: model.Finding[]) {
			const verdict = model.judgeRouter(evidence);
			showBadge(badge, verdict.badge);
			rungs.update(verdict.rungs);
			parts.setAlert(headline, verdict.headline.level, verdict.headline.text);
			element.dataset.situation = verdict.headline.id;
			drawHelp(verdict.headline);
			drawHints([...notes, ...verdict.hints]);
			seals.update([
				[_('Measured'), verdict.seals.measured.text],
				[_('Hardware'), verdict.seals.hardware.text],
			]);
		},
	};
}

/** Draws only when the value is another one, so that a button keeps its focus and a screen reader its place. */
function onChange<T>(draw: (value: T) => void): (value: T) => void {
	let drawn = '';
	return (value) => {
		const now = JSON.stringify(value);
		if (now !== drawn) draw(value);
		drawn = now;
	};
}

function showBadge(element: HTMLElement, badge: model.Badge): void {
	element.className = `label ${badge.level}`;
	element.dataset.badge = badge.id;
	parts.setText(element, badge.text);
}

function hintBox(hint: model.Finding, helpers: parts.Helpers): HTMLElement {
	const box = E('div', { class: `alert-message ${hint.level}`, 'data-hint': hint.id }, [hint.text]);
	for (const button of parts.helpButton(hint.help, helpers)) box.append(' ', button);
	return box;
}
