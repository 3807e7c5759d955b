// Generated from src/view/overview/page.ts by `npm run build`: change the source, not this file.
'use strict';
'require uci';
'require ui';
'require view';
'require nft-offload.model as model';
'require nft-offload.conflicts as conflicts';
'require nft-offload.router as router';
'require nft-offload.ui as components';
'require poll';
'require form';


function initialState(stored) {
	return {
		status: null,
		counters: null,
		environment: null,
		pending: null,
		selected: "off",
		dismissed: [],
		history: { ...model.NO_HISTORY, samples: stored.samples ?? [] },
		gracePeriod: null,
		notOffloadedWatch: model.NO_WATCH,
		results: stored.results ?? [],
		storedResults: null,
		saveNote: null
	};
}
function known(reading) {
	return reading && "value" in reading ? reading.value : null;
}
function reduce(state, event) {
	switch (event.type) {
		case "counters":
			return afterCounters(state, event.reading, event.time);
		case "status":
			return afterStatus(state, event.reading, event);
		case "environment":
			return { ...state, environment: event.reading };
		case "selected":
			return { ...state, selected: event.mode };
		case "dismissed":
			return { ...state, dismissed: event.ids };
		case "measured":
			return { ...state, results: addResult(state.results, event.result), saveNote: null };
		case "stored-results":
			return { ...state, storedResults: event.reading ?? state.storedResults, saveNote: event.note };
		case "settings-changed":
			return {
				...state,
				history: model.addChange(state.history, event.time),
				gracePeriod: model.beginGracePeriod(event.time),
				notOffloadedWatch: model.NO_WATCH
			};
	}
}
function afterCounters(state, reading, time) {
	const counters = known(reading);
	const status = known(state.status);
	const past = state.gracePeriod ? model.restartShare(state.history) : state.history;
	const history = counters ? model.addCounters(past, counters, time, model.uplinkCounters(status)) : model.addGap(past, time);
	const reloaded = history.samples[history.samples.length - 1]?.mark === "reload";
	const gracePeriod = state.gracePeriod ?? (reloaded ? model.afterReload(time) : null);
	return {
		...state,
		counters: reading,
		history,
		gracePeriod: model.graceAfterCounters(gracePeriod, status, counters, time)
	};
}
function afterStatus(state, reading, { pending, dismissed }) {
	const [before, status] = [known(state.status), known(reading)];
	return {
		...state,
		status: reading,
		pending,
		dismissed,
		history: sharesBelongTogether(before, status) ? state.history : model.restartShare(state.history),
		gracePeriod: model.graceAfterStatus(state.gracePeriod, before, status, lastTime(state.history)),
		notOffloadedWatch: model.followNotOffloaded(state.notOffloadedWatch, status)
	};
}
function sharesBelongTogether(before, status) {
	if (!before || !status) return true;
	const isSameUplink = JSON.stringify(model.uplinkCounters(before)) === JSON.stringify(model.uplinkCounters(status));
	return isSameUplink && model.loadedMode(before) === model.loadedMode(status);
}
function lastTime({ samples }) {
	return samples[samples.length - 1]?.time ?? 0;
}
function addResult(results, result) {
	return [result, ...results.filter(({ mode }) => mode !== result.mode)];
}

const OFF = { flow_offloading: false, flow_offloading_hw: false };
function judge(state, recall) {
	const status = known(state.status);
	const counters = known(state.counters);
	const { gracePeriod } = state;
	const uplink = model.uplinkCounters(status);
	const share = gracePeriod ? model.unknownShare("grace-period") : model.liveShare(state.history.recent, uplink);
	const diagnosis = model.judgeRouter(evidenceOf(state, status, counters, share.bypassed));
	const router = routerOf(state, status);
	const found = router ? conflicts.findConflicts(router) : [];
	return {
		diagnosis: gracePeriod ? model.graceVerdict(diagnosis, gracePeriod) : diagnosis,
		path: {
			states: gracePeriod ? null : diagnosis.directions,
			shares: gracePeriod ? model.UNKNOWN_PATHS.shares : diagnosis.shares,
			devices: model.pathDevices(status)
		},
		router,
		conflicts: found,
		warnings: conflicts.groupHints(found, state.selected, state.dismissed),
		meter: model.meterOf(counters, status?.slow ?? null),
		share,
		shareText: model.shareSentence(share, uplink),
		memory: status && recall ? memoryOf(state, status, recall) : null,
		offersHardware: status?.requested?.flow_offloading_hw === true || diagnosis.checks.every(({ state: reached }) => reached === "reached"),
		offersModes: status !== null && isAsRequested(status)
	};
}
function memoryOf({ storedResults, saveNote, gracePeriod }, status, recall) {
	return gracePeriod || saveNote !== null ? null : recall(status, known(storedResults)?.results ?? []);
}
function criticalAfter(state, judgement, changes) {
	const options = state.pending ?? known(state.status)?.requested ?? OFF;
	return conflicts.criticalFor(judgement.conflicts, model.modeAfter(options, changes));
}
function isAsRequested(status) {
	const loaded = model.loadedMode(status);
	const requested = status.requested && model.modeOf(status.requested);
	return loaded !== null && (loaded === requested || requested === "hardware" && loaded === "software");
}
function evidenceOf(state, status, counters, bypassed) {
	return model.evidenceOf({
		status,
		counters,
		environment: known(state.environment),
		unapplied: state.pending,
		notOffloaded: state.notOffloadedWatch.notOffloaded,
		bypassed,
		results: state.results
	});
}
function routerOf(state, status) {
	const environment = known(state.environment);
	return status && environment && { status, environment };
}

function loadModule(name) {
	return L.resolveDefault(L.require(`nft-offload.${name}`), null);
}

function loadMemory() {
	return loadModule("memory");
}

const samplesStore = components.stored("session", "nft-offload.history", isList);
const resultsStore = components.stored("session", "nft-offload.measurements", isResults);
function dismissedStore(board) {
	return components.stored("local", `nft-offload.hidden-hints.${board}`, isTexts);
}
function isList(value) {
	return Array.isArray(value);
}
function isTexts(value) {
	return Array.isArray(value) && value.every((item) => typeof item === "string");
}
function isResults(value) {
	const isResult = (item) => [item, item?.download, item?.upload].every(
		(bytes) => typeof bytes?.total_bytes === "number" && typeof bytes.slow_bytes === "number"
	);
	return Array.isArray(value) && value.every(isResult);
}

function addChartStyle() {
	const id = "nft-offload-chart-style";
	if (!document.getElementById(id)) document.head.append(E("style", { id }, [RULES]));
}
const RULES = `
.nft-offload-chart { display: grid; grid-template-columns: auto 1fr auto; gap: 1em .5em }
.nft-offload-chart .axis { display: flex; flex-direction: column-reverse; justify-content: space-between; text-align: right }
.nft-offload-chart .axis span { height: 0; line-height: 0 }
.nft-offload-chart .times { display: flex }
.nft-offload-chart .times span { flex: 1; text-align: center; white-space: nowrap }
.nft-offload-chart .times :first-child { text-align: left }
.nft-offload-chart .times :last-child { text-align: right }
.nft-offload-plot { height: 7em; touch-action: pan-y; cursor: crosshair }
.nft-offload-plot svg { display: block; width: 100%; height: 100%; overflow: visible }
.nft-offload-plot path { fill: none; vector-effect: non-scaling-stroke; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round }
.nft-offload-plot .grid { stroke: currentColor; stroke-opacity: .25; stroke-width: 1 }
.nft-offload-plot .softirq, .nft-offload-plot .reload { stroke-dasharray: 4 4 }
.nft-offload-plot .mark { stroke: #c77700 }
.nft-offload-plot .cursor { stroke: currentColor; stroke-width: 1 }
.nft-offload-series li { min-height: 24px }
.nft-offload-series li::before { display: none }
.nft-offload-series label { display: inline; float: none; width: auto; padding: 0 }
.nft-offload-series b { white-space: nowrap }
.nft-offload-series i { display: inline-block; width: 1.5em; border-top: 3px solid; vertical-align: middle }
.nft-offload-series i.mark { width: 0; height: 1em; border: 0; border-left: 3px solid #c77700 }
.nft-offload-series i.softirq { border-top-style: dashed }
.nft-offload-series i.reload { border-left-style: dashed }
`;

