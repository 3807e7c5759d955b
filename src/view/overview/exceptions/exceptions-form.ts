import uci from 'luci/uci';
import ui from 'luci/ui';
import { EXCEPTIONS_CONFIG, EXCEPTIONS_SECTION } from '../../../model/exceptions/settings.ts';
import * as model from '../../../model/index.ts';
import { known, type State } from '../../../model/state.ts';
import * as router from '../../../rpc/backend.ts';
import type { HostHints } from '../../../rpc/types/host-hints.ts';
import * as components from '../../../ui/index.ts';
import { showApplyError } from '../apply/apply-error-dialog.ts';
import { applyExceptions } from './apply-exceptions.ts';
import { exceptionsMap } from './exceptions-map.ts';
import { flushOffloaded } from './flush.ts';

/** ubus code. */
const NOT_FOUND = 4;

/** What the section needs of the page. */
export interface ExceptionsPage {
	state(): State;
	settingsChanged(): void;
	/** Whether this session may change settings. */
	mayChange: boolean;
}

/** The form of the exceptions, with a list of devices to choose from and a button that flushes what is offloaded. */
export interface ExceptionsForm {
	readonly element: HTMLElement;
	/** Excludes the first packets of every connection from offloading, and changes nothing else. */
	excludeFirstPackets(): Promise<void>;
}

/** Resolves when it is drawn. */
export async function exceptionsForm(page: ExceptionsPage): Promise<ExceptionsForm> {
	const map = exceptionsMap();
	const holder = E('div');
	const apply = components.button(_('Apply exceptions'), 'cbi-button-action', ui.createHandlerFn({}, save), {
		id: 'nft-offload-apply-exceptions',
	});
	const element = E('div', [holder]);
	const buttons = E('div', { class: 'nft-offload-help' });
	if (page.mayChange) {
		const picker = hostPicker((mac) => addDevice(holder, mac));
		buttons.append(picker.element, apply);
		element.append(buttons, ...flushElements());
		picker.offer(await L.resolveDefault(router.hostHints(), {}));
	}
	await draw();

	async function save(): Promise<void> {
		try {
			rejectTyped(holder);
			await applyExceptions((include) => map.save(include, true));
		} catch (error) {
			showApplyError(error, known(page.state().status));
			return;
		}
		await draw();
		page.settingsChanged();
	}

	/** Never rejects: without a readable configuration everything else on the page still has something to say. */
	async function draw(): Promise<void> {
		try {
			await loadSection();
			holder.replaceChildren(await map.render());
			components.tieDescriptions(holder);
		} catch (error) {
			buttons.hidden = true;
			holder.replaceChildren(E('div', { class: 'alert-message warning' }, [model.callErrorText(error)]));
		}
	}

	return {
		element,
		excludeFirstPackets(): Promise<void> {
			const select = holder.querySelector<HTMLSelectElement>('[data-name="first_packets"] select');
			if (!select) return Promise.resolve();
			select.value = '30';
			select.dispatchEvent(new Event('change', { bubbles: true }));
			return save();
		},
	};
}

/** Rejects where the section is missing, as LuCI's form can neither show nor make it then. */
async function loadSection(): Promise<void> {
	await uci.load(EXCEPTIONS_CONFIG).catch((error) => {
		if (model.ubusStatus(error) !== NOT_FOUND) throw error;
	});
	const sections = uci.sections(EXCEPTIONS_CONFIG, 'exceptions');
	if (!sections.some((section) => section['.name'] === EXCEPTIONS_SECTION))
		throw new Error(
			_('The section for exceptions is missing. Create it over SSH, then reload this page: %s').format(
				`echo "config exceptions '${EXCEPTIONS_SECTION}'" >> /etc/config/${EXCEPTIONS_CONFIG}`
			)
		);
}

function flushElements(): HTMLElement[] {
	return [
		E('p', [
			_(
				'A new firewall rule does not stop connections that are offloaded already. After flushing, every rule decides about them again; some apps may have to reconnect.'
			),
		]),
		E('div', { class: 'nft-offload-help' }, [
			components.button(_('Flush offloaded connections'), '', ui.createHandlerFn({}, flushOffloaded), {
				id: 'nft-offload-flush',
			}),
		]),
	];
}

/** LuCI drops a typed word that is not valid, without a word. */
function rejectTyped(holder: HTMLElement): void {
	for (const input of holder.querySelectorAll<HTMLInputElement>('.add-item input.cbi-input-invalid'))
		if (input.value.trim() !== '') throw new Error(_('“%s” is not a valid entry.').format(input.value));
}

/** Devices that LuCI knows, by name; the chosen one is added by its MAC address. */
function hostPicker(choose: (mac: string) => void) {
	const select = E('select', { class: 'cbi-input-select', 'aria-label': _('Device of your network') });
	const add = () => {
		const { value } = select as HTMLSelectElement;
		if (value) choose(value);
	};
	const element = E('span', { hidden: '' }, [select, ' ', components.button(_('Add device'), '', add)]);
	return {
		element,
		offer(hints: HostHints) {
			const hosts = Object.entries(hints).map(([mac, hint]) => ({ mac, name: nameOf(hint) }));
			hosts.sort((a, b) => a.name.localeCompare(b.name));
			select.replaceChildren(
				...hosts.map(({ mac, name }) =>
					E('option', { value: mac }, [name ? '%s (%s)'.format(name, mac) : mac])
				)
			);
			element.hidden = hosts.length === 0;
		},
	};
}

function nameOf({ name, ipaddrs, ipv4 }: HostHints[string]): string {
	return name || ipaddrs?.[0] || ipv4 || '';
}

/** As if the user had typed it: LuCI's list has no other way in that all releases share. */
function addDevice(holder: HTMLElement, mac: string): void {
	const input = holder.querySelector<HTMLInputElement>('[data-name="device"] .add-item input[type=text]');
	const button = holder.querySelector<HTMLElement>('[data-name="device"] .add-item .cbi-button-add');
	if (!input || !button) return;
	input.value = mac;
	input.dispatchEvent(new Event('keyup'));
	button.click();
}
