import * as model from '../../model/index.ts';
import { openDump, type Source } from '../../model/report/index.ts';
import * as parts from '../../ui/index.ts';

/** Where the report's facts come from: this router, or a file of `nft-offload dump` from any router. */
export interface SourceSection {
	readonly element: HTMLElement;
	/** Asks this router. */
	ask(): Promise<void>;
}

export function sourceSection(gather: () => Promise<Source>, show: (source: Source) => void): SourceSection {
	const state = E('p', { role: 'status' });
	const file = E('input', {
		type: 'file',
		id: 'nft-offload-dump',
		accept: '.json,.txt,application/json',
	}) as HTMLInputElement;
	const button = E('button', { type: 'button', class: 'btn cbi-button' }, [_('Read this router again')]);
	/** What was asked for last wins: reading the router takes some seconds. */
	let turn = 0;

	async function ask(): Promise<void> {
		const mine = ++turn;
		parts.setText(state, _('Reading this router…'));
		const source = await gather();
		if (mine === turn) tell(() => show(source), _('From this router.'));
	}

	async function open(): Promise<void> {
		const chosen = file.files?.[0];
		if (!chosen) return;
		turn++;
		const text = await chosen.text();
		tell(() => show(openDump(text)), _('From the file %s.').format(chosen.name));
	}

	function tell(action: () => void, done: string): void {
		try {
			action();
			parts.setText(state, done);
		} catch (error) {
			parts.setText(state, _('No report could be made: %s').format(model.callFaultText(error)));
		}
	}

	button.addEventListener('click', ask);
	file.addEventListener('change', open);
	const element = E('div', [
		state,
		E('div', { class: 'nft-offload-actions' }, [button]),
		E('details', [
			E('summary', [_('Open a file of another router')]),
			E('p', [
				_('Where the web interface does not work, this command over SSH writes what it would show:'),
				' ',
				E('code', ['nft-offload dump > dump.json']),
			]),
			E('p', [_('That file is private; the report made of it here is masked.')]),
			E('label', { for: file.id }, [_('File:')]),
			' ',
			file,
		]),
	]);
	return { element, ask };
}
