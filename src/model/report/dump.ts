import { DUMP_FORMAT, DUMP_VERSION, type Dump, type Replies } from '../../rpc/types/dump.ts';
import { emptySource, type Source } from './source.ts';

/** What is taken from a file, in the order in which it is shared; anything else might be private in a way that we do not know. */
export const REPLY_NAMES: Array<keyof Replies> = [
	'counters_before',
	'counters',
	'status',
	'environment',
	'connections_before',
	'connections',
	'logs',
	'private_names',
];

/** Opens what `nft-offload dump` printed. Throws an Error in words where the text is no such file. */
export function openDump(text: string): Source {
	const dump = parse(text);
	if (dump?.format !== DUMP_FORMAT) throw new Error(_('This is not a file from “nft-offload dump”.'));
	if (dump.version !== DUMP_VERSION || !dump.replies)
		throw new Error(_('The file is damaged, or from another version of the app.'));
	const source = emptySource(Number(dump.made) * 1000 || 0);
	for (const name of REPLY_NAMES) {
		const reply = dump.replies[name];
		if (reply?.ok) Object.assign(source.replies, { [name]: reply });
		else if (reply) source.faults.push(`${name}: ${reply.error?.text}`);
	}
	return source;
}

/** ssh and terminals may leave something in front of the file or behind it. */
function parse(text: string): Dump | null {
	try {
		return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
	} catch {
		return null;
	}
}
