/** What the page knows and concludes: pure functions from facts (src/wire.ts) to findings and words. */
export * from './fault.ts';
export * from './mode.ts';
export * from './situation.ts';
export * from './units.ts';
