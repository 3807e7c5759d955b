import baseclass from 'luci/baseclass';
import * as model from '../model/index.ts';
import * as router from '../rpc/backend.ts';
import * as parts from '../ui/index.ts';

type Environment = [
	Awaited<ReturnType<typeof router.status>> | null,
	Awaited<ReturnType<typeof router.counters>> | null,
];

/** Seconds between two loads are five: the status, which costs more, is read with every third. */
const STATUS_EVERY = 3;
let loads = 0;
let status: Promise<Environment[0]> = Promise.resolve(null);

/**
 * The widget of LuCI's page Status > Overview, which calls load and render every 5 s (luci-mod-status, view/status/index.js).
 * What is missing shows as "Unknown": a rejected load would take the widget away until the next page load.
 */
export default baseclass.extend({
	title: _('Flow Offloading'),

	load(): Promise<Environment> {
		if (loads++ % STATUS_EVERY === 0) status = L.resolveDefault(router.status(), null);
		return Promise.all([status, L.resolveDefault(router.counters(), null)]);
	},

	render([status, counters]: Environment) {
		const { badge } = model.judgeRouter({
			status,
			counters,
			unapplied: null,
			staysSlow: null,
			measured: null,
			misplaced: [],
		});
		const table = parts.factTable(_('Flow Offloading'));
		table.update([
			[_('State'), badge.text],
			[_('Offloaded in software'), model.countText(counters?.offloaded?.software.total.entries ?? null)],
			[_('Offloaded in hardware'), model.countText(counters?.offloaded?.hardware.total.entries ?? null)],
		]);
		const link = E('a', { href: L.url('admin/network/flow-offloading') }, [_('Details')]);
		return E('div', [table.element, link]);
	},
});
