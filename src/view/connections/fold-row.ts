import * as entries from '../../model/connections/index.ts';
import * as components from '../../ui/index.ts';
import { numberCells, stateCell } from './cells.ts';
import { nameOnce, whereText } from './row.ts';
import { toggle } from './toggle.ts';

/** The row of connections that are folded into one. */
export interface FoldRow {
	readonly element: HTMLElement;
	/** `named`: below the heading of the device. */
	update(rows: entries.Row[], named: boolean, open: boolean): void;
}

export function foldRow(toggled: (open: boolean) => void): FoldRow {
	const host = E('td', { class: 'td left nft-offload-name' });
	const button = toggle(toggled);
	const where = E('small');
	const what = E('td', { class: 'td left nft-offload-wide nft-offload-what' }, [button.element, where]);
	const numbers = numberCells();
	const state = stateCell();
	return {
		element: E('tr', { class: 'tr nft-offload-fold' }, [host, what, ...numbers.elements, state.element]),
		update(rows, named, open) {
			const [first] = rows;
			if (!first) return;
			components.setText(host, first.host.name);
			nameOnce(host, what, named);
			button.update(_('%s × %d').format(serviceText(rows), rows.length), open);
			components.setText(where, whereText(remoteText(rows), first.direction));
			numbers.update(entries.sumsOf(rows));
			state.update(first.judgement);
		},
	};
}

/** The service of all of them, or how many ports they use. */
function serviceText(rows: entries.Row[]): string {
	const services = new Set(rows.map(({ service }) => service));
	const { service, connection } = rows[0]!;
	if (services.size === 1) return service;
	const ports = N_(services.size, '%s, %d port', '%s, %d ports');
	return ports.format(entries.protocolText(connection.protocol), services.size);
}

function remoteText(rows: entries.Row[]): string {
	const remotes = new Set(rows.map(({ remote }) => remote));
	if (remotes.size === 1) return rows[0]!.remote;
	return N_(remotes.size, '%d address', '%d addresses').format(remotes.size);
}
