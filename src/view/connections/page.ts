import view from 'luci/view';
import * as entries from '../../model/connections/index.ts';
import * as model from '../../model/index.ts';
import type { Connections } from '../../rpc/types/index.ts';
import * as components from '../../ui/index.ts';
import { pollConnections, type Snapshot } from './poll.ts';
import { addStyle } from './style.ts';
import { connectionTable } from './table.ts';
import { type Toolbar, toolbar } from './toolbar.ts';

/** Network > Flow Offloading > Connections: which connections are offloaded, and why the others are not. */
export default view.extend({
	render() {
		components.addStyle();
		components.markQuotations();
		addStyle();
		const error = E('div', { class: 'alert-message warning', 'aria-live': 'polite', hidden: '' });
		const summary = E('p', { class: 'nft-offload-summary' }, [_('Reading the connections…')]);
		let snapshot: Snapshot | null = null;
		let rows: entries.Row[] = [];
		const shares = entries.shareCounter();
		let lastQuery = '';
		const bar: Toolbar = toolbar(() => changed());
		const table = connectionTable(
			(column) => bar.sortBy(column),
			() => draw()
		);
		const draw = () => {
			if (!snapshot) return;
			components.showText(error, errorTextOf(snapshot));
			const found = drawTable(rows, shares, bar, table);
			table.element.hidden = !snapshot.connections?.connections;
			components.setText(summary, summaryText(snapshot.connections, found, shares.since()));
		};
		const query = () => {
			const { paused, choice } = bar.filters();
			return paused ? null : entries.queryOf(choice);
		};
		const readNow = pollConnections(query, (read) => {
			snapshot = read;
			rows = rowsOf(read);
			if (read.connections) shares.add({ ...read, reading: read.connections, rows, time: Date.now() });
			draw();
		});
		const changed = () => {
			draw();
			// What only the page filters needs no new reading.
			const wanted = JSON.stringify(query());
			if (wanted !== lastQuery) readNow();
			lastQuery = wanted;
		};
		lastQuery = JSON.stringify(query());
		return E('div', [
			E('h2', [_('Connections')]),
			E('p', { class: 'cbi-map-descr' }, [introduction()]),
			E('div', { class: 'cbi-section' }, [
				E('div', { class: 'cbi-section-node' }, [bar.element, error, summary, table.element]),
			]),
		]);
	},

	handleSave: null,
	handleSaveApply: null,
	handleReset: null,
});

function introduction(): string {
	return _(
		'Your devices with the connections that have carried the most data, and why each one is offloaded or not. Rates are of the data between the last two readings, shares of all data since this page began to count, on the connections listed here.'
	);
}

function rowsOf({ connections, before, status, hints }: Snapshot): entries.Row[] {
	return connections ? entries.rowsOf(connections, before, status, entries.hostFinder(hints)) : [];
}

/** Shows the rows that are wanted, and gives how many there are. */
function drawTable(
	rows: entries.Row[],
	shares: entries.ShareCounter,
	bar: Toolbar,
	table: ReturnType<typeof connectionTable>
): number {
	const { choice, order, grouped } = bar.filters();
	bar.offerHosts(entries.hostsOf(rows));
	const chosen = entries.chooseRows(rows, choice);
	const groups = entries.groupsOf(chosen, {
		order,
		byDevice: grouped,
		all: choice.state === null ? rows : null,
		counted: shares.of,
		open: table.open(),
	});
	// Whoever searches wants to see what was found.
	table.update(groups, order, !grouped || choice.text.trim() !== '');
	return chosen.length;
}

function errorTextOf({ error, connections: reply }: Snapshot): string | null {
	if (error) return model.callErrorText(error);
	if (!reply) return null;
	if (!reply.connections)
		return _('Could not read the connections: %s').format(model.reasonText(reply.unknown.connections));
	// Entries that were skipped are counted below the table's title.
	if (reply.unknown.rest && reply.unknown.rest.code !== 'garbled')
		return _('Not all connections were examined: %s').format(model.reasonText(reply.unknown.rest));
	return null;
}

/** `since`: when shares began to be counted. */
function summaryText(reply: Connections | null, shown: number, since: number | null): string {
	if (!reply?.connections) return _('Number of connections: unknown');
	const words = [
		N_(shown, '%s connection is shown.', '%s connections are shown.').format(model.countText(shown)),
		N_(reply.seen, '%s examined.', '%s examined.').format(model.countText(reply.seen)),
	];
	if (reply.left_out > 0)
		words.push(
			N_(reply.left_out, '%s smaller one is not shown.', '%s smaller ones are not shown.').format(
				model.countText(reply.left_out)
			)
		);
	if (reply.unreadable > 0)
		words.push(
			N_(reply.unreadable, '%s entry could not be read.', '%s entries could not be read.').format(
				model.countText(reply.unreadable)
			)
		);
	if (since !== null) words.push(_('Shares are counted since %s.').format(model.timeOfDayText(since)));
	return words.join(' ');
}