function chartLegend(toggle) {
	const titles = model.seriesTitles();
	const values = model.SERIES.map(() => E("b", ["–"]));
	const entries = model.SERIES.map(
		({ id }, index) => E("li", [seriesSwitch(id, titles[id], toggle), " ", values[index]])
	);
	const marks = [mark("reload", _("Firewall reloaded")), mark("change", _("Settings changed"))];
	return {
		element: E("ul", { class: "nft-offload-legend nft-offload-series" }, [...entries, ...marks]),
		update(sample, samples) {
			model.SERIES.forEach((series, index) => {
				components.setText(values[index], sample ? model.seriesText(series, sample) : "–");
			});
			marks[0].hidden = !samples.some(({ mark: mark2 }) => mark2 === "reload");
			marks[1].hidden = !samples.some(({ mark: mark2 }) => mark2 === "change");
		}
	};
}
function seriesSwitch(id, title, toggle) {
	const box = E("input", { type: "checkbox", checked: "" });
	box.addEventListener("change", () => toggle(id, box.checked));
	return E("label", [
		box,
		" ",
		E("i", { class: id, style: `color:${model.SERIES_COLOURS[id]}` }),
		" ",
		title
	]);
}
function mark(kind, text) {
	return E("li", { hidden: "" }, [E("i", { class: `mark ${kind}` }), " ", text]);
}

const KEYS = {
	ArrowLeft: -1,
	ArrowDown: -1,
	ArrowRight: 1,
	ArrowUp: 1,
	PageDown: -10,
	PageUp: 10,
	Home: -Infinity,
	End: Infinity
};
function chartCursor(field, moved, describe) {
	let samples = [];
	let time = null;
	let origin = null;
	const last = () => samples[samples.length - 1];
	const indexOf = (moment) => samples.findIndex((sample) => sample.time >= moment);
	function choose(index) {
		const sample = samples[index] ?? null;
		time = sample?.time ?? null;
		moved(sample);
		speak(sample);
	}
	function speak(chosen) {
		const [sample, latest] = [chosen ?? last(), last()];
		if (!sample || !latest) return;
		origin ??= latest.time;
		const ends = Math.round(latest.time - origin);
		components.setAttribute(field, "aria-valuemin", String(ends - model.HISTORY_SECONDS));
		components.setAttribute(field, "aria-valuemax", String(ends));
		components.setAttribute(field, "aria-valuenow", String(Math.round(sample.time - origin)));
		components.setAttribute(field, "aria-valuetext", describe(sample));
	}
	function press(event) {
		const step = KEYS[event.key];
		if (event.key === "Escape") choose(-1);
		if (step === void 0 || samples.length === 0) return;
		event.preventDefault();
		const from = time === null ? samples.length - 1 : indexOf(time);
		choose(Math.max(0, Math.min(samples.length - 1, from + step)));
	}
	function follow({ clientX }) {
		const { left, width } = field.getBoundingClientRect();
		choose(model.nearestTo(samples, (clientX - left) / width));
	}
	field.addEventListener("keydown", press);
	for (const event of ["pointermove", "pointerdown"]) field.addEventListener(event, follow);
	for (const event of ["pointerleave", "blur"]) field.addEventListener(event, () => choose(-1));
	return {
		update(next) {
			samples = next;
			if (time !== null && (indexOf(time) < 0 || samples[0].time > time)) choose(-1);
			else if (document.activeElement !== field) speak(null);
		},
		position: () => time === null ? null : model.positionOf(time, last()?.time ?? 0)
	};
}

const FIELD = { x: 0, y: 0, width: 600, height: 200 };
const MARKS = ["reload", "change"];
function chartPlot(moved, describe) {
	const lines = model.SERIES.map(({ id }) => path(`series ${id}`, { stroke: model.SERIES_COLOURS[id] }));
	const marks = MARKS.map((mark) => path(`mark ${mark}`));
	const hair = path("cursor");
	const rate = axis(model.ticksOf(1));
	const field = emptyField([path("grid", { d: model.gridOf(FIELD) }), ...marks, ...lines, hair]);
	const drawHair = () => components.setAttribute(hair, "d", hairAt(cursor.position()));
	const chosen = (sample) => {
		drawHair();
		moved(sample);
	};
	const cursor = chartCursor(field, chosen, describe);
	return {
		element: framed(field, axis(model.ticksOf(100)).element, rate.element),
		update(samples) {
			const drawn = model.drawingOf(samples, FIELD);
			for (const [index, { id }] of model.SERIES.entries())
				components.setAttribute(lines[index], "d", drawn.paths[id]);
			for (const [index, mark] of MARKS.entries())
				components.setAttribute(marks[index], "d", drawn.marks[mark]);
			rate.update(model.ticksOf(drawn.top));
			cursor.update(samples);
			drawHair();
		},
		show(series, shown) {
			const index = model.SERIES.findIndex(({ id }) => id === series);
			components.setAttribute(lines[index], "display", shown ? "inline" : "none");
		}
	};
}
function path(kind, attributes = {}) {
	return components.svg("path", { class: kind, ...attributes });
}
function hairAt(position) {
	return position === null ? "" : `M${(position * FIELD.width).toFixed(1)} 0v${FIELD.height}`;
}
function emptyField(children) {
	const drawing = components.svg("svg", {
		viewBox: `0 0 ${FIELD.width} ${FIELD.height}`,
		preserveAspectRatio: "none",
		"aria-hidden": "true"
	});
	drawing.append(...children);
	const attributes = {
		class: "nft-offload-plot",
		tabindex: 0,
		role: "slider",
		"aria-label": _("Chart of the last ten minutes"),
		"aria-valuemin": -model.HISTORY_SECONDS,
		"aria-valuemax": 0,
		"aria-valuenow": 0
	};
	return E("div", attributes, [drawing]);
}
function framed(field, percent, rate) {
	const minutes = model.HISTORY_SECONDS / 60;
	const times = [_("%d min").format(-minutes), _("%d min").format(-minutes / 2), _("now")];
	return E("div", { class: "nft-offload-chart" }, [
		E("span", { "aria-hidden": "true" }, ["%"]),
		E("span"),
		E("span", { "aria-hidden": "true" }, [_("Mbit/s")]),
		percent,
		field,
		rate,
		E("span"),
		row(
			"times",
			times.map((text) => E("span", [text]))
		)
	]);
}
function axis(values) {
	const figures = values.map((value) => E("span", [value]));
	return {
		element: row("axis", figures),
		update(next) {
			for (const [index, figure] of figures.entries()) components.setText(figure, String(next[index]));
		}
	};
}
function row(kind, children) {
	const element = E("div", { class: kind, "aria-hidden": "true" });
	element.append(...children);
	return element;
}

