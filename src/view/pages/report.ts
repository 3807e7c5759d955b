import view from 'luci/view';
import { newMask } from '../../model/mask/index.ts';
import * as reports from '../../model/report/index.ts';
import * as parts from '../../ui/index.ts';
import { pictureSection } from '../report/card-section.ts';
import { gather } from '../report/gather.ts';
import { sourceSection } from '../report/source-section.ts';
import { addStyle } from '../report/style.ts';
import { textSection } from '../report/text-section.ts';

/** Network > Flow Offloading > Report: what a helper in a forum needs, masked, as text and as a picture. */
export default view.extend({
	async render() {
		addStyle();
		const warning = E('div', { class: 'alert-message warning', role: 'status', hidden: '' });
		let source: reports.Source | null = null;
		const text = textSection(() => source && draw(source));
		const picture = pictureSection();
		const draw = (found: reports.Source) => {
			const { hide, parts: wanted, form } = text.options();
			const mask = newMask(reports.vocabularyOf(found), hide);
			const report = reports.reportOn(found, mask, wanted);
			text.show(reports.writeReport(form, report, found, mask, hide, wanted), report.made);
			picture.show(reports.cardOf(report, found));
			warnOfNames(warning, found, hide.hosts && hide.accounts);
			// Only now: a file that makes no report must not take the place of one that did.
			source = found;
		};
		const origin = sourceSection(gather, draw);
		origin.ask();
		return E('div', { class: 'nft-offload-report' }, [
			E('h2', [_('Report')]),
			E('p', { class: 'cbi-map-descr' }, [introduction()]),
			origin.element,
			warning,
			text.element,
			picture.element,
		]);
	},

	handleSave: null,
	handleSaveApply: null,
	handleReset: null,
});

function introduction(): string {
	return _(
		'Everything that somebody who helps you needs to know, to be posted in one go. Nothing is sent anywhere: you copy or save it, and the preview is exactly what you share.'
	);
}

/** A name that nobody has told us cannot be hidden. */
function warnOfNames(element: HTMLElement, source: reports.Source, wanted: boolean): void {
	element.hidden = !wanted || reports.knowsNames(source);
	parts.setText(
		element,
		_('Not all names could be read, so some may not be hidden: look through the preview before you share it.')
	);
}
