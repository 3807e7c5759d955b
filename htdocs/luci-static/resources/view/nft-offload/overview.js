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

function counterSection() {
  const headline = E("p", { class: "nft-offload-headline" }, [_("Reading the counter…")]);
  const table = parts.counterTable();
  const facts = parts.factTable(_("Connection tracking"));
  const fault = E("div", { class: "alert-message warning", role: "status", hidden: "" });
  const element = E("div", { class: "cbi-section" }, [
    E("h3", [_("Offloaded connections now")]),
    fault,
    headline,
    table.element,
    facts.element
  ]);
  return {
    element,
    update(reading) {
      const counters = "value" in reading ? reading.value : null;
      showFault(fault, faultOf(reading));
      parts.setText(headline, headlineText(counters));
      table.update(counters?.offloaded ?? null);
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

const CONFIG = "firewall";
const SECTION = "@defaults[0]";
function settingsForm() {
  const map = settingsMap();
  return {
    draw: () => map.render().then(nameCheckboxes),
    save: () => map.save(null, true)
  };
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
    _("Software flow offloading"),
    _("Established connections take a short cut past the firewall. Saves CPU time on every router.")
  );
  readAsFirewallDoes(software, "flow_offloading");
  const hardware = section.option(
    form.Flag,
    "flow_offloading_hw",
    _("Hardware flow offloading"),
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
  const verdict = E("div", { class: "alert-message", role: "status" }, [
    _("Reading the state of the firewall…")
  ]);
  const facts = parts.factTable(_("Requested and loaded"));
  const system = parts.factTable(_("This router"));
  const element = E("div", { class: "cbi-section" }, [
    E("h3", [_("Requested and loaded")]),
    verdict,
    facts.element,
    E("details", [E("summary", [_("Details")]), system.element])
  ]);
  return {
    element,
    update(reading) {
      if ("error" in reading) {
        parts.setAlert(verdict, "warning", model.callFaultText(reading.error));
        facts.update([]);
        return;
      }
      const situation = model.judgeSituation(reading.value);
      parts.setAlert(verdict, situation.level, situation.text);
      verdict.dataset.situation = situation.id;
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
  return flowtable ? flowtable.devices.join(", ") : _("none");
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
  if (flowtables.length === 0) return _("none");
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
  if (status.forward_rules.length === 0) return _("none");
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

const settings = settingsForm();
var overview = view.extend({
  changed: () => {
  },
  async render() {
    const form = await settings.draw();
    const status = statusSection();
    const counter = counterSection();
    this.changed = watchRouter({ status: status.update, counters: counter.update });
    return E("div", [form, sameSetting(), status.element, counter.element]);
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
  async saveAndApply() {
    const outcome = await settings.save().then(applyPending).catch(tellRefusal);
    if (!outcome) return;
    uci.unload("firewall");
    await settings.draw();
    tellOutcome(outcome);
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
