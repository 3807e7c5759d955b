import type { Switches } from '../../model/mask/index.ts';
import type { Form, Parts } from '../../model/report/index.ts';

/** What the user has chosen. */
export interface Options {
	hide: Switches;
	parts: Parts;
	form: Form;
}

export interface OptionFields {
	readonly element: HTMLElement;
	options(): Options;
}

/** A switch for each kind of private thing, for the longer parts, and the form of the text. `changed` is called after each change. */
export function optionFields(changed: () => void): OptionFields {
	const addresses = box('addresses', _('Public IP addresses'), changed);
	const macs = box('macs', _('Hardware (MAC) addresses'), changed);
	const hosts = box('hosts', _('Names of devices and rules'), changed);
	const accounts = box('accounts', _('Wi-Fi names and login names'), changed);
	const connections = box('connections', _('Largest connections'), changed);
	const messages = box('messages', _('Log messages'), changed);
	const forms = Object.entries(formNames()).map(([value, title]) => E('option', { value }, [title]));
	const form = E('select', { class: 'cbi-input-select', id: 'nft-offload-form', change: changed }, forms);
	const element = E('div', { class: 'nft-offload-options' }, [
		group(_('Hide'), [addresses, macs, hosts, accounts]),
		group(_('Include'), [connections, messages]),
		E('div', [E('label', { for: form.id }, [_('Write as')]), ' ', form]),
	]);
	return {
		element,
		options: () => ({
			hide: {
				addresses: addresses.checked(),
				macs: macs.checked(),
				hosts: hosts.checked(),
				accounts: accounts.checked(),
			},
			parts: { connections: connections.checked(), messages: messages.checked() },
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

interface Box {
	element: HTMLElement;
	checked(): boolean;
}

/** Ticked at first: everything is hidden, everything is in. */
function box(name: string, title: string, change: () => void): Box {
	const input = E('input', { type: 'checkbox', id: `nft-offload-${name}`, change }) as HTMLInputElement;
	input.checked = true;
	return { element: E('label', { for: input.id }, [input, ' ', title]), checked: () => input.checked };
}

function group(title: string, boxes: Box[]): HTMLElement {
	return E('fieldset', [E('legend', [title]), ...boxes.map(({ element }) => element)]);
}
