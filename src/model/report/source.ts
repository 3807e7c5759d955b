import type { Messages } from '../../wire/messages.ts';
import type { Connections, Counters, Facts, Names, Status } from '../../wire.ts';
import type { HostHints } from '../connections/index.ts';
import type * as model from '../index.ts';
import type { Vocabulary } from '../mask/index.ts';
import type { Evidence } from '../rungs/evidence.ts';

/** All that a report is made of, from a router that was asked or from a dump file. null = not known. */
export interface Source {
	/** Milliseconds since 1970. */
	made: number;
	status: Status | null;
	/** Two readings; the load is the difference. */
	before: Counters | null;
	counters: Counters | null;
	facts: Facts | null;
	connections: Connections | null;
	/** The reading before, for what has moved meanwhile. */
	connectionsBefore: Connections | null;
	messages: Messages | null;
	names: Names | null;
	hints: HostHints;
	/** What only the page knows. */
	unapplied: Evidence['unapplied'];
	staysSlow: number | null;
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
		status: null,
		before: null,
		counters: null,
		facts: null,
		connections: null,
		connectionsBefore: null,
		messages: null,
		names: null,
		hints: {},
		unapplied: null,
		staysSlow: null,
		measured: [],
		samples: [],
		faults: [],
	};
}

/** What the verdict rests on. */
export function evidenceOf(source: Source): Evidence {
	const { status, counters, unapplied, staysSlow, measured, facts } = source;
	return {
		status,
		counters,
		unapplied,
		staysSlow,
		measured: measured[measured.length - 1] ?? null,
		misplaced: misplacedIn(facts),
	};
}

function misplacedIn(facts: Facts | null): string[] {
	const misplaced = facts?.misplaced;
	if (!misplaced) return [];
	const { globals_flow_offloading, globals_flow_offloading_hw, in_ignored_defaults } = misplaced;
	const inGlobals = globals_flow_offloading === true || globals_flow_offloading_hw === true;
	return [
		...(inGlobals ? ['network.globals'] : []),
		...(in_ignored_defaults ? ['firewall.@defaults[1]'] : []),
	];
}

/** The names that a report has to hide. */
export function vocabularyOf({ names, hints }: Source): Vocabulary {
	const hinted = Object.values(hints).flatMap(({ name }) => (name ? [name] : []));
	return {
		host: [...(names?.hosts ?? []), ...hinted],
		wifi: names?.wifi ?? [],
		login: names?.users ?? [],
	};
}

/** Whether every kind of name is known: else a name may show in a text. */
export function knowsNames({ names }: Source): boolean {
	return Boolean(names?.hosts && names.wifi && names.users);
}
