import * as model from '../../../model/index.ts';
import * as router from '../../../rpc/backend.ts';
import type { ResultFigures, StoredResults } from '../../../rpc/types/index.ts';
import * as components from '../../../ui/index.ts';
import { confirmInDialog } from '../apply/confirm-dialog.ts';

/** What became of a result that the router was to store. */
interface Saved {
	/** All that it has stored; null: this one could not be stored. */
	stored: StoredResults | null;
	/** Why it could not be, or what else there is to say. */
	note: string | null;
}

/** Has the router store a result. Never rejects. */
export async function saveResult(result: model.Measurement): Promise<Saved> {
	const figures = figuresOf(result);
	if (!figures)
		return { stored: null, note: _('The router does not keep this result: the loaded mode is unknown.') };
	try {
		const stored = await router.untilAnswered(() => router.resultSave({ result: figures }));
		const note = stored.moved_aside
			? _('The file of earlier results was damaged. It is now called results.json.bad.')
			: null;
		return { stored, note };
	} catch (error) {
		const note = _('The router could not keep this result: %s').format(model.callErrorText(error));
		return { stored: null, note };
	}
}

function figuresOf(result: model.Measurement): ResultFigures | null {
	const { mode, seconds, hardware_entries, cpu, softirq, latency } = result;
	if (mode === null) return null;
	return {
		mode,
		seconds,
		...bytesOf(result),
		download: bytesOf(result.download),
		upload: bytesOf(result.upload),
		hardware_entries,
		cpu,
		softirq,
		latency,
	};
}

function bytesOf({ total_bytes, slow_bytes, own_bytes }: model.DirectionBytes): model.DirectionBytes {
	return { total_bytes, slow_bytes, own_bytes };
}

/** Asks, and has the router delete its results. Resolves to those that are left; null: nothing was deleted. Never rejects. */
export async function deleteResults(): Promise<StoredResults | null> {
	if (!(await isConfirmed())) return null;
	try {
		return await router.untilAnswered(() => router.resultsDelete());
	} catch (error) {
		const text = _('The results could not be deleted: %s').format(model.callErrorText(error));
		components.notify(text, 'warning');
		return null;
	}
}

function isConfirmed(): Promise<boolean> {
	return confirmInDialog(
		_('Delete the results?'),
		[E('p', [_('The page then no longer knows whether offloading worked before.')])],
		_('Delete results')
	);
}
