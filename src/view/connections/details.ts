import * as entries from '../../model/connections/index.ts';
import * as model from '../../model/index.ts';
import type { Direction } from '../../rpc/types/index.ts';

/** What an expert wants to know of a connection, a line each: all reasons, both tuples as conntrack has them, the rest of the entry. */
export function detailLines({ connection, judgement }: entries.Row): string[] {
	const { family, protocol, original, reply, tcp_state, timeout, mark, helper } = connection;
	const lines = [
		...judgement.whys.map(entries.whyText),
		_('IPv%d, %s').format(family, entries.protocolText(protocol)),
		_('Original: %s').format(tupleText(original)),
		_('Reply: %s').format(tupleText(reply)),
	];
	if (tcp_state) lines.push(_('TCP state: %s').format(tcp_state));
	if (timeout !== null) lines.push(_('Times out in %d s if idle').format(timeout));
	if (helper) lines.push(_('Conntrack helper: %s').format(helper));
	if (mark) lines.push(_('Mark: 0x%x').format(mark));
	return lines;
}

function tupleText({ src, dst, sport, dport, packets, bytes }: Direction): string {
	return _('%s → %s, %s packets, %s').format(
		endText(src, sport),
		endText(dst, dport),
		model.countText(packets),
		model.bytesText(bytes)
	);
}

function endText(address: string, port: number | null): string {
	const tidy = model.tidyAddress(address);
	if (port === null) return tidy;
	return tidy.includes(':') ? `[${tidy}]:${port}` : `${tidy}:${port}`;
}
