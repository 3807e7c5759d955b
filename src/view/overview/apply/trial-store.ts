import type { Mode } from '../../../model/index.ts';
import type { OffloadOptions, RepairChange } from '../../../rpc/types/index.ts';
import * as components from '../../../ui/index.ts';

/** What the browser remembers of a trial that was begun here, so that a page loaded again knows it for its own. */
export interface TrialNote {
	/** As the router names it. */
	id: string;
	/** What is on trial. */
	mode: Mode;
	before: Mode;
	/** false: it only serves the test of the modes and is never kept. */
	keepable: boolean;
	/** What is on trial where it is not the mode. */
	repair?: RepairChange | undefined;
}

/** The setting as this tab has read it last, and the trial that another session was making of it then. */
export interface LastSeen extends OffloadOptions {
	trial?: { id: string; before: OffloadOptions } | undefined;
}

/** A trial that the user decides may be answered in every tab of the browser. */
const browserNote = components.stored('local', 'nft-offload.trial', isNote);
/** A test of the modes belongs to its tab: no other one may end it. */
const tabNote = components.stored('session', 'nft-offload.trial', isNote);

export const lastSeenStore = components.stored('session', 'nft-offload.requested', isLastSeen);

/** The trial that was begun here last, unless its end is known. */
export function readNote(): TrialNote | null {
	return tabNote.get() ?? browserNote.get();
}

export function writeNote(note: TrialNote): void {
	(note.keepable ? browserNote : tabNote).set(note);
}

/** The end of this trial is known. Another tab may have begun the next one meanwhile, which stays. */
export function forgetNote(id: string): void {
	for (const store of [browserNote, tabNote]) if (store.get()?.id === id) store.set(null);
}

function isNote(value: unknown): value is TrialNote {
	const note = value as Partial<TrialNote> | null;
	return typeof note?.id === 'string' && typeof note.mode === 'string';
}

function isLastSeen(value: unknown): value is LastSeen {
	return typeof (value as Partial<LastSeen> | null)?.flow_offloading === 'boolean';
}