function chartSection() {
	const waiting = E("p", [_("The chart appears with the second reading.")]);
	const when = E("span", [_("The latest reading")]);
	const plot = chartPlot((sample) => read(sample), describe);
	const legend = chartLegend(plot.show);
	const pause = E(
		"button",
		{
			type: "button",
			class: "btn cbi-button cbi-button-action nft-offload-pause",
			"aria-pressed": "false",
			click: () => togglePause()
		},
		[_("Pause")]
	);
	const chart = E("div", { hidden: "" }, [
		plot.element,
		legend.element,
		E("div", { class: "nft-offload-under" }, [when, pause])
	]);
	const element = E("div", { class: "cbi-section" }, [
		E("h3", [_("The last ten minutes")]),
		E("div", { class: "cbi-section-node" }, [waiting, chart])
	]);
	let paused = false;
	let pointed = null;
	let shown = [];
	let latest = model.NO_HISTORY;
	function togglePause() {
		paused = !paused;
		pause.setAttribute("aria-pressed", String(paused));
		if (!paused) show();
	}
	function show() {
		if (paused || latest.samples.length < 2) return;
		shown = latest.samples;
		waiting.hidden = true;
		chart.hidden = false;
		plot.update(shown);
		read(pointed && shown.includes(pointed) ? pointed : null);
	}
	function read(sample) {
		pointed = sample;
		const moment = sample ?? shown[shown.length - 1];
		legend.update(moment, shown);
		components.setText(when, sample ? momentText(sample) : _("The latest reading"));
	}
	return {
		element,
		update({ history }) {
			if (history === latest) return;
			latest = history;
			show();
		}
	};
}
function momentText({ time, mark }) {
	const clock = model.timeOfDayText(time * 1e3);
	if (mark === "reload") return _("%s: firewall reloaded").format(clock);
	if (mark === "change") return _("%s: settings changed").format(clock);
	return _("At %s").format(clock);
}
function describe(sample) {
	const titles = model.seriesTitles();
	const values = model.SERIES.map(
		(series) => _("%s: %s").format(titles[series.id], model.seriesText(series, sample))
	);
	return [momentText(sample), ...values].join(", ");
}

const ANSWERS = {
	"speed-test": ["waiting"],
	"still-off": ["unapplied", "uncommitted", "hardware-alone", "misplaced", "misplaced-defaults"],
	rejected: ["rejected"],
	stopped: [
		"firmware-changed",
		"kernel-changed",
		"firewall-changed",
		"device-missing",
		"missing-ports",
		"xmit-path"
	],
	"downloads-slow": ["uploads-only"],
	tunnels: ["wan-without-device", "ipsec"],
	"same-network": ["access-point", "nothing-to-route"],
	why: ["not-offloaded", "measured-slow-path"],
	"no-hardware": ["no-hardware", "fallback", "hardware-fallback"],
	"safe-trial": ["vendor-hnat", "l2tp-hardware"],
	drops: ["roaming-hardware", "wed-timeout"],
	sqm: ["sqm-hardware", "sqm-pppoe"],
	counters: [
		"silent-hardware",
		"nlbwmon-hardware",
		"listeners-hardware",
		"packet-counters",
		"pppoe-counters"
	],
	"first-packets": ["unblockers"],
	"new-rule": ["parental-control"]
};
function answerOf(id) {
	return Object.entries(ANSWERS).find(([, ids]) => ids.includes(id))?.[0] ?? null;
}

const PAGE = "nft-offload/answers.html";
function answerLink(id) {
	const anchor = answerOf(id);
	if (anchor === null) return [];
	const href = `${L.resource(PAGE)}#${anchor}`;
	return [E("a", { href, target: "_blank", hreflang: "en", "data-answer": id }, [_("More about this")])];
}

const CLASSES = {
	critical: "danger",
	high: "warning",
	medium: "notice",
	low: "info",
	fine: "success"
};
function conflictBox(conflict, router, actions) {
	const { rule, found } = conflict;
	return E("div", { class: `alert-message ${CLASSES[rule.severity]}`, "data-conflict": rule.id }, [
		E("p", [E("strong", [conflicts.severityName(rule.severity)]), ": ", rule.effect(), " ", rule.advice()]),
		...found.length > 0 ? [E("p", [_("Found: %s").format(found.join(", "))])] : [],
		E("div", { class: "nft-offload-help" }, [
			...fixButton(conflict, router, actions),
			...pageLink(rule.page),
			components.button(_("Dismiss this warning"), "", () => actions.hide(rule.id)),
			...answerLink(rule.id)
		])
	]);
}
function fixButton({ rule }, router, { fix }) {
	const offer = rule.fix?.(router);
	if (!offer || !fix) return [];
	const click = ui.createHandlerFn({}, () => fix(offer));
	return [components.button(offer.title, "cbi-button-action", click, { "data-fix": rule.id })];
}
function pageLink(page) {
	if (!page) return [];
	const pages = {
		startup: ["admin/system/startup", _("Open System › Startup")],
		software: ["admin/system/package-manager", _("Open System › Software")],
		rules: ["admin/network/firewall/rules", _("Open Traffic Rules")]
	};
	const [path, title] = pages[page];
	return components.pageLink([path], title, { class: "btn cbi-button" });
}

function conflictSection(page) {
	let dismissed = [];
	const actions = { fix: page.fix, hide: (id) => page.dismiss([...dismissed, id]) };
	const software = warningList(actions);
	const confirmations = confirmationList();
	const hardware = warningList(actions);
	const firstStep = E("p", { hidden: "" }, [
		_("The second step: try software offloading first, and see whether it is enough.")
	]);
	const costs = hardwareDetails(actions);
	const summary = E("span", { "aria-live": "polite" });
	const gap = E("p", { hidden: "" });
	const showAll = components.button("", "", () => page.dismiss([]), { hidden: "" });
	return {
		/** Elements for below the two checkboxes, and below both. */
		software: E("div", { class: "nft-offload-below" }, [software.element, confirmations.element]),
		hardware: E("div", { class: "nft-offload-below" }, [firstStep, hardware.element, costs.element]),
		summary: E("div", { class: "nft-offload-below" }, [E("p", [summary, " ", showAll]), gap]),
		update(state, { router, warnings, offersHardware }) {
			dismissed = state.dismissed;
			components.setText(summary, router ? countText(warnings) : waitingText(state));
			components.showText(gap, router && gapText(router.environment));
			components.showText(showAll, warnings.hidden > 0 ? hiddenText(warnings.hidden) : null);
			if (!router) return;
			const [ofHardware, others] = split(warnings.now);
			firstStep.hidden = offersHardware || state.selected === "hardware";
			software.update(others, router);
			confirmations.update(warnings.confirmations);
			hardware.update(ofHardware, router);
			costs.update(warnings.hardware, router);
		}
	};
}
function split(conflicts) {
	const isHardware = ({ rule }) => rule.mode === "hardware";
	return [conflicts.filter(isHardware), conflicts.filter((conflict) => !isHardware(conflict))];
}
function warningList(actions) {
	const element = E("div");
	const draw = components.onChange(
		([conflicts, router]) => element.replaceChildren(...conflicts.map((conflict) => conflictBox(conflict, router, actions))),
		([conflicts, router]) => conflicts.map(({ rule, found }) => [rule.id, found, rule.fix?.(router)])
	);
	return { element, update: (conflicts, router) => draw([conflicts, router]) };
}
function confirmationList() {
	const element = E("ul", { class: "nft-offload-confirmations", hidden: "" });
	const update = components.onChange(
		(conflicts$1) => {
			element.hidden = conflicts$1.length === 0;
			element.replaceChildren(
				...conflicts$1.map(
					(conflict) => E("li", { "data-confirmation": conflict.rule.id }, [
						[conflicts.effectText(conflict), conflict.rule.advice()].join(" ")
					])
				)
			);
		},
		(conflicts) => conflicts.map(({ rule, found }) => [rule.id, found])
	);
	return { element, update };
}
function hardwareDetails(actions) {
	const title = E("summary", [_("Drawbacks of hardware offloading")]);
	const list = warningList(actions);
	const costs = conflicts.HARDWARE_COSTS.map((text) => E("li", [text()]));
	const element = E("details", { id: "nft-offload-drawbacks" }, [title, E("ul", costs), list.element]);
	return {
		element,
		update(conflicts, router) {
			const count = conflicts.length;
			const words = N_(
				count,
				"Drawbacks of hardware offloading, and %d warning for this router",
				"Drawbacks of hardware offloading, and %d warnings for this router"
			);
			components.setText(title, count > 0 ? words.format(count) : _("Drawbacks of hardware offloading"));
			list.update(conflicts, router);
		}
	};
}
function waitingText({ status, environment }) {
	for (const reading of [environment, status])
		if (reading && "error" in reading)
			return _("Conflicts are unknown: %s").format(model.callErrorText(reading.error));
	return _("Looking for conflicts…");
}
function countText({ now, hardware, hidden }) {
	const count = now.length;
	if (count > 0)
		return N_(count, "%d warning for this router.", "%d warnings for this router.").format(count);
	if (hidden > 0) return _("No further warnings for this router.");
	return hardware.length > 0 ? _("Nothing on this router conflicts with software offloading.") : _("No conflict found on this router.");
}
function gapText({ unknown }) {
	const reasons = Object.values(unknown).map((reason) => model.reasonText(reason));
	if (reasons.length === 0) return null;
	return _("Some information could not be read, so a warning may be missing: %s").format(reasons.join(" "));
}
function hiddenText(count) {
	return N_(count, "Show %d dismissed warning", "Show %d dismissed warnings").format(count);
}

