import uci from 'luci/uci';
import ui from 'luci/ui';
import view from 'luci/view';
import * as model from '../../model/index.ts';
import * as parts from '../../ui/index.ts';
import { type Advice, advice } from './advice.ts';
import { loadFirewall } from './apply/load-firewall.ts';
import { type TrialDesk, trialDesk } from './apply/trial-controller.ts';
import { chartSection } from './chart-section.ts';
import { counterSection } from './counter-section.ts';
import { hardwareStep } from './hardware-step.ts';
import { measureSection } from './measure/measure-section.ts';
import { observe } from './observer.ts';
import { watchRouter } from './poll.ts';
import { settingsForm } from './settings-form.ts';
import { statusSection } from './status-section.ts';
import { verdictSection } from './verdict-section.ts';

const settings = settingsForm();
const observer = observe();

/** Network > Flow Offloading: the verdict, the switch, the live counter, what is requested against what is loaded. */
export default view.extend({
	hurry: () => {},
	desk: null as unknown as TrialDesk,
	advice: null as unknown as Advice,

	async render() {
		parts.addStyle();
		this.desk = trialDesk({
			changed: () => observer.changed(),
			hurry: () => this.hurry(),
			redraw: () => this.redraw(),
		});
		const beside = advice({
			mode: settings.mode,
			evidence: observer.evidence,
			apply: (changes) => this.apply(changes),
		});
		this.advice = beside;
		// Without a readable configuration there is no form, but everything else still has something to say.
		const form = await settings.draw().catch(noForm);
		const step = hardwareStep(form, settings.tickSoftware);
		form.addEventListener('change', () => beside.update());
		const mayChange = L.hasViewPermission();
		const verdict = verdictSection(
			mayChange
				? {
						enable: () => this.switchOn(),
						apply: () => this.applySaved(),
						measure: () => measuring.show(),
						load: ui.createHandlerFn(this, this.loadFirewall),
					}
				: {}
		);
		const judge = () => verdict.update(observer.evidence(), beside.notes());
		const measuring = measureSection({
			mayMeasure: mayChange === true,
			evidence: observer.evidence,
			history: observer.history,
			measured(measurement) {
				observer.measured(measurement);
				judge();
			},
			switched: () => {
				observer.changed();
				this.hurry();
			},
		});
		const counter = counterSection();
		const chart = chartSection();
		const status = statusSection();
		const desk = this.desk;
		this.hurry = watchRouter({
			counters(reading) {
				observer.counters(reading);
				desk.counters(reading);
				counter.update(reading, observer.history(), observer.evidence().status);
				chart.update(observer.history());
				judge();
				step.update(observer.evidence());
			},
			async status(reading, changes) {
				observer.status(reading, changes);
				status.update(reading);
				measuring.update();
				beside.status(reading);
				judge();
				await desk.status(reading);
			},
			facts(reading) {
				observer.facts(reading);
				beside.facts(reading);
				judge();
			},
		});
		return E('div', [
			desk.element,
			form,
			step.element,
			sameSetting(),
			...beside.elements,
			verdict.element,
			counter.element,
			measuring.element,
			chart.element,
			status.element,
		]);
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

	switchOn() {
		settings.tickSoftware();
		return this.saveAndApply();
	},

	saveAndApply() {
		return this.apply(model.modeChanges(settings.mode()));
	},

	/** What was saved on another page of LuCI. */
	applySaved() {
		return this.apply([]);
	},

	async loadFirewall() {
		await loadFirewall(observer.evidence().status);
		observer.changed();
		this.hurry();
	},

	async apply(changes: model.OptionChange[]) {
		if (await this.advice.mayApply(changes)) await this.desk.apply(changes);
	},

	redraw() {
		uci.unload('firewall');
		return this.resetForm();
	},

	async resetForm() {
		await settings.draw();
		this.advice.update();
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

function noForm(error: unknown): HTMLElement {
	return E('div', { class: 'alert-message danger' }, [model.callFaultText(error)]);
}
