/** The report that helpers in a forum ask for: from facts to masked text. Pure functions, so that a dump file gives the same report. */
import type { Mask, Switches } from '../mask/index.ts';
import { asBbcode } from './forms/bbcode.ts';
import { asJson } from './forms/json.ts';
import { asMarkdown } from './forms/markdown.ts';
import { asPlainText } from './forms/plain.ts';
import type { Parts, Report } from './report.ts';
import type { Source } from './source.ts';

export { type CardContent, cardOf } from './card.ts';
export { openDump } from './dump.ts';
export { type Parts, type Report, reportOn, type Section } from './report.ts';
export { emptySource, knowsNames, type Source, vocabularyOf } from './source.ts';

/** How a report can be written. */
export type Form = 'markdown' | 'bbcode' | 'text' | 'json';

/** Writes a report in one of its forms. `source` and `mask` must be those that it was made of and with. */
export function writeReport(
	form: Form,
	report: Report,
	source: Source,
	mask: Mask,
	masked: Switches,
	parts: Parts
): string {
	if (form === 'json') return asJson(report, source, mask, masked, parts);
	return { markdown: asMarkdown, bbcode: asBbcode, text: asPlainText }[form](report);
}
