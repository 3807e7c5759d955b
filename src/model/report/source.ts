import type { Replies } from '../../rpc/types/dump.ts';
import type { HostHints } from '../../rpc/types/host-hints.ts';
import type { Evidence } from '../diagnosis/evidence.ts';
import * as model from '../index.ts';
import type { Vocabulary } from '../redact/index.ts';

/** All that a report is made of, from a router that was asked or from a dump file. */
export interface Source {
	/** Milliseconds since 1970. */
	made: number;
	/** A reply that is not here failed, and `faults` says why, or was not in the file. */
	replies: Replies;
	hints: HostHints;
	/** What only the page knows. */
	unapplied: Evidence['unapplied'];
	notOffloaded: number | null;
	/** The newest first. */
	measured: model.Measurement[];
	/** The last minutes, as the chart has them. */
	samples: model.Sample[];
	/** Calls that failed, and why, in words: 'status: ...'. */
	faults: string[];
}

/** A source that knows nothing yet. */
export function emptySource(made: number): Source {
	return {
		made,
		replies: {},
		hints: {},
		unapplied: null,
		notOffloaded: null,
		measured: [],
		samples: [],
		faults: [],
	};
}

/** What the verdict rests on. */
export function evidenceOfSource(source: Source): Evidence {
	const { replies, unapplied, notOffloaded, measured: results } = source;
	const { status = null, counters = null, environment = null } = replies;
	const interval = intervalOf(source);
	const { bypassed } = model.liveShare(interval ? [interval] : [], model.uplinkCounters(status));
	return model.evidenceOf({ status, counters, environment, unapplied, notOffloaded, bypassed, results });
}

/** Addresses of IPv4 anywhere in the replies. */
const DOTTED = /\d{1,3}(?:\.\d{1,3}){3}/g;

/** The names that a report has to hide, and the addresses that could be in it in another form. */
export function vocabularyOf({ replies, hints }: Source): Vocabulary {
	const names = replies.private_names;
	const hinted = Object.values(hints).flatMap(({ name }) => (name ? [name] : []));
	return {
		host: [...(names?.hosts ?? []), ...hinted],
		wifi: names?.wifi ?? [],
		login: names?.users ?? [],
		name: names?.rules ?? [],
		network: names?.networks ?? [],
		address: [...new Set(JSON.stringify(replies).match(DOTTED))],
	};
}

/** Kinds of names that are not known, or not all of them: one of those may show in a text. */
export function missingNames({ replies: { private_names: names } }: Source): string[] {
	const titles = {
		hosts: _('devices'),
		wifi: _('Wi-Fi networks'),
		users: _('user names'),
		rules: _('firewall rules'),
		networks: _('networks'),
	};
	return (Object.keys(titles) as Array<keyof typeof titles>)
		.filter((kind) => !names?.[kind] || names.unknown[kind])
		.map((kind) => titles[kind]);
}

/** Whether all names are known: else one may show in a text. */
export function knowsNames(source: Source): boolean {
	return missingNames(source).length === 0;
}

/** What went through the router while the report was made, some seconds; null where that is unknown. */
export function intervalOf({ replies }: Source): model.Interval | null {
	const { counters_before, counters, status = null } = replies;
	return counters_before && counters
		? model.intervalBetween(counters_before, counters, model.uplinkCounters(status))
		: null;
}
