// Generated from src/view/overview/actions.ts by `npm run build`: change the source, not this file.
'use strict';
'require nft-offload.model as model';
'require nft-offload.router as router';
'require ui';
'require nft-offload.ui as components';
'require uci';
'require rpc';
'require form';
'require nft-offload.result as result';
'require poll';
'require nft-offload.conflicts as conflicts';
'require baseclass';


class ApplyError extends Error {
	constructor(problem) {
		super(problem.kind);
		this.problem = problem;
	}
}

const FOCUSABLE = "a[href], button:not([disabled]), summary";
function openDialog(title, children, buttons) {
	const row = buttons.flatMap((item, index) => index > 0 ? [" ", item] : [item]);
	const body = E("div", { tabindex: -1, style: "outline: none" }, [
		...children,
		E("div", { class: "right" }, row)
	]);
	const element = ui.showModal(title, [body]);
	element.setAttribute("aria-label", title);
	element.addEventListener("keydown", trapFocus);
	body.focus();
	return {
		element,
		close() {
			element.removeAttribute("aria-label");
			element.removeEventListener("keydown", trapFocus);
			ui.hideModal();
			document.querySelector(".cbi-button-apply")?.focus({ preventScroll: true });
		}
	};
}
function trapFocus(event) {
	if (event.key !== "Tab") return;
	const items = [...event.currentTarget.querySelectorAll(FOCUSABLE)];
	if (event.shiftKey) items.reverse();
	const index = items.indexOf(document.activeElement);
	if (index < 0 ? !event.shiftKey : index < items.length - 1) return;
	event.preventDefault();
	items[0]?.focus();
}

const PAGES = /* @__PURE__ */ new Map([
	["dhcp", "admin/network/dhcp"],
	["firewall", "admin/network/firewall"],
	["network", "admin/network/network"],
	["system", "admin/system/system"],
	["wireless", "admin/network/wireless"]
]);
const LISTED = 8;
function showApplyError(error, status) {
	const problem = error instanceof ApplyError ? error.problem : null;
	if (problem?.kind === "nothing-to-apply") {
		ui.hideModal();
		components.notify(_("There are no changes to apply."), "info");
		return;
	}
	const dialog = openDialog(
		_("Nothing was changed"),
		problem ? explain(problem, status) : paragraphs(model.callErrorText(error)),
		[components.button(_("Close"), "", () => dialog.close())]
	);
}
function explain(problem, status) {
	switch (problem.kind) {
		case "pending":
			return explainPending(problem.changes);
		case "rejected":
			return explainRejection(problem.rejection, problem.mode, status);
		case "trial-unavailable":
			return explainTrialUnavailable(problem.error);
		case "busy":
			return paragraphs(_("The router is busy with other requests."), _("Try again in a moment."));
		default:
			return paragraphs(
				_("Another change is being tried or applied on this router right now."),
				_("Try again in two minutes.")
			);
	}
}
function explainPending(pending) {
	const configs = Object.entries(pending).map(
		([config, changes]) => E("li", [nameOf$2(config), ": ", E("code", [changeText(config, changes)])])
	);
	return [
		...paragraphs(
			_("You have other unsaved changes. They would be tried, and undone, together with this one."),
			_("Apply or revert them first: click “Unsaved Changes” at the top of the page.")
		),
		E("ul", configs)
	];
}
function nameOf$2(config) {
	const page = PAGES.get(config);
	return page ? E("a", { href: L.url(page) }, [config]) : E("strong", [config]);
}
function changeText(config, changes) {
	const names = [...new Set(changes.map((change) => optionOf(config, change)))];
	const more = names.length > LISTED ? ["…"] : [];
	return [...names.slice(0, LISTED), ...more].join(", ");
}
function optionOf(config, [operation = "", section = "", third]) {
	const option = operation !== "add" && third !== void 0 ? `.${third}` : "";
	return `${config}.${section}${option}`;
}
function explainRejection({ cause, lines }, mode, status) {
	const help = cause === "module_missing" ? [
		E(
			"div",
			{ class: "nft-offload-help" },
			components.helpButton(model.installHelp(status?.system.package_manager ?? null), {})
		)
	] : [];
	return [
		...paragraphs(
			_("The kernel would reject the firewall’s rules with this setting (%s).").format(model.modeName(mode)),
			causeText(cause, mode)
		),
		...help,
		E("details", [E("summary", [_("The kernel’s message")]), E("pre", { lang: "en" }, [lines.join("\n")])])
	];
}
function causeText(cause, mode) {
	if (cause === "module_missing")
		return _("The kernel module for flow offloading is missing. Install the package kmod-nft-offload.");
	if (cause === "other")
		return _(
			"Another firewall rule is at fault. Until it is fixed, the firewall cannot reload, whatever you choose here. “fw4 check” over SSH shows the same error."
		);
	return mode === "hardware" ? _("A network device on this router does not support hardware offloading. Choose software.") : _("A network device on this router does not support offloading. Leave it off.");
}
function explainTrialUnavailable(error) {
	const link = components.pageLink(["admin/network/firewall"], _("Network › Firewall"));
	return [
		...paragraphs(
			_("The service on the router that would undo the change is not working: %s").format(
				model.callErrorText(error)
			)
		),
		...link.length > 0 ? [
			E("p", [
				_("Without it, the change is not undone automatically. The same setting is under:"),
				" ",
				...link
			])
		] : []
	];
}
function paragraphs(...texts) {
	return texts.map((text) => E("p", [text]));
}

async function loadFirewall(status) {
	try {
		const { refusal: rejection } = await router.firewallLoad();
		const mode = status?.requested ? model.modeOf(status.requested) : "off";
		if (rejection) showApplyError(new ApplyError({ kind: "rejected", mode, rejection }), status);
	} catch (error) {
		showApplyError(error, status);
	}
}

function known(reading) {
	return reading && "value" in reading ? reading.value : null;
}

const apply = uciCall("apply", ["timeout", "rollback"]);
const confirm = uciCall("confirm");
const rollback = uciCall("rollback");
const revert = uciCall("revert", ["config"]);
function uciCall(method, params = []) {
	return rpc.declare({ object: "uci", method, params, reject: true, nobatch: true });
}

const browserNote = components.stored("local", "nft-offload.trial", isNote);
const tabNote = components.stored("session", "nft-offload.trial", isNote);
const lastSeenStore = components.stored("session", "nft-offload.requested", isLastSeen);
function readNote() {
	return tabNote.get() ?? browserNote.get();
}
function writeNote(note) {
	(note.keepable ? browserNote : tabNote).set(note);
}
function forgetNote(id) {
	for (const store of [browserNote, tabNote]) if (store.get()?.id === id) store.set(null);
}
function isNote(value) {
	const note = value;
	return typeof note?.id === "string" && typeof note.mode === "string";
}
function isLastSeen(value) {
	return typeof value?.flow_offloading === "boolean";
}

async function endRepair(note, repair, undo) {
	const reply = await router.trialEnd({ id: note.id, undo }).catch((error) => {
		if (error instanceof router.BackendError && error.code === "gone") return null;
		throw error;
	});
	const result = reply ? resultOf$1(repair, reply.repaired ?? null, model.modeOf(reply.requested)) : repairEnding(repair, await router.statusNow());
	forgetNote(note.id);
	return result;
}
function repairEnding(repair, status) {
	const mode = status.requested && model.modeOf(status.requested);
	return resultOf$1(repair, status.trial ? null : model.hasAlias(status, repair), mode);
}
function resultOf$1(repair, repaired, mode) {
	if (repaired === null) return { ending: "over", mode, repair };
	return { ending: repaired === repair.active ? "kept" : "undone", mode, repair };
}

