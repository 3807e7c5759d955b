import type * as model from '../../model/index.ts';
import type { Judgement } from '../../model/judgement.ts';
import type { State } from '../../model/state.ts';
import * as components from '../../ui/index.ts';

/** Badge, checks, one sentence, the button that helps, warnings, each direction and the proof. `helpers` are what the page does when such a button is pressed. */
export function verdictSection(helpers: components.Helpers) {
	const badge = E('span', { class: 'label' }, [_('Reading…')]);
	const checks = components.checkList();
	const headline = E('div', { class: 'alert-message info', role: 'status' }, [
		_('Reading the state of the router…'),
	]);
	const help = E('div', { class: 'nft-offload-help' });
	const proof = components.factTable(_('Proof'));
	const hints = E('div');
	const element = E('div', { class: 'cbi-section', id: 'nft-offload-verdict' }, [
		E('h3', [_('Does it work?')]),
		E('div', { class: 'nft-offload-verdict' }, [badge, checks.element]),
		headline,
		help,
		hints,
		proof.element,
	]);
	const drawHelp = components.onChange((found: model.Finding) =>
		help.replaceChildren(...components.helpButton(found.help, helpers))
	);
	const drawHints = components.onChange((found: model.Finding[]) =>
		hints.replaceChildren(...found.map((hint) => hintBox(hint, helpers)))
	);
	return {
		element,
		update({ status }: State, { diagnosis: verdict, note }: Judgement) {
			// Nothing is said before the first status: it would be "unknown" for a moment.
			if (!status) return;
			showBadge(badge, verdict.badge);
			checks.update(verdict.checks);
			components.setAlert(headline, verdict.headline.level, verdict.headline.text);
			element.dataset.situation = verdict.headline.id;
			drawHelp(verdict.headline);
			drawHints([...(note ? [note] : []), ...verdict.hints]);
			proof.update([
				...verdict.lanes,
				[_('Measured'), verdict.proof.measured.text],
				[_('Hardware'), verdict.proof.hardware.text],
			]);
		},
	};
}

function showBadge(element: HTMLElement, badge: model.Badge): void {
	element.className = `label ${badge.level}`;
	element.dataset.badge = badge.id;
	components.setText(element, badge.text);
}

function hintBox(hint: model.Finding, helpers: components.Helpers): HTMLElement {
	const box = E('div', { class: `alert-message ${hint.level}`, 'data-hint': hint.id }, [hint.text]);
	for (const button of components.helpButton(hint.help, helpers)) box.append(' ', button);
	return box;
}
