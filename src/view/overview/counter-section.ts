import * as model from '../../model/index.ts';
import type { Counters, Status } from '../../rpc/types/index.ts';
import * as parts from '../../ui/index.ts';
import type { Reading } from './poll.ts';

/** The section "Offloaded connections now": headline, path, meter, table, what is tracked, and why something is unknown. */
export function counterSection() {
	const headline = E('p', { class: 'nft-offload-headline' }, [_('Reading the counter…')]);
	const path = parts.pathPicture();
	const meter = parts.meterBar();
	const table = parts.counterTable();
	const facts = parts.factTable(_('Connection tracking'));
	const fault = E('div', { class: 'alert-message warning', role: 'status', hidden: '' });
	const element = E('div', { class: 'cbi-section' }, [
		E('h3', [_('Offloaded connections now')]),
		fault,
		headline,
		path.element,
		meter.element,
		table.element,
		facts.element,
	]);
	return {
		element,
		update(reading: Reading<Counters>, history: model.History, status: Status | null) {
			const counters = 'value' in reading ? reading.value : null;
			showFault(fault, faultOf(reading));
			parts.setText(headline, headlineText(counters));
			path.update(model.recentShare(history.recent));
			meter.update(model.meterOf(counters, status?.slow ?? null));
			table.update(counters?.offloaded ?? null, model.countsOffloadedBytes(status));
			facts.update(trackingRows(counters));
		},
	};
}

function showFault(element: HTMLElement, text: string | null): void {
	element.hidden = text === null;
	parts.setText(element, text ?? '');
}

function faultOf(reading: Reading<Counters>): string | null {
	if ('error' in reading) return model.callFaultText(reading.error);
	const { offloaded, unknown } = reading.value;
	if (offloaded) return null;
	return _('The number of offloaded connections is unknown: %s').format(model.reasonText(unknown.offloaded));
}

function headlineText(counters: Counters | null): string {
	if (!counters?.offloaded) return _('Number of offloaded connections: unknown');
	const { software, hardware } = counters.offloaded;
	const count = software.total.entries + hardware.total.entries;
	if (count === 0) return _('No connection is offloaded at this moment.');
	return N_(count, '%d connection is offloaded.', '%d connections are offloaded.').format(count);
}

function trackingRows(counters: Counters | null): Array<[string, string]> {
	const tracked = model.shareText(counters?.tracked ?? null, counters?.tracked_max ?? null);
	return [
		[_('Tracked connections'), tracked],
		[_('Counted through'), counters ? sourceText(counters) : _('unknown')],
	];
}

function sourceText(counters: Counters): string {
	if (counters.source === 'netlink') return _('netlink, filtered by the kernel');
	if (counters.source === null) return _('unknown');
	return _('/proc/net/nf_conntrack, because netlink is not to be had: %s').format(
		model.reasonText(counters.unknown.netlink)
	);
}
