import * as conflicts from '../conflicts/index.ts';
import * as model from '../index.ts';
import type { Mask } from '../redact/index.ts';
import { withoutCutWords } from './cut.ts';
import { connections } from './sections/connections.ts';
import { conntrack } from './sections/conntrack.ts';
import type { Content } from './sections/content.ts';
import { devices } from './sections/devices.ts';
import { exceptions } from './sections/exceptions.ts';
import { load } from './sections/load.ts';
import { messages } from './sections/messages.ts';
import { networks } from './sections/networks.ts';
import { evidenceOfSource, missingNames, type Source } from './source.ts';

/** Rows of a label and a value, and lines that are shown as they are, such as rules and log messages. */
interface Section {
	/** Stays the same in every language. */
	id: string;
	title: string;
	rows: model.Row[];
	lines: string[];
}

/** A report before it is written in one of its forms. Every text that came from the router is masked. */
export interface Report {
	made: number;
	badge: model.Badge;
	headline: model.Finding;
	checks: model.Check[];
	proof: model.Verdict['proof'];
	/** Which path each direction takes; null while nothing is known. */
	directions: model.DirectionStates;
	shares: model.PathFacts['shares'];
	/** Conflicts with what was found, hints, and calls that failed; the worst first. */
	notes: string[];
	sections: Section[];
}

/** Which of the longer sections are wanted. */
export interface Included {
	connections: boolean;
	messages: boolean;
}

/** Makes the report on a router from what is known of it. */
export function reportOn(asked: Source, mask: Mask, included: Included): Report {
	const source = withoutCutWords(asked);
	const { badge, headline, checks, hints, proof, directions, shares } = model.judgeRouter(
		evidenceOfSource(source)
	);
	const { status, environment = null } = source.replies;
	const contents: Array<[id: string, title: string, content: Content]> = [
		[
			'settings',
			_('Settings'),
			status ? { rows: model.settingRows(status, environment, source.unapplied) } : {},
		],
		['flowtables', _('Flowtables and forward rules'), status ? { rows: model.flowtableRows(status) } : {}],
		['exceptions', _('Exceptions'), exceptions(source)],
		['networks', _('Zones and networks'), networks(source)],
		['devices', _('Devices and services'), devices(source)],
		['conntrack', _('Connection tracking'), conntrack(source)],
		['load', _('Measurements and load'), load(source, proof)],
		['connections', _('Connections'), included.connections ? connections(source) : {}],
		['messages', _('Log messages'), included.messages ? messages(source) : {}],
		['router', _('Router'), status ? { rows: model.systemRows(status.system) } : {}],
	];
	const found = conflictsOf(source).map(conflictText);
	const notes = [
		...found,
		...hints.map(({ text }) => text),
		...new Set(source.faults),
		...incompleteNames(source),
	];
	return {
		made: source.made,
		badge,
		headline: { ...headline, text: mask.text(headline.text) },
		checks,
		proof,
		directions,
		shares,
		notes: notes.map(mask.text),
		sections: contents.map(([id, title, { rows = [], lines = [] }]) => ({
			id,
			title,
			rows: rows.map(([label, value]) => [mask.text(label), mask.text(value)]),
			lines: lines.map(mask.text),
		})),
	};
}

function incompleteNames(source: Source): string[] {
	const missing = missingNames(source);
	return missing.length > 0
		? [_('Some names may not be hidden, because not all could be read: %s').format(missing.join(', '))]
		: [];
}

/** The conflicts of the router, low ones too; none while its facts are unknown. */
export function conflictsOf({ replies: { status, environment } }: Source): conflicts.Conflict[] {
	return status && environment ? conflicts.findConflicts({ status, environment }) : [];
}

function conflictText(conflict: conflicts.Conflict): string {
	const { rule, found } = conflict;
	const words = _('%s: %s').format(conflicts.severityName(rule.severity), conflicts.effectText(conflict));
	return `${words} [${[rule.id, ...found].join(', ')}]`;
}
