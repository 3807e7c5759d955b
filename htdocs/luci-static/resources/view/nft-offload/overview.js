// Generated from src/view/pages/overview.ts by `npm run build`: change the source, not this file.
'use strict';
'require uci';
'require ui';
'require view';
'require nft-offload.model as model';
'require nft-offload.ui as parts';
'require poll';
'require nft-offload.router as router';
'require form';


const ROLLBACK_SECONDS = 90;
async function applyPending() {
  const pending = await uci.changes();
  if (Object.keys(pending).length === 0) return "nothing-to-apply";
  await uci.callApply(ROLLBACK_SECONDS, true);
  return confirmUntil(performance.now() + ROLLBACK_SECONDS * 1e3);
}
async function confirmUntil(deadline) {
  try {
    await uci.callConfirm();
    return "applied";
  } catch {
    if (performance.now() > deadline) return "restored";
    await new Promise((resolve) => window.setTimeout(resolve, 1e3));
    return confirmUntil(deadline);
  }
}

const HEIGHT = 240;
async function drawChart(place) {
  const library = await L.require("nft-offload.uplot");
  document.head.append(E("style", [library.css]));
  let samples = [];
  const options = chartOptions(place, () => samples);
  const chart = new library.uPlot(options, model.seriesOf([]), place);
  new ResizeObserver(() => chart.setSize({ width: place.clientWidth, height: HEIGHT })).observe(place);
  return {
    update(history) {
      samples = history.samples;
      chart.setData(model.seriesOf(samples));
    }
  };
}
function chartOptions(place, samples) {
  const axis = {
    stroke: () => textColor(place),
    grid: { stroke: "#8884", width: 1 },
    ticks: { stroke: "#8884" }
  };
  return {
    width: place.clientWidth,
    height: HEIGHT,
    scales: {
      x: { range: () => model.rangeOf(samples()) },
      "%": { range: [0, 100] },
      Mbit: { range: fromZero }
    },
    axes: [
      axis,
      { ...axis, scale: "%", values: percentTicks },
      { ...axis, scale: "Mbit", side: 1, grid: { show: false } }
    ],
    series: [
      {},
      line(_("Short cut"), "%", "#2e8540", percent),
      line(_("Busiest CPU core"), "%", "#b3446c", percent),
      line(_("of it soft interrupts"), "%", "#8a8a8a", percent, [4, 4]),
      line(_("Internet line"), "Mbit", "#1f6fb4", megabits)
    ],
    hooks: { draw: [(chart) => drawMarks(chart, model.marksOf(samples()))] }
  };
}
function textColor(place) {
  return getComputedStyle(place).color;
}
function line(label, scale, stroke, value, dash) {
  const series = { label, scale, stroke, width: 2, value: (_chart, raw) => value(raw) };
  return dash ? { ...series, dash } : series;
}
function percent(value) {
  return value === null ? "–" : model.percentText(value / 100);
}
function megabits(value) {
  return value === null ? "–" : _("%s Mbit/s").format(value.toFixed(1));
}
function percentTicks(_chart, values) {
  return values.map((value) => percent(value));
}
function fromZero(_chart, _least, most) {
  return [0, Math.max(1, most ?? 0) * 1.1];
}
function drawMarks(chart, marks) {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.strokeStyle = "#c77700";
  for (const { time, mark } of marks) {
    const x = chart.valToPos(time, "x", true);
    ctx.setLineDash(mark === "reload" ? [4, 4] : []);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}

function chartSection() {
  const note = E("p", [_("The chart appears with the second reading.")]);
  const place = E("div", {
    class: "nft-offload-chart",
    role: "img",
    "aria-label": _("Chart of the last ten minutes")
  });
  const pause = E(
    "button",
    { class: "btn cbi-button", "aria-pressed": "false", click: () => togglePause() },
    [_("Pause")]
  );
  const element = E("div", { class: "cbi-section" }, [
    E("h3", [_("The last ten minutes")]),
    note,
    place,
    pause
  ]);
  let chart;
  let paused = false;
  let latest = model.NO_HISTORY;
  function togglePause() {
    paused = !paused;
    pause.setAttribute("aria-pressed", String(paused));
    parts.setText(pause, paused ? _("Go on") : _("Pause"));
    if (!paused) show();
  }
  function show() {
    if (paused || latest.samples.length < 2) return;
    chart ??= drawChart(place).catch(() => null);
    chart.then((drawn) => {
      parts.setText(note, drawn ? describe(latest) : _("The chart library could not be loaded."));
      drawn?.update(latest);
    });
  }
  return {
    element,
    update(history) {
      latest = history;
      show();
    }
  };
}
function describe(history) {
  const sample = history.samples[history.samples.length - 1];
  if (!sample) return "";
  const rate = sample.wan_bits === null ? _("unknown") : _("%s Mbit/s").format((sample.wan_bits / 1e6).toFixed(1));
  const cpu = sample.cpu === null ? _("unknown") : model.percentText(sample.cpu);
  const share = sample.share === null ? _("unknown") : model.percentText(sample.share);
  return _("Now: %s on the Internet line, %s of it on the short cut, busiest CPU core at %s.").format(
    rate,
    share,
    cpu
  );
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
      meter.update(model.meterOf(counters, null));
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

const PERIOD = 3;
const STATUS_EVERY = 5;
const STATUS_AFTER_CHANGE = 5;
function watchRouter(watcher) {
  let tick = 0;
  let eager = 0;
  poll.add(() => {
    if (document.hidden) return Promise.resolve();
    const due = tick++ % STATUS_EVERY === 0 || eager > 0;
    eager = Math.max(0, eager - 1);
    const calls = [read(router.counters, watcher.counters)];
    if (due) calls.push(read(router.status, watcher.status));
    return Promise.all(calls);
  }, PERIOD);
  return () => {
    eager = STATUS_AFTER_CHANGE;
  };
}
async function read(call, tell) {
  tell(
    await call().then(
      (value) => ({ value }),
      (error) => ({ error })
    )
  );
}

const KEY = "nft-offload.history";
function loadHistory() {
  try {
    const samples = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(samples) ? { ...model.NO_HISTORY, samples } : model.NO_HISTORY;
  } catch {
    return model.NO_HISTORY;
  }
}
function saveHistory(history) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(history.samples));
  } catch {
  }
}

