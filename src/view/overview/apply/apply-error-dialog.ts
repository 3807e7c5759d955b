import ui from 'luci/ui';
import * as model from '../../../model/index.ts';
import type { Refusal, Status } from '../../../rpc/types/index.ts';
import * as components from '../../../ui/index.ts';
import { ApplyError, type ApplyProblem } from './apply-error.ts';
import { openDialog } from './dialog.ts';

/** The pages of LuCI on which the configs that most people change can be looked at. */
const PAGES = new Map([
	['dhcp', 'admin/network/dhcp'],
	['firewall', 'admin/network/firewall'],
	['network', 'admin/network/network'],
	['system', 'admin/system/system'],
	['wireless', 'admin/network/wireless'],
]);
/** Changes that are listed; the rest is counted. */
const LISTED = 8;

/** Says why nothing was applied, and what to do. `status`: what is known of the router; null: nothing. */
export function showApplyError(error: unknown, status: Status | null): void {
	const problem = error instanceof ApplyError ? error.problem : null;
	if (problem?.kind === 'nothing-to-apply') {
		ui.hideModal();
		components.notify(_('There are no changes to apply.'), 'info');
		return;
	}
	const dialog = openDialog(
		_('Nothing was changed'),
		problem ? explain(problem, status) : paragraphs(model.callErrorText(error)),
		[components.button(_('Close'), '', () => dialog.close())]
	);
}

function explain(problem: ApplyProblem, status: Status | null): HTMLElement[] {
	switch (problem.kind) {
		case 'pending':
			return explainPending(problem.changes);
		case 'rejected':
			return explainRejection(problem.rejection, problem.mode, status);
		case 'trial-unavailable':
			return explainTrialUnavailable(problem.error);
		case 'busy':
			return paragraphs(_('The router is busy with other requests.'), _('Try again in a moment.'));
		default:
			return paragraphs(
				_('Another change is being tried or applied on this router right now.'),
				_('Try again in two minutes.')
			);
	}
}

function explainPending(pending: model.PendingChanges): HTMLElement[] {
	const configs = Object.entries(pending).map(([config, changes]) =>
		E('li', [nameOf(config), ': ', E('code', [changeText(config, changes)])])
	);
	return [
		...paragraphs(
			_('You have other unsaved changes. They would be tried, and undone, together with this one.'),
			_('Apply or revert them first: click “Unsaved Changes” at the top of the page.')
		),
		E('ul', configs),
	];
}

function nameOf(config: string): HTMLElement {
	const page = PAGES.get(config);
	return page ? E('a', { href: L.url(page) }, [config]) : E('strong', [config]);
}

/** Which options, without their values: some are passwords. */
function changeText(config: string, changes: string[][]): string {
	const names = [...new Set(changes.map((change) => optionOf(config, change)))];
	const more = names.length > LISTED ? ['…'] : [];
	return [...names.slice(0, LISTED), ...more].join(', ');
}

function optionOf(config: string, [operation = '', section = '', third]: string[]): string {
	const option = operation !== 'add' && third !== undefined ? `.${third}` : '';
	return `${config}.${section}${option}`;
}

function explainRejection({ cause, lines }: Refusal, mode: model.Mode, status: Status | null): HTMLElement[] {
	const help =
		cause === 'module_missing'
			? [
					E(
						'div',
						{ class: 'nft-offload-help' },
						components.helpButton(model.installHelp(status?.system.package_manager ?? null), {})
					),
				]
			: [];
	return [
		...paragraphs(
			_('The kernel would reject the firewall’s rules with this setting (%s).').format(model.modeName(mode)),
			causeText(cause, mode)
		),
		...help,
		E('details', [E('summary', [_('The kernel’s message')]), E('pre', { lang: 'en' }, [lines.join('\n')])]),
	];
}

function causeText(cause: Refusal['cause'], mode: model.Mode): string {
	if (cause === 'module_missing')
		return _('The kernel module for flow offloading is missing. Install the package kmod-nft-offload.');
	if (cause === 'other')
		return _(
			'Another firewall rule is at fault. Until it is fixed, the firewall cannot reload, whatever you choose here. “fw4 check” over SSH shows the same error.'
		);
	return mode === 'hardware'
		? _('A network device on this router does not support hardware offloading. Choose software.')
		: _('A network device on this router does not support offloading. Leave it off.');
}

function explainTrialUnavailable(error: unknown): HTMLElement[] {
	const link = components.pageLink(['admin/network/firewall'], _('Network › Firewall'));
	return [
		...paragraphs(
			_('The service on the router that would undo the change is not working: %s').format(
				model.callErrorText(error)
			)
		),
		...(link.length > 0
			? [
					E('p', [
						_('Without it, the change is not undone automatically. The same setting is under:'),
						' ',
						...link,
					]),
				]
			: []),
	];
}

function paragraphs(...texts: string[]): HTMLElement[] {
	return texts.map((text) => E('p', [text]));
}
