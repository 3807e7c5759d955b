/** Small components of plain elements with LuCI's own classes, so that every theme fits. */

export * from './button.ts';
export * from './check-list.ts';
export * from './counter-table.ts';
export * from './describe.ts';
export * from './fact-table.ts';
export * from './help-button.ts';
export * from './live-text.ts';
export * from './meter-bar.ts';
export * from './notify.ts';
export * from './on-change.ts';
export * from './page-link.ts';
export * from './quotations.ts';
export * from './stored.ts';
export * from './style.ts';
export * from './svg.ts';