function observe() {
  let history = loadHistory();
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
      saveHistory(history);
    },
    async status(reading) {
      evidence.status = "value" in reading ? reading.value : null;
      evidence.unapplied = await unappliedOptions();
    },
    measured(measurement) {
      evidence.measured = measurement;
    },
    changed() {
      history = model.addChange(history, Date.now() / 1e3);
    },
    evidence: () => evidence,
    history: () => history
  };
}
function lineOf(status) {
  return { device: model.wanDeviceOf(status), counted: model.countsOffloadedBytes(status) };
}
async function unappliedOptions() {
  const changes = await L.resolveDefault(uci.changes(), null);
  return model.pendingOptions(changes?.firewall ?? []);
}

const CONFIG = "firewall";
const SECTION = "@defaults[0]";
function settingsForm() {
  const map = settingsMap();
  return {
    draw: () => map.render().then(nameCheckboxes),
    tickSoftware: () => tick("flow_offloading"),
    save: () => map.save(null, true)
  };
}
function tick(option) {
  const box = document.querySelector(`#cbi-firewall input[data-widget-id$=".${option}"]`);
  if (box && !box.checked) box.click();
}
function nameCheckboxes(form2) {
  for (const field of form2.querySelectorAll(".cbi-value")) {
    const title = field.querySelector(".cbi-value-title")?.textContent ?? "";
    field.querySelector("input[type=checkbox]")?.setAttribute("aria-label", title);
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
      facts.update(stateRows(reading.value));
      system.update(detailRows(reading.value));
    }
  };
}
function stateRows(status) {
  const loaded = model.loadedMode(status);
  const rows = [
    [_("Requested"), status.requested ? model.modeName(model.modeOf(status.requested)) : _("unknown")],
    [_("Loaded by the kernel"), loaded ? model.modeName(loaded) : _("unknown")],
    [_("Covered devices"), devicesText(status)]
  ];
  if (status.waiting)
    rows.push([
      _("Waiting on the command line"),
      _('%s (run "uci commit firewall" or "uci revert firewall")').format(
        model.modeName(model.modeOf(status.waiting))
      )
    ]);
  return rows;
}
function devicesText(status) {
  if (!status.flowtables) return _("unknown");
  const flowtable = model.firewallFlowtable(status.flowtables);
  return flowtable ? flowtable.devices.join(", ") : _("none", "flow offloading");
}
function detailRows(status) {
  const { system, unknown } = status;
  const text = (value) => value ?? _("unknown");
  return [
    [
      _("Flowtables"),
      status.flowtables ? flowtablesText(status.flowtables) : model.reasonText(unknown.flowtables)
    ],
    [_("Forward rule"), forwardText(status)],
    [_("Kernel module nft_flow_offload"), moduleText(status)],
    [_("Router"), text(system.model)],
    [_("Release"), text(system.release)],
    [_("Kernel"), text(system.kernel)],
    [_("Package manager"), text(system.package_manager)]
  ];
}
function flowtablesText(flowtables) {
  if (flowtables.length === 0) return _("none", "flow offloading");
  return flowtables.map(flowtableText).join("; ");
}
function flowtableText(flowtable) {
  const flags = [
    flowtable.hardware ? _("hardware asked for") : null,
    flowtable.counter ? _("counter") : null
  ];
  const words = [flowtable.devices.join(", "), ...flags].filter((word) => word !== null);
  return _("%s %s %s: %s").format(flowtable.family, flowtable.table, flowtable.name, words.join(", "));
}
function forwardText(status) {
  if (!status.forward_rules) return model.reasonText(status.unknown.forward_rules);
  if (status.forward_rules.length === 0) return _("none", "flow offloading");
  return status.forward_rules.map((rule) => rule.text).join("; ");
}
function moduleText(status) {
  if (!status.module) return model.reasonText(status.unknown.module);
  const names = {
    loaded: _("loaded"),
    built_in: _("built into the kernel"),
    installed: _("installed, not loaded"),
    missing: _("missing")
  };
  return names[status.module];
}

