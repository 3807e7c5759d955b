import * as model from '../../../model/index.ts';
import * as components from '../../../ui/index.ts';
import type { Progress } from './measurement.ts';

/** The progress bar with the live reading below it; hidden while nothing runs. */
export function progressDisplay() {
	const filled = E('div', { style: 'width:0%' });
	const bar = E(
		'div',
		{
			class: 'cbi-progressbar',
			role: 'progressbar',
			'aria-label': _('Progress of the measurement'),
			'aria-valuemin': 0,
			'aria-valuemax': 100,
		},
		[filled]
	);
	const text = E('p');
	const element = E('div', { hidden: '' }, [bar, text]);

	function fill(share: number): void {
		const percent = Math.min(100, Math.round(share * 100));
		filled.style.width = `${percent}%`;
		bar.title = '%d%%'.format(percent);
		bar.setAttribute('aria-valuenow', String(percent));
	}

	return {
		element,
		/** Something goes on that has no progress. */
		tell(words: string) {
			element.hidden = false;
			fill(0);
			components.setText(text, words);
		},
		update(progress: Progress) {
			element.hidden = false;
			fill(progress.seconds / model.MEASURE_SECONDS);
			components.setText(text, liveText(progress));
		},
		hide() {
			element.hidden = true;
		},
	};
}

function liveText({ slow_bytes, total_bytes, rate }: Progress): string {
	const share = total_bytes > 0 ? model.percentText(Math.max(0, 1 - slow_bytes / total_bytes)) : _('unknown');
	return _('%s so far, %s Mbit/s right now; bypassed the firewall: %s').format(
		model.bytesText(total_bytes),
		(rate / 1e6).toFixed(1),
		share
	);
}
