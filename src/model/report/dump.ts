import { DUMP_FORMAT, DUMP_VERSION, type Dump } from '../../wire/dump.ts';
import type { Reply } from '../../wire.ts';
import { emptySource, type Source } from './source.ts';

/** Opens what `nft-offload dump` printed. Throws an Error in words where the text is no such file. */
export function openDump(text: string): Source {
	const dump = parse(text);
	if (dump?.format !== DUMP_FORMAT) throw new Error(_('This is no file of "nft-offload dump".'));
	if (dump.version !== DUMP_VERSION)
		throw new Error(
			_('This file was made by another version of the app (format %s).').format(String(dump.version))
		);
	const { replies } = dump;
	if (typeof replies !== 'object' || replies === null) throw new Error(_('This file is not complete.'));
	const faults: string[] = [];
	const take = <T extends object>(name: keyof Dump['replies'], reply: Reply<T> | undefined): T | null => {
		if (reply?.ok) return reply;
		if (reply) faults.push(_('%s: %s').format(name, String(reply.error?.text ?? '?')));
		return null;
	};
	return {
		...emptySource(Number(dump.made) * 1000 || 0),
		before: take('counters_before', replies.counters_before),
		counters: take('counters', replies.counters),
		status: take('status', replies.status),
		facts: take('facts', replies.facts),
		connectionsBefore: take('connections_before', replies.connections_before),
		connections: take('connections', replies.connections),
		messages: take('messages', replies.messages),
		names: take('names', replies.names),
		faults,
	};
}

/** ssh and terminals may leave something in front of the file or behind it. */
function parse(text: string): Dump | null {
	try {
		return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
	} catch {
		return null;
	}
}
