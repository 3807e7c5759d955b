import type { Check } from '../../index.ts';
import * as model from '../../index.ts';
import type { Report } from '../report.ts';
import type { Style } from './styles.ts';

/** Signs that every forum and every font shows, next to the words. */
const SIGNS: Record<Check['state'], string> = {
	reached: '[x]',
	partly: '[~]',
	failed: '[!]',
	unknown: '[?]',
	waiting: '[ ]',
	open: '[ ]',
};

/** Writes the report for people. Sections that have nothing to say are left out. */
export function asText(report: Report, { plain, value, strong, list, block }: Style): string {
	const { badge, headline, checks, notes, sections, made } = report;
	const blocks = [
		strong(`${_('Flow offloading report')}: ${badge.text}`),
		`${plain(headline.text)} (${value(headline.id)})`,
		value(checks.map(({ state, title }) => `${SIGNS[state]} ${title}`).join(' ')),
		list(notes.map(plain)),
		...sections
			.filter(({ rows, lines }) => rows.length + lines.length > 0)
			.map(({ title, rows, lines }) =>
				joined('\n', [
					strong(title),
					list(rows.map(([label, text]) => `${plain(label)}: ${value(text)}`)),
					block(lines),
				])
			),
		plain(model.timeText(made)),
	];
	return `${joined('\n\n', blocks)}\n`;
}

function joined(gap: string, blocks: string[]): string {
	return blocks.filter(Boolean).join(gap);
}
