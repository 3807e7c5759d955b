import * as model from '../index.ts';
import type { Report, Section } from './report.ts';
import type { Source } from './source.ts';

/** What the picture shows: a part of a report, so masked like it. */
export interface CardContent {
	made: number;
	badge: model.Badge;
	headline: string;
	rungs: model.Rung[];
	/** Share of the bytes on the short cut, 0 to 1; null = unknown. */
	share: number | null;
	samples: model.Sample[];
	settings: Section['rows'];
	versions: Section['rows'];
	/** Conflicts and hints, worst first. */
	notes: string[];
}

/** Chooses from a report what its picture shows. */
export function cardOf(report: Report, source: Source): CardContent {
	const rowsOf = (id: string) => report.sections.find((section) => section.id === id)?.rows ?? [];
	return {
		made: report.made,
		badge: report.badge,
		headline: report.headline.text,
		rungs: report.rungs,
		share: shareOf(source),
		samples: source.samples,
		settings: [...rowsOf('settings').slice(0, 2), ...devicesOf(source), ...rowsOf('conntrack').slice(0, 3)],
		versions: rowsOf('router').slice(0, 6),
		notes: report.notes,
	};
}

/** Names of devices are the kernel's, not people's. */
function devicesOf({ status }: Source): Section['rows'] {
	const flowtable = model.firewallFlowtable(status?.flowtables ?? []);
	return flowtable ? [[_('Covered devices'), flowtable.devices.join(', ')]] : [];
}

/** Of the last minutes, else of the two readings of the report itself. */
function shareOf({ samples, before, counters, status }: Source): number | null {
	const recent = samples[samples.length - 1]?.share ?? null;
	if (recent !== null || !before || !counters) return recent;
	const line = { device: model.wanDeviceOf(status), counted: model.countsOffloadedBytes(status) };
	const interval = model.intervalBetween(before, counters, line);
	if (!interval?.wan_bytes || interval.offloaded_bytes === null) return null;
	return Math.min(1, interval.offloaded_bytes / interval.wan_bytes);
}
