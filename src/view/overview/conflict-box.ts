import ui from 'luci/ui';
import type { Conflict, Fix, PageName, RouterState, Severity } from '../../model/conflicts/index.ts';
import * as rules from '../../model/conflicts/index.ts';
import * as components from '../../ui/index.ts';
import { answerLink } from './answer-link.ts';

/** What the buttons of a warning do. */
export interface BoxActions {
	/** Writes and applies a change; null for a session that may not. */
	fix: ((fix: Fix) => Promise<unknown>) | null;
	hide(id: string): void;
}

/** LuCI's class of message for a severity. */
const CLASSES: Record<Severity, string> = {
	critical: 'danger',
	high: 'warning',
	medium: 'notice',
	low: 'info',
	fine: 'success',
};

/** One warning: how serious, what happens, what to do, what was found, and the buttons that help. */
export function conflictBox(conflict: Conflict, router: RouterState, actions: BoxActions): HTMLElement {
	const { rule, found } = conflict;
	return E('div', { class: `alert-message ${CLASSES[rule.severity]}`, 'data-conflict': rule.id }, [
		E('p', [E('strong', [rules.severityName(rule.severity)]), ': ', rule.effect(), ' ', rule.advice()]),
		...(found.length > 0 ? [E('p', [_('Found: %s').format(found.join(', '))])] : []),
		E('div', { class: 'nft-offload-help' }, [
			...fixButton(conflict, router, actions),
			...pageLink(rule.page),
			components.button(_('Dismiss this warning'), '', () => actions.hide(rule.id)),
			...answerLink(rule.id),
		]),
	]);
}

function fixButton({ rule }: Conflict, router: RouterState, { fix }: BoxActions): HTMLElement[] {
	const offer = rule.fix?.(router);
	if (!offer || !fix) return [];
	const click = ui.createHandlerFn({}, () => fix(offer));
	return [components.button(offer.title, 'cbi-button-action', click, { 'data-fix': rule.id })];
}

function pageLink(page: PageName | undefined): HTMLElement[] {
	if (!page) return [];
	const pages: Record<PageName, [path: string, title: string]> = {
		startup: ['admin/system/startup', _('Open System › Startup')],
		software: ['admin/system/package-manager', _('Open System › Software')],
		rules: ['admin/network/firewall/rules', _('Open Traffic Rules')],
	};
	const [path, title] = pages[page];
	return components.pageLink([path], title, { class: 'btn cbi-button' });
}
