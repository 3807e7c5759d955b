import type { Direction } from '../../../wire.ts';
import * as entries from '../../connections/index.ts';
import * as model from '../../index.ts';
import type { Section } from '../report.ts';
import type { Source } from '../source.ts';

/** Connections that are written out. */
const WRITTEN = 10;

/** How many connections are in which state and why, and the largest ones. */
export function connectionsSection({
	connections: reply,
	connectionsBefore,
	status,
	hints,
}: Source): Section | null {
	if (!reply) return null;
	const title = _('Connections');
	if (!reply.connections)
		return {
			id: 'connections',
			title,
			rows: [[title, model.reasonText(reply.unknown.connections)]],
			lines: [],
		};
	const rows = entries.rowsOf(reply, connectionsBefore, status, entries.hostFinder(hints));
	const counted = N_(rows.length, '%d of %d', '%d of %d').format(rows.length, reply.seen);
	return {
		id: 'connections',
		title,
		rows: [[_('Looked at'), counted], ...countStates(rows)],
		lines: entries.sortRows(rows, { column: 'bytes', descending: true }).slice(0, WRITTEN).map(lineOf),
	};
}

function countStates(rows: entries.Row[]): Section['rows'] {
	const counts = new Map<string, number>();
	for (const { judgement } of rows) {
		const why = entries.whyText(judgement);
		const name = entries.stateText(judgement.state) + (why ? `: ${why}` : '');
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	return [...counts].sort(([, a], [, b]) => b - a).map(([name, count]) => [name, String(count)]);
}

/** In the words of conntrack, which helpers know. */
function lineOf({ connection, judgement, bytes }: entries.Row): string {
	const { protocol, original, reply, tcp_state } = connection;
	const parts = [
		entries.protocolText(protocol),
		tcp_state ?? '',
		tupleText(original),
		tupleText(reply),
		`bytes=${bytes ?? '?'}`,
		`[${[judgement.state, judgement.why].filter(Boolean).join(': ')}]`,
	];
	return parts.filter(Boolean).join(' ');
}

function tupleText({ src, dst, sport, dport }: Direction): string {
	const ports = sport === null ? '' : ` sport=${sport} dport=${dport ?? '?'}`;
	return `src=${model.tidyAddress(src)} dst=${model.tidyAddress(dst)}${ports}`;
}
