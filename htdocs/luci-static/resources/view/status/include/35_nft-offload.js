// Generated from src/view/widget.ts by `npm run build`: change the source, not this file.
'use strict';
'require baseclass';
'require nft-offload.model as model';
'require nft-offload.router as router';
'require nft-offload.ui as components';


function loadModule(name) {
	return L.resolveDefault(L.require(`nft-offload.${name}`), null);
}

function loadMemory() {
	return loadModule("memory");
}

components.stored("session", "nft-offload.history", isList);
const resultsStore = components.stored("session", "nft-offload.measurements", isResults);
function isList(value) {
	return Array.isArray(value);
}
function isResults(value) {
	const isResult = (item) => [item, item?.download, item?.upload].every(
		(bytes) => typeof bytes?.total_bytes === "number" && typeof bytes.slow_bytes === "number"
	);
	return Array.isArray(value) && value.every(isResult);
}

const STATUS_EVERY = 3;
let loads = 0;
let status = Promise.resolve(null);
let counters = Promise.resolve(null);
let recall = Promise.resolve(null);
let history = model.NO_HISTORY;
var widget = baseclass.extend({
	title: _("Flow Offloading"),
	load() {
		if (loads === 0) recall = memory().catch(() => null);
		if (loads++ % STATUS_EVERY === 0) status = latest(router.status(), status);
		counters = latest(router.counters(), counters);
		return Promise.all([status, counters, recall]);
	},
	render([status2, counters2, recall2]) {
		const results = resultsStore.get() ?? [];
		const bypassed = bypassedShare(counters2, status2);
		const { badge, headline } = model.judgeRouter(model.evidenceOf({ status: status2, counters: counters2, bypassed, results }));
		const link = E("a", { href: L.url("admin/network/flow-offloading") }, [_("Details")]);
		const memory2 = status2 && recall2?.(status2);
		const said = [...reasonOf(badge, headline), ...memory2 ? [" ", memory2.text] : []];
		return E("p", [E("strong", [badge.text]), ...said, " ", link]);
	}
});
async function memory() {
	const { results } = await router.results();
	const loaded = results?.length ? await loadMemory() : null;
	return loaded && ((status2) => loaded.recall(status2, results ?? []));
}
function bypassedShare(counters2, status2) {
	const uplink = model.uplinkCounters(status2);
	const time = Date.now() / 1e3;
	history = counters2 ? model.addCounters(history, counters2, time, uplink) : model.addGap(history, time);
	return model.liveShare(history.recent, uplink).bypassed;
}
function reasonOf({ id, level, text }, headline) {
	return level === "success" || id === "off" || text === headline.text ? [] : [" ", headline.text];
}
function latest(call, before) {
	return call.catch((error) => router.isBusy(error) ? before : null);
}

return widget;
