import baseclass from 'luci/baseclass';
import * as model from '../model/index.ts';
import * as router from '../rpc/backend.ts';
import type { Counters, Status } from '../rpc/types/index.ts';
import { loadMemory } from './load-memory.ts';
import { resultsStore } from './stores.ts';

type RecallFunction = (status: Status) => model.Finding | null;
type Readings = [status: Status | null, counters: Counters | null, recall: RecallFunction | null];

/** Seconds between two loads are five: the status, which costs more, is read with every third. */
const STATUS_EVERY = 3;
let loads = 0;
let status: Promise<Status | null> = Promise.resolve(null);
let counters: Promise<Counters | null> = Promise.resolve(null);
let recall: Promise<RecallFunction | null> = Promise.resolve(null);
let history = model.NO_HISTORY;

/**
 * The widget of LuCI's page Status > Overview, which calls load and render every 5 s (luci-mod-status, view/status/index.js).
 * What is missing shows as "Unknown": a rejected load would take the widget away until the next page load.
 */
export default baseclass.extend({
	title: _('Flow Offloading'),

	load(): Promise<Readings> {
		if (loads === 0) recall = memory().catch(() => null);
		if (loads++ % STATUS_EVERY === 0) status = latest(router.status(), status);
		counters = latest(router.counters(), counters);
		return Promise.all([status, counters, recall]);
	},

	render([status, counters, recall]: Readings) {
		const results = resultsStore.get() ?? [];
		const bypassed = bypassedShare(counters, status);
		const { badge, headline } = model.judgeRouter(model.evidenceOf({ status, counters, bypassed, results }));
		const link = E('a', { href: L.url('admin/network/flow-offloading') }, [_('Details')]);
		const memory = status && recall?.(status);
		const said = [...reasonOf(badge, headline), ...(memory ? [' ', memory.text] : [])];
		return E('p', [E('strong', [badge.text]), ...said, ' ', link]);
	},
});

/** Compares with the results that the router has stored; null where there are none. */
async function memory(): Promise<RecallFunction | null> {
	const { results } = await router.results();
	const loaded = results?.length ? await loadMemory() : null;
	return loaded && ((status) => loaded.recall(status, results ?? []));
}

/** The share of the data that bypassed the firewall in the last loads, at least; null = unknown. */
function bypassedShare(counters: Counters | null, status: Status | null): number | null {
	const uplink = model.uplinkCounters(status);
	const time = Date.now() / 1000;
	history = counters ? model.addCounters(history, counters, time, uplink) : model.addGap(history, time);
	return model.liveShare(history.recent, uplink).bypassed;
}

/** What there is to say besides the badge: nothing where offloading works, or is off by choice. */
function reasonOf({ id, level, text }: model.Badge, headline: model.Finding): string[] {
	return level === 'success' || id === 'off' || text === headline.text ? [] : [' ', headline.text];
}

/** null where a call fails; the reading before where the backend is too busy for this one. */
function latest<T>(call: Promise<T>, before: Promise<T | null>): Promise<T | null> {
	return call.catch((error) => (router.isBusy(error) ? before : null));
}
