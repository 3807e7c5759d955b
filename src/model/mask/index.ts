/** Hides what is private in texts and facts before they are shared. */
export * from './mask.ts';
export type { Vocabulary } from './names.ts';
