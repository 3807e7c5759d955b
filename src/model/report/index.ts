/** The report that helpers in a forum ask for: from facts to masked text. Pure functions, so that a dump file gives the same report. */
import type { Mask, Switches } from '../redact/index.ts';
import { asJson } from './formats/json.ts';
import { BBCODE, MARKDOWN, TEXT } from './formats/styles.ts';
import { asText } from './formats/text.ts';
import type { Included, Report } from './report.ts';
import type { Source } from './source.ts';

export { openDump } from './dump.ts';
export { type Included, type Report, reportOn } from './report.ts';
export { emptySource, knowsNames, missingNames, type Source, vocabularyOf } from './source.ts';

const STYLES = { markdown: MARKDOWN, bbcode: BBCODE, text: TEXT };

/** How a report can be written. */
export type Form = keyof typeof STYLES | 'json';

/** Writes a report in one of its forms. `source` and `mask` must be those that it was made of and with. */
export function writeReport(
	form: Form,
	report: Report,
	source: Source,
	mask: Mask,
	masked: Switches,
	included: Included
): string {
	return form === 'json' ? asJson(report, source, mask, masked, included) : asText(report, STYLES[form]);
}
