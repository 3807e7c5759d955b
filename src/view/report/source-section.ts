import * as model from '../../model/index.ts';
import { openDump, type Source } from '../../model/report/index.ts';
import * as components from '../../ui/index.ts';
import { gather } from './collect.ts';
import { exportButton } from './export-buttons.ts';

/**
 * Where the report's facts come from: this router, which is asked at once, or a file of `nft-offload dump` from any router. `show` hears
 * of each source and may refuse it with an Error.
 */
export function sourceSection(show: (source: Source) => void): HTMLElement {
	const state = E('span', { 'aria-live': 'polite' });
	const file = E('input', { type: 'file', id: 'nft-offload-dump', change: open }) as HTMLInputElement;
	/** What was asked for last wins: reading the router takes some seconds. */
	let turn = 0;

	async function take(source: Promise<Source>, done: string): Promise<void> {
		const mine = ++turn;
		let told = done;
		try {
			const found = await source;
			if (mine === turn) show(found);
		} catch (error) {
			told = _('Could not create the report: %s').format(model.callErrorText(error));
		}
		if (mine === turn) components.setText(state, told);
	}

	function ask(): Promise<void> {
		components.setText(state, _('Reading this router…'));
		return take(gather(), _('From this router.'));
	}

	function open(): void {
		const [chosen] = file.files ?? [];
		if (chosen) void take(chosen.text().then(openDump), _('From the file %s.').format(chosen.name));
	}

	void ask();
	const again = exportButton('ask', _('Read this router again'), ask);
	return E('div', { class: 'cbi-section' }, [
		E('p', [
			_(
				'Everything that people need to help you, in one post. Nothing is sent anywhere: you copy or save it, and the preview is exactly what you share.'
			),
		]),
		E('div', { class: 'nft-offload-help' }, [again, state]),
		E('details', [
			E('summary', [_('Open a file from another router')]),
			E('p', [
				_('If the web interface does not work, this command over SSH writes everything it would show:'),
				' ',
				E('code', ['nft-offload dump > dump.json']),
			]),
			E('p', [_('That file is private. The report made from it here hides private data.')]),
			E('label', { for: file.id }, [_('File:')]),
			' ',
			file,
		]),
	]);
}
