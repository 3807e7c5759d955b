import type { Counters, FlowTally } from '../../../wire.ts';
import * as model from '../../index.ts';
import type { Section } from '../report.ts';
import type { Source } from '../source.ts';

/** Counts of connections and the settings that they depend on. */
export function conntrackSection(source: Source): Section {
	return {
		id: 'conntrack',
		title: _('Connection tracking'),
		rows: [...(source.counters ? countRows(source.counters) : []), ...settingRows(source)],
		lines: [],
	};
}

function countRows(counters: Counters): Section['rows'] {
	const { tracked, tracked_max, offloaded, source, ppe_bound, unknown } = counters;
	const rows: Section['rows'] = [[_('Tracked connections'), model.shareText(tracked, tracked_max)]];
	if (offloaded) {
		rows.push([_('Offloaded in software'), tallyText(offloaded.software)]);
		rows.push([_('Offloaded in hardware'), tallyText(offloaded.hardware)]);
	} else rows.push([_('Offloaded connections'), model.reasonText(unknown.offloaded)]);
	rows.push([_('Counted through'), source ?? _('unknown')]);
	if (ppe_bound !== null) rows.push([_('Bound in the packet engine'), model.countText(ppe_bound)]);
	return rows;
}

/** "44 (IPv4 TCP 4, IPv4 UDP 40), 4.8 GiB" */
function tallyText(tally: FlowTally): string {
	const kinds: Array<[string, FlowTally['total']]> = [
		['IPv4 TCP', tally.ipv4_tcp],
		['IPv4 UDP', tally.ipv4_udp],
		['IPv6 TCP', tally.ipv6_tcp],
		['IPv6 UDP', tally.ipv6_udp],
		[_('other'), tally.other],
	];
	const parts = kinds
		.filter(([, { entries }]) => entries > 0)
		.map(([name, { entries }]) => `${name} ${entries}`);
	const { entries, bytes } = tally.total;
	return entries === 0 ? '0' : `${entries} (${parts.join(', ')}), ${model.bytesText(bytes)}`;
}

function settingRows({ status }: Source): Section['rows'] {
	if (!status) return [];
	const { acct, flowtable_tcp_timeout, flowtable_udp_timeout } = status.conntrack;
	const seconds = (value: number | null) => (value === null ? _('unknown') : `${value} s`);
	return [
		['nf_conntrack_acct', acct === null ? _('unknown') : acct ? '1' : '0'],
		['nf_flowtable_tcp_timeout', seconds(flowtable_tcp_timeout)],
		['nf_flowtable_udp_timeout', seconds(flowtable_udp_timeout)],
	];
}