const CONFIG$1 = "firewall";
const NO_DATA = 5;
const DENIED = 6;
const unconfirmed = /* @__PURE__ */ new Map();
function isUnconfirmed(id) {
	return unconfirmed.has(id);
}
async function keepTrial(note, isResumed) {
	if (isResumed) {
		const status = await router.statusNow();
		if (status.trial?.id !== note.id) return overResult(note, status);
		await confirm().catch(unlessStatus(NO_DATA));
	}
	const requested = await endTrial(note.id, { undo: false, confirms: !isResumed });
	if (!requested) return overResult(note, await router.statusNow());
	forgetNote(note.id);
	return resultOf(note, model.modeOf(requested));
}
async function undoTrial(note) {
	const requested = await undoMerged(note.id);
	if (!requested) return overResult(note, await router.statusNow());
	await forgetSaved();
	forgetNote(note.id);
	const mode = model.modeOf(requested);
	return mode === note.before ? { ending: "undone", mode } : resultOf(note, mode);
}
async function endTrial(id, { undo, confirms }) {
	const end = () => router.untilAnswered(() => router.trialEnd({ id, undo })).catch(unlessGone);
	const reply = unconfirmed.get(id) ?? await end();
	if (!reply) return null;
	if (confirms) {
		unconfirmed.set(id, reply);
		await confirm().catch(undo ? unlessStatus(NO_DATA, DENIED) : unlessStatus(NO_DATA));
		unconfirmed.delete(id);
	}
	return reply.requested;
}
async function forgetSaved() {
	const pending = await uci.changes();
	if (!pending[CONFIG$1] || model.foreignChanges(pending)[CONFIG$1]) return;
	await revert(CONFIG$1).catch(() => null);
	uci.unload(CONFIG$1);
}
function endingOf(note, status) {
	if (note.repair) return repairEnding(note.repair, status);
	const { requested, trial } = status;
	const mode = requested && model.modeOf(requested);
	return trial || mode === null ? { ending: "over", mode } : resultOf(note, mode);
}
function resultOf(note, mode) {
	if (mode === note.mode) return { ending: "kept", mode };
	return { ending: mode === note.before ? "undone" : "over", mode };
}
async function undoMerged(id) {
	try {
		return await endTrial(id, { undo: true, confirms: true });
	} catch (error) {
		if (router.isBusy(error) || isUnconfirmed(id)) throw error;
		const { trial } = await router.statusNow();
		if (trial?.id !== id) return null;
		await rollback().catch(() => Promise.reject(error));
		return endTrial(id, { undo: true, confirms: false });
	}
}
async function overResult(note, status) {
	const result = endingOf(note, status);
	if (result.ending === "undone") await forgetSaved();
	forgetNote(note.id);
	return result;
}
function unlessGone(error) {
	if (error instanceof router.BackendError && error.code === "gone") return null;
	throw error;
}
function unlessStatus(...expected) {
	return (error) => {
		if (expected.includes(model.ubusStatus(error) ?? 0)) return null;
		throw error;
	};
}

const TRIAL_SECONDS = 120;
const CONFIG = "firewall";
const SECTION = "@defaults[0]";
async function beginTrial(changes, { keepable = true } = {}) {
	await uci.load(CONFIG);
	const pending = await uci.changes();
	const wanted = changes.filter(makesDifference);
	rejectForeign(pending);
	if (wanted.length === 0 && !pending[CONFIG]) throw new ApplyError({ kind: "nothing-to-apply" });
	const tried = optionsAfter(wanted);
	const mode = model.modeOf(tried);
	const check = await tryRuleset$1(mode);
	if (!pending[CONFIG]) await rejectRunning();
	const { started, asked } = await startTrial(tried);
	const note = { id: started.id, mode, before: model.modeOf(started.before), keepable };
	remember(note);
	await applySaved(note.id, wanted);
	return makeTrial(note, asked + started.left_ms, check);
}
async function beginRepair(repair) {
	await rejectRunning();
	const asked = performance.now();
	const started = await router.repairStart({ ...repair, seconds: TRIAL_SECONDS }).catch((error) => startedAnyway(error, repair));
	const mode = model.modeOf(started.before);
	const note = { id: started.id, mode, before: mode, keepable: true, repair };
	remember(note);
	return makeTrial(note, asked + started.left_ms, null);
}
async function startedAnyway(error, repair) {
	const status = error instanceof router.BackendError ? null : await router.statusNow().catch(() => null);
	const found = status?.trial?.repair;
	if (!status?.trial || found?.network !== repair.network || found.active !== repair.active)
		throw startError(error);
	return status.trial;
}
function remember(note) {
	begun.add(note.id);
	writeNote(note);
}
const begun = /* @__PURE__ */ new Set();
function beganHere(id) {
	return begun.has(id);
}
function resumeTrial(running, note) {
	return makeTrial(note, performance.now() + running.left_ms, null);
}
function makeTrial(note, endsAt, check) {
	const isResumed = !beganHere(note.id);
	return {
		...note,
		endsAt,
		check,
		keep: () => note.repair ? endRepair(note, note.repair, false) : keepTrial(note, isResumed),
		undo: () => note.repair ? endRepair(note, note.repair, true) : undoTrial(note)
	};
}
async function applySaved(id, changes) {
	try {
		await save(changes);
		await apply(TRIAL_SECONDS, true);
	} catch (error) {
		const isRunning = model.ubusStatus(error) === 6;
		await endTrial(id, { undo: true, confirms: !isRunning }).catch(() => null);
		forgetNote(id);
		throw isRunning ? new ApplyError({ kind: "running" }) : error;
	} finally {
		uci.unload(CONFIG);
	}
}
function isOn(option) {
	return model.isOn(uci.get(CONFIG, SECTION, option));
}
function makesDifference({ option, value }) {
	return model.isOn(value) !== isOn(option);
}
function optionsAfter(changes) {
	const options = {
		flow_offloading: isOn("flow_offloading"),
		flow_offloading_hw: isOn("flow_offloading_hw")
	};
	for (const { option, value } of changes) options[option] = model.isOn(value);
	return options;
}
function save(changes) {
	for (const { config, section, option, value } of changes) {
		if (value === null) uci.unset(config, section, option);
		else uci.set(config, section, option, value);
	}
	return uci.save();
}
function rejectForeign(pending) {
	const changes = model.foreignChanges(pending);
	if (Object.keys(changes).length > 0) throw new ApplyError({ kind: "pending", changes });
}
async function tryRuleset$1(mode) {
	const check = await router.untilAnswered(() => router.dryRun({ mode })).catch((error) => Promise.reject(startError(error)));
	if (check.refusal) throw new ApplyError({ kind: "rejected", mode, rejection: check.refusal });
	return check;
}
async function rejectRunning() {
	await revert(CONFIG).catch((error) => {
		throw model.ubusStatus(error) === 6 ? new ApplyError({ kind: "running" }) : error;
	});
}
async function startTrial(tried) {
	let asked = 0;
	const ask = () => {
		asked = performance.now();
		return router.trialStart({ seconds: TRIAL_SECONDS, tried });
	};
	const started = await router.untilAnswered(ask).catch((error) => Promise.reject(startError(error)));
	return { started, asked };
}
function startError(error) {
	if (router.isBusy(error)) return new ApplyError({ kind: "busy" });
	const isRunning = error instanceof router.BackendError && error.code === "running";
	return new ApplyError(isRunning ? { kind: "running" } : { kind: "trial-unavailable", error });
}

function externalChange({ requested, trial }) {
	const before = lastSeenStore.get();
	if (trial && !trial.repair) {
		const { id, before: restored } = trial;
		lastSeenStore.set({ ...before ?? restored, trial: { id, before: restored } });
		return null;
	}
	lastSeenStore.set(requested);
	if (!before || !requested) return null;
	if (before.trial) return endOfTrial(before.trial.before, requested);
	return model.sameOptions(before, requested) ? null : "outside";
}
function forgetSeen() {
	lastSeenStore.set(null);
}
function endOfTrial(before, requested) {
	return model.sameOptions(before, requested) ? "undone" : "kept";
}

function repairTrialText({ network, active }) {
	const words = active ? _("The router is trying the repair of %s.") : _("The repair of %s is removed on trial.");
	return [
		words.format(network),
		_(
			"Check that everything you need still works. Unless you keep it, the router restores the old setting automatically."
		)
	].join(" ");
}
function repairRows(status, change) {
	const devices = status?.flowtables?.find(({ owner }) => owner === "firewall4")?.devices;
	const loaded = model.isRepairLoaded(status, change);
	const value = !devices ? _("unknown") : loaded ? devices.join(", ") : _("not yet");
	return [[_("Loaded by the kernel"), value]];
}
function repairFigures(before, after) {
	const row = (label, text) => [
		label,
		text(before),
		after ? text(after) : "…"
	];
	return [
		row(_("Speed"), model.speedText),
		row(_("Busiest core"), ({ cpu }) => cpu === null ? _("unknown") : model.percentText(cpu)),
		row(_("Bypassed the firewall"), (measured) => shareText(model.bypassedShare(measured))),
		row(_("of downloads"), ({ download }) => directionText(download)),
		row(_("of uploads"), ({ upload }) => directionText(upload))
	];
}
function directionText(bytes) {
	return shareText(model.directionShare(bytes));
}
function shareText(share) {
	return share === null ? _("unknown") : model.percentText(share);
}
function describeEffect(before, after) {
	const effect = model.repairEffect(before, after);
	return model.finding(effect, LEVELS[effect], effectText(effect));
}
const LEVELS = {
	better: "success",
	worse: "warning",
	same: "notice",
	unknown: "notice"
};
function effectText(effect) {
	switch (effect) {
		case "better":
			return _("The repair is better. Keep it.");
		case "worse":
			return _("It was faster before the repair. Undo it.");
		case "same":
			return _("The repair makes no clear difference. Undo it.");
		case "unknown":
			return _("Too little traffic to compare. A result needs at least 20 MB before and after.");
	}
}

