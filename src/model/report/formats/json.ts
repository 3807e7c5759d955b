import type { Mask, Switches } from '../../redact/index.ts';
import { withoutCutWords } from '../cut.ts';
import { REPLY_NAMES } from '../dump.ts';
import { conflictsOf, type Included, type Report } from '../report.ts';
import type { Source } from '../source.ts';

export const REPORT_FORMAT = 'nft-offload-report';
/** Rises when a reader of before would misread the file. */
export const SCHEMA_VERSION = 1;

/** The report for programs: verdict and conflicts by their names, and the masked replies of the router (src/rpc/types/index.ts). */
export function asJson(
	report: Report,
	asked: Source,
	mask: Mask,
	masked: Switches,
	included: Included
): string {
	const { badge, headline, checks, proof } = report;
	const source = withoutCutWords(asked);
	const { measured, samples, faults } = source;
	const isShared = (name: string) =>
		name !== 'private_names' &&
		(included.connections || !name.startsWith('connections')) &&
		(included.messages || name !== 'logs');
	const names = REPLY_NAMES.filter(isShared);
	const file = {
		format: REPORT_FORMAT,
		schema_version: SCHEMA_VERSION,
		made: new Date(report.made).toISOString(),
		masked,
		verdict: {
			badge: badge.id,
			headline: headline.id,
			text: headline.text,
			checks: Object.fromEntries(checks.map(({ name, state }) => [name, state])),
			proof: { measured: proof.measured.id, hardware: proof.hardware.id },
		},
		conflicts: conflictsOf(source).map(({ rule: { id, severity }, found }) => ({ id, severity, found })),
		measured,
		samples,
		replies: Object.fromEntries(names.map((name) => [name, source.replies[name]])),
		faults,
	};
	return `${JSON.stringify(mask.value(file), null, 2)}\n`;
}
