import * as model from '../../model/index.ts';
import type { Judgement } from '../../model/judgement.ts';
import { known, type Reading, type State } from '../../model/state.ts';
import type { Counters } from '../../rpc/types/index.ts';
import * as components from '../../ui/index.ts';

/** The section "Offloaded connections now": headline, path, meter, table, what is tracked, and why something is unknown. */
export function counterSection() {
	const headline = E('p', { class: 'nft-offload-headline' }, [_('Reading the counter…')]);
	const path = components.pathPicture();
	const share = E('p', { class: 'nft-offload-share' });
	const meter = components.meterBar();
	const table = components.counterTable();
	const facts = components.factTable(_('Connection tracking'));
	const error = E('div', { class: 'alert-message warning', role: 'status', hidden: '' });
	const element = E('div', { class: 'cbi-section' }, [
		E('h3', [_('Offloaded connections now')]),
		error,
		headline,
		path.element,
		share,
		meter.element,
		table.element,
		facts.element,
	]);
	return {
		element,
		update(state: State, { meter: meterParts, share: live, shareText, diagnosis }: Judgement) {
			if (!state.counters) return;
			const [counters, status] = [known(state.counters), known(state.status)];
			components.showText(error, errorTextOf(state.counters));
			components.setText(headline, headlineText(counters));
			path.update(live.bypassed, diagnosis.directions, shareText);
			components.setText(share, leastOfEach(live, shareText));
			meter.update(meterParts);
			table.update(counters?.offloaded ?? null, model.countsOffloadedBytes(status));
			facts.update(trackingRows(counters));
		},
	};
}

function errorTextOf(reading: Reading<Counters>): string | null {
	if ('error' in reading) return model.callFaultText(reading.error);
	const { offloaded, unknown } = reading.value;
	if (offloaded) return null;
	return _('The number of offloaded connections is unknown: %s').format(model.reasonText(unknown.offloaded));
}

function headlineText(counters: Counters | null): string {
	if (!counters?.offloaded) return _('Number of offloaded connections: unknown');
	const { software, hardware } = counters.offloaded;
	const count = software.total.entries + hardware.total.entries;
	if (count === 0) return _('No connection is offloaded right now.');
	return N_(count, '%d connection is offloaded.', '%d connections are offloaded.').format(count);
}

/** The bound of each direction, where both are known. */
function leastOfEach({ download, upload }: model.LiveShare, sentence: string): string {
	if (download === null || upload === null) return sentence;
	return _('%s Downloads: at least %s. Uploads: at least %s.').format(
		sentence,
		model.leastText(download),
		model.leastText(upload)
	);
}

function trackingRows(counters: Counters | null): Array<[string, string]> {
	const tracked = model.shareText(counters?.tracked ?? null, counters?.tracked_max ?? null);
	return [
		[_('Tracked connections'), tracked],
		[_('Data source'), counters ? sourceText(counters) : _('unknown')],
	];
}

function sourceText(counters: Counters): string {
	if (counters.source === 'netlink') return _('netlink, filtered by the kernel');
	if (counters.source === null) return _('unknown');
	return _('/proc/net/nf_conntrack, because netlink is unavailable: %s').format(
		model.reasonText(counters.unknown.netlink)
	);
}
