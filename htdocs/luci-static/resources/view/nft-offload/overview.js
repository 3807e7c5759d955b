// Generated from src/view/overview/page.ts by `npm run build`: change the source, not this file.
'use strict';
'require uci';
'require ui';
'require view';
'require nft-offload.model as model';
'require nft-offload.conflicts as conflicts';
'require nft-offload.router as router';
'require nft-offload.ui as components';
'require rpc';
'require form';
'require poll';


function initialState(stored) {
  return {
    status: null,
    counters: null,
    environment: null,
    pending: null,
    selected: "off",
    dismissed: [],
    history: { ...model.NO_HISTORY, samples: stored.samples ?? [] },
    settling: null,
    slowWatch: model.NO_WATCH,
    results: stored.results ?? []
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
      return { ...state, results: addResult(state.results, event.result) };
    case "settings-changed":
      return {
        ...state,
        history: model.addChange(state.history, event.time),
        settling: model.beginSettling(event.time),
        slowWatch: model.NO_WATCH
      };
  }
}
function afterCounters(state, reading, time) {
  const counters = known(reading);
  const status = known(state.status);
  const past = state.settling ? model.restartShare(state.history) : state.history;
  const history = counters ? model.addCounters(past, counters, time, model.lineOf(status)) : model.addGap(past, time);
  const reloaded = history.samples[history.samples.length - 1]?.mark === "reload";
  const settling = state.settling ?? (reloaded ? model.afterReload(time) : null);
  return {
    ...state,
    counters: reading,
    history,
    settling: model.settleByCounters(settling, status, counters, time)
  };
}
function afterStatus(state, reading, { pending, dismissed }) {
  const [before, status] = [known(state.status), known(reading)];
  return {
    ...state,
    status: reading,
    pending,
    dismissed,
    history: sameWay(before, status) ? state.history : model.restartShare(state.history),
    settling: model.settleByStatus(state.settling, before, status, lastTime(state.history)),
    slowWatch: model.followSlow(state.slowWatch, status)
  };
}
function sameWay(before, status) {
  if (!before || !status) return true;
  const isSameLine = JSON.stringify(model.lineOf(before)) === JSON.stringify(model.lineOf(status));
  return isSameLine && model.loadedMode(before) === model.loadedMode(status);
}
function lastTime({ samples }) {
  return samples[samples.length - 1]?.time ?? 0;
}
function addResult(results, result) {
  return [result, ...results.filter(({ mode }) => mode !== result.mode)];
}

