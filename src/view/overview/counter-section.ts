import * as model from '../../model/index.ts';
import type { Judgement } from '../../model/judgement.ts';
import { known, type Reading, type State } from '../../model/state.ts';
import type { Counters } from '../../rpc/types/index.ts';
import * as components from '../../ui/index.ts';

/** How many connections are offloaded, as the heading; one bar of all tracked connections, and a table by kind. */
export function counterSection() {
	const headline = E('h3', { class: 'nft-offload-headline' }, [_('Reading the counter…')]);
	const meter = components.meterBar();
	const table = components.counterTable();
	const error = E('div', { class: 'alert-message warning', 'aria-live': 'polite', hidden: '' });
	const element = E('div', { class: 'cbi-section' }, [
		headline,
		E('div', { class: 'cbi-section-node' }, [error, meter.element, table.element]),
	]);
	return {
		element,
		update(state: State, { meter: counts }: Judgement) {
			if (!state.counters) return;
			const [counters, status] = [known(state.counters), known(state.status)];
			components.showText(error, errorTextOf(state.counters));
			components.setText(headline, headlineText(counters));
			meter.update(counts);
			table.update(counters?.offloaded ?? null, model.countsOffloadedBytes(status));
		},
	};
}

function errorTextOf(reading: Reading<Counters>): string | null {
	if ('error' in reading) return model.callErrorText(reading.error);
	const { offloaded, unknown } = reading.value;
	if (offloaded) return null;
	return _('The number of offloaded connections is unknown: %s').format(model.reasonText(unknown.offloaded));
}

function headlineText(counters: Counters | null): string {
	if (!counters?.offloaded) return _('Number of offloaded connections: unknown');
	const { software, hardware } = counters.offloaded;
	const count = software.total.entries + hardware.total.entries;
	if (count === 0) return _('No connection is offloaded right now');
	return N_(count, '%s connection is offloaded', '%s connections are offloaded').format(
		model.countText(count)
	);
}