function counterSection() {
	const headline = E("h3", { class: "nft-offload-headline" }, [_("Reading the counter…")]);
	const meter = components.meterBar();
	const table = components.counterTable();
	const error = E("div", { class: "alert-message warning", "aria-live": "polite", hidden: "" });
	const element = E("div", { class: "cbi-section" }, [
		headline,
		E("div", { class: "cbi-section-node" }, [error, meter.element, table.element])
	]);
	return {
		element,
		update(state, { meter: counts }) {
			if (!state.counters) return;
			const [counters, status] = [known(state.counters), known(state.status)];
			components.showText(error, errorTextOf(state.counters));
			components.setText(headline, headlineText(counters));
			meter.update(counts);
			table.update(counters?.offloaded ?? null, model.countsOffloadedBytes(status));
		}
	};
}
function errorTextOf(reading) {
	if ("error" in reading) return model.callErrorText(reading.error);
	const { offloaded, unknown } = reading.value;
	if (offloaded) return null;
	return _("The number of offloaded connections is unknown: %s").format(model.reasonText(unknown.offloaded));
}
function headlineText(counters) {
	if (!counters?.offloaded) return _("Number of offloaded connections: unknown");
	const { software, hardware } = counters.offloaded;
	const count = software.total.entries + hardware.total.entries;
	if (count === 0) return _("No connection is offloaded right now");
	return N_(count, "%s connection is offloaded", "%s connections are offloaded").format(
		model.countText(count)
	);
}

function engineFacts() {
	const table = components.factTable(_("Hardware engines"));
	const element = E("div", { id: "nft-offload-engines", hidden: "" }, [
		E("h3", [_("Hardware engines")]),
		table.element
	]);
	let loaded = null;
	let latest = null;
	function update(state) {
		latest = state;
		const status = known(state?.status ?? null);
		if (!loaded || !state || !status) return;
		element.hidden = false;
		table.update(loaded.engineRows(status, known(state.environment)));
	}
	return {
		element,
		update,
		async open() {
			loaded ??= await loadModule("engines");
			update(latest);
		}
	};
}

function faultsList() {
	const list = E("ul");
	const element = E("div", { id: "nft-offload-faults", hidden: "" }, [E("h3", [_("Known faults")]), list]);
	let loaded = null;
	let latest = null;
	const draw = components.onChange(
		(found) => {
			element.hidden = found.length === 0;
			list.replaceChildren(...found.map(faultItem));
		},
		(found) => found.map(({ id }) => id)
	);
	function update(state) {
		latest = state;
		const status = known(state?.status ?? null);
		if (loaded && state && status) draw(loaded.faultsFor(status.system, state.selected));
	}
	return {
		element,
		update,
		async open() {
			loaded ??= await loadModule("faults");
			update(latest);
		}
	};
}
function faultItem(fault) {
	const link = E("a", { href: fault.source, target: "_blank", rel: "noreferrer" }, [
		_("Source", "flow offloading")
	]);
	return E("li", { "data-fault": fault.id }, [fault.text(), " ", link]);
}

function detailsSection(toggled) {
	const loaded = components.factTable(_("Requested and loaded"));
	const paths = components.factTable(_("Paths"));
	const hardware = engineFacts();
	const system = components.factTable(_("This router"));
	const notes = E("ul", { hidden: "" });
	const drawNotes = components.onChange((texts) => {
		notes.hidden = texts.length === 0;
		notes.replaceChildren(...texts.map((text) => E("li", [text])));
	});
	const faults = faultsList();
	const commands = commandList();
	const folded = E("details", { toggle }, [
		E("summary", [_("Details")]),
		notes,
		faults.element,
		E("h3", [_("Requested and loaded")]),
		loaded.element,
		paths.element,
		hardware.element,
		E("h3", [_("This router")]),
		system.element
	]);
	const element = E("div", { class: "cbi-section", id: "nft-offload-details" }, [
		E("div", { class: "cbi-section-node" }, [folded, commands.element])
	]);
	function toggle() {
		toggled();
		return Promise.all([faults.open(), hardware.open()]);
	}
	return {
		element,
		isOpen: () => folded.hasAttribute("open"),
		update(state, { diagnosis }) {
			commands.update(state.selected);
			faults.update(state);
			hardware.update(state);
			const { status: reading } = state;
			if (!reading) return;
			drawNotes(diagnosis.hints.filter(({ level }) => level === "info").map(({ text }) => text));
			paths.update([...diagnosis.lanes, ...trackingRows(known(state.counters))]);
			if ("error" in reading) {
				loaded.update([[_("State of the router"), model.callErrorText(reading.error)]]);
				return;
			}
			loaded.update([...model.settingRows(reading.value), ...model.flowtableRows(reading.value)]);
			system.update(model.systemRows(reading.value.system));
		}
	};
}
function commandList() {
	const title = E("p");
	const lines = E("pre");
	const element = E("details", { id: "nft-offload-commands" }, [
		E("summary", [_("Show the commands")]),
		title,
		lines,
		...sameSetting()
	]);
	return {
		element,
		update(selected) {
			components.setText(title, _("The same over SSH, for “%s”:").format(model.modeName(selected)));
			components.setText(lines, model.shellCommands(model.modeChanges(selected)).join("\n"));
		}
	};
}
function sameSetting() {
	const link = components.pageLink(["admin/network/firewall"], _("Network › Firewall"));
	return link.length > 0 ? [E("p", [_("Also available under:"), " ", ...link])] : [];
}
function trackingRows(counters) {
	const tracked = model.shareText(counters?.tracked ?? null, counters?.tracked_max ?? null);
	return [
		[_("Tracked connections"), tracked],
		[_("Data source"), counters ? sourceText(counters) : _("unknown")]
	];
}
function sourceText(counters) {
	if (counters.source === "netlink") return _("netlink, filtered by the kernel");
	if (counters.source === null) return _("unknown");
	return _("/proc/net/nf_conntrack, because netlink is unavailable: %s").format(
		model.reasonText(counters.unknown.netlink)
	);
}

