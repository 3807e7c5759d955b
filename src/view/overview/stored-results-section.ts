import * as model from '../../model/index.ts';
import { known, type State } from '../../model/state.ts';
import type { StoredResult } from '../../rpc/types/index.ts';
import * as components from '../../ui/index.ts';
import type { Memory } from '../load-memory.ts';

interface StoredResultsPage {
	/** false: this session is read-only. */
	mayDelete: boolean;
	/** null: not loaded. It is before the first results are drawn. */
	memory(): Memory | null;
	/** Asks first. */
	deleteResults(): unknown;
}

/** The results that the router has stored, or why they cannot be read; hidden where there are none. */
export function storedResultsSection(page: StoredResultsPage) {
	const body = E('div', { class: 'cbi-section-node' });
	const element = E('div', { class: 'cbi-section', id: 'nft-offload-stored-results', hidden: '' }, [
		E('h3', [_('Results kept on the router')]),
		body,
	]);
	const draw = components.onChange(({ results, problem }: StoredContent) => {
		const isOpen = body.querySelector('details')?.open ?? false;
		element.hidden = results.length === 0 && problem === null;
		const told = problem ?? (page.memory() ? null : _('The router did not send a part of this page.'));
		body.replaceChildren(
			...(told === null ? [] : [E('p', { class: 'alert-message notice' }, [told])]),
			...(results.length > 0 ? [page.memory()?.storedResultsTable(results, isOpen) ?? ''] : []),
			...(page.mayDelete ? [deleteButton(page)] : [])
		);
	});
	return {
		element,
		update: (state: State) => draw(contentOf(state)),
	};
}

interface StoredContent {
	results: StoredResult[];
	/** Why they cannot be read. */
	problem: string | null;
}

/** Where nothing can be read of the router, the verdict tells why. */
function contentOf({ storedResults, status }: State): StoredContent {
	const stored = known(storedResults);
	if (stored?.results) return { results: stored.results, problem: null };
	if (!storedResults || !known(status)) return { results: [], problem: null };
	const reason =
		'error' in storedResults
			? model.callErrorText(storedResults.error)
			: model.reasonText(storedResults.value.reason ?? undefined);
	return { results: [], problem: _('The kept results could not be read: %s').format(reason) };
}

function deleteButton(page: StoredResultsPage): HTMLElement {
	return E('p', [components.button(_('Delete results'), 'cbi-button-remove', page.deleteResults)]);
}
