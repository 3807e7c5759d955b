// Generated from src/view/overview/page.ts by `npm run build`: change the source, not this file.
'use strict';
'require uci';
'require ui';
'require view';
'require nft-offload.model as model';
'require nft-offload.ui as parts';
'require nft-offload.conflicts as rules';
'require nft-offload.router as router';
'require rpc';
'require poll';
'require form';


function commandsDetails() {
  const title = E("p");
  const lines = E("pre");
  const element = E("details", { class: "cbi-section", id: "nft-offload-commands" }, [
    E("summary", [_("Show the commands")]),
    title,
    lines
  ]);
  return {
    element,
    update(mode) {
      parts.setText(title, _('The same over SSH, for the mode "%s":').format(model.modeName(mode)));
      parts.setText(lines, model.shellCommands(model.modeChanges(mode)).join("\n"));
    }
  };
}

function askDespite(conflicts) {
  return new Promise((resolve) => {
    const answer = (goesOn) => () => {
      ui.hideModal();
      resolve(goesOn);
    };
    ui.showModal(_("Switch it on nevertheless?"), [
      ...conflicts.map(({ rule }) => E("p", [rule.effect(), " ", rule.advice()])),
      E("div", { class: "right" }, [
        E("button", { class: "btn cbi-button", click: answer(false) }, [_("Cancel")]),
        " ",
        E("button", { class: "btn cbi-button cbi-button-negative important", click: answer(true) }, [
          _("Go on nevertheless")
        ])
      ])
    ]);
  });
}

