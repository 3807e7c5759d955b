/** Single connections: what each is, and why it is offloaded or not. Pure functions from facts to rows and words. */

export * from './explain.ts';
export * from './fold.ts';
export * from './groups.ts';
export * from './hosts.ts';
export * from './rows.ts';
export * from './select.ts';
export * from './service.ts';
export * from './share.ts';
export * from './share-counter.ts';
export * from './words.ts';
