import * as model from '../model/index.ts';
import * as parts from '../ui/index.ts';
import { drawChart, type LiveChart } from './chart.ts';

/** The last ten minutes as a chart. Its library is fetched when the rest of the page stands. */
export function chartSection() {
	const note = E('p', [_('The chart appears with the second reading.')]);
	const place = E('div', {
		class: 'nft-offload-chart',
		role: 'img',
		'aria-label': _('Chart of the last ten minutes'),
	});
	const pause = E(
		'button',
		{ class: 'btn cbi-button', 'aria-pressed': 'false', click: () => togglePause() },
		[_('Pause')]
	);
	const element = E('div', { class: 'cbi-section' }, [
		E('h3', [_('The last ten minutes')]),
		note,
		place,
		pause,
	]);
	let chart: Promise<LiveChart | null> | undefined;
	let paused = false;
	let latest = model.NO_HISTORY;

	function togglePause(): void {
		paused = !paused;
		pause.setAttribute('aria-pressed', String(paused));
		parts.setText(pause, paused ? _('Go on') : _('Pause'));
		if (!paused) show();
	}

	function show(): void {
		if (paused || latest.samples.length < 2) return;
		chart ??= drawChart(place).catch(() => null);
		chart.then((drawn) => {
			parts.setText(note, drawn ? describe(latest) : _('The chart library could not be loaded.'));
			drawn?.update(latest);
		});
	}

	return {
		element,
		update(history: model.History) {
			latest = history;
			show();
		},
	};
}

/** The chart in words, for those who cannot see it, and for all who want the figure. */
function describe(history: model.History): string {
	const sample = history.samples[history.samples.length - 1];
	if (!sample) return '';
	const rate =
		sample.wan_bits === null ? _('unknown') : _('%s Mbit/s').format((sample.wan_bits / 1e6).toFixed(1));
	const cpu = sample.cpu === null ? _('unknown') : model.percentText(sample.cpu);
	const share = sample.share === null ? _('unknown') : model.percentText(sample.share);
	return _('Now: %s on the Internet line, %s of it on the short cut, busiest CPU core at %s.').format(
		rate,
		share,
		cpu
	);
}
