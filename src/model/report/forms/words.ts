import type * as model from '../../index.ts';
import type { Report } from '../report.ts';

/** Signs that every forum and every font shows, beside the words. */
const SIGNS: Record<model.Rung['state'], string> = {
	reached: '[x]',
	failed: '[!]',
	unknown: '[?]',
	open: '[ ]',
};

/** "[x] Requested  [!] Loaded  [ ] Complete  [ ] Picked up" */
export function rungsText({ rungs }: Report): string {
	return rungs.map(({ state, title }) => `${SIGNS[state]} ${title}`).join('  ');
}

/** Day and minute of the report in universal time. */
export function timeText(made: number): string {
	return `${new Date(made).toISOString().replace('T', ' ').slice(0, 16)} UTC`;
}

/** Values are one line, whatever the router put into them. */
export function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}

export function titleText(): string {
	return _('Flow offloading report');
}

/** Whether there is anything in a section: an empty one is left out. */
export function filled({ sections }: Report): Report['sections'] {
	return sections.filter(({ rows, lines }) => rows.length > 0 || lines.length > 0);
}
