import type { Help } from '../model/finding.ts';

/** What the page does for the kinds of help that are its own; a kind that it cannot do now gets no button. */
export type Helpers = Partial<Record<Exclude<Help['kind'], 'page'>, () => unknown>>;

/** The one button that helps, and the command for SSH where there is one; nothing where nothing helps. */
export function helpButton(help: Help | undefined, helpers: Helpers): HTMLElement[] {
	if (!help) return [];
	if (help.kind !== 'page') {
		const click = helpers[help.kind];
		if (!click) return [];
		const labels = { enable: _('Switch on'), apply: _('Apply now'), measure: _('Measure') };
		return [E('button', { class: 'btn cbi-button cbi-button-action', click }, [labels[help.kind]])];
	}
	const href = L.url(help.path) + (help.query ? `?${help.query}` : '');
	const link = E('a', { class: 'btn cbi-button cbi-button-action', href }, [help.label]);
	return help.command ? [link, ' ', overSsh(help.command)].map(asElement) : [link];
}

function asElement(part: HTMLElement | string): HTMLElement {
	return typeof part === 'string' ? E('span', [part]) : part;
}

function overSsh(command: string): HTMLElement {
	return E('span', [_('or over SSH:'), ' ', E('code', [command])]);
}
