import { loadModule } from './load-module.ts';
import type * as memory from './memory/index.ts';

export type Memory = typeof memory;

/** Fetches what draws and compares the stored results, once. null: the router does not send it. */
export function loadMemory(): Promise<Memory | null> {
	return loadModule('memory');
}
