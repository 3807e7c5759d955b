import * as model from '../../model/index.ts';
import type { State } from '../../model/state.ts';
import * as components from '../../ui/index.ts';
import { chartLegend } from './chart/legend.ts';
import { chartPlot } from './chart/plot.ts';

/** The last ten minutes as a chart; mouse, finger or arrow keys read a moment out of it. */
export function chartSection() {
	const waiting = E('p', [_('The chart appears with the second reading.')]);
	const when = E('span', [_('The latest reading')]);
	const plot = chartPlot((sample) => read(sample), describe);
	const legend = chartLegend(plot.show);
	const pause = E(
		'button',
		{
			type: 'button',
			class: 'btn cbi-button cbi-button-action nft-offload-pause',
			'aria-pressed': 'false',
			click: () => togglePause(),
		},
		[_('Pause')]
	);
	const chart = E('div', { hidden: '' }, [
		plot.element,
		legend.element,
		E('div', { class: 'nft-offload-under' }, [when, pause]),
	]);
	const element = E('div', { class: 'cbi-section' }, [
		E('h3', [_('The last ten minutes')]),
		E('div', { class: 'cbi-section-node' }, [waiting, chart]),
	]);
	let paused = false;
	/** The moment that is read out; null = the latest. */
	let pointed: model.Sample | null = null;
	let shown: model.Sample[] = [];
	let latest = model.NO_HISTORY;

	function togglePause(): void {
		paused = !paused;
		pause.setAttribute('aria-pressed', String(paused));
		if (!paused) show();
	}

	function show(): void {
		if (paused || latest.samples.length < 2) return;
		shown = latest.samples;
		waiting.hidden = true;
		chart.hidden = false;
		plot.update(shown);
		read(pointed && shown.includes(pointed) ? pointed : null);
	}

	function read(sample: model.Sample | null): void {
		pointed = sample;
		const moment = sample ?? shown[shown.length - 1];
		legend.update(moment, shown);
		components.setText(when, sample ? momentText(sample) : _('The latest reading'));
	}

	return {
		element,
		update({ history }: State) {
			if (history === latest) return;
			latest = history;
			show();
		},
	};
}

function momentText({ time, mark }: model.Sample): string {
	const clock = model.timeOfDayText(time * 1000);
	if (mark === 'reload') return _('%s: firewall reloaded').format(clock);
	if (mark === 'change') return _('%s: settings changed').format(clock);
	return _('At %s').format(clock);
}

/** A moment of the chart in one sentence. */
function describe(sample: model.Sample): string {
	const titles = model.seriesTitles();
	const values = model.SERIES.map((series) =>
		_('%s: %s').format(titles[series.id], model.seriesText(series, sample))
	);
	return [momentText(sample), ...values].join(', ');
}