const ANNOUNCED = [60, 30, 10];
function countdown(endsAt, tell, announce) {
	let announced = Number.POSITIVE_INFINITY;
	const tick = () => {
		const seconds = Math.max(0, Math.ceil((endsAt - performance.now()) / 1e3));
		tell(seconds);
		const due = ANNOUNCED.find((limit) => seconds <= limit && seconds > limit - 5);
		if (due !== void 0 && due < announced) {
			announced = due;
			announce(seconds);
		}
		if (seconds === 0) window.clearInterval(timer);
	};
	const timer = window.setInterval(tick, 1e3);
	tick();
	return { stop: () => window.clearInterval(timer) };
}
function clockText(seconds) {
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function trialDialog(trial, decide, more = []) {
	const clock = E("p");
	const timer = E("div", { role: "timer" }, [clock]);
	const facts = components.factTable(_("What the change did"));
	const spoken = E("p", { class: "nft-offload-spoken", "aria-live": "polite" });
	const error = E("div", { class: "alert-message warning", role: "alert", hidden: "" });
	const say = (text) => components.setText(spoken, text);
	const attempt = (decision) => () => decision().catch((cause) => components.showText(error, errorText$1(cause)));
	const undo = attempt(decide.undo);
	const dialog = openDialog(
		_("Keep this setting?"),
		[E("p", [introduction(trial)]), ...notes$1(trial), facts.element, ...more, timer, spoken, error],
		[
			components.button(_("Undo now"), "cbi-button-negative", ui.createHandlerFn(null, undo)),
			components.button(
				_("Keep", "flow offloading"),
				"cbi-button-positive important",
				ui.createHandlerFn(null, attempt(decide.keep))
			)
		]
	);
	const running = countdown(
		trial.endsAt,
		(seconds) => {
			components.setText(clock, clockWords(seconds));
			if (seconds === 0) undo();
		},
		(seconds) => say(N_(seconds, "%d second left", "%d seconds left").format(seconds))
	);
	let stage = "applied";
	return {
		update(evidence) {
			const { repair } = trial;
			facts.update(repair ? repairRows(evidence.status, repair) : model.trialRows(evidence));
			const reached = repair ? repairStage(evidence, repair) : model.trialStage(evidence);
			if (reached !== stage && reached !== "applied") say(stageWords(reached));
			stage = reached;
		},
		close() {
			running.stop();
			dialog.close();
		}
	};
}
function repairStage({ status }, repair) {
	return model.isRepairLoaded(status, repair) ? "loaded" : "applied";
}
function introduction({ mode, repair }) {
	if (repair) return repairTrialText(repair);
	return _(
		"The router is trying “%s”. Check that everything you need still works. Unless you keep it, the router restores the old setting automatically."
	).format(model.modeName(mode));
}
function notes$1({ mode, check }) {
	const texts = [];
	if (check?.accepted === null)
		texts.push(
			_("Could not check in advance whether the kernel accepts the rules: %s").format(
				model.reasonText(check.unknown.accepted)
			)
		);
	else if (check?.ran === "throw_away")
		texts.push(
			_("Only a flowtable was checked in advance, not the full ruleset: %s").format(
				model.reasonText(check.unknown.firewall4)
			)
		);
	if (mode === "hardware" && check?.flowtable?.hardware === false) texts.push(fallbackText(check.rejecting));
	return texts.map((text) => E("div", { class: "alert-message notice" }, [text]));
}
function fallbackText(rejecting) {
	return rejecting ? _("The kernel rejects hardware offloading on %s. The firewall falls back to software.").format(
		rejecting.join(", ")
	) : _("The kernel rejects hardware offloading on these devices. The firewall falls back to software.");
}
function clockWords(seconds) {
	if (seconds === 0) return _("Time is up: the router is restoring the old setting.");
	return _("Time left: %s").format(clockText(seconds));
}
function stageWords(stage) {
	return stage === "loaded" ? _("The kernel has loaded it.") : _("Connections are being offloaded.");
}
function errorText$1(cause) {
	return _("Your choice did not go through. The router restores the old setting automatically. %s").format(
		model.callErrorText(cause)
	);
}

function tellEnding(ending, mode, repair) {
	const level = { kept: "info", undone: "warning", outside: "notice", over: "notice" }[ending];
	const text = repair ? repairText(ending, repair) : modeText(ending, mode);
	components.notify(text, level);
}
function repairText(ending, { network, active }) {
	const done = active ? _("%s is repaired.") : _("The repair of %s is removed.");
	const undone = active ? _("%s is as it was before the repair. The firewall needs a few seconds to load it.") : _("The repair of %s is back in place. The firewall needs a few seconds to load it.");
	if (ending === "kept") return done.format(network);
	return (ending === "undone" ? undone : _("The trial of a repair of %s had already ended.")).format(network);
}
function modeText(ending, mode) {
	const texts = {
		kept: _("Setting kept: %s."),
		undone: _("Old setting restored: %s. The firewall needs a few seconds to load it."),
		outside: _(
			"The setting was changed outside this page, without a trial. It is now “%s” and will not be undone automatically."
		),
		over: _("This trial had already ended. The setting is now “%s”.")
	};
	return texts[ending].format(nameOf$1(mode));
}
function foreignTrialBox() {
	const text = E("span", { "aria-live": "polite" });
	const left = E("span");
	const element = E("div", { class: "alert-message notice", id: "nft-offload-other-trial", hidden: "" }, [
		text,
		" ",
		left
	]);
	return {
		element,
		update(trial, status) {
			element.hidden = trial === null;
			components.setText(text, trial ? foreignText(trial, status) : "");
			const seconds = Math.ceil((trial?.left_ms ?? 0) / 1e3);
			components.setText(left, seconds > 0 ? _("Time left: %s").format(clockText(seconds)) : "");
		}
	};
}
function foreignText(trial, { requested }) {
	if (trial.repair) return foreignRepairText(trial.left_ms, trial.repair);
	const mode = nameOf$1(requested && model.modeOf(requested));
	const words = trial.left_ms > 0 ? _("Another session is trying “%s”. Unless it is kept there, the router restores the old setting.") : _("The trial of “%s” is over: the router is restoring the old setting.");
	return words.format(mode);
}
function foreignRepairText(left, { network }) {
	const words = left > 0 ? _(
		"Another session is trying a repair of %s. Unless it is kept there, the router restores the old setting."
	) : _("The trial of a repair of %s is over: the router is restoring the old setting.");
	return words.format(network);
}
function nameOf$1(mode) {
	return mode === null ? _("unknown") : model.modeName(mode);
}

function trialController(page) {
	const foreign = foreignTrialBox();
	let current = null;
	let ended = "";
	const statusNow = () => known(page.state().status);
	function show(trial, seen, watch = null) {
		const decisions = { keep: () => decide(trial.keep), undo: () => decide(trial.undo) };
		const dialog = trialDialog(trial, decisions, watch ? [watch.element] : []);
		current = { trial, dialog, seen, watch, deciding: false };
		page.settingsChanged();
		watch?.begin();
	}
	async function open(text, begin, watch) {
		ui.showModal("", [E("p", { class: "spinning" }, [text])]);
		try {
			show(await begin(), false, watch);
		} catch (error) {
			showApplyError(error, statusNow());
		}
	}
	function update() {
		current?.dialog.update({
			expected: expectedOf(current.trial),
			status: statusNow(),
			counters: known(page.state().counters)
		});
	}
	async function decide(how) {
		if (!current || current.deciding) return;
		current.deciding = true;
		try {
			await finish(await how());
		} finally {
			if (current) current.deciding = false;
		}
	}
	async function finish(result) {
		if (!current) return;
		const { trial, dialog, watch } = current;
		watch?.end();
		current = null;
		ended = trial.id;
		await tell(result);
		dialog.close();
	}
	async function tell({ ending, mode, repair }) {
		if (ending !== "outside") forgetSeen();
		if (ending !== "kept") page.settingsChanged();
		await L.resolveDefault(page.redraw(), null);
		tellEnding(ending, mode, repair);
	}
	async function track({ trial, seen, deciding }, status) {
		if (!status.requested || deciding || !current) return;
		if (isUnconfirmed(trial.id)) return decide(trial.keep).catch(() => {
		});
		if (status.trial?.id === trial.id) current.seen = true;
		else if (seen || performance.now() > trial.endsAt) {
			const result = endingOf(trial, status);
			if (result.ending === "undone" && !result.repair) await forgetSaved();
			forgetNote(trial.id);
			await finish(result);
		}
	}
	async function adopt(running, note) {
		if (running.id === ended || beganHere(running.id) || note.id !== running.id) return;
		const trial = resumeTrial(running, note);
		if (note.keepable && running.left_ms > 0) return show(trial, true);
		const result = await trial.undo().catch(() => null);
		if (!result) return;
		ended = note.id;
		await tell(result);
	}
	async function checkOthers(status) {
		const { trial } = status;
		const note = L.hasViewPermission() ? readNote() : null;
		const isOurs = trial !== null && (trial.id === ended || trial.id === note?.id || beganHere(trial.id));
		foreign.update(isOurs ? null : trial, status);
		if (trial && note && isOurs) return adopt(trial, note);
		if (note && !beganHere(note.id)) return finishEarlier(note);
		if (isOurs) return;
		const ending = externalChange(status);
		if (ending) await tell({ ending, mode: status.requested && model.modeOf(status.requested) });
	}
	async function finishEarlier(note) {
		const status = await router.statusNow().catch(() => null);
		if (!status?.requested || status.trial?.id === note.id) return;
		ended = note.id;
		const result = endingOf(note, status);
		if (result.ending === "undone" && !result.repair) await forgetSaved();
		forgetNote(note.id);
		await tell(result);
	}
	return {
		element: foreign.element,
		isOpen: () => current !== null,
		apply: (changes) => open(_("Checking whether the kernel accepts the rules…"), () => beginTrial(changes)),
		repair: (change, watch) => open(_("Writing the settings…"), () => beginRepair(change), watch),
		update,
		async follow() {
			const status = statusNow();
			if (!status) return;
			if (current) await track(current, status);
			else await checkOthers(status);
		}
	};
}
function expectedOf({ mode, check }) {
	return check?.flowtable && !check.flowtable.hardware && mode === "hardware" ? "software" : mode;
}

function confirmInDialog(title, children, goOn) {
	return new Promise((resolve) => {
		const answer = (goesOn) => () => {
			dialog.close();
			resolve(goesOn);
		};
		const dialog = openDialog(title, children, [
			components.button(_("Cancel"), "", answer(false)),
			components.button(goOn, "cbi-button-negative important", answer(true))
		]);
	});
}

function confirmDespiteConflicts(conflicts) {
	if (conflicts.length === 0) return Promise.resolve(true);
	return confirmInDialog(
		_("Enable it anyway?"),
		conflicts.map(({ rule }) => E("p", [rule.effect(), " ", rule.advice()])),
		_("Enable anyway")
	);
}

const EXCEPTIONS_CONFIG = "nft-offload";
const EXCEPTIONS_SECTION = "exceptions";
const EXCEPTIONS_INCLUDE = "nft_offload";
const INCLUDE_OPTIONS = {
	type: "script",
	path: "/usr/share/nft-offload/exceptions.sh",
	fw4_compatible: "1"
};
const FIRST_PACKETS = [10, 30, 60];
function changesBesideExceptions(pending) {
	const entries = Object.entries(pending).map(([config, changes]) => {
		if (config === EXCEPTIONS_CONFIG) return [config, []];
		const isOurs = ([, section]) => config === "firewall" && section === EXCEPTIONS_INCLUDE;
		return [config, changes.filter((change) => !isOurs(change))];
	});
	return Object.fromEntries(entries.filter(([, changes]) => changes.length > 0));
}

const CONFIGS = [EXCEPTIONS_CONFIG, "firewall"];
const ROLLBACK_SECONDS = 30;
async function applyExceptions(save) {
	await uci.load(CONFIGS);
	const changes = changesBesideExceptions(await uci.changes());
	if (Object.keys(changes).length > 0) throw new ApplyError({ kind: "pending", changes });
	await rejectBusy();
	try {
		await save(updateInclude);
		if (Object.keys(await uci.changes()).length === 0) throw new ApplyError({ kind: "nothing-to-apply" });
		await apply(ROLLBACK_SECONDS, true);
	} catch (error) {
		await forget();
		throw model.ubusStatus(error) === 6 ? new ApplyError({ kind: "running" }) : error;
	}
	await router.statusNow();
	await confirm();
	await readAgain();
}
async function rejectBusy() {
	const status = await router.statusNow();
	if (status.trial) throw new ApplyError({ kind: "running" });
	for (const config of CONFIGS)
		await revert(config).catch((error) => {
			throw model.ubusStatus(error) === 6 ? new ApplyError({ kind: "running" }) : error;
		});
}
function updateInclude() {
	const values = ["device", "network", "port", "first_packets"].map(
		(option) => uci.get(EXCEPTIONS_CONFIG, EXCEPTIONS_SECTION, option)
	);
	const isWanted = values.some(
		(value) => value !== null && value !== void 0 && value !== "0" && value.length > 0
	);
	const isThere = Boolean(uci.get("firewall", EXCEPTIONS_INCLUDE, "path"));
	if (isWanted && !isThere) {
		uci.add("firewall", "include", EXCEPTIONS_INCLUDE);
		for (const [option, value] of Object.entries(INCLUDE_OPTIONS))
			uci.set("firewall", EXCEPTIONS_INCLUDE, option, value);
	} else if (!isWanted && isThere) uci.remove("firewall", EXCEPTIONS_INCLUDE);
}
async function forget() {
	for (const config of CONFIGS) await revert(config).catch(() => null);
	await readAgain().catch(() => null);
}
async function readAgain() {
	uci.unload(CONFIGS);
	await uci.load(CONFIGS);
}

const MAC = /^[\da-f]{2}(?::[\da-f]{2}){5}$/i;
const NUMBER = /^\d{1,5}$/;
const HIGHEST_PORT = 65535;
function parsePrefix(text) {
	const [address = "", bits, ...more] = text.split("/");
	const bytes = address.includes(":") && address.includes(".") ? null : model.parseAddress(address);
	if (!bytes || more.length > 0) return null;
	const whole = bytes.length * 8;
	const isNumber = bits !== void 0 && NUMBER.test(bits) && bits.length <= String(whole).length;
	const length = bits === void 0 ? whole : isNumber ? Number(bits) : 0;
	return length >= 1 && length <= whole ? { bytes, bits: length } : null;
}
function parsePorts(text) {
	const segments = text.split("/");
	const ends = (segments.pop() ?? "").split("-");
	const [protocol = null] = segments;
	const numbers = ends.map((end) => NUMBER.test(end) ? Number(end) : 0);
	const [first = 0, last = first] = numbers;
	const isRange = segments.length <= 1 && ends.length <= 2 && first >= 1 && last >= first && last <= HIGHEST_PORT;
	if (!isRange || !numbers.every(Boolean)) return null;
	return protocol === null || protocol === "tcp" || protocol === "udp" ? { protocol, first, last } : null;
}
function deviceError(word) {
	if (MAC.test(word) || !word.includes("/") && parsePrefix(word)) return null;
	return _("Enter a MAC address such as 02:00:5e:10:00:01, or an IPv4 or IPv6 address.");
}
function networkError(word) {
	return parsePrefix(word) ? null : _("Enter an IPv4 or IPv6 address, or a network such as 203.0.113.0/24 or 2001:db8::/32.");
}
function portError(word) {
	return parsePorts(word) ? null : _("Enter a port such as 443, tcp/443 or udp/3478-3481.");
}

function exceptionsMap() {
	const map = new form.Map(EXCEPTIONS_CONFIG);
	const section = map.section(
		form.NamedSection,
		EXCEPTIONS_SECTION,
		"exceptions",
		"",
		_(
			"Connections that stay in the firewall, so that its rules, traffic shaping and inspection see every packet."
		)
	);
	const list = (option, errorOf, title, description, placeholder) => {
		const added = section.option(form.DynamicList, option, title, description);
		added.placeholder = placeholder;
		added.validate = (_section, word) => word === "" ? true : errorOf(word) ?? true;
	};
	list(
		"device",
		deviceError,
		_("Devices"),
		_("A MAC address stands for a device with all of its IPv4 and IPv6 addresses, also when they change."),
		"02:00:5e:10:00:01"
	);
	list(
		"network",
		networkError,
		_("Remote networks"),
		_("Addresses and networks on the Internet."),
		"203.0.113.0/24"
	);
	list(
		"port",
		portError,
		_("Ports"),
		_("Connections that use one of these ports at either end, over TCP and UDP unless one is named."),
		"udp/3478-3481"
	);
	const first = section.option(
		form.ListValue,
		"first_packets",
		_("First packets of every connection"),
		_("For programs that change or inspect how connections begin, such as zapret, youtubeUnblock and b4.")
	);
	first.value("0", _("Offload as early as possible"));
	for (const count of FIRST_PACKETS)
		first.value(String(count), _("Keep the first %d packets in the firewall").format(count));
	first.load = () => uci.get(EXCEPTIONS_CONFIG, EXCEPTIONS_SECTION, "first_packets") ?? "0";
	return map;
}

async function flushOffloaded() {
	try {
		const { entries } = await router.flushOffloaded();
		const text = N_(
			entries,
			"%s offloaded connection was flushed.",
			"%s offloaded connections were flushed."
		).format(model.countText(entries));
		components.notify(text, "info");
	} catch (error) {
		showApplyError(error, null);
	}
}

const NOT_FOUND = 4;
async function exceptionsForm(page) {
	const map = exceptionsMap();
	const holder = E("div");
	const apply = components.button(_("Apply exceptions"), "cbi-button-action", ui.createHandlerFn({}, save), {
		id: "nft-offload-apply-exceptions"
	});
	const element = E("div", [holder]);
	const buttons = E("div", { class: "nft-offload-help" });
	if (page.mayChange) {
		const picker = hostPicker((mac) => addDevice(holder, mac));
		buttons.append(picker.element, apply);
		element.append(buttons, ...flushElements());
		picker.offer(await L.resolveDefault(router.hostHints(), {}));
	}
	await draw();
	async function save() {
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
	async function draw() {
		try {
			await loadSection();
			holder.replaceChildren(await map.render());
			components.tieDescriptions(holder);
		} catch (error) {
			buttons.hidden = true;
			holder.replaceChildren(E("div", { class: "alert-message warning" }, [model.callErrorText(error)]));
		}
	}
	return {
		element,
		excludeFirstPackets() {
			const select = holder.querySelector('[data-name="first_packets"] select');
			if (!select) return Promise.resolve();
			select.value = "30";
			select.dispatchEvent(new Event("change", { bubbles: true }));
			return save();
		}
	};
}
async function loadSection() {
	await uci.load(EXCEPTIONS_CONFIG).catch((error) => {
		if (model.ubusStatus(error) !== NOT_FOUND) throw error;
	});
	const sections = uci.sections(EXCEPTIONS_CONFIG, "exceptions");
	if (!sections.some((section) => section[".name"] === EXCEPTIONS_SECTION))
		throw new Error(
			_("The section for exceptions is missing. Create it over SSH, then reload this page: %s").format(
				`echo "config exceptions '${EXCEPTIONS_SECTION}'" >> /etc/config/${EXCEPTIONS_CONFIG}`
			)
		);
}
function flushElements() {
	return [
		E("p", [
			_(
				"A new firewall rule does not stop connections that are offloaded already. After flushing, every rule decides about them again; some apps may have to reconnect."
			)
		]),
		E("div", { class: "nft-offload-help" }, [
			components.button(_("Flush offloaded connections"), "", ui.createHandlerFn({}, flushOffloaded), {
				id: "nft-offload-flush"
			})
		])
	];
}
function rejectTyped(holder) {
	for (const input of holder.querySelectorAll(".add-item input.cbi-input-invalid"))
		if (input.value.trim() !== "") throw new Error(_("“%s” is not a valid entry.").format(input.value));
}
function hostPicker(choose) {
	const select = E("select", { class: "cbi-input-select", "aria-label": _("Device of your network") });
	const add = () => {
		const { value } = select;
		if (value) choose(value);
	};
	const element = E("span", { hidden: "" }, [select, " ", components.button(_("Add device"), "", add)]);
	return {
		element,
		offer(hints) {
			const hosts = Object.entries(hints).map(([mac, hint]) => ({ mac, name: nameOf(hint) }));
			hosts.sort((a, b) => a.name.localeCompare(b.name));
			select.replaceChildren(
				...hosts.map(
					({ mac, name }) => E("option", { value: mac }, [name ? "%s (%s)".format(name, mac) : mac])
				)
			);
			element.hidden = hosts.length === 0;
		}
	};
}
function nameOf({ name, ipaddrs, ipv4 }) {
	return name || ipaddrs?.[0] || ipv4 || "";
}
function addDevice(holder, mac) {
	const input = holder.querySelector('[data-name="device"] .add-item input[type=text]');
	const button = holder.querySelector('[data-name="device"] .add-item .cbi-button-add');
	if (!input || !button) return;
	input.value = mac;
	input.dispatchEvent(new Event("keyup"));
	button.click();
}

function summarize(runs) {
	const modes = [...new Set(runs.map(({ mode }) => mode))];
	return modes.map(
		(mode) => summaryOf(
			mode,
			runs.filter((run) => run.mode === mode)
		)
	);
}
function summaryOf(mode, runs) {
	const each = (figure) => spreadOf(runs.map(figure));
	const bypassed = (direction) => each((run) => model.directionShare(run[direction]))?.mean ?? null;
	return {
		mode,
		total: each(({ total_bytes, seconds }) => total_bytes / seconds) ?? { mean: 0, spread: 0 },
		download: each((run) => directionSpeed(run, "download")),
		upload: each((run) => directionSpeed(run, "upload")),
		cpu: each(({ cpu }) => cpu),
		softirq: each(({ softirq }) => softirq),
		bypassed: { download: bypassed("download"), upload: bypassed("upload") },
		latency: latencyOf(runs)
	};
}
function directionSpeed(run, direction) {
	const { total_bytes } = run[direction];
	return total_bytes < model.ENOUGH_DIRECTION_BYTES ? null : total_bytes / run.seconds;
}
function spreadOf(values) {
	const known = values.filter((value) => value !== null);
	if (known.length === 0 || known.length < values.length) return null;
	const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
	return { mean, spread: Math.max(...known) - Math.min(...known) };
}
function latencyOf(runs) {
	const known = runs.flatMap(({ latency }) => latency ? [latency] : []);
	const median = spreadOf(known.map(({ median_ms }) => median_ms));
	if (!median) return null;
	return {
		min_ms: Math.min(...known.map(({ min_ms }) => min_ms)),
		median_ms: median.mean,
		max_ms: Math.max(...known.map(({ max_ms }) => max_ms))
	};
}

const FASTER = 0.05;
const RELIEVED = 0.1;
const FULL = 0.9;
const CALM = 0.75;
const UNSTEADY = 0.3;
function isUnsteady({ total }) {
	return total.spread > UNSTEADY * (total.mean + total.spread / 2);
}
function hasWinner(measured) {
	return measured.some((one) => measured.every((other) => other === one || isFaster(one, other)));
}
function isBetter(one, other) {
	return isFaster(one, other) || !isFaster(other, one) && relieves(one, other);
}
function isFaster(one, other) {
	const pairs = [
		[one.download, other.download],
		[one.upload, other.upload]
	];
	const known = pairs.filter((pair) => pair[0] !== null && pair[1] !== null);
	const wins = known.some(([a, b]) => exceeds(a, b));
	const loses = known.some(([a, b]) => exceeds(b, a));
	return known.length === 0 || wins && loses ? exceeds(one.total, other.total) : wins;
}
function exceeds(a, b) {
	const difference = a.mean - b.mean;
	return difference > Math.max(a.spread, b.spread) && difference > FASTER * b.mean;
}
function relieves({ cpu: one }, { cpu: other }) {
	if (!one || !other) return false;
	const saved = other.mean - one.mean;
	return saved > Math.max(one.spread, other.spread) && saved > RELIEVED;
}
function isFull({ cpu }) {
	return cpu !== null && cpu.mean >= FULL;
}
function isCalm({ cpu }) {
	return cpu !== null && cpu.mean < CALM;
}

function isInUse({ runs }, mode) {
	return mode !== "hardware" || runs.some((run) => run.mode === mode && run.hardware_entries > 0);
}
function notes(test, measured) {
	const names = test.critical.filter((mode) => mode !== "hardware" || test.hardware !== "absent").map(model.modeName);
	return {
		uncovered: uncoveredText(test, measured),
		steering: test.steering === false ? _("Packet steering is off: it spreads the load over the cores (global network options).") : "",
		hardware: test.critical.includes("hardware") ? "" : hardwareText(test),
		critical: names.length > 0 ? _("Not recommended because of a critical conflict: %s (see Conflicts).").format(names.join(", ")) : ""
	};
}
function uncoveredText({ repair }, measured) {
	const bypassed = measured.find(({ mode }) => mode === "software")?.bypassed;
	const tookSlowPath = (share) => typeof share === "number" && share <= model.NOT_WORKING_SHARE;
	const texts = [];
	if (tookSlowPath(bypassed?.download))
		texts.push(_("Downloads went through the firewall with software offloading too."));
	if (tookSlowPath(bypassed?.upload))
		texts.push(_("Uploads went through the firewall with software offloading too."));
	if (texts.length > 0 && repair !== null) texts.push(_("The repair of %s can change that.").format(repair));
	return texts.join(" ");
}
function hardwareText({ hardware, runs }) {
	if (hardware === "rejected")
		return _("Hardware offloading is not possible here: the kernel rejects it for a network device.");
	if (hardware === "absent")
		return _("Hardware offloading is not possible here: this router has no hardware for it.");
	if (hardware === "uncounted")
		return _("Hardware offloading could not be measured: its driver does not count what it forwards.");
	const wasMeasured = runs.some(({ mode }) => mode === "hardware");
	return wasMeasured && !isInUse({ runs }, "hardware") ? _("The hardware took no connection, so hardware offloading does not help here.") : "";
}
function onlyMode(only, { critical, hardware }) {
	const text = only ? _("Only “%s” is possible here without a critical conflict.").format(model.modeName(only)) : _("No mode is possible here without a critical conflict.");
	return withMode(only ?? null, "only-mode", "notice", [text, critical, hardware]);
}
function noDifference(test, allowed, note) {
	const off = allowed.find(({ mode }) => mode === "off");
	const isLimited = allowed.some(isFull);
	return withMode(null, "no-difference", "info", [
		_("No difference: every mode reached the same speed, and none relieves the cores. Keep “%s”.").format(
			model.modeName(test.current)
		),
		off && isCalm(off) ? _("The line is the limit, not the router.") : "",
		isLimited ? _("A core was full in every mode, so something else uses it.") : "",
		note.uncovered,
		isLimited ? note.steering : "",
		isLimited ? note.hardware : "",
		note.critical
	]);
}
function offIsEnough(off, allowed, note) {
	const loads = allowed.filter((other) => relieves(other, off)).flatMap(({ cpu }) => cpu ? [cpu.mean] : []);
	return withMode("off", "off-enough", "success", [
		_(
			"Offloading is not needed: no mode is faster than off (%s, busiest core at %s). Off lets SQM, accounting and every firewall rule see all packets."
		).format(speedOf(off), loadOf(off)),
		loads.length > 0 ? _("Offloading would only lower that load, to %s.").format(model.percentText(Math.min(...loads))) : "",
		note.critical
	]);
}
function softwareIsEnough(software, [off, hardware], note) {
	const words = [
		_("Software offloading is enough: no mode is faster (%s).").format(figuresOf$1(software)),
		off ? _("Without offloading: %s.").format(figuresOf$1(off)) : ""
	];
	if (!software.cpu || isCalm(software))
		return withMode("software", "software", "success", [
			...words,
			_("OpenWrt’s maintainers advise software offloading where it reaches the speed of the line."),
			note.critical
		]);
	return withMode("software", "software-busy", "success", [
		...words,
		_("The busiest core has little room left."),
		hardware && relieves(hardware, software) ? _("With hardware offloading: %s.").format(figuresOf$1(hardware)) : "",
		note.uncovered,
		note.steering,
		note.hardware,
		note.critical
	]);
}
function hardwareHelps(hardware, other, note) {
	return withMode("hardware", "hardware", "success", [
		_("Hardware offloading helps here: %s.").format(figuresOf$1(hardware)),
		other ? `${model.modeName(other.mode)}: ${figuresOf$1(other)}.` : "",
		_("Hardware offloading bypasses SQM and other queueing entirely."),
		note.critical
	]);
}
function softwareIsLimited(software, off, note) {
	return withMode("software", "software-limited", "notice", [
		_("Software offloading is the best mode here (%s), but the router is still the limit.").format(
			figuresOf$1(software)
		),
		off ? _("Without offloading: %s.").format(figuresOf$1(off)) : "",
		note.uncovered,
		note.steering,
		note.hardware,
		note.critical
	]);
}
function offIsFaster(off, allowed, note) {
	if (!off) return withMode(null, "unclear", "info", [_("The test names no best mode."), note.critical]);
	const others = allowed.filter(({ mode }) => mode !== "off");
	return withMode("off", "off-faster", "notice", [
		_("Offloading does not help here. Without it: %s.").format(figuresOf$1(off)),
		...others.map((other) => `${model.modeName(other.mode)}: ${figuresOf$1(other)}.`),
		note.uncovered,
		note.critical
	]);
}
function figuresOf$1(summary) {
	const { cpu } = summary;
	if (!cpu) return speedOf(summary);
	return _("%s, busiest core at %s").format(speedOf(summary), model.percentText(cpu.mean));
}
function loadOf({ cpu }) {
	return cpu ? model.percentText(cpu.mean) : _("unknown");
}
function speedOf({ total }) {
	return model.speedText({ total_bytes: total.mean, seconds: 1 });
}
function withoutMode(id, level, text) {
	return withMode(null, id, level, [text]);
}
function withMode(mode, id, level, texts) {
	return { ...model.finding(id, level, texts.filter((text) => text !== "").join(" ")), mode };
}

const MODES$1 = ["off", "software", "hardware"];
function recommend(test) {
	const known = withoutUncounted(test);
	if (test.runs.length === 0 && test.critical.length > 0) return onlyMode(test.current, notes(test, []));
	if (known.runs.length === 0 || known.runs.some(({ total_bytes }) => total_bytes < model.ENOUGH_BYTES))
		return withoutMode(
			"too-small",
			"info",
			_("The test was too small: start a longer download and try again.")
		);
	const measured = summarize(known.runs);
	if (measured.some(isUnsteady) && !hasWinner(measured))
		return withoutMode(
			"unsteady",
			"info",
			_(
				"The speed changed too much between two measurements of the same mode: the server or the line was the limit, or something else used it. Measure again."
			)
		);
	return choose(known, measured);
}
function withoutUncounted(test) {
	const isUncounted = (run) => run.mode === "hardware" && run.hardware_entries > 0 && run.total_bytes < model.ENOUGH_BYTES;
	if (!test.runs.some(isUncounted)) return test;
	return { ...test, hardware: "uncounted", runs: test.runs.filter(({ mode }) => mode !== "hardware") };
}
function choose(test, measured) {
	const allowed = measured.filter(({ mode }) => !test.critical.includes(mode) && isInUse(test, mode));
	const [off, software, hardware] = MODES$1.map((mode) => allowed.find((found) => found.mode === mode));
	const isFastest = (one) => !allowed.some((other) => isFaster(other, one));
	const note = notes(test, measured);
	if (allowed.length < 2) return onlyMode(allowed[0]?.mode, note);
	if (!allowed.some((one) => allowed.some((other) => isBetter(one, other))))
		return noDifference(test, allowed, note);
	if (off && isFastest(off) && isCalm(off)) return offIsEnough(off, allowed, note);
	if (software && isFastest(software) && !isFull(software) && gains(software, off))
		return softwareIsEnough(software, [off, hardware], note);
	if (hardware && [off, software].some((other) => other && isBetter(hardware, other)) && isFastest(hardware))
		return hardwareHelps(hardware, software ?? off, note);
	if (software && gains(software, off)) return softwareIsLimited(software, off, note);
	return offIsFaster(off, allowed, note);
}
function gains(one, other) {
	return !other || isBetter(one, other);
}

class DeviceResetError extends Error {
}
class CancelledError extends Error {
}
const LEASE = 1e4;
const PERIOD = 3;
async function measure(progressed, signal) {
	const start = await router.untilAnswered(() => router.measurementStart());
	try {
		return await follow(start, progressed, signal);
	} finally {
		router.measurementStop({ token: start.token }).catch(() => null);
	}
}
function follow(start, progressed, signal) {
	let last = start;
	let lastRead = performance.now();
	let waiting = null;
	let over = false;
	return new Promise((resolve, reject) => {
		function tick() {
			const kind = document.hidden ? "alone" : "batched";
			if (waiting === kind || waiting === "alone") return Promise.resolve();
			waiting = kind;
			const call = kind === "alone" ? router.measurementReadNow : router.measurementRead;
			call({ token: start.token }).then(read, failed).finally(() => {
				waiting = null;
			});
			return Promise.resolve();
		}
		function read(reading) {
			if (over || reading.monotonic_ms <= last.monotonic_ms) return;
			const progress = progressOf(start, last, reading);
			if (!progress) {
				end(() => reject(new DeviceResetError()));
				return;
			}
			last = reading;
			lastRead = performance.now();
			progressed(progress);
			if (progress.seconds >= model.MEASURE_SECONDS) end(() => resolve(progress));
		}
		function failed(error) {
			const lost = router.isBusy(error) || /XHR|HTTP error|No related RPC/.test(error instanceof Error ? error.message : "");
			if (!lost || performance.now() - lastRead > LEASE) end(() => reject(error));
		}
		function end(settle) {
			over = true;
			poll.remove(tick);
			settle();
		}
		const cancel = () => end(() => reject(new CancelledError()));
		if (signal.aborted) cancel();
		else poll.add(tick, PERIOD);
		signal.addEventListener("abort", cancel);
	});
}
function progressOf(start, before, now) {
	const bytes = model.bytesBetween(start, now);
	const latest = model.bytesBetween(before, now);
	if (!bytes || !latest) return null;
	const seconds = (now.monotonic_ms - start.monotonic_ms) / 1e3;
	return {
		...bytes,
		seconds,
		rate: latest.total_bytes * 8e3 / (now.monotonic_ms - before.monotonic_ms),
		load: model.cpuLoad(start.cpus, now.cpus),
		latency: inMilliseconds(now.latency)
	};
}
function inMilliseconds(latency) {
	if (!latency) return null;
	const { min_us, median_us, max_us } = latency;
	return { min_ms: min_us / 1e3, median_ms: median_us / 1e3, max_ms: max_us / 1e3 };
}

class ModeChangedError extends Error {
}
async function takeMeasurement(page, progressed, signal) {
	const before = await loadedNow();
	const { rate: _rate, load, ...measured } = await measure(progressed, signal);
	const loaded = await loadedNow();
	if (String([loaded.mode, loaded.devices]) !== String([before.mode, before.devices]))
		throw new ModeChangedError();
	const result = {
		mode: loaded.mode,
		...loaded.devices && { devices: loaded.devices },
		...measured,
		hardware_entries: known(page.state().counters)?.offloaded?.hardware.total.entries ?? 0,
		cpu: load?.busiest ?? null,
		softirq: load?.softirq ?? null,
		ended: Date.now()
	};
	page.measured(result);
	return result;
}
async function loadedNow() {
	const status = await router.statusNow();
	const devices = model.firewallFlowtable(status.flowtables ?? [])?.devices ?? null;
	return { mode: model.loadedMode(status), devices };
}

class ModeNotLoadedError extends Error {
	constructor(mode) {
		super(mode);
		this.mode = mode;
	}
}
function measureErrorText(error) {
	if (error instanceof ModeChangedError)
		return _("The offloading setting changed during the measurement. Measure again.");
	if (error instanceof DeviceResetError)
		return _("The Internet connection was interrupted during the measurement. Measure again.");
	if (error instanceof ModeNotLoadedError)
		return _("The firewall did not load the setting “%s”.").format(model.modeName(error.mode));
	const code = error instanceof router.BackendError ? error.code : null;
	if (code === "running")
		return _("Another measurement is running, perhaps in another tab. It ends within two minutes.");
	if (code === "busy") return _("The router is busy with other requests.");
	if (code === "gone")
		return _("The router stopped the measurement because this page did not read it for 10 seconds.");
	return _("The measurement failed: %s").format(model.callErrorText(error));
}

const RELOAD_LIMIT = 3e4;
const PAUSE$1 = 1e3;
const ATTEMPTS = 3;
const ENOUGH_LEFT = model.MEASURE_SECONDS * 1e3 + 15e3;
async function measureModes(test) {
	const switcher = modeSwitcher(test);
	const runs = [];
	const order = [...test.modes, ...[...test.modes].reverse()];
	let failure = null;
	try {
		for (const [index, mode] of order.entries()) {
			const step = { mode, index, count: order.length };
			await switcher.switchTo(step);
			runs.push({ ...await test.measure(step), mode });
		}
	} catch (error) {
		failure = error;
	}
	return { runs, error: failure, restored: await switcher.finish() };
}
function modeSwitcher({ current, switching, restoring, settingsChanged, signal }) {
	let trial = null;
	let isTouched = false;
	async function undo() {
		if (!trial) return;
		await trial.undo();
		trial = null;
		settingsChanged();
	}
	async function begin(mode) {
		trial = await beginTrial(model.modeChanges(mode), { keepable: false });
		isTouched = true;
		settingsChanged();
	}
	return {
		/** Resolves when the kernel has loaded the mode. */
		async switchTo(step) {
			const { mode } = step;
			if (trial?.mode === mode && trial.endsAt - performance.now() > ENOUGH_LEFT) return;
			switching(step);
			await undo();
			throwIfCancelled(signal);
			if (mode !== current) await begin(mode);
			await untilLoaded$1(mode, signal);
		},
		/** Whether the old setting is back; null where it was never touched. Never rejects. */
		async finish() {
			if (!isTouched) return null;
			restoring();
			for (let left = ATTEMPTS; left > 0; left--) {
				if (await undo().then(done, failed)) return true;
				await pause();
			}
			return false;
		}
	};
}
async function untilLoaded$1(mode, signal) {
	const begun = performance.now();
	while (await loadedMode() !== mode) {
		throwIfCancelled(signal);
		if (performance.now() - begun > RELOAD_LIMIT) throw new ModeNotLoadedError(mode);
		await pause();
	}
	throwIfCancelled(signal);
}
const done = () => true;
const failed = () => false;
function pause() {
	return new Promise((resolve) => window.setTimeout(resolve, PAUSE$1));
}
function throwIfCancelled(signal) {
	if (signal.aborted) throw new CancelledError();
}
async function loadedMode() {
	try {
		return model.loadedMode(await router.statusNow());
	} catch (error) {
		if (router.isBusy(error)) return null;
		throw error;
	}
}

const MODES = ["off", "software", "hardware"];
async function planModes({ state, conflicts: found }) {
	const status = await router.untilAnswered(() => router.statusNow());
	await rejectPending();
	const current = model.loadedMode(status);
	if (current === null) throw new ModeNotLoadedError(state().selected);
	const critical = MODES.filter((mode) => conflicts.criticalFor(found(), mode).length > 0);
	const hardware = await hardwareState(status, state(), current, critical);
	const tried = MODES.filter((mode) => {
		if (mode === "hardware") return hardware === "tried";
		return mode === current || !critical.includes(mode);
	});
	if (tried.includes("software") && current !== "software") await tryRuleset("software");
	return {
		modes: [...tried.filter((mode) => mode === current), ...tried.filter((mode) => mode !== current)],
		current,
		hardware,
		critical,
		repair: model.offeredRepair(status)?.network ?? null,
		steering: hasCores(state()) ? known(state().environment)?.packet_steering ?? null : null
	};
}
async function rejectPending() {
	const changes = await uci.changes();
	if (Object.keys(changes).length > 0) throw new ApplyError({ kind: "pending", changes });
}
async function hardwareState(status, state, current, critical) {
	if (model.hasSilentHardware(status)) return "uncounted";
	if (current === "hardware") return "tried";
	if (!model.mayHaveHardware(status)) return "absent";
	if (critical.includes("hardware") || known(state.environment) === null) return "untried";
	const { refusal, flowtable } = await tryRuleset("hardware");
	return refusal || flowtable?.hardware === false ? "rejected" : "tried";
}
async function tryRuleset(mode) {
	const check = await router.untilAnswered(() => router.dryRun({ mode }));
	if (check.refusal && mode === "software")
		throw new ApplyError({ kind: "rejected", mode, rejection: check.refusal });
	return check;
}
function hasCores(state) {
	return (known(state.counters)?.cpus?.length ?? 0) > 1;
}

function modesTable(summaries) {
	const columns = [
		[_("Download", "flow offloading"), ({ download }) => speedText(download)],
		[_("Upload", "flow offloading"), ({ upload }) => speedText(upload)],
		[_("Busiest core"), ({ cpu }) => model.shareOrUnknown(cpu?.mean)],
		[_("of which softirq"), ({ softirq }) => model.shareOrUnknown(softirq?.mean)],
		[_("Downloads that bypassed the firewall"), ({ bypassed }) => model.shareOrUnknown(bypassed.download)],
		[_("Uploads that bypassed the firewall"), ({ bypassed }) => model.shareOrUnknown(bypassed.upload)],
		[_("Latency to the gateway: min / median / max"), ({ latency }) => model.latencyText(latency)]
	];
	return E("table", { class: "table nft-offload-dense", "aria-label": _("The modes compared") }, [
		E("tr", { class: "tr table-titles" }, [
			E("th", { class: "th", scope: "col" }, [_("Mode")]),
			...columns.map(([title]) => E("th", { class: "th", scope: "col" }, [title]))
		]),
		...summaries.map(
			(summary) => E("tr", { class: "tr" }, [
				E("th", { class: "td left", scope: "row" }, [model.modeName(summary.mode)]),
				// Themes that stack the cells on a phone show data-title in front of each.
				...columns.map(([title, text]) => E("td", { class: "td", "data-title": title }, [text(summary)]))
			])
		)
	]);
}
function speedText(speed) {
	return speed ? model.speedText({ total_bytes: speed.mean, seconds: 1 }) : _("too little data");
}

function progressDisplay() {
	const filled = E("div", { style: "width:0%" });
	const bar = E(
		"div",
		{
			class: "cbi-progressbar",
			role: "progressbar",
			"aria-label": _("Progress of the measurement"),
			"aria-valuemin": 0,
			"aria-valuemax": 100
		},
		[filled]
	);
	const text = E("p");
	const element = E("div", { hidden: "" }, [bar, text]);
	function fill(share) {
		const percent = Math.min(100, Math.round(share * 100));
		filled.style.width = `${percent}%`;
		bar.title = "%d%%".format(percent);
		bar.setAttribute("aria-valuenow", String(percent));
	}
	return {
		element,
		/** Something is running that has no progress of its own; `share`: what is done of all, 0 to 1. */
		tell(words, share = 0) {
			element.hidden = false;
			fill(share);
			components.setText(text, words);
		},
		/** `step`: of which measurement, where it is one of several. */
		update(progress, step = null) {
			const { index, count } = step ?? { index: 0, count: 1 };
			element.hidden = false;
			fill((index + progress.seconds / model.MEASURE_SECONDS) / count);
			const live = liveText(progress);
			components.setText(text, step ? `${stepText(step, progress.seconds)} ${live}` : live);
		},
		hide() {
			element.hidden = true;
		}
	};
}
const SWITCH_SECONDS = 5;
function stepText({ mode, index, count }, seconds) {
	const later = (count - 1 - index) * (model.MEASURE_SECONDS + SWITCH_SECONDS);
	const left = Math.max(0, Math.ceil(model.MEASURE_SECONDS - seconds)) + later;
	return _("%s: step %d of %d, about %d s left.").format(model.modeName(mode), index + 1, count, left);
}
function liveText({ slow_bytes, total_bytes, rate }) {
	const share = total_bytes > 0 ? model.percentText(Math.max(0, 1 - slow_bytes / total_bytes)) : _("unknown");
	return _("%s so far, %s Mbit/s right now; bypassed the firewall: %s").format(
		model.bytesText(total_bytes),
		model.numberText(rate / 1e6, 1),
		share
	);
}

function measurer(page) {
	const progress = progressDisplay();
	const verdict = E("div", { class: "alert-message", "aria-live": "polite", hidden: "" });
	const below = E("div");
	async function once(signal) {
		const measured = await takeMeasurement(page, (reading) => progress.update(reading), signal);
		return { found: result.describeMeasurement(measured, known(page.state().status)), below: [] };
	}
	async function modes(signal) {
		progress.tell(_("Checking which modes this router can use…"));
		const plan = await planModes(page);
		if (signal.aborted) throw new CancelledError();
		if (plan.modes.length < 2) return recommendation(plan, []);
		const { runs, error, restored } = await measureModes({
			...plan,
			measure: (step) => measureStep(step, signal),
			switching: (step) => progress.tell(switchText(step), step.index / step.count),
			restoring: () => progress.tell(_("Restoring the old setting…"), 1),
			settingsChanged: page.settingsChanged,
			signal
		});
		const shown = error === null ? recommendation(plan, runs) : { found: findingOf(error), below: [] };
		return { ...shown, found: withEnding(shown.found, restored) };
	}
	function measureStep(step, signal) {
		const isSecond = step.index >= step.count / 2;
		const target = isSecond ? page : { ...page, measured: () => {
		} };
		return takeMeasurement(target, (reading) => progress.update(reading, step), signal);
	}
	function recommendation(plan, runs) {
		const found = recommend({ ...plan, runs });
		const { mode } = found;
		const table = runs.length > 0 ? [modesTable(summarize(runs))] : [];
		return { found, below: mode && mode !== plan.current ? [tryButton(mode), ...table] : table };
	}
	function tryButton(mode) {
		const label = _("Try “%s”").format(model.modeName(mode));
		const apply = () => page.apply(model.modeChanges(mode));
		return E("div", { class: "nft-offload-help" }, [components.button(label, "cbi-button-apply", apply)]);
	}
	function findingOf(error) {
		if (error instanceof CancelledError)
			return model.finding("cancelled", "info", _("The measurement was cancelled."));
		if (!(error instanceof ApplyError)) return model.finding("failed", "warning", measureErrorText(error));
		showApplyError(error, known(page.state().status));
		return model.finding("failed", "warning", "");
	}
	return {
		element: E("div", [progress.element, verdict, below]),
		async run(kind, signal) {
			verdict.hidden = true;
			below.replaceChildren();
			progress.tell(_("Starting the measurement…"));
			const shown = await { once, modes }[kind](signal).catch((error) => ({
				found: findingOf(error),
				below: []
			}));
			const { level, id, text } = shown.found;
			progress.hide();
			verdict.hidden = text === "";
			verdict.dataset.outcome = id;
			components.setAlert(verdict, level, text);
			below.replaceChildren(...shown.below);
		}
	};
}
function switchText({ mode, index, count }) {
	return _("Switching to “%s” for step %d of %d…").format(model.modeName(mode), index + 1, count);
}
function withEnding(found, restored) {
	if (restored === null) return found;
	const words = restored ? _("The old setting is restored.") : _("The old setting is not back yet: the router restores it within two minutes.");
	return { ...found, text: found.text === "" ? words : `${found.text} ${words}` };
}

async function saveResult(result) {
	const figures = figuresOf(result);
	if (!figures)
		return { stored: null, note: _("The router does not keep this result: the loaded mode is unknown.") };
	try {
		const stored = await router.untilAnswered(() => router.resultSave({ result: figures }));
		const note = stored.moved_aside ? _("The file of earlier results was damaged. It is now called results.json.bad.") : null;
		return { stored, note };
	} catch (error) {
		const note = _("The router could not keep this result: %s").format(model.callErrorText(error));
		return { stored: null, note };
	}
}
function figuresOf(result) {
	const { mode, seconds, hardware_entries, cpu, softirq, latency } = result;
	if (mode === null) return null;
	return {
		mode,
		seconds,
		...bytesOf(result),
		download: bytesOf(result.download),
		upload: bytesOf(result.upload),
		hardware_entries,
		cpu,
		softirq,
		latency
	};
}
function bytesOf({ total_bytes, slow_bytes, own_bytes }) {
	return { total_bytes, slow_bytes, own_bytes };
}
async function deleteResults() {
	if (!await isConfirmed()) return null;
	try {
		return await router.untilAnswered(() => router.resultsDelete());
	} catch (error) {
		const text = _("The results could not be deleted: %s").format(model.callErrorText(error));
		components.notify(text, "warning");
		return null;
	}
}
function isConfirmed() {
	return confirmInDialog(
		_("Delete the results?"),
		[E("p", [_("The page then no longer knows whether offloading worked before.")])],
		_("Delete results")
	);
}

const LOAD_LIMIT = 4e4;
const PAUSE = 1e3;
function measuredTrial(page, change, before) {
	const running = new AbortController();
	const progress = progressDisplay();
	const figures = E("div", [figuresTable(before, null)]);
	const verdict = E("div", { class: "alert-message", "aria-live": "polite", hidden: "" });
	const element = E("div", { id: "nft-offload-repair-effect" }, [figures, progress.element, verdict]);
	async function compare() {
		progress.tell(_("Waiting for the firewall…"));
		if (!await untilLoaded(change, running.signal))
			return model.finding(
				"not-loaded",
				"warning",
				_("The firewall has not put the device in the flowtable. Undo the repair.")
			);
		const after = await takeMeasurement(page, progress.update, running.signal);
		figures.replaceChildren(figuresTable(before, after));
		return describeEffect(before, after);
	}
	return {
		element,
		async begin() {
			const found = await compare().catch(
				(error) => error instanceof CancelledError ? null : model.finding("failed", "warning", measureErrorText(error))
			);
			progress.hide();
			if (!found) return;
			verdict.hidden = false;
			verdict.dataset.effect = found.id;
			components.setAlert(verdict, found.level, found.text);
		},
		end: () => running.abort()
	};
}
async function untilLoaded(change, signal) {
	const begun = performance.now();
	while (performance.now() - begun < LOAD_LIMIT) {
		const status = await router.statusNow().catch(() => null);
		if (signal.aborted) throw new CancelledError();
		if (model.isRepairLoaded(status, change)) return true;
		await new Promise((resolve) => window.setTimeout(resolve, PAUSE));
	}
	return false;
}
function figuresTable(before, after) {
	const titles = [_("Before"), _("After")];
	const rows = repairFigures(before, after).map(
		([label, ...values]) => E("tr", { class: "tr" }, [
			E("th", { class: "td left", scope: "row" }, [label]),
			// Themes that stack the cells on a phone show data-title in front of each.
			...values.map((value, at) => E("td", { class: "td", "data-title": titles[at] ?? "" }, [value]))
		])
	);
	return E("table", { class: "table", "aria-label": _("Before and after") }, [
		E("tr", { class: "tr table-titles" }, [
			E("td", { class: "th" }),
			...titles.map((title) => E("th", { class: "th", scope: "col" }, [title]))
		]),
		...rows
	]);
}

function openRepairDialog(network, page) {
	const change = { network, active: true };
	const running = new AbortController();
	const progress = progressDisplay();
	const error = E("div", { class: "alert-message warning", role: "alert", hidden: "" });
	const close = () => {
		running.abort();
		dialog.close();
	};
	async function measureFirst() {
		components.showText(error, null);
		progress.tell(_("Starting the measurement…"));
		try {
			const before = await takeMeasurement(page, progress.update, running.signal);
			if (before.total_bytes < model.ENOUGH_BYTES) throw new TooLittleTrafficError(before);
			await page.start(change, measuredTrial(page, change, before));
		} catch (cause) {
			progress.hide();
			if (!(cause instanceof CancelledError)) components.showText(error, errorText(cause));
		}
	}
	const dialog = openDialog(
		_("Repair %s").format(network),
		[...texts(network).map((text) => E("p", [text])), progress.element, error],
		[
			components.button(_("Cancel"), "", close),
			components.button(_("Repair without measuring"), "", () => {
				running.abort();
				return page.start(change);
			}),
			components.button(
				_("Measure and repair"),
				"cbi-button-positive important",
				ui.createHandlerFn(null, measureFirst)
			)
		]
	);
}
class TooLittleTrafficError extends Error {
	constructor(measured) {
		super();
		this.measured = measured;
	}
}
function errorText(cause) {
	return cause instanceof TooLittleTrafficError ? result.describeMeasurement(cause.measured).text : measureErrorText(cause);
}
function texts(network) {
	return [
		_(
			"A repair adds an interface without an address to the network settings and to the firewall zone of %s. Through it, the firewall puts the device of %s in the flowtable."
		).format(network, network),
		_("It is tried for two minutes. Unless you keep it, the router restores the old settings automatically."),
		_(
			"To see whether it helps, start a large download on a device in your network now. It is measured for 20 seconds before the repair and for 20 seconds after it."
		)
	];
}

return baseclass.extend({
	confirmDespiteConflicts,
	deleteResults,
	exceptionsForm,
	flushOffloaded,
	loadFirewall,
	measurer,
	openRepairDialog,
	saveResult,
	trialController
});
