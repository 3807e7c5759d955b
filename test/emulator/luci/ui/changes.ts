/** The header's "Unsaved Changes" and what can be done with them, through admin/uci/*. */
import { create } from '../dom.ts';
import { environment, url } from '../environment.ts';
import { poll } from '../poll.ts';
import { uci } from '../uci.ts';
import { hideIndicator, showIndicator } from './indicator.ts';
import { hideModal, showModal } from './modal.ts';

let pending: Record<string, string[][]> = {};

/** Asks for this login's changes and shows how many there are. */
export async function refreshChanges(): Promise<void> {
	if (!environment.sessionid) return;
	pending = await uci.changes();
	const count = Object.values(pending).flat().length;
	if (count) showIndicator('uci-changes', `${_('Unsaved Changes')}: ${count}`, showChanges);
	else hideIndicator('uci-changes');
}

function describe(config: string, [command, section, ...rest]: string[]): string {
	if (command === 'remove') return `uci del ${[config, section, ...rest].join('.')}`;
	if (command === 'add') return `uci add ${config} ${section} # =${rest[0]}`;
	const value = rest.pop();
	return `uci ${command === 'list-add' ? 'add_list' : 'set'} ${[config, section, ...rest].join('.')}='${value}'`;
}

function button(look: string, text: string, click: () => void): HTMLElement {
	return create('button', { class: `btn cbi-button ${look}`, click }, [text]);
}

function showChanges(): void {
	const lines = Object.entries(pending).flatMap(([config, changes]) => [
		create('h5', [`# /etc/config/${config}`]),
		...changes.map((change) => create('div', [create('code', [describe(config, change)])])),
	]);
	showModal(`${_('Configuration')} / ${_('Changes')}`, [
		create('div', { class: 'uci-change-list' }, lines),
		create('div', { class: 'button-row' }, [
			button('', _('Close'), hideModal),
			' ',
			button('cbi-button-positive important', _('Save & Apply'), () => applyChanges(true)),
			' ',
			button('cbi-button-reset', _('Revert'), revertChanges),
		]),
	]);
}

function showStatus(style: string, text: string): void {
	poll.stop();
	const dialog = showModal('', [], 'alert-message', ...style.split(' '));
	dialog.replaceChildren(create('p', [text]));
}

function post(action: string, fields: Record<string, string>): Promise<Response> {
	return fetch(`${url('admin/uci', action)}?${new URLSearchParams(fields)}`, { method: 'POST' });
}

function own(): Record<string, string> {
	return { sid: environment.sessionid, token: environment.token };
}

function reloadSoon(): void {
	window.setTimeout(() => window.location.reload(), environment.apply_display * 1000);
}

function closeSoon(): void {
	window.setTimeout(() => {
		hideModal();
		poll.start();
	}, environment.apply_display * 1000);
}

/** `checked`: with a rollback, confirmed after some seconds, when the router can still be reached. */
export async function applyChanges(checked: boolean): Promise<void> {
	showStatus('notice spinning', _('Starting configuration apply…'));
	const response = await post(checked ? 'apply_rollback' : 'apply_unchecked', own());
	if (response.status === 204 && checked) {
		showStatus('notice', _('There are no changes to apply'));
		closeSoon();
	} else if (!response.ok) {
		showStatus('warning', `${_('Apply request failed with status')} ${response.statusText}`);
		closeSoon();
	} else {
		const fields = checked ? await response.json() : own();
		showStatus('notice spinning', _('Applying configuration changes…'));
		window.setTimeout(() => confirmChanges(checked, fields), environment.apply_holdoff * 1000);
	}
}

async function confirmChanges(checked: boolean, fields: Record<string, string>): Promise<void> {
	if (checked) await post('confirm', fields);
	document.dispatchEvent(new CustomEvent('uci-applied'));
	hideIndicator('uci-changes');
	showStatus('notice', _('Configuration changes applied.'));
	reloadSoon();
}

async function revertChanges(): Promise<void> {
	showStatus('notice spinning', _('Reverting configuration…'));
	await post('revert', own());
	document.dispatchEvent(new CustomEvent('uci-reverted'));
	hideIndicator('uci-changes');
	showStatus('notice', _('Changes have been reverted.'));
	reloadSoon();
}
