import * as conflicts from '../conflicts/index.ts';
import * as model from '../index.ts';
import type { Mask } from '../mask/index.ts';
import { connectionsSection } from './sections/connections.ts';
import { conntrackSection } from './sections/conntrack.ts';
import { devicesSection } from './sections/devices.ts';
import { flowtablesSection } from './sections/flowtables.ts';
import { loadSection } from './sections/load.ts';
import { messagesSection } from './sections/messages.ts';
import { networksSection } from './sections/networks.ts';
import { routerSection } from './sections/router.ts';
import { settingsSection } from './sections/settings.ts';
import { evidenceOf, type Source } from './source.ts';

/** Rows of a label and a value, and lines that are shown as they are, such as rules and log messages. */
export interface Section {
	id: string;
	title: string;
	rows: Array<[label: string, value: string]>;
	lines: string[];
}

/** A report before it is written in one of its forms. Every text that came from the router is masked. */
export interface Report {
	made: number;
	badge: model.Badge;
	headline: model.Finding;
	rungs: model.Rung[];
	/** Notes and hints, worst first; conflicts with what was found. */
	notes: string[];
	sections: Section[];
}

/** Which of the longer parts are wanted. */
export interface Parts {
	connections: boolean;
	messages: boolean;
}

/** Makes the report on a router from what is known of it. */
export function reportOn(source: Source, mask: Mask, parts: Parts): Report {
	const { badge, headline, rungs, hints, seals } = model.judgeRouter(evidenceOf(source));
	const sections = [
		settingsSection(source),
		flowtablesSection(source),
		networksSection(source),
		devicesSection(source),
		conntrackSection(source),
		loadSection(source, seals),
		parts.connections ? connectionsSection(source) : null,
		parts.messages ? messagesSection(source) : null,
		routerSection(source),
	];
	const found = conflictsOf(source).map(conflictText);
	return {
		made: source.made,
		badge,
		headline: { ...headline, text: mask.text(headline.text) },
		rungs,
		notes: [...found, ...hints.map(({ text }) => text), ...source.faults].map((note) => mask.text(note)),
		sections: sections.filter((section) => section !== null).map((section) => masked(section, mask)),
	};
}

/** The conflicts of the router, low ones too; none while its facts are unknown. */
export function conflictsOf({ status, facts }: Source): conflicts.Conflict[] {
	return status && facts ? conflicts.findConflicts({ status, facts }) : [];
}

function conflictText({ rule, found }: conflicts.Conflict): string {
	const words = _('%s: %s').format(conflicts.severityName(rule.severity), rule.effect());
	return `${words} [${[rule.id, ...found].join(', ')}]`;
}

function masked({ id, title, rows, lines }: Section, mask: Mask): Section {
	return {
		id,
		title,
		rows: rows.map(([label, value]) => [label, mask.text(value)]),
		lines: lines.map((line) => mask.text(line)),
	};
}
