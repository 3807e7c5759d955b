import uci from 'luci/uci';
import ui from 'luci/ui';
import {
	EXCEPTIONS_CONFIG,
	EXCEPTIONS_SECTION,
	exceptionCount,
	exceptionsNotice,
} from '../../model/exceptions/settings.ts';
import * as model from '../../model/index.ts';
import { known, type State } from '../../model/state.ts';
import * as router from '../../rpc/backend.ts';
import type { HostHints } from '../../rpc/types/host-hints.ts';
import * as components from '../../ui/index.ts';
import { showApplyError } from './apply/apply-error-dialog.ts';
import { applyExceptions } from './apply/apply-exceptions.ts';
import { exceptionsMap } from './exceptions-form.ts';

/** ubus code. */
const NOT_FOUND = 4;

/** What the section needs of the page. */
interface ExceptionsPage {
	state(): State;
	settingsChanged(): void;
	/** Whether this session may change settings. */
	mayChange: boolean;
}

/**
 * The exceptions below the checkboxes: their form, a list of devices to choose from, and whether they are loaded. Folded away while there
 * is none.
 */
export function exceptionsSection(page: ExceptionsPage) {
	const map = exceptionsMap();
	const holder = E('div');
	const picker = hostPicker((mac) => addDevice(holder, mac));
	const notice = E('div', { role: 'status', hidden: '' });
	const apply = components.button(_('Apply exceptions'), 'cbi-button-action', ui.createHandlerFn({}, save), {
		id: 'nft-offload-apply-exceptions',
	});
	const summary = E('summary', [_('Exceptions')]);
	const fold = E('details', [
		summary,
		holder,
		...(page.mayChange
			? [E('div', { class: 'nft-offload-help' }, [picker.element, apply]), ...flushPart()]
			: []),
	]) as HTMLDetailsElement;
	const element = E('div', { class: 'cbi-section', id: 'nft-offload-exceptions' }, [
		E('div', { class: 'cbi-section-node' }, [fold, notice]),
	]);
	const showCount = components.onChange((count: number) => {
		components.setText(summary, _('Exceptions: %s').format(count === 0 ? _('none') : count));
		// Later on it is the user's to open and to close.
		if (count > 0) fold.open = true;
	});

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
		} catch (error) {
			apply.hidden = true;
			holder.replaceChildren(E('div', { class: 'alert-message warning' }, [model.callFaultText(error)]));
		}
	}

	return {
		element,
		/** Keeps the first packets of every connection in the firewall, and everything else as it is. */
		keepFirstPackets(): Promise<void> {
			const select = holder.querySelector<HTMLSelectElement>('[data-name="first_packets"] select');
			if (!select) return Promise.resolve();
			fold.open = true;
			select.value = '30';
			select.dispatchEvent(new Event('change', { bubbles: true }));
			return save();
		},
		async start(): Promise<void> {
			await draw();
			if (page.mayChange) picker.offer(await L.resolveDefault(router.hostHints(), {}));
		},
		update({ status }: State) {
			const found = known(status);
			const state = found?.exceptions;
			const told = state ? exceptionsNotice(state, model.loadedMode(found)) : null;
			notice.hidden = told === null;
			if (told) components.setAlert(notice, told.level, told.text);
			if (state) showCount(exceptionCount(state));
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

function flushPart(): HTMLElement[] {
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

/** Lets the kernel forget them, and says how many. Never rejects. */
export async function flushOffloaded(): Promise<void> {
	try {
		const { entries } = await router.flushOffloaded();
		const text = N_(
			entries,
			'%d offloaded connection was flushed.',
			'%d offloaded connections were flushed.'
		).format(entries);
		ui.addNotification(null, [E('p', [text])], 'info');
	} catch (error) {
		showApplyError(error, null);
	}
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
