import form from 'luci/form';
import uci from 'luci/uci';
import * as model from '../../model/index.ts';

const CONFIG = 'firewall';
const SECTION = '@defaults[0]';

type FormMap = InstanceType<typeof form.Map>;

/** The form on the page. */
export interface Settings {
	/** Loads what is not loaded, draws the stored settings, and gives the element, which is always the same. */
	draw(): Promise<HTMLElement>;
	/** Ticks the box for software offloading, as the user would. */
	tickSoftware(): void;
	/** The mode that is ticked, saved or not. */
	mode(): model.Mode;
}

/** The settings form, each checkbox tied to its title, for screen readers and for a click on the words. */
export function settingsForm(): Settings {
	const map = settingsMap();
	return {
		draw: () => map.render().then(tieTitles),
		tickSoftware: () => tick('flow_offloading'),
		mode: tickedMode,
	};
}

function boxOf(option: string): HTMLInputElement | null {
	return document.querySelector(`#cbi-firewall input[data-widget-id$=".${option}"]`);
}

function tickedMode(): model.Mode {
	return model.modeOf({
		flow_offloading: boxOf('flow_offloading')?.checked === true,
		flow_offloading_hw: boxOf('flow_offloading_hw')?.checked === true,
	});
}

/** A click and not `checked = true`, so that LuCI's form notices. */
function tick(option: string): void {
	const box = boxOf(option);
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
		_('Established connections take a short cut past the firewall. Saves CPU time on every router.')
	);
	readAsFirewallDoes(software, 'flow_offloading');

	const hardware = section.option(
		form.Flag,
		'flow_offloading_hw',
		_('Hardware flow offloading', 'flow offloading'),
		_('Lets the network hardware forward on its own, where it can. Bypasses queueing such as SQM altogether.')
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