function hasExceptions({ devices, networks, ports, first_packets }) {
	return devices.length + networks.length + ports.length > 0 || first_packets > 0;
}

function exceptionCount({ requested, invalid }) {
	const { devices, networks, ports, first_packets } = requested;
	return devices.length + networks.length + ports.length + invalid.length + (first_packets > 0 ? 1 : 0);
}
function exceptionsNotice(state, mode) {
	const [invalid] = state.invalid;
	if (invalid)
		return {
			level: "warning",
			text: _("No exception is loaded, because “%s” is not valid. Remove it and apply again.").format(
				invalid.value
			)
		};
	if (!hasExceptions(state.requested)) {
		if (state.loaded !== "others") return null;
		return { level: "info", text: _("Earlier exceptions stay loaded until the firewall reloads.") };
	}
	if (mode === "off")
		return { level: "info", text: _("Nothing is offloaded right now, so there is nothing to except.") };
	if (state.loaded === "requested") return { level: "success", text: _("The exceptions are loaded.") };
	return { level: "warning", text: notLoadedText(state) };
}
function notLoadedText({ loaded, included, error }) {
	if (loaded === null) return _("Whether the exceptions are loaded is unknown.");
	if (included === false)
		return _(
			"The exceptions are not loaded, because the firewall does not run their script. Apply them again."
		);
	if (error) return _("The exceptions are not loaded: %s").format(error);
	return _("The exceptions are not loaded. They are loaded with the next reload of the firewall.");
}

let hasFailed = false;
async function withActions(use) {
	const loaded = await loadModule("actions");
	if (loaded) return use(loaded);
	if (!hasFailed)
		components.notify(_("The router did not send a part of this page. Reload the page."), "warning");
	hasFailed = true;
	return null;
}

function exceptionsSection(page) {
	const notice = E("div", { "aria-live": "polite", hidden: "" });
	const summary = E("summary", [_("Exceptions")]);
	const fold = E("details", { toggle: () => fold.open && form() }, [summary]);
	const element = E("div", { class: "cbi-section", id: "nft-offload-exceptions" }, [
		E("div", { class: "cbi-section-node" }, [fold, notice])
	]);
	const showCount = components.onChange((count) => {
		components.setText(
			summary,
			_("Exceptions: %s").format(count === 0 ? _("none", "flow offloading") : count)
		);
		if (count > 0) fold.open = true;
	});
	let loading = null;
	function form() {
		loading ??= withActions(async ({ exceptionsForm }) => {
			const loaded = await exceptionsForm(page);
			fold.append(loaded.element);
			return loaded;
		});
		return loading;
	}
	return {
		element,
		/** Excludes the first packets of every connection from offloading, and changes nothing else. */
		async excludeFirstPackets() {
			fold.open = true;
			await (await form())?.excludeFirstPackets();
		},
		update({ status }) {
			const found = known(status);
			const state = found?.exceptions;
			const told = state ? exceptionsNotice(state, model.loadedMode(found)) : null;
			notice.hidden = told === null;
			if (told) components.setAlert(notice, told.level, told.text);
			if (state) showCount(exceptionCount(state));
		}
	};
}

function resultsTable() {
	const element = E("div");
	const draw = components.onChange(
		(results) => element.replaceChildren(...results.length > 0 ? [tableOf(results)] : [])
	);
	return {
		element,
		update: (results) => draw(results.filter(({ mode }) => mode !== null))
	};
}
const MODES = ["off", "software", "hardware"];
function tableOf(results) {
	const shown = MODES.flatMap((mode) => results.filter((result) => result.mode === mode));
	const nameOf = ({ mode }) => model.modeName(mode ?? "off");
	const row = (label, text) => E("tr", { class: "tr" }, [
		E("th", { class: "td left", scope: "row" }, [label]),
		// Themes that stack the cells on a phone show data-title in front of each.
		...shown.map((result) => E("td", { class: "td", "data-title": nameOf(result) }, [text(result)]))
	]);
	return E("table", { class: "table", "aria-label": _("Results in this tab") }, [
		E("tr", { class: "tr table-titles" }, [
			E("td", { class: "th" }),
			...shown.map((result) => E("th", { class: "th", scope: "col" }, [nameOf(result)]))
		]),
		row(_("Bypassed the firewall"), (result) => model.shareOrUnknown(model.bypassedShare(result))),
		row(_("of downloads"), ({ download }) => model.shareOrUnknown(model.directionShare(download))),
		row(_("of uploads"), ({ upload }) => model.shareOrUnknown(model.directionShare(upload))),
		row(_("Data"), (result) => model.bytesText(result.total_bytes)),
		row(_("Speed"), model.speedText),
		row(_("Busiest core"), ({ cpu }) => model.shareOrUnknown(cpu)),
		row(_("of which softirq"), ({ softirq }) => model.shareOrUnknown(softirq)),
		row(_("Latency to the gateway: min / median / max"), ({ latency }) => model.latencyText(latency)),
		row(_("Measured at"), ({ ended }) => model.timeOfDayText(ended))
	]);
}

function measureSection(page) {
	const start = components.button(
		_("Start"),
		"cbi-button-action",
		() => running ? running.abort() : run("once")
	);
	const find = components.button(_("Find the best mode"), "cbi-button-action", () => run("modes"));
	const once = E("div", [
		E("p", [
			_(
				"Start a download or speed test on a device in your network, not on the router, then press Start: for 20 seconds the router counts what bypasses its firewall."
			)
		]),
		start
	]);
	const modes = E("div", { hidden: "" }, [
		E("p", [
			_(
				"“Find the best mode” measures off, software and, where possible, hardware in two to three minutes, then restores the setting. Keep a long download running."
			)
		]),
		find
	]);
	const holder = E("div");
	const results = resultsTable();
	const note = E("p", { class: "alert-message notice", "aria-live": "polite", hidden: "" });
	const element = E("div", { class: "cbi-section", id: "nft-offload-measure" }, [
		E("h3", [_("Measure")]),
		E("div", { class: "cbi-section-node" }, [
			E("div", { class: "nft-offload-columns" }, [...page.mayMeasure ? [once, modes] : [mayNotMeasure()]]),
			holder,
			results.element,
			note
		])
	]);
	let measurer = null;
	let running = null;
	let isOffered = false;
	offerModes();
	async function run(kind) {
		const { signal } = setRunning(new AbortController());
		start.focus();
		measurer ??= await withActions((loaded) => loaded.measurer(page));
		if (measurer) {
			holder.replaceChildren(measurer.element);
			await measurer.run(kind, signal);
		}
		setRunning(null);
	}
	function setRunning(controller) {
		running = controller;
		components.setText(start, running ? _("Cancel") : _("Start"));
		offerModes();
		results.element.hidden = running === null && holder.querySelector("table") !== null;
		return controller;
	}
	function offerModes() {
		modes.hidden = running !== null || !isOffered;
	}
	return {
		element,
		update({ results: measured, saveNote }, { offersModes }) {
			isOffered = offersModes;
			offerModes();
			results.update(measured);
			components.showText(note, saveNote);
		},
		isMeasuring: () => running !== null,
		/** Brings it into view, ready to be started. */
		show() {
			element.scrollIntoView({ block: "center" });
			start.focus();
		}
	};
}
function mayNotMeasure() {
	return E("p", [_("You have read-only access. Measuring needs permission to change settings.")]);
}

