// Generated from src/model/engine-words.ts by `npm run build`: change the source, not this file.
'use strict';
'require nft-offload.model as model';
'require baseclass';


const NAMES = {
	mtk_ppe: "MediaTek PPE",
	airoha_ppe: "Airoha PPE",
	qca_ppe: "Qualcomm PPE",
	qcom_ppe: "Qualcomm PPE"
};
function engineName({ kind, folder }) {
	return `${NAMES[kind]} (${folder})`;
}
function engineRows({ engines, system, unknown }, environment = null) {
	const rows = (engines ?? []).flatMap((engine) => [
		[engineName(engine), engineText(engine)],
		...engine.rejected?.length ? [[_("Rejected by %s").format(engineName(engine)), rejectedText(engine.rejected)]] : []
	]);
	const none = rows.length > 0 ? [] : [[_("Hardware engines"), model.listText(engines && [], unknown.engines)]];
	return [...none, ...rows, ...switchRows(system), ...environment ? partnerRows(environment) : []];
}
function engineText({ kind, bound, unbound, moving, capacity, complete }) {
	if (kind === "qcom_ppe") return _("unknown: this driver does not list what it forwards");
	if (bound === null) return _("unknown");
	const forwarding = N_(
		bound,
		"%s entry forwards without the CPU",
		"%s entries forward without the CPU"
	).format(model.countText(bound));
	const watched = unbound ? N_(unbound, "%s is only watched", "%s are only watched").format(model.countText(unbound)) : "";
	const room = capacity === null ? "" : _("room for %s").format(model.countText(capacity));
	const idle = moving === 0 && bound > 0 ? _("none has counted a packet") : "";
	const facts = [forwarding, watched, idle, room].filter((text) => text !== "").join(", ");
	return complete ? facts : _("at least: %s").format(facts);
}
function rejectedText(rejected) {
	return rejected.map(({ reason, flows }) => _("%s: %s").format(model.countText(flows), rejectionText(reason))).join("; ");
}
function rejectionText(reason) {
	const words = /* @__PURE__ */ new Map([
		["ingress_not_switch_port", _("arrives on a device outside the switch, such as Wi-Fi")],
		["ingress_vlan_domain", _("arrives in a VLAN that the switch does not handle")],
		["unsupported_match", _("cannot be matched by the hardware")],
		["unsupported_protocol", _("has a protocol that the hardware does not handle")],
		["unsupported_action", _("needs a change that the hardware cannot make, such as a second VLAN tag")],
		["no_egress_l2_header", _("lacks the address of the next device")],
		["egress_not_switch_port", _("leaves through a device outside the switch, such as Wi-Fi")],
		["egress_is_ingress", _("leaves through the port on which it arrives")],
		["snat_and_dnat", _("needs both of its addresses translated")],
		["ipv6_nat", _("needs NAT for IPv6")],
		["table_full", _("found the table full")],
		["hardware_op_failed", _("made the hardware report an error")]
	]);
	return words.get(reason) ?? reason;
}
function switchRows({ target }) {
	if (!target?.startsWith("realtek/")) return [];
	return [
		[
			_("Routing in the switch"),
			_("possible without the CPU; this is not flow offloading, and no connection is counted for it")
		]
	];
}
function partnerRows({ wed, wed_attached, npu, unknown }) {
	const rows = [];
	if (wed !== "absent") rows.push([_("Wireless Ethernet Dispatch (WED)"), wedText()]);
	if (npu !== "absent") rows.push([_("Network processor (NPU)"), npuText()]);
	return rows;
	function wedText() {
		if (wed === null) return model.reasonText(unknown.wed);
		if (wed === "off") return _("Off", "WED");
		if (wed_attached === null)
			return _("On, unknown whether a Wi-Fi card uses it: %s").format(model.reasonText(unknown.wed_attached));
		return wed_attached ? _("On, and a Wi-Fi card uses it") : _("On, but no Wi-Fi card uses it");
	}
	function npuText() {
		if (npu === null) return model.reasonText(unknown.npu);
		if (npu === "running") return _("Running", "NPU");
		return npu === "stopped" ? _("Not running") : _("Not running: its firmware is not installed");
	}
}

return baseclass.extend({
	engineName,
	engineRows,
	rejectedText,
	rejectionText
});
