/** How good or bad news is, as LuCI's classes of messages. */
export type Level = 'success' | 'info' | 'notice' | 'warning' | 'danger';

/** The one thing that helps, as a button: what it does is the page's affair. */
export type Help =
	/** Tick the box (and apply). */
	| { kind: 'enable' }
	/** Apply what this session has saved. */
	| { kind: 'apply' }
	/** Open the measurement. */
	| { kind: 'measure' }
	/** Put the layer-3 device of a network into the flowtable. */
	| { kind: 'repair'; network: string }
	/** Let the firewall load its rules; `command` does the same over SSH. */
	| { kind: 'load'; label: string; command: string }
	/** Open a page of LuCI; `command` does the same over SSH. */
	| { kind: 'page'; label: string; path: string; query?: string; command?: string };

/** One sentence about the router, with what helps. */
export interface Finding {
	/** A name that never changes, for tests, reports and dismissed hints. */
	id: string;
	level: Level;
	text: string;
	help?: Help;
}

/** Makes a finding. */
export function finding(id: string, level: Level, text: string, help?: Help): Finding {
	return help ? { id, level, text, help } : { id, level, text };
}

/** The first judge that has something to say. */
export function firstOf<E>(evidence: E, judges: Array<(evidence: E) => Finding | null>): Finding | null {
	for (const judge of judges) {
		const found = judge(evidence);
		if (found) return found;
	}
	return null;
}