const PERIOD = 3;
const STATUS_EVERY = 5;
const FAST_POLLS = 5;
function pollRouter(readers) {
	let untilStatus = 0;
	let fastPolls = 0;
	let wantsEnvironment = true;
	let wantsResults = true;
	async function readCounters() {
		const reading = await readingOf(router.counters({ bytes: true }));
		if (reading) readers.counters(reading);
	}
	async function readStatus() {
		const changes = L.resolveDefault(uci.changes(), null);
		const reading = await readingOf(router.status({ engines: readers.showsEngines() }));
		if (reading) await readers.status(reading, await changes);
		else untilStatus = 0;
	}
	async function readEnvironment() {
		const reading = await readingOf(router.environment());
		wantsEnvironment = reading === null || "error" in reading;
		if (reading) readers.environment(reading);
	}
	async function readResults() {
		const reading = await readingOf(router.results());
		wantsResults = reading === null || "error" in reading;
		if (reading) await readers.results(reading);
	}
	poll.add(() => {
		if (document.hidden) return Promise.resolve();
		if (readers.isMeasuring()) return readCounters();
		const isDue = untilStatus <= 0 || fastPolls > 0;
		untilStatus = untilStatus <= 0 ? STATUS_EVERY - 1 : untilStatus - 1;
		if (fastPolls === 1) wantsEnvironment = true;
		fastPolls = Math.max(0, fastPolls - 1);
		const calls = [readCounters()];
		if (isDue) calls.push(readStatus());
		if (isDue && wantsEnvironment) calls.push(readEnvironment());
		if (isDue && wantsResults) calls.push(readResults());
		return Promise.all(calls);
	}, PERIOD);
	return {
		faster() {
			fastPolls = FAST_POLLS;
		},
		statusNext() {
			untilStatus = 0;
		}
	};
}
async function readingOf(reply) {
	return reply.then(
		(value) => ({ value }),
		(error) => router.isBusy(error) ? null : { error }
	);
}

function describeRepair(repair) {
	const { network, device, alias, state } = repair;
	switch (state) {
		case "offered":
			return model.finding(
				state,
				"notice",
				_(
					"The firewall does not put %s in the flowtable, so what arrives on %s goes through the firewall. A repair can change that."
				).format(device ?? "", network)
			);
		case "refused":
			return model.finding(
				state,
				"info",
				_("What arrives on %s goes through the firewall, and no repair is offered: %s").format(
					network,
					refusedText(repair)
				)
			);
		case "in_place":
			return inPlace(repair);
		case "left_over":
			return model.finding(
				state,
				"warning",
				_("The interface %s is left over from a repair of %s: %s").format(
					alias,
					network,
					leftOverText(repair)
				)
			);
	}
}
function inPlace({ network, device, alias, reason }) {
	const words = device === null ? _("%s is repaired by the interface %s. The network is down right now.").format(network, alias) : _("%s is repaired: the interface %s puts %s in the flowtable.").format(network, alias, device);
	if (reason === null || device === null) return model.finding("in_place", "success", words);
	const level = reason === "sit" ? "danger" : "warning";
	return model.finding("in_place", level, `${words} ${uselessText(reason, device)}`);
}
function uselessText(reason, device) {
	switch (reason) {
		case "sit":
			return _(
				"Take it back: in a flowtable, 6in4, 6rd and 6to4 tunnels keep only a few percent of their speed."
			);
		case "ingress_shaping":
			return _("It has no effect on downloads while SQM shapes what arrives on %s.").format(device);
		case "hardware":
			return _("In hardware mode it may keep the firewall from using the hardware. Take it back.");
		default:
			return _("But what arrives there still goes through the firewall.");
	}
}
function refusedText({ reason, device, alias }) {
	switch (reason) {
		case "sit":
			return _(
				"%s is a 6in4, 6rd or 6to4 tunnel. In a flowtable, downloads over it keep only a few percent of their speed."
			).format(device ?? "");
		case "ingress_shaping":
			return _(
				"SQM shapes what arrives on %s, and such packets never reach the flowtable. SQM keeps working."
			).format(device ?? "");
		case "ingress_unknown":
			return _("whether SQM shapes what arrives on %s could not be read.").format(device ?? "");
		case "hardware":
			return _("in hardware mode it could keep the firewall from using the hardware. Choose software.");
		case "name_taken":
			return _("the network settings already have a section named %s.").format(alias);
		default:
			return _("it has not been tested with devices like %s.").format(device ?? "");
	}
}
function leftOverText({ reason, network, zone }) {
	switch (reason) {
		case "network_gone":
			return _("the network %s no longer exists.").format(network);
		case "other_zone":
			return _("it is in the zone %s, and %s is in another one. The rules of both zones apply.").format(
				zone ?? "",
				network
			);
		default:
			return _("no zone lists it.");
	}
}

function repairSection(page) {
	const boxes = E("div");
	const element = E("div", { class: "cbi-section", id: "nft-offload-repair", hidden: "" }, [
		E("h3", [_("Repair")]),
		boxes
	]);
	const draw = components.onChange((repairs) => {
		element.hidden = repairs.length === 0;
		boxes.replaceChildren(...repairs.map((repair) => repairBox(repair, page)));
	});
	return {
		element,
		update({ status }, { diagnosis }) {
			const read = known(status);
			if (read) draw(read.trial?.repair ? [] : notInVerdict(read.repairs ?? [], diagnosis.headline));
		},
		/** Asks how the repair of a network is to begin. */
		repair: (network) => openRepair(network, page)
	};
}
function notInVerdict(repairs, { id, help }) {
	const told = help?.kind === "repair" ? help.network : null;
	return repairs.filter(
		({ state, network }) => state !== "offered" || id !== "grace-period" && network !== told
	);
}
function repairBox(repair, page) {
	const { id, level, text } = describeRepair(repair);
	const { network } = repair;
	const box = E("div", { class: `alert-message ${level}`, "data-repair": id, "data-network": network }, [
		text
	]);
	if (!page.mayChange) return box;
	if (id === "offered")
		box.append(
			" ",
			action(_("Repair %s").format(network), () => openRepair(network, page))
		);
	if (model.isRepaired(repair))
		box.append(
			" ",
			action(
				id === "in_place" ? _("Take back") : _("Remove", "flow offloading"),
				() => page.start({ network, active: false })
			)
		);
	return box;
}
function openRepair(network, page) {
	return withActions(({ openRepairDialog }) => openRepairDialog(network, page));
}
function action(label, click) {
	return components.button(label, "cbi-button-action", click);
}

const CONFIG = "firewall";
const SECTION = "@defaults[0]";
const SOFTWARE = "flow_offloading";
const HARDWARE = "flow_offloading_hw";
function settingsForm(below, selected) {
	const map = settingsMap();
	const element = E("div", {
		id: "nft-offload-settings",
		change(event) {
			tieBoxes(element, event.target);
			selected(tickedMode(element));
		}
	});
	async function draw() {
		const drawn = await map.render().catch(errorBox);
		tieTitles(drawn);
		components.tieDescriptions(drawn);
		insertBelow(drawn, below);
		if (drawn.parentElement !== element) element.replaceChildren(drawn);
		selected(tickedMode(element));
	}
	return { element, draw, tickSoftware: () => tick(boxOf(element, SOFTWARE), true) };
}
function errorBox(error) {
	return E("div", { class: "cbi-section" }, [
		E("div", { class: "alert-message danger" }, [model.callErrorText(error)])
	]);
}
function boxOf(holder, option) {
	return holder.querySelector(`input[data-widget-id$=".${option}"]`);
}
function tickedMode(holder) {
	return model.modeOf({
		flow_offloading: boxOf(holder, SOFTWARE)?.checked === true,
		flow_offloading_hw: boxOf(holder, HARDWARE)?.checked === true
	});
}
function tick(box, checked) {
	if (box && box.checked !== checked) box.click();
}
function tieBoxes(holder, changed) {
	const [software, hardware] = [boxOf(holder, SOFTWARE), boxOf(holder, HARDWARE)];
	if (changed === hardware && hardware?.checked) tick(software, true);
	if (changed === software && !software?.checked) tick(hardware, false);
}
function tieTitles(drawn) {
	for (const title of drawn.querySelectorAll("label.cbi-value-title")) {
		const box = title.parentElement?.querySelector("input[type=checkbox]");
		const copy = title.cloneNode(true);
		if (box) copy.htmlFor = box.id;
		title.replaceWith(copy);
	}
}
function insertBelow(drawn, { software, hardware, both }) {
	const rows = drawn.querySelectorAll(".cbi-value");
	if (rows.length < 2) {
		drawn.append(software, hardware, both);
		return;
	}
	rows[0].after(software);
	rows[1].after(hardware, both);
}
function settingsMap() {
	const map = new form.Map(CONFIG);
	const section = map.section(form.NamedSection, SECTION, "defaults");
	const software = section.option(
		form.Flag,
		SOFTWARE,
		_("Software flow offloading", "flow offloading"),
		_("Saves CPU time. Deep packet inspection and some accounting miss offloaded traffic.")
	);
	readAsFirewallDoes(software, SOFTWARE);
	const hardware = section.option(
		form.Flag,
		HARDWARE,
		_("Hardware flow offloading", "flow offloading"),
		_("Needs hardware that supports it. Bypasses SQM and other queueing entirely.")
	);
	readAsFirewallDoes(hardware, HARDWARE);
	return map;
}
function readAsFirewallDoes(flag, option) {
	flag.rmempty = true;
	flag.load = () => model.isOn(uci.get(CONFIG, SECTION, option)) ? "1" : null;
}