function verdictSection(helpers) {
  const badge = E("span", { class: "label" }, [_("Reading…")]);
  const rungs = parts.rungList();
  const headline = E("div", { class: "alert-message info", role: "status" }, [
    _("Reading the state of the router…")
  ]);
  const help = E("div", { class: "nft-offload-help" });
  const seals = parts.factTable(_("Seal of the hardware"));
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
  const drawHints = onChange((found) => hints.replaceChildren(...found.map(hintBox)));
  return {
    element,
    update(evidence) {
      const verdict = model.judgeRouter(evidence);
      showBadge(badge, verdict.badge);
      rungs.update(verdict.rungs);
      parts.setAlert(headline, verdict.headline.level, verdict.headline.text);
      element.dataset.situation = verdict.headline.id;
      drawHelp(verdict.headline);
      drawHints(verdict.hints);
      seals.update([[_("Hardware"), verdict.seals.hardware.text]]);
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
function hintBox(hint) {
  return E("div", { class: `alert-message ${hint.level}`, "data-hint": hint.id }, [hint.text]);
}

const settings = settingsForm();
const observer = observe();
var overview = view.extend({
  changed: () => {
  },
  async render() {
    parts.addStyle();
    const form = await settings.draw().catch(noForm);
    const mayChange = L.hasViewPermission();
    const verdict = verdictSection(
      mayChange ? { enable: () => this.switchOn(), apply: () => this.applySaved() } : {}
    );
    const counter = counterSection();
    const chart = chartSection();
    const status = statusSection();
    this.changed = watchRouter({
      counters(reading) {
        observer.counters(reading);
        counter.update(reading, observer.history(), observer.evidence().status);
        chart.update(observer.history());
        verdict.update(observer.evidence());
      },
      async status(reading) {
        await observer.status(reading);
        status.update(reading);
        verdict.update(observer.evidence());
      }
    });
    return E("div", [form, sameSetting(), verdict.element, counter.element, chart.element, status.element]);
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
    return this.finish(settings.save().then(applyPending));
  },
  applySaved() {
    return this.finish(applyPending());
  },
  async finish(applying) {
    const outcome = await applying.catch(tellRefusal);
    if (!outcome) return;
    uci.unload("firewall");
    await settings.draw();
    tellOutcome(outcome);
    if (outcome === "applied") observer.changed();
    this.changed();
  },
  resetForm() {
    return settings.draw();
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
function tellRefusal(error) {
  ui.addNotification(_("Nothing was applied"), [E("p", [model.callFaultText(error)])], "danger");
  return null;
}
function tellOutcome(outcome) {
  const words = {
    "nothing-to-apply": _("There is nothing to apply: the settings are as they were."),
    applied: _("The settings are applied."),
    restored: _("The router did not answer in time and has restored the old settings.")
  };
  ui.addNotification(null, [E("p", [words[outcome]])], outcome === "restored" ? "warning" : "info");
}

return overview;
