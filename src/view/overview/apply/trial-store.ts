import type { Mode } from '../../../model/index.ts';

/** What this browser remembers of a trial that it has begun, so that a page loaded anew knows it for its own. */
export interface TrialNote {
	/** As the router names it. */
	id: string;
	/** What is on trial. */
	mode: Mode;
	before: Mode;
	/** false: it only serves a comparison and is never kept. */
	keepable: boolean;
}

const KEY = 'nft-offload.trial';

/** Kept here too: a browser may refuse to store. */
let kept: TrialNote | null = null;

/** The trial that this browser has begun last, unless its end is known; anything else in the store counts as none. */
export function readNote(): TrialNote | null {
	try {
		const note = JSON.parse(window.localStorage.getItem(KEY) ?? 'null');
		return typeof note?.id === 'string' && typeof note.mode === 'string' ? note : kept;
	} catch {
		return kept;
	}
}

/** null when the end of the trial is known. */
export function writeNote(note: TrialNote | null): void {
	kept = note;
	try {
		if (note) window.localStorage.setItem(KEY, JSON.stringify(note));
		else window.localStorage.removeItem(KEY);
	} catch {
		// `kept` has it.
	}
}
