import type { Mask, Switches } from '../../mask/index.ts';
import { conflictsOf, type Parts, type Report } from '../report.ts';
import type { Source } from '../source.ts';

export const REPORT_FORMAT = 'nft-offload-report';
/** Rises when a reader of before would misread the file. */
export const SCHEMA_VERSION = 1;

/** The report for programs: verdict and conflicts by their names, and the masked replies of the router as src/wire.ts has them. */
export function asJson(report: Report, source: Source, mask: Mask, masked: Switches, parts: Parts): string {
	const { status, before, counters, facts, connections, messages, measured, samples } = source;
	const { badge, headline, rungs } = report;
	const file = {
		format: REPORT_FORMAT,
		schema_version: SCHEMA_VERSION,
		made: new Date(report.made).toISOString(),
		masked,
		verdict: {
			badge: badge.id,
			headline: headline.id,
			text: headline.text,
			rungs: Object.fromEntries(rungs.map(({ name, state }) => [name, state])),
		},
		conflicts: conflictsOf(source).map(({ rule, found }) => ({
			id: rule.id,
			severity: rule.severity,
			found,
		})),
		measured,
		samples,
		replies: {
			status,
			counters_before: before,
			counters,
			facts,
			connections: parts.connections ? connections : null,
			messages: parts.messages ? messages : null,
		},
		faults: source.faults,
	};
	return `${JSON.stringify(mask.value(file), null, 2)}\n`;
}