const KEY$3 = "nft-offload.hidden-hints";
const kept$2 = /* @__PURE__ */ new Map();
function hiddenHints(board) {
  return kept$2.get(board) ?? readStore$1(board);
}
function setHiddenHints(board, ids) {
  kept$2.set(board, ids);
  try {
    if (ids.length > 0) window.localStorage.setItem(keyOf(board), JSON.stringify(ids));
    else window.localStorage.removeItem(keyOf(board));
  } catch {
  }
}
function keyOf(board) {
  return `${KEY$3}.${board}`;
}
function readStore$1(board) {
  try {
    const stored = JSON.parse(window.localStorage.getItem(keyOf(board)) ?? "[]");
    return Array.isArray(stored) ? stored.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}

const CLASSES = {
  critical: "danger",
  high: "warning",
  medium: "notice",
  low: "info"
};
function conflictBox(conflict, router, actions) {
  const { rule, found } = conflict;
  return E("div", { class: `alert-message ${CLASSES[rule.severity]}`, "data-conflict": rule.id }, [
    E("p", [E("strong", [rules.severityName(rule.severity)]), ": ", rule.effect(), " ", rule.advice()]),
    ...found.length > 0 ? [E("p", [_("Found: %s").format(found.join(", "))])] : [],
    E("div", { class: "nft-offload-help" }, [
      ...fixButton(conflict, router, actions),
      ...pageLink(rule.page),
      E("button", { class: "btn cbi-button", click: () => actions.hide(rule.id) }, [_("Hide this hint")])
    ])
  ]);
}
function fixButton({ rule }, router, { fix }) {
  const offer = rule.fix?.(router);
  if (!offer || !fix) return [];
  const click = ui.createHandlerFn({}, () => fix(offer));
  return [
    E("button", { class: "btn cbi-button cbi-button-action", "data-fix": rule.id, click }, [offer.title])
  ];
}
function pageLink(page) {
  if (!page) return [];
  const pages = {
    startup: ["admin/system/startup", _("Open System › Startup")],
    software: ["admin/system/package-manager", _("Open System › Software")],
    rules: ["admin/network/firewall/rules", _("Open the traffic rules")]
  };
  const [path, title] = pages[page];
  return [E("a", { class: "btn cbi-button", href: L.url(path) }, [title])];
}

function hintList(actions) {
  const element = E("div");
  let drawn = "";
  return {
    element,
    update(conflicts, router) {
      const now = JSON.stringify(conflicts.map(({ rule, found }) => [rule.id, found, rule.fix?.(router)]));
      if (now === drawn) return;
      drawn = now;
      element.replaceChildren(...conflicts.map((conflict) => conflictBox(conflict, router, actions)));
    }
  };
}

function conflictSection(applyFix) {
  let input = { status: null, facts: null, mode: "off" };
  const hide = (ids) => {
    setHiddenHints(boardOf(input), ids);
    draw();
  };
  const drawing = drawSection({
    fix: L.hasViewPermission() ? applyFix : null,
    hide: (id) => hide([...hiddenHints(boardOf(input)), id]),
    showAll: () => hide([])
  });
  const draw = () => drawing.update(input, hiddenHints(boardOf(input)));
  draw();
  return {
    element: drawing.element,
    update(next) {
      input = next;
      draw();
    },
    async mayApply(mode) {
      const router = routerOf(input);
      const critical = router ? rules.criticalFor(rules.findConflicts(router), mode) : [];
      return critical.length === 0 || askDespite(critical);
    },
    note() {
      const router = routerOf(input);
      if (!router?.status.requested) return null;
      const conflicts = rules.findConflicts(router);
      return rules.conflictNote(
        conflicts,
        model.modeOf(router.status.requested),
        hiddenHints(boardOf(input))
      );
    }
  };
}
function drawSection(actions) {
  const summary = E("p", { role: "status" });
  const now = hintList(actions);
  const hardware = hardwareDetails(actions);
  const gap = E("p");
  const hidden = E("button", { class: "btn cbi-button", click: () => actions.showAll() });
  const element = E("div", { class: "cbi-section", id: "nft-offload-conflicts" }, [
    E("h3", [_("Conflicts and hints")]),
    summary,
    now.element,
    hardware.element,
    gap,
    hidden
  ]);
  const update = (input, hiddenIds) => {
    const router = routerOf(input);
    const conflicts = router ? rules.findConflicts(router) : [];
    const groups = rules.groupHints(conflicts, input.mode, hiddenIds);
    parts.setText(summary, router ? countText(groups) : waitingText(input));
    if (router) now.update(groups.now, router);
    if (router) hardware.update(groups, router);
    showText(gap, router && gapText(router.environment));
    showText(hidden, groups.hidden > 0 ? hiddenText(groups.hidden) : null);
  };
  return { element, update };
}
function hardwareDetails(actions) {
  const title = E("summary", [_("What hardware offloading costs")]);
  const list = hintList(actions);
  const costs = rules.HARDWARE_COSTS.map((text) => E("li", [text()]));
  const element = E("details", [title, E("ul", costs), list.element]);
  return {
    element,
    update({ hardware }, router) {
      const count = hardware.length;
      const words = N_(
        count,
        "What hardware offloading costs, and %d hint for this router",
        "What hardware offloading costs, and %d hints for this router"
      );
      parts.setText(title, count > 0 ? words.format(count) : _("What hardware offloading costs"));
      list.update(hardware, router);
    }
  };
}
function showText(element, text) {
  element.style.display = text === null ? "none" : "";
  parts.setText(element, text ?? "");
}
function routerOf({ status, facts }) {
  if (!status || !facts || "error" in status || "error" in facts) return null;
  return { status: status.value, environment: facts.value };
}
function boardOf({ status }) {
  return status && "value" in status ? status.value.system.board ?? "" : "";
}
function waitingText({ status, facts }) {
  for (const reading of [facts, status])
    if (reading && "error" in reading)
      return _("Conflicts are unknown: %s").format(model.callFaultText(reading.error));
  return _("Looking for conflicts…");
}
function countText({ now, hardware, hidden }) {
  const count = now.length;
  if (count > 0) return N_(count, "%d hint for this router:", "%d hints for this router:").format(count);
  if (hidden > 0) return _("No further hints for this router.");
  return hardware.length > 0 ? _("Nothing on this router stands against software offloading.") : _("No conflict found on this router.");
}
function gapText({ unknown }) {
  const reasons = Object.values(unknown).map((reason) => model.reasonText(reason));
  if (reasons.length === 0) return null;
  return _("Not everything could be read, so a hint may be missing: %s").format(reasons.join(" "));
}
function hiddenText(count) {
  return N_(count, "Show %d hidden hint again", "Show %d hidden hints again").format(count);
}

const OFF = { flow_offloading: false, flow_offloading_hw: false };
function advice(page) {
  const conflicts = conflictSection((fix) => page.apply(fix.changes));
  const commands = commandsDetails();
  let status = null;
  let facts = null;
  const update = () => {
    const mode = page.mode();
    conflicts.update({ status, facts, mode });
    commands.update(mode);
  };
  return {
    elements: [conflicts.element, commands.element],
    update,
    status(reading) {
      status = reading;
      update();
    },
    facts(reading) {
      facts = reading;
      update();
    },
    mayApply(changes) {
      const { unapplied, status: status2 } = page.evidence();
      return conflicts.mayApply(model.modeAfter(unapplied ?? status2?.requested ?? OFF, changes));
    },
    notes: () => [conflicts.note()].filter((note) => note !== null)
  };
}

var __defProp = Object.defineProperty;
var __defNormalProp = (obj, key, value) => key in obj ? __defProp(obj, key, { enumerable: true, configurable: true, writable: true, value }) : obj[key] = value;
var __publicField = (obj, key, value) => __defNormalProp(obj, key + "" , value);
class ObstacleError extends Error {
  constructor(obstacle) {
    super(obstacle.kind);
    __publicField(this, "obstacle", obstacle);
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
function dialogButton(text, style, click) {
  return E("button", { class: `btn cbi-button ${style}`, click }, [text]);
}

const PAGES = /* @__PURE__ */ new Map([
  ["dhcp", "admin/network/dhcp"],
  ["firewall", "admin/network/firewall"],
  ["network", "admin/network/network"],
  ["system", "admin/system/system"],
  ["wireless", "admin/network/wireless"]
]);
const LISTED = 8;
function tellObstacle(error, status) {
  const obstacle = error instanceof ObstacleError ? error.obstacle : null;
  if (obstacle?.kind === "nothing-to-apply") {
    ui.hideModal();
    ui.addNotification(
      null,
      [E("p", [_("There is nothing to apply: the settings are as they were.")])],
      "info"
    );
    return;
  }
  const dialog = openDialog(
    _("Nothing was changed"),
    obstacle ? explain(obstacle, status) : paragraphs(model.callFaultText(error)),
    [dialogButton(_("Close"), "", () => dialog.close())]
  );
}
function explain(obstacle, status) {
  switch (obstacle.kind) {
    case "pending":
      return explainPending(obstacle.changes);
    case "refused":
      return explainRefusal(obstacle.refusal, obstacle.mode, status);
    case "unguarded":
      return explainUnguarded(obstacle.error);
    default:
      return paragraphs(
        _("Another setting is being tried or applied on this router right now."),
        _("Try again in two minutes.")
      );
  }
}
function explainPending(pending) {
  const configs = Object.entries(pending).map(
    ([config, changes]) => E("li", [nameOf(config), ": ", E("code", [changeText(config, changes)])])
  );
  return [
    ...paragraphs(
      _(
        "Other changes of yours wait to be applied. They would be tried, and undone, together with this one."
      ),
      _('Apply or revert them first: click "Unsaved Changes" at the top of the page.')
    ),
    E("ul", configs)
  ];
}
function nameOf(config) {
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
function explainRefusal({ cause, lines }, mode, status) {
  const help = cause === "module_missing" ? [
    E(
      "div",
      { class: "nft-offload-help" },
      parts.helpButton(model.installHelp(status?.system.package_manager ?? null), {})
    )
  ] : [];
  return [
    ...paragraphs(
      _("The kernel would refuse the rules of the firewall with this setting (%s).").format(
        model.modeName(mode)
      ),
      causeText(cause, mode)
    ),
    ...help,
    E("details", [
      E("summary", [_("What the kernel says")]),
      E("pre", { style: "white-space: pre-wrap; overflow-wrap: anywhere" }, [lines.join("\n")])
    ])
  ];
}
function causeText(cause, mode) {
  if (cause === "module_missing")
    return _("The kernel module for flow offloading is missing. Install the package kmod-nft-offload.");
  if (cause === "other")
    return _(
      'The reason is another rule of the firewall. Until it is mended, the firewall cannot reload, whatever stands here. Over SSH, "fw4 check" shows the same.'
    );
  return mode === "hardware" ? _("A network device of this router cannot take part in hardware offloading. Choose software.") : _("A network device of this router cannot take part in offloading. Leave it off.");
}
function explainUnguarded(error) {
  return [
    ...paragraphs(
      _("The program on the router that would undo the change is out of order: %s").format(
        model.callFaultText(error)
      )
    ),
    E("p", [
      _("Without it, nothing undoes the change by itself. The same setting stands here:"),
      " ",
      E("a", { href: L.url("admin/network/firewall") }, [_("Network › Firewall")])
    ])
  ];
}
function paragraphs(...texts) {
  return texts.map((text) => E("p", [text]));
}

async function loadFirewall(status) {
  try {
    const { refusal } = await router.firewallLoad();
    const mode = status?.requested ? model.modeOf(status.requested) : "off";
    if (refusal) tellObstacle(new ObstacleError({ kind: "refused", mode, refusal }), status);
  } catch (error) {
    tellObstacle(error, status);
  }
}

const apply = uciCall("apply", ["timeout", "rollback"]);
const confirm = uciCall("confirm");
const rollback = uciCall("rollback");
const revert = uciCall("revert", ["config"]);
function uciCall(method, params = []) {
  return rpc.declare({ object: "uci", method, params, reject: true, nobatch: true });
}

const KEY$2 = "nft-offload.trial";
let kept$1 = null;
function readNote() {
  try {
    const note = JSON.parse(window.localStorage.getItem(KEY$2) ?? "null");
    return typeof note?.id === "string" && typeof note.mode === "string" ? note : kept$1;
  } catch {
    return kept$1;
  }
}
function writeNote(note) {
  kept$1 = note;
  try {
    if (note) window.localStorage.setItem(KEY$2, JSON.stringify(note));
    else window.localStorage.removeItem(KEY$2);
  } catch {
  }
}

const TRIAL_SECONDS = 120;
const CONFIG$1 = "firewall";
const SECTION$1 = "@defaults[0]";
async function beginTrial(changes, { keepable = true } = {}) {
  await uci.load(CONFIG$1);
  const pending = await uci.changes();
  const wanted = changes.filter(makesDifference);
  refuseForeign(pending);
  if (wanted.length === 0 && !pending[CONFIG$1]) throw new ObstacleError({ kind: "nothing-to-apply" });
  const mode = modeAfter(wanted);
  const check = await tryRuleset(mode);
  if (!pending[CONFIG$1]) await refuseBusy();
  const asked = performance.now();
  const started = await router.trialStart({ seconds: TRIAL_SECONDS }).catch((error) => Promise.reject(startFault(error)));
  const note = { id: started.id, mode, before: model.modeOf(started.before), keepable };
  begun.add(note.id);
  writeNote(note);
  try {
    await save(wanted);
    await apply(TRIAL_SECONDS, true);
  } catch (error) {
    await undo().catch(() => null);
    throw model.ubusStatus(error) === 6 ? new ObstacleError({ kind: "busy" }) : error;
  } finally {
    uci.unload(CONFIG$1);
  }
  return makeTrial(note, asked + started.left_ms, check);
}
const begun = /* @__PURE__ */ new Set();
function beganHere(id) {
  return begun.has(id);
}
function resumeTrial(running, note) {
  return makeTrial(note, performance.now() + running.left_ms, null);
}
function makeTrial(note, endsAt, check) {
  return { ...note, endsAt, check, keep: () => keep(note.mode), undo };
}
async function keep(mode) {
  await router.trialEnd({}).catch(unlessGone);
  await confirm().catch(unlessNothingWaits);
  const { requested } = await router.status();
  writeNote(null);
  return requested !== null && model.modeOf(requested) === mode;
}
async function undo() {
  await rollback().catch(() => null);
  await router.trialEnd({ undo: true }).catch(unlessGone);
  await forgetSaved();
  writeNote(null);
}
async function forgetSaved() {
  const pending = await uci.changes();
  if (!pending[CONFIG$1] || model.foreignChanges(pending)[CONFIG$1]) return;
  await revert(CONFIG$1).catch(() => null);
  uci.unload(CONFIG$1);
}
function isOn(option) {
  return model.isOn(uci.get(CONFIG$1, SECTION$1, option));
}
function makesDifference({ option, value }) {
  return model.isOn(value) !== isOn(option);
}
function modeAfter(changes) {
  const options = {
    flow_offloading: isOn("flow_offloading"),
    flow_offloading_hw: isOn("flow_offloading_hw")
  };
  for (const { option, value } of changes) options[option] = model.isOn(value);
  return model.modeOf(options);
}
function save(changes) {
  for (const { config, section, option, value } of changes) {
    if (value === null) uci.unset(config, section, option);
    else uci.set(config, section, option, value);
  }
  return uci.save();
}
function refuseForeign(pending) {
  const changes = model.foreignChanges(pending);
  if (Object.keys(changes).length > 0) throw new ObstacleError({ kind: "pending", changes });
}
async function tryRuleset(mode) {
  const check = await router.dryRun({ mode }).catch((error) => Promise.reject(startFault(error)));
  if (check.refusal) throw new ObstacleError({ kind: "refused", mode, refusal: check.refusal });
  return check;
}
async function refuseBusy() {
  await revert(CONFIG$1).catch((error) => {
    throw model.ubusStatus(error) === 6 ? new ObstacleError({ kind: "busy" }) : error;
  });
}
function startFault(error) {
  const busy = error instanceof router.RouterError && error.code === "busy";
  return new ObstacleError(busy ? { kind: "busy" } : { kind: "unguarded", error });
}
function unlessGone(error) {
  if (!(error instanceof router.RouterError) || error.code !== "gone") throw error;
}
function unlessNothingWaits(error) {
  if (model.ubusStatus(error) !== 5) throw error;
}

const KEY$1 = "nft-offload.requested";
function isOutsideChange(requested) {
  const before = readStore();
  writeStore(requested);
  return before !== null && requested !== null && !model.sameOptions(before, requested);
}
function readStore() {
  try {
    const stored = JSON.parse(window.sessionStorage.getItem(KEY$1) ?? "null");
    return typeof stored?.flow_offloading === "boolean" ? stored : null;
  } catch {
    return null;
  }
}
function writeStore(requested) {
  try {
    window.sessionStorage.setItem(KEY$1, JSON.stringify(requested));
  } catch {
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

function trialDialog(trial, decide) {
  const clock = E("p", { role: "timer" });
  const facts = parts.factTable(_("What the change has done"));
  const spoken = E("p", { class: "nft-offload-spoken", role: "status" });
  const fault = E("div", { class: "alert-message warning", role: "alert", hidden: "" });
  const say = (text) => parts.setText(spoken, text);
  const attempt = (decision) => () => decision().catch((error) => showFault$1(fault, error));
  const undo = attempt(decide.undo);
  const dialog = openDialog(
    _("Keep this setting?"),
    [E("p", [introduction$1(trial)]), ...notes(trial), facts.element, clock, spoken, fault],
    [
      dialogButton(_("Undo now"), "cbi-button-negative", ui.createHandlerFn(null, undo)),
      dialogButton(
        _("Keep", "flow offloading"),
        "cbi-button-positive important",
        ui.createHandlerFn(null, attempt(decide.keep))
      )
    ]
  );
  const running = countdown(
    trial.endsAt,
    (seconds) => {
      parts.setText(clock, clockWords(seconds));
      if (seconds === 0) undo();
    },
    (seconds) => say(N_(seconds, "%d second left", "%d seconds left").format(seconds))
  );
  let stage = "applied";
  return {
    update(evidence) {
      facts.update(model.trialRows(evidence));
      const reached = model.trialStage(evidence);
      if (reached !== stage && reached !== "applied") say(stageWords(reached));
      stage = reached;
    },
    close() {
      running.stop();
      dialog.close();
    }
  };
}
function introduction$1({ mode }) {
  return _(
    'The router tries the setting "%s" now. Look whether everything you need still works. Unless you keep it, the router brings the old setting back by itself.'
  ).format(model.modeName(mode));
}
function notes({ mode, check }) {
  const texts = [];
  if (check?.accepted === null)
    texts.push(
      _("It could not be tried beforehand whether the kernel takes the rules: %s").format(
        model.reasonText(check.unknown.accepted)
      )
    );
  else if (check?.ran === "throw_away")
    texts.push(
      _("Only a flowtable was tried beforehand, not all rules of the firewall: %s").format(
        model.reasonText(check.unknown.firewall4)
      )
    );
  if (mode === "hardware" && check?.flowtable?.hardware === false)
    texts.push(_("The kernel refuses hardware on these devices: the firewall falls back to software."));
  return texts.map((text) => E("div", { class: "alert-message notice" }, [text]));
}
function clockWords(seconds) {
  if (seconds === 0) return _("Time is up: the router brings the old setting back.");
  return _("Time left: %s").format(clockText(seconds));
}
function stageWords(stage) {
  return stage === "loaded" ? _("The kernel has loaded it.") : _("Connections take the short cut.");
}
function showFault$1(box, error) {
  box.hidden = false;
  parts.setText(
    box,
    _("The router did not take the answer; it brings the old setting back by itself. %s").format(
      model.callFaultText(error)
    )
  );
}

function tellEnding(ending, mode) {
  const texts = {
    kept: _("The settings are applied and stay: %s."),
    undone: _("The old setting is back: %s."),
    outside: _(
      'The setting was changed outside of this page and without a trial. It is "%s" now, and nothing undoes it by itself.'
    )
  };
  const level = { kept: "info", undone: "warning", outside: "notice" }[ending];
  ui.addNotification(null, [E("p", [texts[ending].format(model.modeName(mode))])], level);
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
      parts.setText(text, trial ? foreignText(trial, status) : "");
      const seconds = Math.ceil((trial?.left_ms ?? 0) / 1e3);
      parts.setText(left, seconds > 0 ? _("Time left: %s").format(clockText(seconds)) : "");
    }
  };
}
function foreignText(trial, { requested }) {
  const mode = requested ? model.modeName(model.modeOf(requested)) : _("unknown");
  const words = trial.left_ms > 0 ? _(
    'Another login is trying the setting "%s". Unless it is kept there, the router brings the old one back.'
  ) : _('The trial of the setting "%s" is over: the router brings the old one back.');
  return words.format(mode);
}

function trialDesk(page) {
  const foreign = foreignTrialBox();
  const last = { status: null, counters: null };
  let open = null;
  let ended = "";
  function show(trial) {
    const dialog = trialDialog(trial, {
      keep: () => decide(async () => await trial.keep() ? "kept" : "undone"),
      undo: () => decide(() => trial.undo().then(() => "undone"))
    });
    open = { trial, dialog, seen: false, deciding: false };
    update();
    page.changed();
    page.hurry();
  }
  function update() {
    open?.dialog.update({ expected: expectedOf(open.trial), ...last });
  }
  async function decide(how) {
    if (!open || open.deciding) return;
    open.deciding = true;
    try {
      await finish(await how());
    } finally {
      if (open) open.deciding = false;
    }
  }
  async function finish(ending) {
    if (!open) return;
    const { trial, dialog } = open;
    open = null;
    ended = trial.id;
    isOutsideChange(null);
    page.changed();
    page.hurry();
    await redraw();
    dialog.close();
    tellEnding(ending, ending === "kept" ? trial.mode : trial.before);
  }
  function redraw() {
    return L.resolveDefault(page.redraw(), null);
  }
  async function follow({ trial, seen, deciding }) {
    update();
    page.hurry();
    const { status } = last;
    if (!status?.requested || deciding || !open) return;
    if (status.trial?.id === trial.id) open.seen = true;
    else if (seen || performance.now() > trial.endsAt) {
      const kept = model.modeOf(status.requested) === trial.mode;
      if (!kept) await forgetSaved();
      writeNote(null);
      await finish(kept ? "kept" : "undone");
    }
  }
  async function meet(running, note) {
    if (running.id === ended || beganHere(running.id) || note?.id !== running.id) return;
    if (note.keepable && running.left_ms > 0) show(resumeTrial(running, note));
    else await settle(note, () => resumeTrial(running, note).undo());
  }
  async function settle(note, clearUp) {
    ended = note.id;
    writeNote(null);
    await clearUp();
    page.changed();
    page.hurry();
    await redraw();
    tellEnding("undone", note.before);
  }
  async function look(status) {
    const { trial, requested } = status;
    const note = L.hasViewPermission() ? readNote() : null;
    foreign.update(trial && trial.id !== ended && trial.id !== note?.id ? trial : null, status);
    if (trial) return meet(trial, note);
    if (note && !beganHere(note.id)) return recall(note, requested);
    if (!isOutsideChange(requested) || !requested) return;
    page.changed();
    await redraw();
    tellEnding("outside", model.modeOf(requested));
  }
  async function recall(note, requested) {
    isOutsideChange(null);
    if (requested && model.modeOf(requested) === note.mode) writeNote(null);
    else await settle(note, forgetSaved);
  }
  return {
    element: foreign.element,
    async apply(changes) {
      ui.showModal("", [E("p", { class: "spinning" }, [_("Trying whether the kernel takes the rules…")])]);
      try {
        show(await beginTrial(changes));
      } catch (error) {
        tellObstacle(error, last.status);
      }
    },
    counters(reading) {
      last.counters = "value" in reading ? reading.value : null;
      update();
    },
    async status(reading) {
      last.status = "value" in reading ? reading.value : null;
      if (open) await follow(open);
      else if (last.status) await look(last.status);
    }
  };
}
function expectedOf({ mode, check }) {
  return check?.flowtable && !check.flowtable.hardware && mode === "hardware" ? "software" : mode;
}

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
        parts.setText(values[index], sample ? model.lineText(line, sample) : "–");
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
    parts.setAttribute(field, "aria-valuenow", String(Math.round(sample.time - latest.time)));
    parts.setAttribute(field, "aria-valuetext", describe(sample));
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
  const drawHair = () => parts.setAttribute(hair, "d", hairAt(cursor.place()));
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
        parts.setAttribute(lines[index], "d", drawn.lines[id]);
      for (const [index, mark] of MARKS.entries()) parts.setAttribute(marks[index], "d", drawn.marks[mark]);
      rate.update(model.ticksOf(drawn.top));
      cursor.update(samples);
      drawHair();
    },
    show(line, shown) {
      const index = model.CHART_LINES.findIndex(({ id }) => id === line);
      parts.setAttribute(lines[index], "display", shown ? "inline" : "none");
    }
  };
}
function path(kind, attributes = {}) {
  return parts.svg("path", { class: kind, ...attributes });
}
function hairAt(place) {
  return place === null ? "" : `M${(place * FIELD.width).toFixed(1)} 0v${FIELD.height}`;
}
function emptyField(children) {
  const drawing = parts.svg("svg", {
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
      for (const [index, figure] of figures.entries()) parts.setText(figure, String(next[index]));
    }
  };
}
function row(kind, children) {
  const element = E("div", { class: kind, "aria-hidden": "true" });
  element.append(...children);
  return element;
}

function chartSection() {
  const when = E("p", [_("The chart appears with the second reading.")]);
  const plot = chartPlot((sample) => read(sample), describe);
  const legend = chartLegend(plot.show);
  const pause = E(
    "button",
    {
      type: "button",
      class: "btn cbi-button nft-offload-pause",
      "aria-pressed": "false",
      click: () => togglePause()
    },
    [_("Pause")]
  );
  const chart = E("div", { hidden: "" }, [plot.element, legend.element, E("p", [pause])]);
  const element = E("div", { class: "cbi-section" }, [E("h3", [_("The last ten minutes")]), when, chart]);
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
    chart.hidden = false;
    plot.update(shown);
    read(pointed && shown.includes(pointed) ? pointed : null);
  }
  function read(sample) {
    pointed = sample;
    const moment = sample ?? shown[shown.length - 1];
    legend.update(moment, shown);
    parts.setText(when, sample ? momentText(sample) : _("The latest reading"));
  }
  return {
    element,
    update(history) {
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

function counterSection() {
  const headline = E("p", { class: "nft-offload-headline" }, [_("Reading the counter…")]);
  const path = parts.pathPicture();
  const meter = parts.meterBar();
  const table = parts.counterTable();
  const facts = parts.factTable(_("Connection tracking"));
  const fault = E("div", { class: "alert-message warning", role: "status", hidden: "" });
  const element = E("div", { class: "cbi-section" }, [
    E("h3", [_("Offloaded connections now")]),
    fault,
    headline,
    path.element,
    meter.element,
    table.element,
    facts.element
  ]);
  return {
    element,
    update(reading, history, status) {
      const counters = "value" in reading ? reading.value : null;
      showFault(fault, faultOf(reading));
      parts.setText(headline, headlineText(counters));
      path.update(model.recentShare(history.recent));
      meter.update(model.meterOf(counters, status?.slow ?? null));
      table.update(counters?.offloaded ?? null, model.countsOffloadedBytes(status));
      facts.update(trackingRows(counters));
    }
  };
}
function showFault(element, text) {
  element.hidden = text === null;
  parts.setText(element, text ?? "");
}
function faultOf(reading) {
  if ("error" in reading) return model.callFaultText(reading.error);
  const { offloaded, unknown } = reading.value;
  if (offloaded) return null;
  return _("The number of offloaded connections is unknown: %s").format(model.reasonText(unknown.offloaded));
}
function headlineText(counters) {
  if (!counters?.offloaded) return _("Number of offloaded connections: unknown");
  const { software, hardware } = counters.offloaded;
  const count = software.total.entries + hardware.total.entries;
  if (count === 0) return _("No connection is offloaded at this moment.");
  return N_(count, "%d connection is offloaded.", "%d connections are offloaded.").format(count);
}
function trackingRows(counters) {
  const tracked = model.shareText(counters?.tracked ?? null, counters?.tracked_max ?? null);
  return [
    [_("Tracked connections"), tracked],
    [_("Counted through"), counters ? sourceText(counters) : _("unknown")]
  ];
}
function sourceText(counters) {
  if (counters.source === "netlink") return _("netlink, filtered by the kernel");
  if (counters.source === null) return _("unknown");
  return _("/proc/net/nf_conntrack, because netlink is not to be had: %s").format(
    model.reasonText(counters.unknown.netlink)
  );
}

const FIRST_STEP = "nft-offload-first-step";
function hardwareStep(form, tickSoftware) {
  const offer = () => {
    element.hidden = true;
    form.classList.remove(FIRST_STEP);
  };
  const insist = () => {
    offer();
    tickSoftware();
    document.querySelector("#nft-offload-conflicts details")?.setAttribute("open", "");
  };
  const element = E("p", { id: "nft-offload-second-step" }, [
    _(
      "Hardware offloading is the second step. It costs something, and is offered here when software offloading has proved to work."
    ),
    " ",
    E("button", { class: "btn cbi-button", click: insist }, [_("Offer it now")])
  ]);
  form.classList.add(FIRST_STEP);
  const stored = model.isOn(uci.get("firewall", "@defaults[0]", "flow_offloading_hw"));
  const hasBox = form.querySelector('[data-name="flow_offloading_hw"]') !== null;
  if (stored || !hasBox || !L.hasViewPermission()) offer();
  return {
    element,
    update(evidence) {
      if (!element.hidden && isDue(evidence)) offer();
    }
  };
}
function isDue(evidence) {
  if (evidence.status?.requested?.flow_offloading_hw) return true;
  return model.judgeRouter(evidence).rungs.every(({ state }) => state === "reached");
}

class LineResetError extends Error {
}
class CancelledError extends Error {
}
const LEASE = 1e4;
async function measure(progressed, signal) {
  const start = await router.measurementStart();
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
      const lost = /XHR|HTTP error|No related RPC/.test(error instanceof Error ? error.message : "");
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
const PAUSE = 1e3;
class NotLoadedError extends Error {
}
async function compareWithout({
  measure,
  tell,
  switched,
  signal
}) {
  const on = await measure();
  tell(_("Switching offloading off…"));
  const trial = await beginTrial(model.modeChanges("off"), { keepable: false });
  switched();
  try {
    await untilLoaded("off", signal);
    return [on, await measure()];
  } finally {
    tell(_("Bringing the setting back…"));
    await trial.undo();
    switched();
  }
}
async function untilLoaded(mode, signal) {
  const begun = performance.now();
  while (model.loadedMode(await router.statusNow()) !== mode) {
    if (performance.now() - begun > RELOAD_LIMIT) throw new NotLoadedError();
    await new Promise((resolve) => window.setTimeout(resolve, PAUSE));
    if (signal.aborted) throw new CancelledError();
  }
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
      parts.setText(text, words);
    },
    update(progress) {
      element.hidden = false;
      fill(progress.seconds / model.MEASURE_SECONDS);
      parts.setText(text, liveText(progress));
    },
    hide() {
      element.hidden = true;
    }
  };
}
function liveText({ slow_bytes, total_bytes, rate }) {
  const share = total_bytes > 0 ? model.percentText(Math.max(0, 1 - slow_bytes / total_bytes)) : _("unknown");
  return _("%s so far, now %s Mbit/s; bypassed the firewall: %s").format(
    model.bytesText(total_bytes),
    (rate / 1e6).toFixed(1),
    share
  );
}

const KEY = "nft-offload.measurements";
let kept = [];
function loadResults() {
  try {
    const stored = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return Array.isArray(stored) ? stored.filter(isResult) : kept;
  } catch {
    return kept;
  }
}
function saveResult(result) {
  kept = [result, ...loadResults().filter(({ mode }) => mode !== result.mode)];
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
  }
}
function isResult(value) {
  return typeof value?.total_bytes === "number" && typeof value.slow_bytes === "number";
}

function resultsTable() {
  const element = E("div");
  const update = () => {
    const results = loadResults().filter(({ mode }) => mode !== null);
    element.replaceChildren(...results.length > 0 ? [tableOf(results)] : []);
  };
  update();
  return { element, update };
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
  return E("table", { class: "table", "aria-label": _("Results of this tab") }, [
    E("tr", { class: "tr table-titles" }, [
      E("th", { class: "th" }, [""]),
      ...shown.map((result) => E("th", { class: "th", scope: "col" }, [nameOf(result)]))
    ]),
    row(_("Bypassed the firewall"), bypassedText),
    row(_("Data"), (result) => model.bytesText(result.total_bytes)),
    row(_("Speed"), model.speedText),
    row(_("Busiest core"), ({ cpu }) => cpu === null ? _("unknown") : model.percentText(cpu)),
    row(_("Measured at"), (result) => new Date(result.ended).toLocaleTimeString())
  ]);
}
function bypassedText(result) {
  const share = model.bypassedShare(result);
  return share === null ? _("unknown") : model.percentText(share);
}

class ModeChangedError extends Error {
}
function measureSection(page) {
  const start = button$1(_("Start"), () => running ? running.abort() : run(measureOnce));
  const compare = button$1(_("Compare without offloading"), () => run(compareBoth));
  const suspicion = E("p", { hidden: "" }, [
    _(
      "Do you suspect offloading of trouble? Keep a download running for a minute and compare: it is measured twice, with offloading and without, and the setting comes back, by itself too when this page is closed."
    )
  ]);
  const progress = progressDisplay();
  const verdict = E("div", { class: "alert-message", role: "status", hidden: "" });
  const results = resultsTable();
  const element = E("div", { class: "cbi-section", id: "nft-offload-measure" }, [
    E("h3", [_("Measure it")]),
    E("p", [
      _(
        "Start a download or speed test on a device in your network, not on the router, then press Start. For 20 seconds the router compares what meets its firewall with what goes through the Internet line."
      )
    ]),
    ...page.mayMeasure ? [suspicion, E("div", [start, " ", compare])] : [mayNotMeasure()],
    progress.element,
    verdict,
    results.element
  ]);
  let running = null;
  offerComparison();
  async function run(job) {
    running = new AbortController();
    verdict.hidden = true;
    progress.tell(_("The measurement begins…"));
    parts.setText(start, _("Cancel"));
    start.focus();
    offerComparison();
    const { level, id, text } = await job(running.signal).catch(faultOf);
    running = null;
    progress.hide();
    parts.setText(start, _("Start"));
    offerComparison();
    verdict.hidden = text === "";
    verdict.dataset.outcome = id;
    parts.setAlert(verdict, level, text);
  }
  async function measureOnce(signal) {
    return model.describeMeasurement(await takeResult(signal));
  }
  async function compareBoth(signal) {
    const { switched } = page;
    const job = { measure: () => takeResult(signal), tell: progress.tell, switched, signal };
    const [on, off] = await compareWithout(job);
    return model.describeComparison(on, off);
  }
  async function takeResult(signal) {
    const [mode, begun] = [await loadedNow(), Date.now() / 1e3];
    const { slow_bytes, own_bytes, total_bytes, seconds } = await measure(progress.update, signal);
    if (await loadedNow() !== mode) throw new ModeChangedError();
    const result = {
      mode,
      slow_bytes,
      own_bytes,
      total_bytes,
      hardware_entries: page.evidence().counters?.offloaded?.hardware.total.entries ?? 0,
      cpu: model.averageLoad(page.history(), begun),
      seconds,
      ended: Date.now()
    };
    saveResult(result);
    results.update();
    page.measured(result);
    return result;
  }
  function offerComparison() {
    const { status } = page.evidence();
    const mode = status && model.loadedMode(status);
    const offered = running === null && mode !== null && mode !== "off";
    compare.hidden = !offered;
    suspicion.hidden = !offered;
  }
  function faultOf(error) {
    if (error instanceof CancelledError)
      return model.finding("cancelled", "info", _("The measurement was cancelled."));
    if (!(error instanceof ObstacleError)) return model.finding("failed", "warning", faultText(error));
    tellObstacle(error, page.evidence().status);
    return model.finding("failed", "warning", "");
  }
  return {
    element,
    /** There is a new status. */
    update: offerComparison,
    /** Brings it into view, ready to be started. */
    show() {
      element.scrollIntoView({ block: "center" });
      start.focus();
    }
  };
}
async function loadedNow() {
  return model.loadedMode(await router.statusNow());
}
function button$1(label, click) {
  return E("button", { class: "btn cbi-button cbi-button-action", click }, [label]);
}
function mayNotMeasure() {
  return E("p", { class: "alert-message notice" }, [
    _("This login may only look: a measurement needs the right to change settings.")
  ]);
}
function faultText(error) {
  if (error instanceof ModeChangedError)
    return _("The mode of offloading changed during the measurement. Measure again.");
  if (error instanceof LineResetError)
    return _("The Internet line was interrupted during the measurement. Measure again.");
  if (error instanceof NotLoadedError)
    return _("The firewall did not switch offloading off. The setting is back as it was.");
  const code = error instanceof router.RouterError ? error.code : null;
  if (code === "busy")
    return _("Another measurement goes on, maybe in another tab. It ends after two minutes at most.");
  if (code === "gone") return _("The router ended the measurement, because it was not read for 10 seconds.");
  return _("The measurement failed: %s").format(model.callFaultText(error));
}

function observe() {
  let history = parts.loadHistory();
  let watch = model.NO_WATCH;
  const evidence = {
    status: null,
    counters: null,
    unapplied: null,
    staysSlow: null,
    measured: null,
    misplaced: []
  };
  return {
    counters(reading) {
      evidence.counters = "value" in reading ? reading.value : null;
      const now = Date.now() / 1e3;
      history = evidence.counters ? model.addCounters(history, evidence.counters, now, lineOf(evidence.status)) : model.addGap(history, now);
      parts.saveHistory(history);
    },
    status(reading, changes) {
      evidence.status = "value" in reading ? reading.value : null;
      watch = model.followSlow(watch, evidence.status);
      evidence.staysSlow = watch.staysSlow;
      evidence.measured = measuredIn(evidence.status);
      evidence.unapplied = model.pendingOptions(changes?.firewall ?? []);
    },
    facts(reading) {
      evidence.misplaced = "value" in reading ? model.misplacedIn(reading.value) : [];
    },
    measured(measurement) {
      evidence.measured = measurement;
    },
    changed() {
      history = model.addChange(history, Date.now() / 1e3);
      watch = model.NO_WATCH;
    },
    evidence: () => evidence,
    history: () => history
  };
}
function measuredIn(status) {
  const mode = status && model.loadedMode(status);
  return loadResults().find((result) => result.mode === mode) ?? null;
}
function lineOf(status) {
  return { device: model.wanDeviceOf(status), counted: model.countsOffloadedBytes(status) };
}

const PERIOD = 3;
const STATUS_EVERY = 5;
const STATUS_AFTER_CHANGE = 5;
function watchRouter(watcher) {
  let tick = 0;
  let eager = 0;
  let wantsFacts = true;
  const facts = (reading) => {
    wantsFacts = "error" in reading;
    watcher.facts(reading);
  };
  poll.add(() => {
    if (document.hidden) return Promise.resolve();
    const due = tick++ % STATUS_EVERY === 0 || eager > 0;
    if (eager === 1) wantsFacts = true;
    eager = Math.max(0, eager - 1);
    const calls = [readingOf(router.counters({ bytes: true })).then(watcher.counters)];
    if (due) calls.push(readStatus(watcher));
    if (due && wantsFacts) calls.push(readingOf(router.environment()).then(facts));
    return Promise.all(calls);
  }, PERIOD);
  return () => {
    eager = STATUS_AFTER_CHANGE;
  };
}
async function readStatus(watcher) {
  const changes = L.resolveDefault(uci.changes(), null);
  const reading = await readingOf(router.status());
  await watcher.status(reading, await changes);
}
async function readingOf(reply) {
  return reply.then(
    (value) => ({ value }),
    (error) => ({ error })
  );
}

const CONFIG = "firewall";
const SECTION = "@defaults[0]";
function settingsForm() {
  const map = settingsMap();
  return {
    draw: () => map.render().then(tieTitles),
    tickSoftware: () => tick("flow_offloading"),
    mode: tickedMode
  };
}
function boxOf(option) {
  return document.querySelector(`#cbi-firewall input[data-widget-id$=".${option}"]`);
}
function tickedMode() {
  return model.modeOf({
    flow_offloading: boxOf("flow_offloading")?.checked === true,
    flow_offloading_hw: boxOf("flow_offloading_hw")?.checked === true
  });
}
function tick(option) {
  const box = boxOf(option);
  if (box && !box.checked) box.click();
}
function tieTitles(form2) {
  for (const title of form2.querySelectorAll("label.cbi-value-title")) {
    const box = title.parentElement?.querySelector("input[type=checkbox]");
    const copy = title.cloneNode(true);
    if (box) copy.htmlFor = box.id;
    title.replaceWith(copy);
  }
  return form2;
}
function settingsMap() {
  const map = new form.Map(CONFIG, _("Flow Offloading"), introduction());
  const section = map.section(form.NamedSection, SECTION, "defaults", _("Settings"));
  const software = section.option(
    form.Flag,
    "flow_offloading",
    _("Software flow offloading", "flow offloading"),
    _("Established connections take a short cut past the firewall. Saves CPU time on every router.")
  );
  readAsFirewallDoes(software, "flow_offloading");
  const hardware = section.option(
    form.Flag,
    "flow_offloading_hw",
    _("Hardware flow offloading", "flow offloading"),
    _("Lets the network hardware forward on its own, where it can. Bypasses queueing such as SQM altogether.")
  );
  hardware.depends("flow_offloading", "1");
  readAsFirewallDoes(hardware, "flow_offloading_hw");
  return map;
}
function introduction() {
  return _(
    "Lets established connections bypass most of the firewall, and shows whether that really happens. Traffic shaping, deep packet inspection and some accounting do not see offloaded traffic."
  );
}
function readAsFirewallDoes(flag, option) {
  flag.rmempty = true;
  flag.load = () => model.isOn(uci.get(CONFIG, SECTION, option)) ? "1" : null;
}

const FOR_EVERYBODY = 3;
function statusSection() {
  const facts = parts.factTable(_("Requested and loaded"));
  const system = parts.factTable(_("This router"));
  const element = E("div", { class: "cbi-section" }, [
    E("h3", [_("Requested and loaded")]),
    facts.element,
    E("details", [E("summary", [_("Details")]), system.element])
  ]);
  return {
    element,
    update(reading) {
      if ("error" in reading) {
        facts.update([[_("State of the router"), model.callFaultText(reading.error)]]);
        return;
      }
      const rows = model.settingRows(reading.value);
      facts.update(rows.slice(0, FOR_EVERYBODY));
      system.update([
        ...rows.slice(FOR_EVERYBODY),
        ...model.flowtableRows(reading.value),
        ...model.systemRows(reading.value.system)
      ]);
    }
  };
}

function verdictSection(helpers) {
  const badge = E("span", { class: "label" }, [_("Reading…")]);
  const rungs = parts.rungList();
  const headline = E("div", { class: "alert-message info", role: "status" }, [
    _("Reading the state of the router…")
  ]);
  const help = E("div", { class: "nft-offload-help" });
  const seals = parts.factTable(_("Seals"));
  const hints = E("div");
  const element = E("div", { class: "cbi-section", id: "nft-offload-verdict" }, [
    E("h3", [_("Does it work?")]),
    E("div", { class: "nft-offload-verdict" }, [badge, rungs.element]),
    headline,
    help,
    hints,
    seals.element
  ]);
  const drawHelp = onChange(
    (found) => help.replaceChildren(...parts.helpButton(found.help, helpers))
  );
  const drawHints = onChange(
    (found) => hints.replaceChildren(...found.map((hint) => hintBox(hint, helpers)))
  );
  return {
    element,
    /** `notes`: hints of others, which stand before those of the verdict. */
    update(evidence, notes) {
      const verdict = model.judgeRouter(evidence);
      showBadge(badge, verdict.badge);
      rungs.update(verdict.rungs);
      parts.setAlert(headline, verdict.headline.level, verdict.headline.text);
      element.dataset.situation = verdict.headline.id;
      drawHelp(verdict.headline);
      drawHints([...notes, ...verdict.hints]);
      seals.update([
        [_("Measured"), verdict.seals.measured.text],
        [_("Hardware"), verdict.seals.hardware.text]
      ]);
    }
  };
}
function onChange(draw) {
  let drawn = "";
  return (value) => {
    const now = JSON.stringify(value);
    if (now !== drawn) draw(value);
    drawn = now;
  };
}
function showBadge(element, badge) {
  element.className = `label ${badge.level}`;
  element.dataset.badge = badge.id;
  parts.setText(element, badge.text);
}
function hintBox(hint, helpers) {
  const box = E("div", { class: `alert-message ${hint.level}`, "data-hint": hint.id }, [hint.text]);
  for (const button of parts.helpButton(hint.help, helpers)) box.append(" ", button);
  return box;
}

const settings = settingsForm();
const observer = observe();
var page = view.extend({
  hurry: () => {
  },
  desk: null,
  advice: null,
  async render() {
    parts.addStyle();
    this.desk = trialDesk({
      changed: () => observer.changed(),
      hurry: () => this.hurry(),
      redraw: () => this.redraw()
    });
    const beside = advice({
      mode: settings.mode,
      evidence: observer.evidence,
      apply: (changes) => this.apply(changes)
    });
    this.advice = beside;
    const form = await settings.draw().catch(noForm);
    const step = hardwareStep(form, settings.tickSoftware);
    form.addEventListener("change", () => beside.update());
    const mayChange = L.hasViewPermission();
    const verdict = verdictSection(
      mayChange ? {
        enable: () => this.switchOn(),
        apply: () => this.applySaved(),
        measure: () => measuring.show(),
        load: ui.createHandlerFn(this, this.loadFirewall)
      } : {}
    );
    const judge = () => verdict.update(observer.evidence(), beside.notes());
    const measuring = measureSection({
      mayMeasure: mayChange === true,
      evidence: observer.evidence,
      history: observer.history,
      measured(measurement) {
        observer.measured(measurement);
        judge();
      },
      switched: () => {
        observer.changed();
        this.hurry();
      }
    });
    const counter = counterSection();
    const chart = chartSection();
    const status = statusSection();
    const desk = this.desk;
    this.hurry = watchRouter({
      counters(reading) {
        observer.counters(reading);
        desk.counters(reading);
        counter.update(reading, observer.history(), observer.evidence().status);
        chart.update(observer.history());
        judge();
        step.update(observer.evidence());
      },
      async status(reading, changes) {
        observer.status(reading, changes);
        status.update(reading);
        measuring.update();
        beside.status(reading);
        judge();
        await desk.status(reading);
      },
      facts(reading) {
        observer.facts(reading);
        beside.facts(reading);
        judge();
      }
    });
    return E("div", [
      desk.element,
      form,
      step.element,
      sameSetting(),
      ...beside.elements,
      verdict.element,
      counter.element,
      measuring.element,
      chart.element,
      status.element
    ]);
  },
  /** Own buttons instead of LuCI's: its "Apply unchecked" would go around the rollback. */
  addFooter() {
    if (!L.hasViewPermission()) return E("div");
    return E("div", { class: "cbi-page-actions" }, [
      button("cbi-button-apply", _("Save & Apply"), ui.createHandlerFn(this, this.saveAndApply)),
      " ",
      button("cbi-button-reset", _("Reset"), ui.createHandlerFn(this, this.resetForm))
    ]);
  },
  switchOn() {
    settings.tickSoftware();
    return this.saveAndApply();
  },
  saveAndApply() {
    return this.apply(model.modeChanges(settings.mode()));
  },
  /** What was saved on another page of LuCI. */
  applySaved() {
    return this.apply([]);
  },
  async loadFirewall() {
    await loadFirewall(observer.evidence().status);
    observer.changed();
    this.hurry();
  },
  async apply(changes) {
    if (await this.advice.mayApply(changes)) await this.desk.apply(changes);
  },
  redraw() {
    uci.unload("firewall");
    return this.resetForm();
  },
  async resetForm() {
    await settings.draw();
    this.advice.update();
  },
  handleSave: null,
  handleSaveApply: null,
  handleReset: null
});
function button(style, text, click) {
  return E("button", { class: `cbi-button btn ${style}`, click }, [text]);
}
function sameSetting() {
  return E("p", [
    _("The same setting stands on the page of the firewall:"),
    " ",
    E("a", { href: L.url("admin/network/firewall") }, [_("Network › Firewall")])
  ]);
}
function noForm(error) {
  return E("div", { class: "alert-message danger" }, [model.callFaultText(error)]);
}

return page;
