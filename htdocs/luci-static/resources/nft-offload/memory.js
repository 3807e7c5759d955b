// Generated from src/view/memory/index.ts by `npm run build`: change the source, not this file.
'use strict';
'require nft-offload.model as model';
'require baseclass';


const GOOD_SHARE = 0.5;
const PLAUSIBLE = 1577836800;
const MOST_UPLINKS = 4;
function recall(status, results) {
	const sameMode = resultsOfMode(status, results);
	const at = sameMode.findIndex(isGood);
	const good = sameMode[at];
	if (!good) return null;
	const present = presentOf(status, good.mode);
	if (sameMode.slice(0, at).some((newer) => isMeasured(newer) && changesSince(newer, present).length === 0))
		return null;
	const [first, ...others] = changesSince(good, present);
	if (!first) return null;
	const text = [workedWords(good, present.release), first.text, ...others.map((change) => change.text)].join(
		" "
	);
	return model.finding(first.id, "notice", text, { kind: "measure" });
}
function resultsOfMode(status, results) {
	const enabled = status.requested ? model.modeOf(status.requested) : "off";
	if (enabled === "off") return [];
	const found = results.filter(({ mode }) => mode === enabled);
	const loaded = model.loadedMode(status);
	return found.length > 0 || loaded === "off" ? found : results.filter(({ mode }) => mode === loaded);
}
function isGood(result) {
	return (model.bypassedShare(result) ?? 0) >= GOOD_SHARE;
}
function isMeasured(result) {
	return model.bypassedShare(result) !== null;
}
function presentOf(status, mode) {
	const { release, kernel, firewall4_version } = status.system;
	const isKnown = model.loadedMode(status) === mode && !status.unknown.flowtables;
	return {
		release,
		kernel,
		firewall4: firewall4_version,
		devices: isKnown ? model.firewallFlowtable(status.flowtables ?? [])?.devices ?? null : null,
		protocols: status.unknown.zones ? null : protocolsOf(storedUplinks(status))
	};
}
function storedUplinks({ zones }) {
	if (!zones) return null;
	const uplinks = /* @__PURE__ */ new Map();
	for (const { default_route, l3_device, proto } of zones.flatMap(({ networks }) => networks))
		if (default_route && l3_device !== null && !uplinks.has(l3_device))
			uplinks.set(l3_device, { device: l3_device, proto });
	return [...uplinks.values()].slice(0, MOST_UPLINKS);
}
function protocolsOf(uplinks) {
	const known = (uplinks ?? []).flatMap(({ proto }) => proto === null ? [] : [proto]);
	return known.length > 0 && known.length === uplinks?.length ? known : null;
}
function changesSince({ environment }, present) {
	const differs = (version) => environment[version] !== null && present[version] !== null && environment[version] !== present[version];
	const changes = [];
	if (differs("release"))
		changes.push({ id: "firmware-changed", text: _("The firmware has changed since: measure again.") });
	else if (differs("kernel"))
		changes.push({
			id: "kernel-changed",
			text: _("The kernel was %s then, and is %s now: measure again.").format(
				environment.kernel,
				present.kernel
			)
		});
	else if (differs("firewall4"))
		changes.push({ id: "firewall-changed", text: _("firewall4 has changed since: measure again.") });
	const missing = missingSince(environment.devices, present.devices);
	if (missing.length > 0)
		changes.push({
			id: "device-missing",
			text: N_(
				missing.length,
				"%s was in the flowtable then, and is not now.",
				"%s were in the flowtable then, and are not now."
			).format(missing.join(", "))
		});
	const [before, now] = [protocolsOf(environment.line), present.protocols];
	if (before && now?.some((protocol) => !before.includes(protocol)))
		changes.push({
			id: "uplink-changed",
			text: _("The Internet connection used %s then, and uses %s now.").format(
				before.join(", "),
				now.join(", ")
			)
		});
	return changes;
}
function missingSince(before, now) {
	return before && now ? before.filter((device) => !now.includes(device)) : [];
}
function workedWords(good, now) {
	const share = model.percentText(model.bypassedShare(good) ?? 0);
	const figures = good.time < PLAUSIBLE ? share : _("%s, %s").format(dayText(good.time), share);
	const { release } = good.environment;
	return release === null ? _("Offloading worked before (%s).").format(figures) : _("Worked on %s (%s).").format(releaseWords(release, now), figures);
}
function releaseWords(then, now) {
	const short = (release) => release.split(" ").slice(0, 2).join(" ");
	return now !== null && now !== then && short(now) === short(then) ? then : short(then);
}
function dayText(time) {
	return new Date(time * 1e3).toLocaleDateString(model.locale(), { dateStyle: "long" });
}

const UNFOLDED = 3;
function storedResultsTable(results, isOpen) {
	const table = tableOf(results);
	if (results.length <= UNFOLDED) return table;
	const summary = N_(results.length, "%d result", "%d results").format(results.length);
	return E("details", isOpen ? { open: "" } : {}, [E("summary", [summary]), table]);
}
function tableOf(results) {
	const columns = [
		[_("Measured at"), ({ time }) => momentText(time)],
		[_("Mode"), ({ mode }) => model.modeName(mode)],
		[_("Release"), ({ environment }) => environment.release ?? _("unknown")],
		[_("Downloads bypassed"), ({ download }) => model.shareOrUnknown(model.directionShare(download))],
		[_("Uploads bypassed"), ({ upload }) => model.shareOrUnknown(model.directionShare(upload))],
		[_("Speed"), model.speedText],
		[_("Busiest core"), ({ cpu }) => model.shareOrUnknown(cpu)]
	];
	return E("table", { class: "table nft-offload-dense", "aria-label": _("Results kept on the router") }, [
		E(
			"tr",
			{ class: "tr table-titles" },
			columns.map(([title]) => E("th", { class: "th", scope: "col" }, [title]))
		),
		...results.map(
			(result) => E(
				"tr",
				{ class: "tr" },
				// Themes that stack the cells on a phone show data-title in front of each.
				columns.map(([title, text]) => E("td", { class: "td", "data-title": title }, [text(result)]))
			)
		)
	]);
}
function momentText(time) {
	if (time < PLAUSIBLE) return _("unknown");
	return new Date(time * 1e3).toLocaleString(model.locale(), { dateStyle: "medium", timeStyle: "short" });
}

return baseclass.extend({
	recall,
	storedResultsTable
});
