import * as components from '../../ui/index.ts';
import { copyFrom, exportButton, fileName, save } from './export-buttons.ts';
import { type Options, optionFields } from './options.ts';

export interface TextSection {
	readonly element: HTMLElement;
	options(): Options;
	/** Shows the text that would be shared. */
	show(text: string, made: number): void;
}

/** The text of the report: what is hidden, how it is written, the preview, and the buttons that share exactly the preview. */
export function textSection(changed: () => void): TextSection {
	const fields = optionFields(changed);
	const preview = E('textarea', {
		class: 'nft-offload-preview',
		readonly: '',
		spellcheck: 'false',
		'aria-label': _('Preview: exactly this is shared'),
	}) as HTMLTextAreaElement;
	const told = E('span', { 'aria-live': 'polite' });
	let made = 0;
	const copy = () => {
		const copied = copyFrom(preview);
		components.setText(
			told,
			copied ? _('Copied.') : _('The browser blocked copying. The text is selected: press Ctrl+C.')
		);
	};
	const download = () => {
		const ending = fields.options().form === 'json' ? 'json' : 'txt';
		save(new Blob([preview.value]), fileName('report', made, ending));
	};
	return {
		element: E('div', { class: 'cbi-section' }, [
			E('h3', [_('Text')]),
			fields.element,
			E('p', [
				exportButton('copy', _('Copy'), copy),
				' ',
				exportButton('save', _('Save as file'), download),
				' ',
				told,
			]),
			preview,
		]),
		options: fields.options,
		show(text, time) {
			made = time;
			preview.value = text;
			components.setText(told, '');
		},
	};
}
