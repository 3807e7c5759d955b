// Generated from src/model/index.ts by `npm run build`: change the source, not this file.
'use strict';
'require baseclass';

function reasonText(reason) {
  if (!reason) return _("The router did not say why.");
  return _("%s (%s)").format(reasonWords(reason.code), reason.text);
}
function reasonWords(code) {
  const words = {
    missing: _("This router does not have it."),
    denied: _("The router refused to read it."),
    garbled: _("The answer is not in the expected form."),
    truncated: _("The answer ended in the middle."),
    overrun: _("Too much changed while it was being read."),
    timeout: _("It did not answer in time."),
    failed: _("It reported a failure.")
  };
  return words[code] ?? code;
}
function callFaultText(error) {
  const message = firstLine(error instanceof Error ? error.message : String(error));
  const words = callFaultWords(message);
  return words ? _("%s (%s)").format(words, message) : message;
}
function firstLine(message) {
  return message.replace(/\s+at [\s\S]*$/, "").trim();
}
function callFaultWords(message) {
  const faults = [
    [
      /error -32000/,
      _("The router half of this page is not installed, or rpcd has not been reloaded since.")
    ],
    [/error -32002|ubus code 6/, _("This login may not do that. It may have expired.")],
    [/ubus code 5/, _("Nothing came back: there is nothing to do, or the program on the router crashed.")],
    [/ubus code (2|9)/, _("The program on the router answered with something that is not a reply.")],
    [/ubus code 7|timed out/, _("The router took too long to answer.")],
    [/HTTP error|XHR/, _("The router did not answer.")]
  ];
  return faults.find(([pattern]) => pattern.test(message))?.[1] ?? null;
}

const TRUE_WORDS = ["1", "on", "true", "yes"];
function isOn(value) {
  return typeof value === "string" && TRUE_WORDS.includes(value);
}
function modeOf(options) {
  if (!options.flow_offloading) return "off";
  return options.flow_offloading_hw ? "hardware" : "software";
}
function firewallFlowtable(flowtables) {
  return flowtables.find((flowtable) => isFirewalls(flowtable)) ?? null;
}
function isFirewalls(flowtable) {
  return flowtable.family === "inet" && flowtable.table === "fw4" && flowtable.name === "ft";
}
function loadedMode(status) {
  if (!status.flowtables || !status.forward_rules) return null;
  const flowtable = firewallFlowtable(status.flowtables);
  if (!flowtable || !feeds(status.forward_rules, flowtable)) return "off";
  return flowtable.hardware ? "hardware" : "software";
}
function feeds(rules, flowtable) {
  return rules.some((rule) => rule.flowtable === flowtable.name);
}
function modeName(mode) {
  if (mode === "hardware") return _("Hardware");
  return mode === "software" ? _("Software") : _("Off");
}

function judgeSituation(status) {
  for (const judge of JUDGES) {
    const situation2 = judge(status);
    if (situation2) return situation2;
  }
  return situation("unknown", "notice", _("It is not known whether the kernel has loaded the setting."));
}
const JUDGES = [
  judgeUnreadableSetting,
  judgeUnreadableKernel,
  judgeLeftOver,
  judgeHardwareAlone,
  judgeOff,
  judgeModule,
  judgeFirewall,
  judgeRuleset,
  judgeFallback,
  judgeLoaded
];
function situation(id, level, text) {
  return { id, level, text };
}
function wanted(status) {
  return status.requested ? modeOf(status.requested) : null;
}
function judgeUnreadableSetting(status) {
  if (status.requested) return null;
  const why = reasonText(status.unknown.requested);
  return situation(
    "setting-unknown",
    "warning",
    _("The firewall settings could not be read: %s").format(why)
  );
}
function judgeUnreadableKernel(status) {
  if (loadedMode(status) !== null) return null;
  const why = reasonText(status.unknown.flowtables ?? status.unknown.forward_rules);
  return situation(
    "kernel-unknown",
    "warning",
    _("What the kernel has loaded could not be read: %s").format(why)
  );
}
function judgeLeftOver(status) {
  if (wanted(status) !== "off" || loadedMode(status) === "off") return null;
  return situation(
    "left-over",
    "warning",
    _(
      "The setting is off, but the kernel still has offloading loaded. The firewall has not been reloaded since."
    )
  );
}
function judgeHardwareAlone(status) {
  if (!status.requested?.flow_offloading_hw || status.requested.flow_offloading) return null;
  return situation(
    "hardware-alone",
    "warning",
    _("Hardware offloading is set without software offloading. It needs both: nothing is offloaded.")
  );
}
function judgeOff(status) {
  if (wanted(status) !== "off") return null;
  return situation("off", "info", _("Flow offloading is off: every packet passes the firewall."));
}
function judgeModule(status) {
  if (status.module !== "missing" || loadedMode(status) !== "off") return null;
  return situation(
    "module-missing",
    "danger",
    _("Flow offloading is asked for, but the kernel module is missing. Install the package kmod-nft-offload.")
  );
}
function judgeFirewall(status) {
  if (status.firewall_loaded !== false) return null;
  return situation(
    "firewall-stopped",
    "danger",
    _("The firewall is not running, so nothing can be offloaded.")
  );
}
function judgeRuleset(status) {
  if (loadedMode(status) !== "off") return null;
  const flowtable = firewallFlowtable(status.flowtables ?? []);
  return flowtable ? situation("rule-missing", "danger", _("The flowtable is loaded, but no forward rule feeds it.")) : situation(
    "not-loaded",
    "danger",
    _(
      "Flow offloading is asked for, but the firewall has not loaded it. Its rules may have been rejected."
    )
  );
}
function judgeFallback(status) {
  if (wanted(status) !== "hardware" || loadedMode(status) !== "software") return null;
  return situation(
    "fallback",
    "notice",
    _("Hardware offloading is asked for, but the firewall fell back to software offloading.")
  );
}
function judgeLoaded(status) {
  if (loadedMode(status) === "hardware")
    return situation(
      "hardware-loaded",
      "success",
      _("Hardware offloading is loaded. Connections counted as hardware prove that the hardware takes part.")
    );
  return situation("software-loaded", "success", _("Software offloading is loaded."));
}
function foreignFlowtables(status) {
  return (status.flowtables ?? []).filter((flowtable) => !isFirewalls(flowtable)).map((flowtable) => `${flowtable.family} ${flowtable.table} ${flowtable.name}`);
}

function countText(count) {
  return count === null ? _("unknown") : "%d".format(count);
}
function bytesText(bytes) {
  return bytes === null ? _("no data") : "%1024.1mB".format(bytes);
}
function shareText(count, most) {
  return most === null ? countText(count) : _("%s of %s").format(countText(count), countText(most));
}
function carriedText(tally) {
  return tally.entries === 0 ? "–" : bytesText(tally.bytes);
}

return baseclass.extend({
  bytesText,
  callFaultText,
  carriedText,
  countText,
  firewallFlowtable,
  foreignFlowtables,
  isFirewalls,
  isOn,
  judgeSituation,
  loadedMode,
  modeName,
  modeOf,
  reasonText,
  shareText
});
