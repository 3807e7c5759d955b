import type { Switches } from '../../model/redact/index.ts';
import type { Form, Included } from '../../model/report/index.ts';

/** What the user has chosen. */
export interface Options {
	hide: Switches;
	included: Included;
	form: Form;
}

export interface OptionFields {
	readonly element: HTMLElement;
	options(): Options;
}

/** A switch for each kind of private thing, for the longer sections, and the form of the text. `changed` is called after each change. */
export function optionFields(changed: () => void): OptionFields {
	const hide = switches(_('Hide'), changed, {
		addresses: _('Public IP addresses'),
		macs: _('Hardware (MAC) addresses'),
		hosts: _('Names of devices and rules'),
		accounts: _('Wi-Fi names and user names'),
	});
	const included = switches(_('Include'), changed, {
		connections: _('Largest connections'),
		messages: _('Log messages'),
	});
	const forms = Object.entries(formNames()).map(([value, title]) => E('option', { value }, [title]));
	const form = E('select', { class: 'cbi-input-select', id: 'nft-offload-form', change: changed }, forms);
	return {
		element: E('div', { class: 'nft-offload-options' }, [
			hide.element,
			included.element,
			E('div', [E('label', { for: form.id }, [_('Format')]), form]),
		]),
		options: () => ({
			hide: hide.values(),
			included: included.values(),
			form: (form as HTMLSelectElement).value as Form,
		}),
	};
}

function formNames(): Record<Form, string> {
	return {
		markdown: _('Markdown (OpenWrt forum, GitHub)'),
		bbcode: _('BBCode (older forums)'),
		text: _('Plain text'),
		json: _('JSON (for programs)'),
	};
}

/** Switches with a title; all are on at first. */
function switches<Name extends string>(title: string, change: () => void, names: Record<Name, string>) {
	const boxes = Object.keys(names).map(
		(name) =>
			E('input', { type: 'checkbox', id: `nft-offload-${name}`, checked: '', change }) as HTMLInputElement
	);
	const labels = Object.values<string>(names).map((text, index) =>
		E('label', [boxes[index] as Node, ' ', text])
	);
	return {
		element: E('div', { role: 'group', 'aria-label': title }, [E('strong', [title]), ...labels]),
		values: () =>
			Object.fromEntries(Object.keys(names).map((name, index) => [name, boxes[index]!.checked])) as Record<
				Name,
				boolean
			>,
	};
}
