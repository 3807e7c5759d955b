import type { Direction } from '../../../rpc/types/index.ts';
import * as entries from '../../connections/index.ts';
import * as model from '../../index.ts';
import type { Source } from '../source.ts';
import type { Content } from './content.ts';

/** Connections that are written out. */
const WRITTEN = 10;

/** How many connections are in which state and why, and the largest ones. */
export function connections({ replies, hints }: Source): Content {
	const { connections: reply, connections_before = null, status = null } = replies;
	if (!reply) return {};
	if (!reply.connections) return { rows: [[_('Connections'), model.reasonText(reply.unknown.connections)]] };
	const rows = entries.rowsOf(reply, connections_before, status, entries.hostFinder(hints));
	return {
		rows: [[_('Examined'), model.shareText(rows.length, reply.seen)], ...countStates(rows)],
		lines: entries.sortRows(rows, { column: 'bytes', descending: true }).slice(0, WRITTEN).map(lineOf),
	};
}

function countStates(rows: entries.Row[]): model.Row[] {
	const counts = new Map<string, number>();
	for (const { judgement } of rows) {
		const whys = judgement.whys.slice(0, 1).map(entries.whyText);
		const name = [entries.stateText(judgement.state), ...whys].join(' – ');
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	return [...counts]
		.sort(([, a], [, b]) => b - a)
		.map(([name, count]) => [name.replace(/\.$/, ''), String(count)]);
}

/** In the words of conntrack, which helpers know. */
function lineOf({ connection, judgement, bytes }: entries.Row): string {
	const { protocol, original, reply, tcp_state } = connection;
	const words = [
		entries.protocolText(protocol),
		tcp_state,
		tupleText(original),
		tupleText(reply),
		`bytes=${bytes ?? '?'}`,
		`[${[judgement.state, judgement.whys.map(({ why }) => why).join(', ')].filter(Boolean).join(': ')}]`,
	];
	return words.filter(Boolean).join(' ');
}

function tupleText({ src, dst, sport, dport }: Direction): string {
	const ports = sport === null ? '' : ` sport=${sport} dport=${dport ?? '?'}`;
	return `src=${model.tidyAddress(src)} dst=${model.tidyAddress(dst)}${ports}`;
}
