/** Small components of plain elements with LuCI's own classes, so that every theme fits. */
export * from './counter-table.ts';
export * from './fact-table.ts';
export * from './live-text.ts';
