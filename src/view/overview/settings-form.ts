import form from 'luci/form';
import uci from 'luci/uci';
import * as model from '../../model/index.ts';
import type { Judgement } from '../../model/judgement.ts';
import type { State } from '../../model/state.ts';
import * as components from '../../ui/index.ts';

const CONFIG = 'firewall';
const SECTION = '@defaults[0]';
/** Hides the checkbox for hardware while it is on LuCI's form (ui/style.ts). */
const FIRST_STEP = 'nft-offload-first-step';

type FormMap = InstanceType<typeof form.Map>;

/** The form, and the sentence that offers hardware offloading as the second step. */
export interface SettingsForm {
	/** The form; empty until it is drawn. */
	readonly element: HTMLElement;
	/** Says that hardware is not offered yet; hidden when it is. */
	readonly secondStep: HTMLElement;
	/** Draws the stored settings, or why there is no form. Never rejects. */
	draw(): Promise<void>;
	/** Ticks the box for software offloading, as the user would. */
	tickSoftware(): void;
	update(state: State, judgement: Judgement): void;
}

/** `selected` hears of the mode that is ticked, whenever that may have changed. */
export function settingsForm(selected: (mode: model.Mode) => void): SettingsForm {
	const map = settingsMap();
	const element: HTMLElement = E('div', { change: () => selected(tickedMode(element)) });
	const step = secondStep(element);
	let isDrawn = false;

	async function draw(): Promise<void> {
		try {
			const drawn = tieTitles(await map.render());
			if (!isDrawn) {
				element.replaceChildren(drawn);
				step.start(drawn);
			}
			isDrawn = true;
		} catch (error) {
			// Without a readable configuration there is no form, but everything else still has something to say.
			element.replaceChildren(E('div', { class: 'alert-message danger' }, [model.callFaultText(error)]));
			step.offer();
			isDrawn = false;
		}
		selected(tickedMode(element));
	}

	return {
		element,
		secondStep: step.element,
		draw,
		tickSoftware: () => tickSoftware(element),
		update(_state, { offersHardware }) {
			if (offersHardware) step.offer();
		},
	};
}

/**
 * Hardware offloading costs something, so it is offered when software is shown to work, or to who insists. What is offered once stays so
 * until the page is loaded again.
 */
function secondStep(holder: HTMLElement) {
	const offer = () => {
		element.hidden = true;
		holder.classList.remove(FIRST_STEP);
	};
	const insist = () => {
		offer();
		// Without software LuCI hides the box for hardware.
		tickSoftware(holder);
		// What it costs, in the section of the conflicts.
		document.querySelector('#nft-offload-conflicts details')?.setAttribute('open', '');
	};
	const element = E('p', { id: 'nft-offload-second-step' }, [
		_('Hardware offloading has drawbacks. It is offered here once software offloading is shown to work.'),
		' ',
		components.button(_('Show it now'), '', insist),
	]);
	holder.classList.add(FIRST_STEP);
	return {
		element,
		offer,
		/** The form is there: what is on is never hidden, and who may change nothing sees everything. */
		start(drawn: HTMLElement) {
			const stored = model.isOn(uci.get(CONFIG, SECTION, 'flow_offloading_hw'));
			const hasBox = drawn.querySelector('[data-name="flow_offloading_hw"]') !== null;
			if (stored || !hasBox || !L.hasViewPermission()) offer();
		},
	};
}

function boxOf(holder: HTMLElement, option: string): HTMLInputElement | null {
	return holder.querySelector(`input[data-widget-id$=".${option}"]`);
}

function tickedMode(holder: HTMLElement): model.Mode {
	return model.modeOf({
		flow_offloading: boxOf(holder, 'flow_offloading')?.checked === true,
		flow_offloading_hw: boxOf(holder, 'flow_offloading_hw')?.checked === true,
	});
}

/** A click and not `checked = true`, so that LuCI's form notices. */
function tickSoftware(holder: HTMLElement): void {
	const box = boxOf(holder, 'flow_offloading');
	if (box && !box.checked) box.click();
}
/** LuCI's titles name an id that no element has, and their own click handler throws for the section `@defaults[0]`: copies have none. */
function tieTitles(form: HTMLElement): HTMLElement {
	for (const title of form.querySelectorAll<HTMLLabelElement>('label.cbi-value-title')) {
		const box = title.parentElement?.querySelector('input[type=checkbox]');
		const copy = title.cloneNode(true) as HTMLLabelElement;
		if (box) copy.htmlFor = box.id;
		title.replaceWith(copy);
	}
	return form;
}

/**
 * The two checkboxes as a LuCI form on `firewall.@defaults[0]`. An unticked option is removed, as LuCI's own firewall page does;
 * hardware is only offered, and only kept, together with software, because firewall4 needs both.
 */
function settingsMap(): FormMap {
	const map = new form.Map(CONFIG, _('Flow Offloading'), introduction());
	const section = map.section(form.NamedSection, SECTION, 'defaults', _('Settings'));

	const software = section.option(
		form.Flag,
		'flow_offloading',
		_('Software flow offloading', 'flow offloading'),
		_('Established connections bypass most of the firewall. Saves CPU time on every router.')
	);
	readAsFirewallDoes(software, 'flow_offloading');

	const hardware = section.option(
		form.Flag,
		'flow_offloading_hw',
		_('Hardware flow offloading', 'flow offloading'),
		_(
			'The network hardware forwards packets without the CPU where it can. Bypasses SQM and other queueing entirely.'
		)
	);
	hardware.depends('flow_offloading', '1');
	readAsFirewallDoes(hardware, 'flow_offloading_hw');
	return map;
}

function introduction(): string {
	return _(
		'Lets established connections bypass most of the firewall, and shows whether that really happens. Traffic shaping, deep packet inspection and some accounting do not see offloaded traffic.'
	);
}

/** firewall4 also takes 'on', 'true' and 'yes' for 1; a plain checkbox would show them as unticked. */
function readAsFirewallDoes(
	flag: { load(section: string): unknown; rmempty: boolean },
	option: string
): void {
	flag.rmempty = true;
	flag.load = () => (model.isOn(uci.get(CONFIG, SECTION, option)) ? '1' : null);
}
