/** What the page knows and concludes: pure functions from facts (src/wire.ts) to findings and words. */
export * from './address.ts';
export * from './chart/drawing.ts';
export * from './chart/lines.ts';
export * from './commands.ts';
export * from './fault.ts';
export * from './finding.ts';
export * from './history/history.ts';
export * from './history/interval.ts';
export * from './measurement.ts';
export * from './meter.ts';
export * from './mode.ts';
export * from './pending.ts';
export * from './rungs/badge.ts';
export * from './rungs/picked-up.ts';
export * from './rungs/verdict.ts';
export * from './sides.ts';
export * from './units.ts';