function storedResultsSection(page) {
	const body = E("div", { class: "cbi-section-node" });
	const element = E("div", { class: "cbi-section", id: "nft-offload-stored-results", hidden: "" }, [
		E("h3", [_("Results kept on the router")]),
		body
	]);
	const draw = components.onChange(({ results, problem }) => {
		const isOpen = body.querySelector("details")?.open ?? false;
		element.hidden = results.length === 0 && problem === null;
		const told = problem ?? (page.memory() ? null : _("The router did not send a part of this page."));
		body.replaceChildren(
			...told === null ? [] : [E("p", { class: "alert-message notice" }, [told])],
			...results.length > 0 ? [page.memory()?.storedResultsTable(results, isOpen) ?? ""] : [],
			...page.mayDelete ? [deleteButton(page)] : []
		);
	});
	return {
		element,
		update: (state) => draw(contentOf(state))
	};
}
function contentOf({ storedResults, status }) {
	const stored = known(storedResults);
	if (stored?.results) return { results: stored.results, problem: null };
	if (!storedResults || !known(status)) return { results: [], problem: null };
	const reason = "error" in storedResults ? model.callErrorText(storedResults.error) : model.reasonText(storedResults.value.reason ?? void 0);
	return { results: [], problem: _("The kept results could not be read: %s").format(reason) };
}
function deleteButton(page) {
	return E("p", [components.button(_("Delete results"), "cbi-button-remove", page.deleteResults)]);
}

const browserNote = components.stored("local", "nft-offload.trial", isNote);
const tabNote = components.stored("session", "nft-offload.trial", isNote);
const lastSeenStore = components.stored("session", "nft-offload.requested", isLastSeen);
function readNote() {
	return tabNote.get() ?? browserNote.get();
}
function isNote(value) {
	const note = value;
	return typeof note?.id === "string" && typeof note.mode === "string";
}
function isLastSeen(value) {
	return typeof value?.flow_offloading === "boolean";
}

function isExternalChange({ requested }) {
	const before = lastSeenStore.get();
	if (before && requested && (before.trial || !model.sameOptions(before, requested))) return true;
	lastSeenStore.set(requested);
	return false;
}

function pageTrials(page) {
	const element = E("div");
	let controller = null;
	let loading = null;
	function load() {
		loading ??= withActions(({ trialController }) => {
			controller = trialController(page);
			element.append(controller.element);
			return controller;
		});
		return loading;
	}
	return {
		element,
		isOpen: () => controller?.isOpen() ?? false,
		apply: async (changes) => (await load())?.apply(changes),
		repair: async (change, watch) => (await load())?.repair(change, watch),
		update: () => controller?.update(),
		async follow() {
			const status = known(page.state().status);
			if (status && (controller || hasTrialNews(status))) await (await load())?.follow();
		}
	};
}
function hasTrialNews(status) {
	return status.trial !== null || readNote() !== null || isExternalChange(status);
}

function pathPicture() {
	const { width, height } = model.PATH_VIEW;
	const element = components.svg("svg", {
		class: "nft-offload-path",
		viewBox: `0 0 ${width} ${height}`,
		role: "img"
	});
	const labels = model.pathDrawing(model.UNKNOWN_PATHS).labels.map(({ x, y }) => label(x, y, "", "words"));
	const draw = components.onChange(
		({ facts, flowing }) => element.replaceChildren(...elementsOf(model.pathDrawing(facts), flowing), ...labels),
		({ facts, flowing }) => [facts.states, facts.devices, flowing]
	);
	draw({ facts: model.UNKNOWN_PATHS, flowing: false });
	return {
		element,
		update(facts, flowing) {
			draw({ facts, flowing });
			model.pathDrawing(facts).labels.forEach(({ text }, index) => {
				components.setText(labels[index], text);
			});
			components.setAttribute(element, "aria-label", model.directionsText(facts));
		}
	};
}
function elementsOf({ strokes, boxes, texts }, flowing) {
	return [
		...boxes.map(
			({ x, y, width, height }) => components.svg("rect", { x, y, width, height, rx: 4, class: "box" })
		),
		...strokes.flatMap(({ direction, path, shaft, head, dashed }) => {
			const arrow = {
				class: "arrow",
				stroke: model.PATH_COLOURS[path],
				"data-direction": direction,
				"data-path": path
			};
			return [
				components.svg("path", { ...arrow, d: shaft, ...dashed && { "stroke-dasharray": "3 6" } }),
				components.svg("path", { ...arrow, d: head })
			];
		}),
		...strokes.filter(({ dashed }) => flowing && !dashed).map(({ direction, shaft }) => components.svg("path", { d: shaft, class: `flow ${direction}` })),
		...texts.map(({ x, y, text, small }) => label(x, y, text, small ? "device" : "title"))
	];
}
function label(x, y, text, kind) {
	const element = components.svg("text", { x, y, class: kind });
	element.textContent = text;
	return element;
}

