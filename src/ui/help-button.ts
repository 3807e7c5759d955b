import type { Help } from '../model/finding.ts';
import { pageLink } from './page-link.ts';

/** What the page does for the kinds of help that are its own; a kind that it cannot do now gets no button. */
export type Helpers = Partial<Record<Exclude<Help['kind'], 'page' | 'repair'>, (event: Event) => unknown>> & {
	repair?: (network: string) => unknown;
};

/** The one button that helps, and the command for SSH where there is one; nothing where nothing helps. */
export function helpButton(help: Help | undefined, helpers: Helpers): HTMLElement[] {
	if (!help) return [];
	const button = help.kind === 'page' ? linkTo(help) : buttonFor(help, helpers);
	if (button.length === 0) return [];
	return 'command' in help && help.command ? [...button, ' ', overSsh(help.command)].map(asElement) : button;
}

function linkTo({ path, query, label }: Help & { kind: 'page' }): HTMLElement[] {
	return pageLink([path, query], label, { class: 'btn cbi-button cbi-button-action' });
}

function buttonFor(help: Exclude<Help, { kind: 'page' }>, helpers: Helpers): HTMLElement[] {
	if (help.kind === 'repair') return repairButton(help.network, helpers);
	const click = helpers[help.kind];
	if (!click) return [];
	const labels = { enable: _('Enable', 'flow offloading'), apply: _('Apply now'), measure: _('Measure') };
	const label = help.kind === 'load' ? help.label : labels[help.kind];
	return [E('button', { class: 'btn cbi-button cbi-button-action', click }, [label])];
}

function repairButton(network: string, { repair }: Helpers): HTMLElement[] {
	if (!repair) return [];
	const label = _('Repair %s').format(network);
	return [E('button', { class: 'btn cbi-button cbi-button-action', click: () => repair(network) }, [label])];
}

function asElement(content: HTMLElement | string): HTMLElement {
	return typeof content === 'string' ? E('span', [content]) : content;
}

function overSsh(command: string): HTMLElement {
	return E('span', [_('Or over SSH:'), ' ', E('code', [command])]);
}
