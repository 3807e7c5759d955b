/** Hides what is private in texts and facts before they are shared. */

export type { Vocabulary } from './names.ts';
export * from './options.ts';
export * from './redact.ts';
