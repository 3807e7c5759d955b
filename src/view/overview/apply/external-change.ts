import * as model from '../../../model/index.ts';
import type { OffloadOptions, Status } from '../../../rpc/types/index.ts';
import type { Ending } from './trial-notices.ts';
import { lastSeenStore } from './trial-store.ts';

/**
 * Compares the setting with what this tab has read last, remembers it, and gives what has happened to it since, other than by this page:
 * another session's trial has ended, or somebody has changed it without one (LuCI's own dialog, the command line). null: nothing, or it
 * is not known yet. It is remembered in the tab, because LuCI's dialog loads the page again, and a reboot asks for the password.
 */
export function externalChange({ requested, trial }: Status): Ending | null {
	const before = lastSeenStore.get();
	// A repair leaves the options alone.
	if (trial && !trial.repair) {
		const { id, before: restored } = trial;
		lastSeenStore.set({ ...(before ?? restored), trial: { id, before: restored } });
		return null;
	}
	lastSeenStore.set(requested);
	if (!before || !requested) return null;
	if (before.trial) return endOfTrial(before.trial.before, requested);
	return model.sameOptions(before, requested) ? null : 'outside';
}

/** Whether `externalChange` would tell of one; where not, it remembers what was read instead. */
export function isExternalChange({ requested }: Status): boolean {
	const before = lastSeenStore.get();
	if (before && requested && (before.trial || !model.sameOptions(before, requested))) return true;
	lastSeenStore.set(requested);
	return false;
}

/** What this page itself has done is no news. */
export function forgetSeen(): void {
	lastSeenStore.set(null);
}

function endOfTrial(before: OffloadOptions, requested: OffloadOptions): Ending {
	return model.sameOptions(before, requested) ? 'undone' : 'kept';
}
