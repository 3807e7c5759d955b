import uci from 'luci/uci';
import ui from 'luci/ui';
import view from 'luci/view';
import * as model from '../../model/index.ts';
import { applyPending, type Outcome } from '../apply.ts';
import { counterSection } from '../counter-section.ts';
import { watchRouter } from '../live.ts';
import { settingsForm } from '../settings.ts';
import { statusSection } from '../status-section.ts';

const settings = settingsForm();

/** Network > Flow Offloading: the switch, what is requested against what is loaded, and the live counter. */
export default view.extend({
	changed: () => {},

	async render() {
		const form = await settings.draw();
		const status = statusSection();
		const counter = counterSection();
		this.changed = watchRouter({ status: status.update, counters: counter.update });
		return E('div', [form, sameSetting(), status.element, counter.element]);
	},

	/** Own buttons instead of LuCI's: its "Apply unchecked" would go around the rollback. */
	addFooter() {
		if (!L.hasViewPermission()) return E('div');
		return E('div', { class: 'cbi-page-actions' }, [
			button('cbi-button-apply', _('Save & Apply'), ui.createHandlerFn(this, this.saveAndApply)),
			' ',
			button('cbi-button-reset', _('Reset'), ui.createHandlerFn(this, this.resetForm)),
		]);
	},

	async saveAndApply() {
		const outcome = await settings.save().then(applyPending).catch(tellRefusal);
		if (!outcome) return;
		uci.unload('firewall');
		await settings.draw();
		tellOutcome(outcome);
		this.changed();
	},

	resetForm() {
		return settings.draw();
	},

	handleSave: null,
	handleSaveApply: null,
	handleReset: null,
});

function button(style: string, text: string, click: (event: Event) => unknown): HTMLElement {
	return E('button', { class: `cbi-button btn ${style}`, click }, [text]);
}

function sameSetting(): HTMLElement {
	return E('p', [
		_('The same setting stands on the page of the firewall:'),
		' ',
		E('a', { href: L.url('admin/network/firewall') }, [_('Network › Firewall')]),
	]);
}

function tellRefusal(error: unknown): null {
	ui.addNotification(_('Nothing was applied'), [E('p', [model.callFaultText(error)])], 'danger');
	return null;
}

function tellOutcome(outcome: Outcome): void {
	const words = {
		'nothing-to-apply': _('There is nothing to apply: the settings are as they were.'),
		applied: _('The settings are applied.'),
		restored: _('The router did not answer in time and has restored the old settings.'),
	};
	ui.addNotification(null, [E('p', [words[outcome]])], outcome === 'restored' ? 'warning' : 'info');
}
