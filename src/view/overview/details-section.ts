import * as model from '../../model/index.ts';
import type { Judgement } from '../../model/judgement.ts';
import { known, type State } from '../../model/state.ts';
import type { Counters } from '../../rpc/types/index.ts';
import * as components from '../../ui/index.ts';
import { engineFacts } from './engine-facts.ts';
import { faultsList } from './faults-list.ts';

/** What helpers ask for, folded away: what is requested and loaded, the path of each network, this router, and the commands for SSH. */
export function detailsSection(toggled: () => void) {
	const loaded = components.factTable(_('Requested and loaded'));
	const paths = components.factTable(_('Paths'));
	const hardware = engineFacts();
	const system = components.factTable(_('This router'));
	const notes = E('ul', { hidden: '' });
	const drawNotes = components.onChange((texts: string[]) => {
		notes.hidden = texts.length === 0;
		notes.replaceChildren(...texts.map((text) => E('li', [text])));
	});
	const faults = faultsList();
	const commands = commandList();
	const folded = E('details', { toggle }, [
		E('summary', [_('Details')]),
		notes,
		faults.element,
		E('h3', [_('Requested and loaded')]),
		loaded.element,
		paths.element,
		hardware.element,
		E('h3', [_('This router')]),
		system.element,
	]);
	const element = E('div', { class: 'cbi-section', id: 'nft-offload-details' }, [
		E('div', { class: 'cbi-section-node' }, [folded, commands.element]),
	]);

	function toggle(): Promise<unknown> {
		toggled();
		return Promise.all([faults.open(), hardware.open()]);
	}

	return {
		element,
		isOpen: () => folded.hasAttribute('open'),
		update(state: State, { diagnosis }: Judgement) {
			commands.update(state.selected);
			faults.update(state);
			hardware.update(state);
			const { status: reading } = state;
			if (!reading) return;
			drawNotes(diagnosis.hints.filter(({ level }) => level === 'info').map(({ text }) => text));
			paths.update([...diagnosis.lanes, ...trackingRows(known(state.counters))]);
			if ('error' in reading) {
				loaded.update([[_('State of the router'), model.callErrorText(reading.error)]]);
				return;
			}
			loaded.update([...model.settingRows(reading.value), ...model.flowtableRows(reading.value)]);
			system.update(model.systemRows(reading.value.system));
		},
	};
}

/** What to type over SSH for the mode chosen in the form, and where else in LuCI the setting is. */
function commandList() {
	const title = E('p');
	const lines = E('pre');
	const element = E('details', { id: 'nft-offload-commands' }, [
		E('summary', [_('Show the commands')]),
		title,
		lines,
		...sameSetting(),
	]);
	return {
		element,
		update(selected: model.Mode) {
			components.setText(title, _('The same over SSH, for “%s”:').format(model.modeName(selected)));
			components.setText(lines, model.shellCommands(model.modeChanges(selected)).join('\n'));
		},
	};
}

function sameSetting(): HTMLElement[] {
	const link = components.pageLink(['admin/network/firewall'], _('Network › Firewall'));
	return link.length > 0 ? [E('p', [_('Also available under:'), ' ', ...link])] : [];
}

function trackingRows(counters: Counters | null): Array<[string, string]> {
	const tracked = model.shareText(counters?.tracked ?? null, counters?.tracked_max ?? null);
	return [
		[_('Tracked connections'), tracked],
		[_('Data source'), counters ? sourceText(counters) : _('unknown')],
	];
}

function sourceText(counters: Counters): string {
	if (counters.source === 'netlink') return _('netlink, filtered by the kernel');
	if (counters.source === null) return _('unknown');
	return _('/proc/net/nf_conntrack, because netlink is unavailable: %s').format(
		model.reasonText(counters.unknown.netlink)
	);
}
