import * as model from '../../model/index.ts';
import { known, type State } from '../../model/state.ts';
import type { StoredResult } from '../../rpc/types/index.ts';
import * as components from '../../ui/index.ts';
import type { Memory } from '../load-memory.ts';

interface KeptPage {
	/** false: this session is read-only. */
	mayDelete: boolean;
	/** null: not loaded. It is before the first results are drawn. */
	memory(): Memory | null;
	/** Asks first. */
	deleteResults(): unknown;
}

/** The results that the router keeps, or why they cannot be read; hidden where it keeps none. */
export function keptSection(page: KeptPage) {
	const body = E('div', { class: 'cbi-section-node' });
	const element = E('div', { class: 'cbi-section', id: 'nft-offload-kept', hidden: '' }, [
		E('h3', [_('Results kept on the router')]),
		body,
	]);
	const draw = components.onChange(({ results, problem }: Kept) => {
		const isOpen = body.querySelector('details')?.open ?? false;
		element.hidden = results.length === 0 && problem === null;
		const told = problem ?? (page.memory() ? null : _('The router did not send a part of this page.'));
		body.replaceChildren(
			...(told === null ? [] : [E('p', { class: 'alert-message notice' }, [told])]),
			...(results.length > 0 ? [page.memory()?.keptTable(results, isOpen) ?? ''] : []),
			...(page.mayDelete ? [deleteButton(page)] : [])
		);
	});
	return {
		element,
		update: (state: State) => draw(keptOf(state)),
	};
}

interface Kept {
	results: StoredResult[];
	/** Why they cannot be read. */
	problem: string | null;
}

/** Where nothing can be read of the router, the verdict tells why. */
function keptOf({ kept, status }: State): Kept {
	const stored = known(kept);
	if (stored?.results) return { results: stored.results, problem: null };
	if (!kept || !known(status)) return { results: [], problem: null };
	const reason =
		'error' in kept ? model.callFaultText(kept.error) : model.reasonText(kept.value.reason ?? undefined);
	return { results: [], problem: _('The kept results could not be read: %s').format(reason) };
}

function deleteButton(page: KeptPage): HTMLElement {
	return E('p', [components.button(_('Delete results'), 'cbi-button-remove', page.deleteResults)]);
}
