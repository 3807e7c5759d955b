import * as model from '../../../model/index.ts';
import * as components from '../../../ui/index.ts';
import type { Step } from './best-mode.ts';
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
		/** Something is running that has no progress of its own; `share`: what is done of all, 0 to 1. */
		tell(words: string, share = 0) {
			element.hidden = false;
			fill(share);
			components.setText(text, words);
		},
		/** `step`: of which measurement, where it is one of several. */
		update(progress: Progress, step: Step | null = null) {
			const { index, count } = step ?? { index: 0, count: 1 };
			element.hidden = false;
			fill((index + progress.seconds / model.MEASURE_SECONDS) / count);
			const live = liveText(progress);
			components.setText(text, step ? `${stepText(step, progress.seconds)} ${live}` : live);
		},
		hide() {
			element.hidden = true;
		},
	};
}

/** Seconds that a switch to another mode takes, about. */
const SWITCH_SECONDS = 5;

function stepText({ mode, index, count }: Step, seconds: number): string {
	const later = (count - 1 - index) * (model.MEASURE_SECONDS + SWITCH_SECONDS);
	const left = Math.max(0, Math.ceil(model.MEASURE_SECONDS - seconds)) + later;
	return _('%s: step %d of %d, about %d s left.').format(model.modeName(mode), index + 1, count, left);
}

function liveText({ slow_bytes, total_bytes, rate }: Progress): string {
	const share = total_bytes > 0 ? model.percentText(Math.max(0, 1 - slow_bytes / total_bytes)) : _('unknown');
	return _('%s so far, %s Mbit/s right now; bypassed the firewall: %s').format(
		model.bytesText(total_bytes),
		model.numberText(rate / 1e6, 1),
		share
	);
}
