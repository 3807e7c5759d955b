import type { FlowTally } from '../../../rpc/types/index.ts';
import * as model from '../../index.ts';
import type { Source } from '../source.ts';
import type { Content } from './content.ts';

/** Counts of connections and the settings that they depend on. */
export function conntrack({ replies: { counters, status } }: Source): Content {
	const rows: model.Row[] = [];
	if (counters) {
		const { tracked, tracked_max, offloaded, source, ppe_bound, unknown } = counters;
		const tally = (kind: 'software' | 'hardware') =>
			offloaded ? tallyText(offloaded[kind]) : model.reasonText(unknown.offloaded);
		rows.push([_('Tracked connections'), model.shareText(tracked, tracked_max)]);
		rows.push([_('Offloaded in software'), tally('software')]);
		rows.push([_('Offloaded in hardware'), tally('hardware')]);
		for (const [kind, found] of Object.entries(offloaded ?? {})) rows.push([kind, kindsText(found)]);
		rows.push([_('Data source'), model.valueText(source)]);
		if (ppe_bound !== null)
			rows.push([_('Entries in the packet processing engine (PPE)'), model.valueText(ppe_bound)]);
	}
	for (const [name, value] of Object.entries(status?.conntrack ?? {}))
		rows.push([`nf_${name.startsWith('flow') ? '' : 'conntrack_'}${name}`, model.valueText(value)]);
	return { rows };
}

/** "44, 4.8 GiB" */
function tallyText({ total }: FlowTally): string {
	return `${total.entries}, ${model.bytesText(total.bytes)}`;
}

/** "ipv4_tcp 4, ipv4_udp 40, ipv6_tcp 0, ipv6_udp 0, other 0", by the names of the reply. */
function kindsText({ total, ...kinds }: FlowTally): string {
	return Object.entries(kinds)
		.map(([kind, { entries }]) => `${kind} ${entries}`)
		.join(', ');
}
