import type { ResultLatency } from '../rpc/types/index.ts';
import * as model from './index.ts';

/** A measurement of a mode that was switched to for it, or was set already. */
export interface ModeRun extends model.Measurement {
	mode: model.Mode;
}

/** A figure on average, and how far the runs are apart. */
export interface Spread {
	mean: number;
	spread: number;
}

/** What the runs of one mode say together. */
export interface ModeSummary {
	mode: model.Mode;
	/** Bytes a second; a direction that carried too little in a run is null. */
	total: Spread;
	download: Spread | null;
	upload: Spread | null;
	/** Of the busiest core, 0 to 1; null where a run does not know it. */
	cpu: Spread | null;
	softirq: Spread | null;
	/** Share that bypassed the firewall, 0 to 1. */
	bypassed: Record<'download' | 'upload', number | null>;
	latency: ResultLatency | null;
}

/** The modes of some runs, each once, in the order of their first run. */
export function summarize(runs: ModeRun[]): ModeSummary[] {
	const modes = [...new Set(runs.map(({ mode }) => mode))];
	return modes.map((mode) =>
		summaryOf(
			mode,
			runs.filter((run) => run.mode === mode)
		)
	);
}

function summaryOf(mode: model.Mode, runs: ModeRun[]): ModeSummary {
	const each = (figure: (run: ModeRun) => number | null) => spreadOf(runs.map(figure));
	const bypassed = (direction: 'download' | 'upload') =>
		each((run) => model.directionShare(run[direction]))?.mean ?? null;
	return {
		mode,
		total: each(({ total_bytes, seconds }) => total_bytes / seconds) ?? { mean: 0, spread: 0 },
		download: each((run) => directionSpeed(run, 'download')),
		upload: each((run) => directionSpeed(run, 'upload')),
		cpu: each(({ cpu }) => cpu),
		softirq: each(({ softirq }) => softirq),
		bypassed: { download: bypassed('download'), upload: bypassed('upload') },
		latency: latencyOf(runs),
	};
}

function directionSpeed(run: ModeRun, direction: 'download' | 'upload'): number | null {
	const { total_bytes } = run[direction];
	return total_bytes < model.ENOUGH_DIRECTION_BYTES ? null : total_bytes / run.seconds;
}

function spreadOf(values: Array<number | null>): Spread | null {
	const known = values.filter((value): value is number => value !== null);
	if (known.length === 0 || known.length < values.length) return null;
	const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
	return { mean, spread: Math.max(...known) - Math.min(...known) };
}

function latencyOf(runs: ModeRun[]): ResultLatency | null {
	const known = runs.flatMap(({ latency }) => (latency ? [latency] : []));
	const median = spreadOf(known.map(({ median_ms }) => median_ms));
	if (!median) return null;
	return {
		min_ms: Math.min(...known.map(({ min_ms }) => min_ms)),
		median_ms: median.mean,
		max_ms: Math.max(...known.map(({ max_ms }) => max_ms)),
	};
}
