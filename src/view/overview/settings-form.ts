import form from 'luci/form';
import uci from 'luci/uci';
import * as model from '../../model/index.ts';
import * as components from '../../ui/index.ts';

const CONFIG = 'firewall';
const SECTION = '@defaults[0]';
const SOFTWARE = 'flow_offloading';
const HARDWARE = 'flow_offloading_hw';

type FormMap = InstanceType<typeof form.Map>;

/** What belongs below each checkbox, and below both. */
export interface Below {
	software: HTMLElement;
	hardware: HTMLElement;
	both: HTMLElement;
}

/** The two checkboxes. */
export interface SettingsForm {
	/** Empty until it is drawn. */
	readonly element: HTMLElement;
	/** Draws the stored settings, or why there is no form. Never rejects. */
	draw(): Promise<void>;
	/** Ticks the box for software offloading, as the user would. */
	tickSoftware(): void;
}

/** `selected` hears of the mode that is ticked, whenever that may have changed. */
export function settingsForm(below: Below, selected: (mode: model.Mode) => void): SettingsForm {
	const map = settingsMap();
	const element: HTMLElement = E('div', {
		id: 'nft-offload-settings',
		change(event: Event) {
			tieBoxes(element, event.target);
			selected(tickedMode(element));
		},
	});

	async function draw(): Promise<void> {
		const drawn = await map.render().catch(errorBox);
		tieTitles(drawn);
		components.tieDescriptions(drawn);
		insertBelow(drawn, below);
		if (drawn.parentElement !== element) element.replaceChildren(drawn);
		selected(tickedMode(element));
	}

	return { element, draw, tickSoftware: () => tick(boxOf(element, SOFTWARE), true) };
}

/** Without a readable configuration there is no form, but everything else still has something to say. */
function errorBox(error: unknown): HTMLElement {
	return E('div', { class: 'cbi-section' }, [
		E('div', { class: 'alert-message danger' }, [model.callErrorText(error)]),
	]);
}

function boxOf(holder: HTMLElement, option: string): HTMLInputElement | null {
	return holder.querySelector(`input[data-widget-id$=".${option}"]`);
}

function tickedMode(holder: HTMLElement): model.Mode {
	return model.modeOf({
		flow_offloading: boxOf(holder, SOFTWARE)?.checked === true,
		flow_offloading_hw: boxOf(holder, HARDWARE)?.checked === true,
	});
}

/** A click and not `checked = true`, so that LuCI's form notices. */
function tick(box: HTMLInputElement | null, checked: boolean): void {
	if (box && box.checked !== checked) box.click();
}

/** Hardware offloading needs software offloading: the box that the user has just changed takes the other one with it. */
function tieBoxes(holder: HTMLElement, changed: EventTarget | null): void {
	const [software, hardware] = [boxOf(holder, SOFTWARE), boxOf(holder, HARDWARE)];
	if (changed === hardware && hardware?.checked) tick(software, true);
	if (changed === software && !software?.checked) tick(hardware, false);
}

/** LuCI's titles name an id that no element has, and their own click handler throws for the section `@defaults[0]`: copies have none. */
function tieTitles(drawn: HTMLElement): void {
	for (const title of drawn.querySelectorAll<HTMLLabelElement>('label.cbi-value-title')) {
		const box = title.parentElement?.querySelector('input[type=checkbox]');
		const copy = title.cloneNode(true) as HTMLLabelElement;
		if (box) copy.htmlFor = box.id;
		title.replaceWith(copy);
	}
}

/** Puts what belongs below a checkbox there, each time that LuCI has drawn the form. */
function insertBelow(drawn: HTMLElement, { software, hardware, both }: Below): void {
	const rows = drawn.querySelectorAll('.cbi-value');
	if (rows.length < 2) {
		drawn.append(software, hardware, both);
		return;
	}
	rows[0]!.after(software);
	rows[1]!.after(hardware, both);
}

/**
 * The two checkboxes as a LuCI form on `firewall.@defaults[0]`. An unticked option is removed, as LuCI's own firewall page does.
 */
function settingsMap(): FormMap {
	const map = new form.Map(CONFIG);
	const section = map.section(form.NamedSection, SECTION, 'defaults');
	const software = section.option(
		form.Flag,
		SOFTWARE,
		_('Software flow offloading', 'flow offloading'),
		_('Saves CPU time. Deep packet inspection and some accounting miss offloaded traffic.')
	);
	readAsFirewallDoes(software, SOFTWARE);
	const hardware = section.option(
		form.Flag,
		HARDWARE,
		_('Hardware flow offloading', 'flow offloading'),
		_('Needs hardware that supports it. Bypasses SQM and other queueing entirely.')
	);
	readAsFirewallDoes(hardware, HARDWARE);
	return map;
}

/** firewall4 also takes 'on', 'true' and 'yes' for 1; a plain checkbox would show them as unticked. */
function readAsFirewallDoes(
	flag: { load(section: string): unknown; rmempty: boolean },
	option: string
): void {
	flag.rmempty = true;
	flag.load = () => (model.isOn(uci.get(CONFIG, SECTION, option)) ? '1' : null);
}
