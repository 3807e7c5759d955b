import view from 'luci/view';
import { newMask } from '../../model/redact/index.ts';
import * as reports from '../../model/report/index.ts';
import * as components from '../../ui/index.ts';
import { pictureSection } from './picture/section.ts';
import { sourceSection } from './source-section.ts';
import { STYLE } from './style.ts';
import { textSection } from './text-section.ts';

/** Network > Flow Offloading > Report: what a helper in a forum needs, masked, as a picture and as text. */
export default view.extend({
	render() {
		components.addStyle();
		components.markQuotations();
		const warning = E('div', { class: 'alert-message warning', 'aria-live': 'polite', hidden: '' }, [
			_('Not all names could be read, so some may not be hidden. Check the preview before you share it.'),
		]);
		const text = textSection(() => source && draw(source));
		const picture = pictureSection();
		let source: reports.Source | null = null;
		const draw = (found: reports.Source) => {
			const { hide, included, form } = text.options();
			const mask = newMask(reports.vocabularyOf(found), hide);
			const report = reports.reportOn(found, mask, included);
			text.show(reports.writeReport(form, report, found, mask, hide, included), report.made);
			picture.show(report, found);
			// A name that nobody has told us cannot be hidden.
			warning.hidden = !(hide.hosts && hide.accounts) || reports.knowsNames(found);
			// Only now: a file that makes no report must not take the place of one that did.
			source = found;
		};
		const origin = sourceSection(draw);
		return E('div', { class: 'nft-offload-report' }, [
			E('style', [STYLE]),
			E('h2', [_('Report')]),
			warning,
			picture.element,
			origin,
			text.element,
		]);
	},

	handleSave: null,
	handleSaveApply: null,
	handleReset: null,
});
