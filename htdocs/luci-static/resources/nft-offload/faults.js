// Generated from src/model/known-faults.ts by `npm run build`: change the source, not this file.
'use strict';
'require baseclass';

function isWithin(ranges, version) {
	const numbers = numbersOf(version ?? "");
	if (numbers.length === 0) return false;
	return ranges.some(
		({ from, until }) => (from === void 0 || compare(numbers, numbersOf(from)) >= 0) && (until === void 0 || compare(numbers, numbersOf(until)) < 0)
	);
}
function numbersOf(text) {
	const found = /(?:^|\s)(\d+(?:\.\d+)*)/.exec(text);
	return found ? found[1].split(".").map(Number) : [];
}
function compare(a, b) {
	for (let index = 0; index < Math.max(a.length, b.length); index++) {
		const difference = (a[index] ?? 0) - (b[index] ?? 0);
		if (difference !== 0) return difference;
	}
	return 0;
}

const KNOWN_FAULTS = [
	{
		id: "reload-drops-hardware",
		mode: "hardware",
		release: [{ until: "25.12.5" }],
		text: () => _(
			"A reload of the firewall may end connections that are offloaded to hardware, such as those of a VPN."
		),
		source: "https://github.com/openwrt/openwrt/issues/17915"
	},
	{
		id: "re3000-restart",
		mode: "hardware",
		release: [{ from: "24.10", until: "24.11" }],
		models: ["Cudy RE3000"],
		text: () => _("On 24.10.0, this model has restarted the moment hardware offloading was enabled."),
		source: "https://github.com/openwrt/openwrt/issues/18020"
	},
	{
		id: "wed-slow",
		mode: "hardware",
		models: ["Bananapi BPI-R4"],
		text: () => _("On this model, WED has slowed downloads over Wi-Fi with MT7916 cards to 6 Mbit/s."),
		source: "https://github.com/openwrt/mt76/issues/1051"
	},
	{
		id: "wifi-path",
		mode: "both",
		kernel: [{ from: "7.2", until: "7.3" }],
		text: () => _("Without a patch by OpenWrt, this kernel does not offload connections over Wi-Fi."),
		source: "https://github.com/openwrt/openwrt/commit/2ec42369b0"
	},
	{
		id: "mt7620-ipv6",
		mode: "software",
		targets: ["ramips/mt7620"],
		text: () => _(
			"On this kind of router, IPv6 was measured slower with software offloading than without: 77 against 89 Mbit/s."
		),
		source: "https://github.com/openwrt/openwrt/issues/24515"
	}
];
function faultsFor(system, mode) {
	if (mode === "off") return [];
	const { release, kernel, target, model } = system;
	return KNOWN_FAULTS.filter(
		(fault) => (fault.mode === "both" || fault.mode === mode) && isAffected(fault.release, release) && isAffected(fault.kernel, kernel) && isNamed(fault.targets, target) && isNamed(fault.models, model)
	);
}
function isAffected(ranges, version) {
	return ranges === void 0 || isWithin(ranges, version);
}
function isNamed(beginnings, name) {
	return beginnings === void 0 || beginnings.some((beginning) => name?.startsWith(beginning));
}

return baseclass.extend({
	KNOWN_FAULTS,
	faultsFor
});
