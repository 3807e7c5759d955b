import * as entries from '../../model/connections/index.ts';
import * as components from '../../ui/index.ts';
import { columns } from './table.ts';

/** What the toolbar says now. */
export interface Filters {
	choice: entries.Choice;
	order: entries.Order;
	grouped: boolean;
	paused: boolean;
}

export interface Toolbar {
	readonly element: HTMLElement;
	filters(): Filters;
	/** A heading of the table was pressed: the same one again turns the order around. */
	sortBy(column: entries.Column): void;
	/** The devices that may be chosen. */
	offerHosts(hosts: entries.Host[]): void;
}

/** Filters, order, groups and pause. `changed` is called after each change. */
export function toolbar(changed: () => void): Toolbar {
	const text = E('input', {
		type: 'text',
		class: 'cbi-input-text',
		id: 'nft-offload-search',
		placeholder: _('Device, address, port, reason…'),
		input: changed,
	}) as HTMLInputElement;
	const state = select('state', [['', _('All')], ...stateOptions()], changed);
	const protocol = select('protocol', protocolOptions(), changed);
	const host = select('host', [['', _('All')]], changed);
	const limit = select(
		'limit',
		['50', '100', '200'].map((count) => [count, count]),
		changed
	);
	limit.value = '100';
	const order = select('order', orderOptions(), changed);
	// By data, because rows that change places every few seconds are hard to press.
	order.value = 'bytes desc';
	const grouped = E('input', {
		type: 'checkbox',
		id: 'nft-offload-grouped',
		change: changed,
	}) as HTMLInputElement;
	grouped.checked = true;
	const pause = pauseButton(changed);
	const hosts = new Map<string, entries.Host>();

	const element = E('div', { class: 'nft-offload-toolbar' }, [
		field(_('Search'), text),
		field(_('State'), state),
		field(_('Protocol'), protocol),
		field(_('Device'), host),
		field(_('Sort by'), order),
		field(_('Largest'), limit),
		E('label', { for: grouped.id, class: 'nft-offload-check' }, [grouped, ' ', _('Group by device')]),
		pause.element,
	]);
	const orderNow = (): entries.Order => {
		const [column, direction] = order.value.split(' ');
		return { column: column as entries.Column, descending: direction === 'desc' };
	};
	return {
		element,
		filters: () => ({
			choice: {
				text: text.value,
				state: (state.value || null) as entries.ConnectionState | null,
				protocol: (protocol.value || null) as entries.Choice['protocol'],
				host: hosts.get(host.value) ?? null,
				limit: Number(limit.value),
			},
			order: orderNow(),
			grouped: grouped.checked,
			paused: pause.paused(),
		}),
		sortBy(column) {
			const now = orderNow();
			const descending = now.column === column ? !now.descending : column === 'rate' || column === 'bytes';
			order.value = `${column} ${descending ? 'desc' : 'asc'}`;
			changed();
		},
		offerHosts(found) {
			for (const one of found) {
				if (!hosts.has(one.id)) host.append(E('option', { value: one.id }, [one.name]));
				hosts.set(one.id, one);
			}
		},
	};
}

function stateOptions(): Array<[string, string]> {
	const states: entries.ConnectionState[] = ['hardware', 'software', 'slow', 'idle', 'excluded'];
	return states.map((state) => [state, entries.stateText(state)]);
}

function protocolOptions(): Array<[string, string]> {
	return [
		['', _('All')],
		['tcp', 'TCP'],
		['udp', 'UDP'],
		['other', _('Other protocols')],
	];
}

/** Both directions of every column: on a phone there are no headings to press. */
function orderOptions(): Array<[string, string]> {
	return columns().flatMap(
		([column, title]): Array<[string, string]> => [
			[`${column} desc`, `${title} ▼`],
			[`${column} asc`, `${title} ▲`],
		]
	);
}

function select(name: string, options: Array<[string, string]>, change: () => void): HTMLSelectElement {
	const children = options.map(([value, title]) => E('option', { value }, [title]));
	return E(
		'select',
		{ class: 'cbi-input-select', id: `nft-offload-${name}`, change },
		children
	) as HTMLSelectElement;
}

function field(title: string, input: HTMLElement): HTMLElement {
	return E('div', { class: 'nft-offload-field' }, [E('label', { for: input.id }, [title]), input]);
}

function pauseButton(changed: () => void) {
	let paused = false;
	const element = E(
		'button',
		{ type: 'button', class: 'btn cbi-button cbi-button-action', id: 'nft-offload-pause' },
		[_('Pause')]
	);
	element.addEventListener('click', () => {
		paused = !paused;
		element.setAttribute('aria-pressed', String(paused));
		components.setText(element, paused ? _('Resume') : _('Pause'));
		changed();
	});
	return { element, paused: () => paused };
}