function verdictSection(helpers) {
	const badge = E("span", { class: "nft-offload-badge" }, [_("Reading…")]);
	const headline = E("p", { class: "nft-offload-sentence", "aria-live": "polite" }, [
		_("Reading the state of the router…")
	]);
	const help = E("div", { class: "nft-offload-help" });
	const nothing = E("p", { hidden: "" }, [_("There is nothing to do.")]);
	const checks = components.checkList();
	const hints = E("div", { class: "nft-offload-hints" });
	const picture = pathPicture();
	const share = E("p", { class: "nft-offload-share" });
	const element = E("div", { class: "cbi-section", id: "nft-offload-verdict" }, [
		E("div", { class: "cbi-section-node nft-offload-band" }, [
			E("div", { class: "nft-offload-answer" }, [badge, headline, help, nothing, checks.element, hints]),
			E("div", { class: "nft-offload-picture" }, [picture.element, share])
		])
	]);
	const drawHelp = components.onChange(
		(found) => help.replaceChildren(...components.helpButton(found.help, helpers), ...answerLink(found.id))
	);
	const drawHints = components.onChange(
		(found) => hints.replaceChildren(...found.map((hint) => hintBox(hint, helpers)))
	);
	return {
		element,
		update(state, judgement) {
			if (state.counters) {
				picture.update(judgement.path, judgement.share.bypassed !== null);
				components.showText(share, liveText(judgement));
			}
			if (!state.status) return;
			const { diagnosis } = judgement;
			showBadge(badge, diagnosis.badge);
			checks.update(diagnosis.checks);
			components.setText(headline, diagnosis.headline.text);
			element.dataset.situation = diagnosis.headline.id;
			drawHelp(diagnosis.headline);
			nothing.hidden = !isAllWell(judgement);
			drawHints(hintsOf(judgement));
		}
	};
}
function liveText({ path, shareText }) {
	const { download, upload } = path.states ?? {};
	return download === "slow-path" || upload === "slow-path" ? null : shareText;
}
function isAllWell(judgement) {
	const { diagnosis, warnings } = judgement;
	return diagnosis.headline.id === "working" && hintsOf(judgement).length === 0 && warnings.now.length === 0;
}
function hintsOf({ diagnosis, memory }) {
	return [...memory ? [memory] : [], ...diagnosis.hints.filter(isImportant)];
}
function isImportant({ level }) {
	return level !== "info";
}
function showBadge(element, badge) {
	element.dataset.level = badge.level;
	element.dataset.badge = badge.id;
	components.setText(element, badge.text);
}
function hintBox(hint, helpers) {
	const box = E("p", { class: "nft-offload-hint", "data-level": hint.level, "data-hint": hint.id }, [
		hint.text
	]);
	for (const element of [...components.helpButton(hint.help, helpers), ...answerLink(hint.id)])
		box.append(" ", element);
	return box;
}

const overview = overviewPage();
var page = view.extend({
	render: overview.render,
	addFooter: overview.footer,
	handleSave: null,
	handleSaveApply: null,
	handleReset: null
});
function overviewPage() {
	let state = initialState({ samples: samplesStore.get() ?? [], results: resultsStore.get() ?? [] });
	let judgement = judge(state);
	let sections = [];
	let poll = null;
	let memory = null;
	let isMeasuring = () => false;
	let showsEngines = () => false;
	function dispatch(event) {
		state = reduce(state, event);
		saveState(state, event);
		judgement = judge(state, memory?.recall);
		for (const section of sections) section.update(state, judgement);
		trials.update();
		if (event.type === "settings-changed" || trials.isOpen() || known(state.status)?.trial) poll?.faster();
	}
	const settingsChanged = () => dispatch({ type: "settings-changed", time: now() });
	const trials = pageTrials({ state: () => state, settingsChanged, redraw });
	let settings = null;
	async function apply(changes) {
		const conflicts = criticalAfter(state, judgement, changes);
		if (await withActions((loaded) => loaded.confirmDespiteConflicts(conflicts))) await trials.apply(changes);
	}
	async function measured(result) {
		dispatch({ type: "measured", result });
		const saved = await withActions(({ saveResult }) => saveResult(result));
		if (saved) await showStored(saved.stored && { value: saved.stored }, saved.note);
	}
	async function showStored(reading, note) {
		if (known(reading)?.results?.length) memory ??= await loadMemory();
		dispatch({ type: "stored-results", reading, note });
	}
	async function deleteResults() {
		const stored = await withActions((loaded) => loaded.deleteResults());
		if (stored) await showStored({ value: stored }, null);
	}
	async function redraw() {
		uci.unload("firewall");
		await settings?.draw();
	}
	const saveAndApply = () => apply(model.modeChanges(state.selected));
	const helpers = (showMeasurement) => ({
		enable() {
			settings?.tickSoftware();
			return saveAndApply();
		},
		// What was saved on another page of LuCI.
		apply: () => apply([]),
		measure: showMeasurement,
		load: ui.createHandlerFn(null, async () => {
			await withActions(({ loadFirewall }) => loadFirewall(known(state.status)));
			settingsChanged();
		})
	});
	function build() {
		const mayChange = L.hasViewPermission() === true;
		const exceptions = exceptionsSection({ mayChange, state: () => state, settingsChanged });
		const fix = ({ action, changes }) => {
			if (action === "flush") return withActions(({ flushOffloaded }) => flushOffloaded());
			return action === "first-packets" ? exceptions.excludeFirstPackets() : apply(changes);
		};
		const conflicts = conflictSection({
			fix: mayChange ? fix : null,
			dismiss: (ids) => dispatch({ type: "dismissed", ids })
		});
		const measuring = measureSection({
			mayMeasure: mayChange,
			state: () => state,
			conflicts: () => judgement.conflicts,
			measured,
			settingsChanged,
			apply
		});
		isMeasuring = measuring.isMeasuring;
		const repairs = repairSection({
			mayChange,
			state: () => state,
			measured,
			start: trials.repair
		});
		const verdict = verdictSection(mayChange ? { ...helpers(measuring.show), repair: repairs.repair } : {});
		const storedResults = storedResultsSection({ mayDelete: mayChange, memory: () => memory, deleteResults });
		const [counter, chart] = [counterSection(), chartSection()];
		const details = detailsSection(() => poll?.statusNext());
		showsEngines = details.isOpen;
		const { software, hardware, summary } = conflicts;
		const both = E("div", { class: "nft-offload-under" }, [summary, mayChange ? actions() : readOnly()]);
		settings = settingsForm({ software, hardware, both }, (mode) => dispatch({ type: "selected", mode }));
		sections = [verdict, conflicts, repairs, exceptions, measuring, storedResults, counter, chart, details];
		return E("div", [
			E("h2", { name: "content" }, [_("Flow Offloading")]),
			trials.element,
			verdict.element,
			settings.element,
			repairs.element,
			measuring.element,
			storedResults.element,
			E("div", { class: "nft-offload-columns" }, [counter.element, chart.element]),
			E("div", { class: "cbi-section" }, [exceptions.element, details.element])
		]);
	}
	function actions() {
		return E("div", { class: "nft-offload-actions" }, [
			components.button(
				_("Save & Apply"),
				"cbi-button-apply important",
				ui.createHandlerFn(null, saveAndApply)
			),
			components.button(
				_("Reset", "flow offloading"),
				"cbi-button-reset",
				ui.createHandlerFn(null, () => settings?.draw())
			)
		]);
	}
	return {
		async render() {
			components.addStyle();
			components.markQuotations();
			addChartStyle();
			await Promise.all([components.readPageAccess(router.mayRead), uci.load("firewall").catch(() => {
			})]);
			const element = build();
			await settings?.draw();
			for (const section of sections) section.update(state, judgement);
			poll = pollRouter({
				counters: (reading) => dispatch({ type: "counters", reading, time: now() }),
				async status(reading, changes) {
					const pending = model.pendingOptions(changes?.firewall ?? []);
					const dismissed = dismissedStore(boardOf(reading)).get() ?? [];
					dispatch({ type: "status", reading, pending, dismissed });
					await trials.follow();
				},
				environment: (reading) => dispatch({ type: "environment", reading }),
				results: (reading) => showStored(reading, state.saveNote),
				isMeasuring: () => isMeasuring(),
				showsEngines: () => showsEngines()
			});
			return element;
		},
		/** The buttons are below the checkboxes. */
		footer: () => E("div")
	};
}
function readOnly() {
	return E("p", [_("You have read-only access: only an administrator can change these settings.")]);
}
function saveState({ history, results, dismissed, status }, { type }) {
	if (type === "counters") samplesStore.set(history.samples);
	if (type === "measured") resultsStore.set(results);
	if (type === "dismissed") dismissedStore(boardOf(status)).set(dismissed.length > 0 ? dismissed : null);
}
function boardOf(status) {
	return known(status)?.system.board ?? "";
}
function now() {
	return Date.now() / 1e3;
}

return page;