const OFF = { flow_offloading: false, flow_offloading_hw: false };
function judge(state) {
  const status = known(state.status);
  const counters = known(state.counters);
  const { settling } = state;
  const line = model.lineOf(status);
  const share = settling ? model.unknownShare("settling") : model.liveShare(state.history.recent, line);
  const diagnosis = model.judgeRouter(evidenceOf(state, status, counters, share.bypassed));
  const router = routerOf(state, status);
  const found = router ? conflicts.findConflicts(router) : [];
  const loaded = status && model.loadedMode(status);
  return {
    diagnosis: settling ? model.settlingVerdict(diagnosis, settling) : diagnosis,
    path: {
      states: settling ? null : diagnosis.directions,
      shares: settling ? model.UNKNOWN_PATHS.shares : diagnosis.shares,
      devices: model.pathDevices(status)
    },
    router,
    conflicts: found,
    warnings: conflicts.groupHints(found, state.selected, state.dismissed),
    meter: model.meterOf(counters, status?.slow ?? null),
    share,
    shareText: model.shareSentence(share, line),
    offersHardware: status?.requested?.flow_offloading_hw === true || diagnosis.checks.every(({ state: reached }) => reached === "reached"),
    offersComparison: loaded !== null && loaded !== "off"
  };
}
function criticalAfter(state, judgement, changes) {
  const options = state.pending ?? known(state.status)?.requested ?? OFF;
  return conflicts.criticalFor(judgement.conflicts, model.modeAfter(options, changes));
}
function evidenceOf(state, status, counters, bypassed) {
  return model.evidenceOf({
    status,
    counters,
    environment: known(state.environment),
    unapplied: state.pending,
    staysSlow: state.slowWatch.staysSlow,
    bypassed,
    results: state.results
  });
}
function routerOf(state, status) {
  const environment = known(state.environment);
  return status && environment && { status, environment };
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

var __defProp$1 = Object.defineProperty;
var __defNormalProp$1 = (obj, key, value) => key in obj ? __defProp$1(obj, key, { enumerable: true, configurable: true, writable: true, value }) : obj[key] = value;
var __publicField$1 = (obj, key, value) => __defNormalProp$1(obj, key + "" , value);
class ApplyError extends Error {
  constructor(problem) {
    super(problem.kind);
    __publicField$1(this, "problem", problem);
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
  element.addEventListener("keydown", keepInside);
  body.focus();
  return {
    element,
    close() {
      element.removeAttribute("aria-label");
      element.removeEventListener("keydown", keepInside);
      ui.hideModal();
      document.querySelector(".cbi-button-apply")?.focus({ preventScroll: true });
    }
  };
}
function keepInside(event) {
  if (event.key !== "Tab") return;
  const items = [...event.currentTarget.querySelectorAll(FOCUSABLE)];
  if (event.shiftKey) items.reverse();
  const place = items.indexOf(document.activeElement);
  if (place < 0 ? !event.shiftKey : place < items.length - 1) return;
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
    ui.addNotification(null, [E("p", [_("There are no changes to apply.")])], "info");
    return;
  }
  const dialog = openDialog(
    _("Nothing was changed"),
    problem ? explain(problem, status) : paragraphs(model.callFaultText(error)),
    [components.button(_("Close"), "", () => dialog.close())]
  );
}
function explain(problem, status) {
  switch (problem.kind) {
    case "pending":
      return explainPending(problem.changes);
    case "rejected":
      return explainRejection(problem.rejection, problem.mode, status);
    case "unguarded":
      return explainUnguarded(problem.error);
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
    E("details", [
      E("summary", [_("The kernel’s message")]),
      E("pre", { style: "white-space: pre-wrap; overflow-wrap: anywhere" }, [lines.join("\n")])
    ])
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
function explainUnguarded(error) {
  const link = components.pageLink(["admin/network/firewall"], _("Network › Firewall"));
  return [
    ...paragraphs(
      _("The service on the router that would undo the change is not working: %s").format(
        model.callFaultText(error)
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
    if (error instanceof router.RouterError && error.code === "gone") return null;
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

const CONFIG$2 = "firewall";
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
  if (!pending[CONFIG$2] || model.foreignChanges(pending)[CONFIG$2]) return;
  await revert(CONFIG$2).catch(() => null);
  uci.unload(CONFIG$2);
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
  if (error instanceof router.RouterError && error.code === "gone") return null;
  throw error;
}
function unlessStatus(...expected) {
  return (error) => {
    if (expected.includes(model.ubusStatus(error) ?? 0)) return null;
    throw error;
  };
}

const TRIAL_SECONDS = 120;
const CONFIG$1 = "firewall";
const SECTION$1 = "@defaults[0]";
async function beginTrial(changes, { keepable = true } = {}) {
  await uci.load(CONFIG$1);
  const pending = await uci.changes();
  const wanted = changes.filter(makesDifference);
  rejectForeign(pending);
  if (wanted.length === 0 && !pending[CONFIG$1]) throw new ApplyError({ kind: "nothing-to-apply" });
  const tried = optionsAfter(wanted);
  const mode = model.modeOf(tried);
  const check = await tryRuleset(mode);
  if (!pending[CONFIG$1]) await rejectRunning();
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
  const status = error instanceof router.RouterError ? null : await router.statusNow().catch(() => null);
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
    uci.unload(CONFIG$1);
  }
}
function isOn(option) {
  return model.isOn(uci.get(CONFIG$1, SECTION$1, option));
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
async function tryRuleset(mode) {
  const check = await router.untilAnswered(() => router.dryRun({ mode })).catch((error) => Promise.reject(startError(error)));
  if (check.refusal) throw new ApplyError({ kind: "rejected", mode, rejection: check.refusal });
  return check;
}
async function rejectRunning() {
  await revert(CONFIG$1).catch((error) => {
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
  const isRunning = error instanceof router.RouterError && error.code === "running";
  return new ApplyError(isRunning ? { kind: "running" } : { kind: "unguarded", error });
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
  const clock = E("p", { role: "timer" });
  const facts = components.factTable(_("What the change did"));
  const spoken = E("p", { class: "nft-offload-spoken", role: "status" });
  const error = E("div", { class: "alert-message warning", role: "alert", hidden: "" });
  const say = (text) => components.setText(spoken, text);
  const attempt = (decision) => () => decision().catch((cause) => components.showText(error, errorText$1(cause)));
  const undo = attempt(decide.undo);
  const dialog = openDialog(
    _("Keep this setting?"),
    [E("p", [introduction(trial)]), ...notes(trial), facts.element, ...more, clock, spoken, error],
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
function notes({ mode, check }) {
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
  if (mode === "hardware" && check?.flowtable?.hardware === false)
    texts.push(
      _("The kernel rejects hardware offloading on these devices. The firewall falls back to software.")
    );
  return texts.map((text) => E("div", { class: "alert-message notice" }, [text]));
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
    model.callFaultText(cause)
  );
}

function tellEnding(ending, mode, repair) {
  const level = { kept: "info", undone: "warning", outside: "notice", over: "notice" }[ending];
  const text = repair ? repairText(ending, repair) : modeText(ending, mode);
  ui.addNotification(null, [E("p", [text])], level);
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
  const text = E("span", { role: "status" });
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
    const isOurs = trial !== null && (trial.id === ended || trial.id === note?.id);
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
.nft-offload-plot { height: 9em; touch-action: pan-y; cursor: crosshair }
.nft-offload-plot svg { display: block; width: 100%; height: 100%; overflow: visible }
.nft-offload-plot path { fill: none; vector-effect: non-scaling-stroke; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round }
.nft-offload-plot .grid { stroke: currentColor; stroke-opacity: .25; stroke-width: 1 }
.nft-offload-plot .softirq, .nft-offload-plot .reload { stroke-dasharray: 4 4 }
.nft-offload-plot .mark { stroke: #c77700 }
.nft-offload-plot .cursor { stroke: currentColor; stroke-width: 1 }
.nft-offload-lines li::before { display: none }
.nft-offload-lines label { display: inline; float: none; width: auto; padding: 0 }
.nft-offload-lines i { display: inline-block; width: 1.5em; border-top: 3px solid; vertical-align: middle }
.nft-offload-lines i.mark { width: 0; height: 1em; border: 0; border-left: 3px solid #c77700 }
.nft-offload-lines i.softirq { border-top-style: dashed }
.nft-offload-lines i.reload { border-left-style: dashed }
`;

function chartLegend(toggle) {
  const titles = model.lineTitles();
  const values = model.CHART_LINES.map(() => E("b", ["–"]));
  const entries = model.CHART_LINES.map(
    ({ id }, index) => E("li", [lineSwitch(id, titles[id], toggle), " ", values[index]])
  );
  const marks = [mark("reload", _("Firewall reloaded")), mark("change", _("Settings changed"))];
  return {
    element: E("ul", { class: "nft-offload-legend nft-offload-lines" }, [...entries, ...marks]),
    update(sample, samples) {
      model.CHART_LINES.forEach((line, index) => {
        components.setText(values[index], sample ? model.lineText(line, sample) : "–");
      });
      marks[0].hidden = !samples.some(({ mark: mark2 }) => mark2 === "reload");
      marks[1].hidden = !samples.some(({ mark: mark2 }) => mark2 === "change");
    }
  };
}
function lineSwitch(id, title, toggle) {
  const box = E("input", { type: "checkbox", checked: "" });
  box.addEventListener("change", () => toggle(id, box.checked));
  return E("label", [box, " ", E("i", { class: id, style: `color:${model.LINE_COLOURS[id]}` }), " ", title]);
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
    components.setAttribute(field, "aria-valuenow", String(Math.round(sample.time - latest.time)));
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
    place: () => time === null ? null : model.placeOf(time, last()?.time ?? 0)
  };
}

const FIELD = { x: 0, y: 0, width: 600, height: 200 };
const MARKS = ["reload", "change"];
function chartPlot(moved, describe) {
  const lines = model.CHART_LINES.map(({ id }) => path(`line ${id}`, { stroke: model.LINE_COLOURS[id] }));
  const marks = MARKS.map((mark) => path(`mark ${mark}`));
  const hair = path("cursor");
  const rate = axis(model.ticksOf(1));
  const field = emptyField([path("grid", { d: model.gridOf(FIELD) }), ...marks, ...lines, hair]);
  const drawHair = () => components.setAttribute(hair, "d", hairAt(cursor.place()));
  const chosen = (sample) => {
    drawHair();
    moved(sample);
  };
  const cursor = chartCursor(field, chosen, describe);
  return {
    element: framed(field, axis(model.ticksOf(100)).element, rate.element),
    update(samples) {
      const drawn = model.drawingOf(samples, FIELD);
      for (const [index, { id }] of model.CHART_LINES.entries())
        components.setAttribute(lines[index], "d", drawn.lines[id]);
      for (const [index, mark] of MARKS.entries())
        components.setAttribute(marks[index], "d", drawn.marks[mark]);
      rate.update(model.ticksOf(drawn.top));
      cursor.update(samples);
      drawHair();
    },
    show(line, shown) {
      const index = model.CHART_LINES.findIndex(({ id }) => id === line);
      components.setAttribute(lines[index], "display", shown ? "inline" : "none");
    }
  };
}
function path(kind, attributes = {}) {
  return components.svg("path", { class: kind, ...attributes });
}
function hairAt(place) {
  return place === null ? "" : `M${(place * FIELD.width).toFixed(1)} 0v${FIELD.height}`;
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
    E("span", ["%"]),
    E("span"),
    E("span", [_("Mbit/s")]),
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
  const clock = new Date(time * 1e3).toLocaleTimeString();
  if (mark === "reload") return _("%s: firewall reloaded").format(clock);
  if (mark === "change") return _("%s: settings changed").format(clock);
  return _("At %s").format(clock);
}
function describe(sample) {
  const titles = model.lineTitles();
  const values = model.CHART_LINES.map(
    (line) => _("%s: %s").format(titles[line.id], model.lineText(line, sample))
  );
  return [momentText(sample), ...values].join(", ");
}

function confirmDespiteConflicts(conflicts) {
  if (conflicts.length === 0) return Promise.resolve(true);
  return new Promise((resolve) => {
    const answer = (goesOn) => () => {
      dialog.close();
      resolve(goesOn);
    };
    const dialog = openDialog(
      _("Enable it anyway?"),
      conflicts.map(({ rule }) => E("p", [rule.effect(), " ", rule.advice()])),
      [
        components.button(_("Cancel"), "", answer(false)),
        components.button(_("Enable anyway"), "cbi-button-negative important", answer(true))
      ]
    );
  });
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
      components.button(_("Dismiss this warning"), "", () => actions.hide(rule.id))
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
  const kept = confirmationList();
  const hardware = warningList(actions);
  const firstStep = E("p", { hidden: "" }, [
    _("The second step: try software offloading first, and see whether it is enough.")
  ]);
  const costs = hardwareDetails(actions);
  const summary = E("span", { role: "status" });
  const gap = E("p", { hidden: "" });
  const showAll = components.button("", "", () => page.dismiss([]), { hidden: "" });
  return {
    /** Places below the two checkboxes, and below both. */
    software: E("div", { class: "nft-offload-below" }, [software.element, kept.element]),
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
      kept.update(warnings.confirmations);
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
  const element = E("ul", { class: "nft-offload-kept", hidden: "" });
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
      return _("Conflicts are unknown: %s").format(model.callFaultText(reading.error));
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
  const headline = E("p", { class: "nft-offload-headline" }, [_("Reading the counter…")]);
  const meter = components.meterBar();
  const table = components.counterTable();
  const error = E("div", { class: "alert-message warning", role: "status", hidden: "" });
  const element = E("div", { class: "cbi-section" }, [
    E("h3", [_("Offloaded connections now")]),
    E("div", { class: "cbi-section-node" }, [error, headline, meter.element, table.element])
  ]);
  return {
    element,
    update(state, { meter: meterParts }) {
      if (!state.counters) return;
      const [counters, status] = [known(state.counters), known(state.status)];
      components.showText(error, errorTextOf(state.counters));
      components.setText(headline, headlineText(counters));
      meter.update(meterParts);
      table.update(counters?.offloaded ?? null, model.countsOffloadedBytes(status));
    }
  };
}
function errorTextOf(reading) {
  if ("error" in reading) return model.callFaultText(reading.error);
  const { offloaded, unknown } = reading.value;
  if (offloaded) return null;
  return _("The number of offloaded connections is unknown: %s").format(model.reasonText(unknown.offloaded));
}
function headlineText(counters) {
  if (!counters?.offloaded) return _("Number of offloaded connections: unknown");
  const { software, hardware } = counters.offloaded;
  const count = software.total.entries + hardware.total.entries;
  if (count === 0) return _("No connection is offloaded right now.");
  return N_(count, "%d connection is offloaded.", "%d connections are offloaded.").format(count);
}

function detailsSection() {
  const loaded = components.factTable(_("Requested and loaded"));
  const paths = components.factTable(_("Paths"));
  const system = components.factTable(_("This router"));
  const notes = E("ul", { hidden: "" });
  const drawNotes = components.onChange((texts) => {
    notes.hidden = texts.length === 0;
    notes.replaceChildren(...texts.map((text) => E("li", [text])));
  });
  const commands = commandList();
  const element = E("div", { class: "cbi-section", id: "nft-offload-details" }, [
    E("div", { class: "cbi-section-node" }, [
      E("details", [
        E("summary", [_("Details")]),
        notes,
        E("h3", [_("Requested and loaded")]),
        loaded.element,
        paths.element,
        E("h3", [_("This router")]),
        system.element
      ]),
      commands.element
    ])
  ]);
  return {
    element,
    update(state, { diagnosis }) {
      commands.update(state.selected);
      const { status: reading } = state;
      if (!reading) return;
      drawNotes(diagnosis.hints.filter(({ level }) => level === "info").map(({ text }) => text));
      paths.update([...diagnosis.lanes, ...trackingRows(known(state.counters))]);
      if ("error" in reading) {
        loaded.update([[_("State of the router"), model.callFaultText(reading.error)]]);
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

const EXCEPTIONS_CONFIG = "nft-offload";
const EXCEPTIONS_SECTION = "exceptions";
const EXCEPTIONS_INCLUDE = "nft_offload";
const INCLUDE_OPTIONS = {
  type: "script",
  path: "/usr/share/nft-offload/exceptions.sh",
  fw4_compatible: "1"
};
const FIRST_PACKETS = [10, 30, 60];
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
  const parts = text.split("/");
  const ends = (parts.pop() ?? "").split("-");
  const [protocol = null] = parts;
  const numbers = ends.map((end) => NUMBER.test(end) ? Number(end) : 0);
  const [first = 0, last = first] = numbers;
  const isRange = parts.length <= 1 && ends.length <= 2 && first >= 1 && last >= first && last <= HIGHEST_PORT;
  if (!isRange || !numbers.every(Boolean)) return null;
  return protocol === null || protocol === "tcp" || protocol === "udp" ? { protocol, first, last } : null;
}
function deviceFault(word) {
  if (MAC.test(word) || !word.includes("/") && parsePrefix(word)) return null;
  return _("Enter a MAC address such as 02:00:5e:10:00:01, or an IPv4 or IPv6 address.");
}
function networkFault(word) {
  return parsePrefix(word) ? null : _("Enter an IPv4 or IPv6 address, or a network such as 203.0.113.0/24 or 2001:db8::/32.");
}
function portFault(word) {
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
  const list = (option, faultOf, title, description, placeholder) => {
    const added = section.option(form.DynamicList, option, title, description);
    added.placeholder = placeholder;
    added.validate = (_section, word) => word === "" ? true : faultOf(word) ?? true;
  };
  list(
    "device",
    deviceFault,
    _("Devices"),
    _("A MAC address stands for a device with all of its IPv4 and IPv6 addresses, also when they change."),
    "02:00:5e:10:00:01"
  );
  list(
    "network",
    networkFault,
    _("Remote networks"),
    _("Addresses and networks on the Internet."),
    "203.0.113.0/24"
  );
  list(
    "port",
    portFault,
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

const NOT_FOUND = 4;
function exceptionsSection(page) {
  const map = exceptionsMap();
  const holder = E("div");
  const picker = hostPicker((mac) => addDevice(holder, mac));
  const notice = E("div", { role: "status", hidden: "" });
  const apply = components.button(_("Apply exceptions"), "cbi-button-action", ui.createHandlerFn({}, save), {
    id: "nft-offload-apply-exceptions"
  });
  const summary = E("summary", [_("Exceptions")]);
  const fold = E("details", [
    summary,
    holder,
    ...page.mayChange ? [E("div", { class: "nft-offload-help" }, [picker.element, apply]), ...flushPart()] : []
  ]);
  const element = E("div", { class: "cbi-section", id: "nft-offload-exceptions" }, [
    E("div", { class: "cbi-section-node" }, [fold, notice])
  ]);
  const showCount = components.onChange((count) => {
    components.setText(summary, _("Exceptions: %s").format(count === 0 ? _("none") : count));
    if (count > 0) fold.open = true;
  });
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
    } catch (error) {
      apply.hidden = true;
      holder.replaceChildren(E("div", { class: "alert-message warning" }, [model.callFaultText(error)]));
    }
  }
  return {
    element,
    /** Keeps the first packets of every connection in the firewall, and everything else as it is. */
    keepFirstPackets() {
      const select = holder.querySelector('[data-name="first_packets"] select');
      if (!select) return Promise.resolve();
      fold.open = true;
      select.value = "30";
      select.dispatchEvent(new Event("change", { bubbles: true }));
      return save();
    },
    async start() {
      await draw();
      if (page.mayChange) picker.offer(await L.resolveDefault(router.hostHints(), {}));
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
function flushPart() {
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
async function flushOffloaded() {
  try {
    const { entries } = await router.flushOffloaded();
    const text = N_(
      entries,
      "%d offloaded connection was flushed.",
      "%d offloaded connections were flushed."
    ).format(entries);
    ui.addNotification(null, [E("p", [text])], "info");
  } catch (error) {
    showApplyError(error, null);
  }
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

class LineResetError extends Error {
}
class CancelledError extends Error {
}
const LEASE = 1e4;
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
        end(() => reject(new LineResetError()));
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
    else poll.add(tick, 1);
    signal.addEventListener("abort", cancel);
  });
}
function progressOf(start, before, now) {
  const bytes = model.bytesBetween(start, now);
  const latest = model.bytesBetween(before, now);
  if (!bytes || !latest) return null;
  const seconds = (now.monotonic_ms - start.monotonic_ms) / 1e3;
  return { ...bytes, seconds, rate: latest.total_bytes * 8e3 / (now.monotonic_ms - before.monotonic_ms) };
}

const RELOAD_LIMIT = 3e4;
const PAUSE$1 = 1e3;
class NotLoadedError extends Error {
}
async function compareWithout({
  measure,
  tell,
  settingsChanged,
  signal
}) {
  const on = await measure();
  tell(_("Turning offloading off…"));
  const trial = await beginTrial(model.modeChanges("off"), { keepable: false });
  settingsChanged();
  try {
    await untilLoaded$1("off", signal);
    return [on, await measure()];
  } finally {
    tell(_("Restoring the old setting…"));
    await trial.undo();
    settingsChanged();
  }
}
async function untilLoaded$1(mode, signal) {
  const begun = performance.now();
  while (await loadedMode() !== mode) {
    if (performance.now() - begun > RELOAD_LIMIT) throw new NotLoadedError();
    await new Promise((resolve) => window.setTimeout(resolve, PAUSE$1));
    if (signal.aborted) throw new CancelledError();
  }
}
async function loadedMode() {
  try {
    return model.loadedMode(await router.statusNow());
  } catch (error) {
    if (router.isBusy(error)) return null;
    throw error;
  }
}

class ModeChangedError extends Error {
}
async function takeMeasurement(page, progressed, signal) {
  const begun = Date.now() / 1e3;
  const before = await loadedNow();
  const { rate: _rate, ...measured } = await measure(progressed, signal);
  const loaded = await loadedNow();
  if (String([loaded.mode, loaded.devices]) !== String([before.mode, before.devices]))
    throw new ModeChangedError();
  const result = {
    mode: loaded.mode,
    ...loaded.devices && { devices: loaded.devices },
    ...measured,
    hardware_entries: known(page.state().counters)?.offloaded?.hardware.total.entries ?? 0,
    cpu: model.averageLoad(page.state().history, begun),
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

function measureErrorText(error) {
  if (error instanceof ModeChangedError)
    return _("The offloading setting changed during the measurement. Measure again.");
  if (error instanceof LineResetError)
    return _("The Internet connection was interrupted during the measurement. Measure again.");
  if (error instanceof NotLoadedError)
    return _("The firewall did not turn offloading off. The old setting is restored.");
  const code = error instanceof router.RouterError ? error.code : null;
  if (code === "running")
    return _("Another measurement is running, perhaps in another tab. It ends within two minutes.");
  if (code === "busy") return _("The router is busy with other requests.");
  if (code === "gone")
    return _("The router stopped the measurement because this page did not read it for 10 seconds.");
  return _("The measurement failed: %s").format(model.callFaultText(error));
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
    /** Something goes on that has no progress. */
    tell(words) {
      element.hidden = false;
      fill(0);
      components.setText(text, words);
    },
    update(progress) {
      element.hidden = false;
      fill(progress.seconds / model.MEASURE_SECONDS);
      components.setText(text, liveText$1(progress));
    },
    hide() {
      element.hidden = true;
    }
  };
}
function liveText$1({ slow_bytes, total_bytes, rate }) {
  const share = total_bytes > 0 ? model.percentText(Math.max(0, 1 - slow_bytes / total_bytes)) : _("unknown");
  return _("%s so far, %s Mbit/s right now; bypassed the firewall: %s").format(
    model.bytesText(total_bytes),
    (rate / 1e6).toFixed(1),
    share
  );
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
    row(_("Bypassed the firewall"), (result) => bypassedText(model.bypassedShare(result))),
    row(_("of downloads"), ({ download }) => bypassedText(model.directionShare(download))),
    row(_("of uploads"), ({ upload }) => bypassedText(model.directionShare(upload))),
    row(_("Data"), (result) => model.bytesText(result.total_bytes)),
    row(_("Speed"), model.speedText),
    row(_("Busiest core"), ({ cpu }) => cpu === null ? _("unknown") : model.percentText(cpu)),
    row(_("Measured at"), (result) => new Date(result.ended).toLocaleTimeString())
  ]);
}
function bypassedText(share) {
  return share === null ? _("unknown") : model.percentText(share);
}

function measureSection(page) {
  const start = components.button(
    _("Start"),
    "cbi-button-action",
    () => running ? running.abort() : run(measureOnce)
  );
  const compare = components.button(
    _("Compare without offloading"),
    "cbi-button-action",
    () => run(compareBoth)
  );
  const suspicion = E("p", { hidden: "" }, [
    _(
      "“Compare” measures for a minute with and without offloading, then restores the setting, even if you close this page."
    )
  ]);
  const progress = progressDisplay();
  const verdict = E("div", { class: "alert-message", role: "status", hidden: "" });
  const results = resultsTable();
  const element = E("div", { class: "cbi-section", id: "nft-offload-measure" }, [
    E("h3", [_("Measure")]),
    E("div", { class: "cbi-section-node" }, [
      E("p", [
        _(
          "Start a download or speed test on a device in your network, not on the router, then press Start: for 20 seconds the router counts what bypasses its firewall."
        )
      ]),
      ...page.mayMeasure ? [E("div", [start, " ", compare]), suspicion] : [mayNotMeasure()],
      progress.element,
      verdict,
      results.element
    ])
  ]);
  let running = null;
  let isComparable = false;
  offerComparison();
  async function run(job) {
    running = new AbortController();
    verdict.hidden = true;
    progress.tell(_("Starting the measurement…"));
    components.setText(start, _("Cancel"));
    start.focus();
    offerComparison();
    const { level, id, text } = await job(running.signal).catch(findingOf);
    running = null;
    progress.hide();
    components.setText(start, _("Start"));
    offerComparison();
    verdict.hidden = text === "";
    verdict.dataset.outcome = id;
    components.setAlert(verdict, level, text);
  }
  async function measureOnce(signal) {
    return model.describeMeasurement(await takeResult(signal));
  }
  async function compareBoth(signal) {
    const { settingsChanged } = page;
    const job = { measure: () => takeResult(signal), tell: progress.tell, settingsChanged, signal };
    const [on, off] = await compareWithout(job);
    return model.describeComparison(on, off);
  }
  const takeResult = (signal) => takeMeasurement(page, progress.update, signal);
  function offerComparison() {
    const offered = running === null && isComparable;
    compare.hidden = !offered;
    suspicion.hidden = !offered;
  }
  function findingOf(error) {
    if (error instanceof CancelledError)
      return model.finding("cancelled", "info", _("The measurement was cancelled."));
    if (!(error instanceof ApplyError)) return model.finding("failed", "warning", measureErrorText(error));
    showApplyError(error, known(page.state().status));
    return model.finding("failed", "warning", "");
  }
  return {
    element,
    update({ results: measured }, { offersComparison }) {
      isComparable = offersComparison;
      offerComparison();
      results.update(measured);
    },
    /** Brings it into view, ready to be started. */
    show() {
      element.scrollIntoView({ block: "center" });
      start.focus();
    }
  };
}
function mayNotMeasure() {
  return E("p", { class: "alert-message notice" }, [
    _("You have read-only access. Measuring needs permission to change settings.")
  ]);
}

const PERIOD = 3;
const STATUS_EVERY = 5;
const FAST_POLLS = 5;
function pollRouter(readers) {
  let untilStatus = 0;
  let fastPolls = 0;
  let wantsEnvironment = true;
  async function readCounters() {
    const reading = await readingOf(router.counters({ bytes: true }));
    if (reading) readers.counters(reading);
  }
  async function readStatus() {
    const changes = L.resolveDefault(uci.changes(), null);
    const reading = await readingOf(router.status());
    if (reading) await readers.status(reading, await changes);
    else untilStatus = 0;
  }
  async function readEnvironment() {
    const reading = await readingOf(router.environment());
    wantsEnvironment = reading === null || "error" in reading;
    if (reading) readers.environment(reading);
  }
  poll.add(() => {
    if (document.hidden) return Promise.resolve();
    const isDue = untilStatus <= 0 || fastPolls > 0;
    untilStatus = untilStatus <= 0 ? STATUS_EVERY - 1 : untilStatus - 1;
    if (fastPolls === 1) wantsEnvironment = true;
    fastPolls = Math.max(0, fastPolls - 1);
    const calls = [readCounters()];
    if (isDue) calls.push(readStatus());
    if (isDue && wantsEnvironment) calls.push(readEnvironment());
    return Promise.all(calls);
  }, PERIOD);
  return {
    faster() {
      fastPolls = FAST_POLLS;
    }
  };
}
async function readingOf(reply) {
  return reply.then(
    (value) => ({ value }),
    (error) => router.isBusy(error) ? null : { error }
  );
}

const LOAD_LIMIT = 4e4;
const PAUSE = 1e3;
function measuredTrial(page, change, before) {
  const running = new AbortController();
  const progress = progressDisplay();
  const figures = E("div", [figuresTable(before, null)]);
  const verdict = E("div", { class: "alert-message", role: "status", hidden: "" });
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

var __defProp = Object.defineProperty;
var __defNormalProp = (obj, key, value) => key in obj ? __defProp(obj, key, { enumerable: true, configurable: true, writable: true, value }) : obj[key] = value;
var __publicField = (obj, key, value) => __defNormalProp(obj, key + "" , value);
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
      if (before.total_bytes < model.ENOUGH_BYTES) throw new TooLittleError(before);
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
class TooLittleError extends Error {
  constructor(measured) {
    super();
    __publicField(this, "measured", measured);
  }
}
function errorText(cause) {
  return cause instanceof TooLittleError ? model.describeMeasurement(cause.measured).text : measureErrorText(cause);
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
      if (read) draw(read.trial?.repair ? [] : besideVerdict(read.repairs ?? [], diagnosis.headline));
    },
    /** Asks how the repair of a network is to begin. */
    repair: (network) => openRepairDialog(network, page)
  };
}
function besideVerdict(repairs, { id, help }) {
  const told = help?.kind === "repair" ? help.network : null;
  return repairs.filter(
    ({ state, network }) => state !== "offered" || id !== "settling" && network !== told
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
      action(_("Repair %s").format(network), () => openRepairDialog(network, page))
    );
  if (model.isRepaired(repair))
    box.append(
      " ",
      action(id === "in_place" ? _("Take back") : _("Remove"), () => page.start({ network, active: false }))
    );
  return box;
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
    place(drawn, below);
    if (drawn.parentElement !== element) element.replaceChildren(drawn);
    selected(tickedMode(element));
  }
  return { element, draw, tickSoftware: () => tick(boxOf(element, SOFTWARE), true) };
}
function errorBox(error) {
  return E("div", { class: "cbi-section" }, [
    E("div", { class: "alert-message danger" }, [model.callFaultText(error)])
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
function place(drawn, { software, hardware, both }) {
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

function pathPicture() {
  const { width, height } = model.PATH_VIEW;
  const element = components.svg("svg", {
    class: "nft-offload-path",
    viewBox: `0 0 ${width} ${height}`,
    role: "img"
  });
  const labels = model.pathDrawing(model.UNKNOWN_PATHS).labels.map(({ x, y }) => label(x, y, "", "words"));
  const draw = components.onChange(
    ({ facts, flowing }) => element.replaceChildren(...partsOf(model.pathDrawing(facts), flowing), ...labels),
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
function partsOf({ strokes, boxes, texts }, flowing) {
  return [
    ...boxes.map(
      ({ x, y, width, height }) => components.svg("rect", { x, y, width, height, rx: 4, class: "box" })
    ),
    ...strokes.map(
      ({ direction, path, line, dashed }) => components.svg("path", {
        d: line,
        class: "way",
        stroke: model.PATH_COLOURS[path],
        "data-direction": direction,
        "data-path": path,
        ...dashed && { "stroke-dasharray": "3 6" }
      })
    ),
    ...strokes.filter(({ dashed }) => flowing && !dashed).map(({ direction, line }) => components.svg("path", { d: line, class: `flow ${direction}` })),
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
  const headline = E("p", { class: "nft-offload-sentence", role: "status" }, [
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
    (found) => help.replaceChildren(...components.helpButton(found.help, helpers))
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
      drawHints(diagnosis.hints.filter(isPressing));
    }
  };
}
function liveText({ path, shareText }) {
  const { download, upload } = path.states ?? {};
  return download === "slow" || upload === "slow" ? null : shareText;
}
function isAllWell({ diagnosis: { headline, hints }, warnings }) {
  return headline.id === "working" && !hints.some(isPressing) && warnings.now.length === 0;
}
function isPressing({ level }) {
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
  for (const button of components.helpButton(hint.help, helpers)) box.append(" ", button);
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
  let pollFaster = () => {
  };
  function dispatch(event) {
    state = reduce(state, event);
    saveState(state, event);
    judgement = judge(state);
    for (const section of sections) section.update(state, judgement);
    trials.update();
    if (event.type === "settings-changed" || trials.isOpen() || known(state.status)?.trial) pollFaster();
  }
  const settingsChanged = () => dispatch({ type: "settings-changed", time: now() });
  const trials = trialController({ state: () => state, settingsChanged, redraw });
  let settings = null;
  async function apply(changes) {
    if (await confirmDespiteConflicts(criticalAfter(state, judgement, changes))) await trials.apply(changes);
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
    load: ui.createHandlerFn(null, () => loadFirewall(known(state.status)).then(settingsChanged))
  });
  function build(exceptions) {
    const mayChange = L.hasViewPermission() === true;
    const fix = ({ action, changes }) => {
      if (action === "flush") return flushOffloaded();
      return action === "first-packets" ? exceptions.keepFirstPackets() : apply(changes);
    };
    const conflicts = conflictSection({
      fix: mayChange ? fix : null,
      dismiss: (ids) => dispatch({ type: "dismissed", ids })
    });
    const measuring = measureSection({
      mayMeasure: mayChange,
      state: () => state,
      measured: (result) => dispatch({ type: "measured", result }),
      settingsChanged
    });
    const repairs = repairSection({
      mayChange,
      state: () => state,
      measured: (result) => dispatch({ type: "measured", result }),
      start: trials.repair
    });
    const verdict = verdictSection(mayChange ? { ...helpers(measuring.show), repair: repairs.repair } : {});
    const [counter, chart, details] = [counterSection(), chartSection(), detailsSection()];
    const { software, hardware, summary } = conflicts;
    const both = E("div", { class: "nft-offload-under" }, [summary, mayChange ? actions() : readOnly()]);
    settings = settingsForm({ software, hardware, both }, (mode) => dispatch({ type: "selected", mode }));
    sections = [verdict, conflicts, repairs, exceptions, measuring, counter, chart, details];
    return E("div", [
      E("h2", { name: "content" }, [_("Flow Offloading")]),
      trials.element,
      verdict.element,
      settings.element,
      repairs.element,
      exceptions.element,
      measuring.element,
      counter.element,
      chart.element,
      details.element
    ]);
  }
  function actions() {
    return E("div", { class: "nft-offload-actions right" }, [
      components.button(
        _("Save & Apply"),
        "cbi-button-apply important",
        ui.createHandlerFn(null, saveAndApply)
      ),
      " ",
      components.button(
        _("Reset"),
        "cbi-button-reset",
        ui.createHandlerFn(null, () => settings?.draw())
      )
    ]);
  }
  return {
    async render() {
      components.addStyle();
      addChartStyle();
      const exceptions = exceptionsSection({
        state: () => state,
        settingsChanged,
        mayChange: L.hasViewPermission() === true
      });
      await Promise.all([
        components.readPageAccess(router.mayRead),
        uci.load("firewall").catch(() => {
        }),
        exceptions.start()
      ]);
      const element = build(exceptions);
      await settings?.draw();
      for (const section of sections) section.update(state, judgement);
      pollFaster = pollRouter({
        counters: (reading) => dispatch({ type: "counters", reading, time: now() }),
        async status(reading, changes) {
          const pending = model.pendingOptions(changes?.firewall ?? []);
          const dismissed = dismissedStore(boardOf(reading)).get() ?? [];
          dispatch({ type: "status", reading, pending, dismissed });
          await trials.follow();
        },
        environment: (reading) => dispatch({ type: "environment", reading })
      }).faster;
      return element;
    },
    /** The buttons are below the checkboxes. */
    footer: () => E("div")
  };
}
function readOnly() {
  return E("p", [_("You may only look: only an administrator can change these settings.")]);
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
