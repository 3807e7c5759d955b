// Generated from src/model/conflicts/index.ts by `npm run build`: change the source, not this file.
'use strict';
'require baseclass';

function sidesOf(status) {
	const { zones, forwardings } = status;
	if (!zones || !forwardings) return null;
	const wanZones = zones.filter(
		(zone) => zone.networks.some((network) => network.up && network.default_route)
	);
	const wanNames = wanZones.map((zone) => zone.name);
	const sources = forwardings.filter(({ dest }) => wanNames.includes(dest)).map(({ src }) => src);
	const lanZones = zones.filter((zone) => sources.includes(zone.name) && !wanNames.includes(zone.name));
	return { wan: networksUp(wanZones), lan: networksUp(lanZones), wanZones, lanZones };
}
function networksUp(zones) {
	return zones.flatMap((zone) => zone.networks).filter((network) => network.up && !isRepairAlias(network));
}
function isRepairAlias({ name, proto }) {
	return proto === "none" && name.endsWith("_offload");
}
const LAYER3_ONLY = [
	"wireguard",
	"qmi",
	"mbim",
	"ncm",
	"modemmanager",
	"6in4",
	"6to4",
	"6rd",
	"gre",
	"ipip",
	"vti",
	"xfrm"
];
function isLayer3Only(network) {
	return network.device === null || LAYER3_ONLY.includes(network.proto ?? "");
}

function enabled({ environment }, ...names) {
	const found = (environment.services ?? []).filter(
		(service) => service.enabled && names.includes(service.name)
	);
	return found.map((service) => service.name);
}
function isDisabled({ environment }, name) {
	return (environment.services ?? []).some((service) => service.name === name && !service.enabled);
}
function running({ environment }, ...names) {
	return (environment.processes ?? []).filter((name) => names.includes(name));
}
function unique(names) {
	return [...new Set(names)];
}
const BYPASSED = ["prerouting", "forward", "postrouting"];
const PROGRAM_TABLE = /^(b4|snort|suricata|qosmate|dscptag|dscpclassify|mwan3|pbr|zapret|banip|miniupnpd|crowdsec|openclash|passwall|psw|shadowsocksr|homeproxy|sing-?box|podkop|mihomo|nikki|dae|filter|nat|mangle|raw|security)/i;
const PROGRAM_CHAIN = /^(pbr_|upnp_|youtubeunblock|openclash|homeproxy|psw|nss_)/i;
function ownRules({ environment }, ...kinds) {
	return (environment.statements ?? []).filter(isOwn).flatMap((chain) => {
		const found = chain.kinds.filter((kind) => kinds.includes(kind) && losesPackets(chain, kind));
		return found.length > 0 ? [`${chain.table} ${chain.chain} (${found.join(", ")})`] : [];
	});
}
function isOwn(statements) {
	return isBypassed(statements) && !PROGRAM_TABLE.test(statements.table) && !PROGRAM_CHAIN.test(statements.chain);
}
function isBypassed({ family, hooks }) {
	if (!["inet", "ip", "ip6"].includes(family)) return false;
	return hooks.length === 0 || hooks.some((hook) => BYPASSED.includes(hook));
}
function losesPackets({ new_only }, kind) {
	return kind === "tproxy" || kind === "redirect" || !new_only.includes(kind);
}
function queueTables({ environment }, prefixes) {
	const found = (environment.statements ?? []).filter(
		(chain) => chain.kinds.includes("queue") && isBypassed(chain) && prefixes.some((prefix) => chain.table.toLowerCase().startsWith(prefix))
	);
	return unique(found.map(({ table }) => table));
}
function networks({ status }, test) {
	const all = (status.zones ?? []).flatMap((zone) => zone.networks);
	return unique(all.filter(test).map((network) => network.name));
}
function uplinks({ status }) {
	return (sidesOf(status)?.wan ?? []).filter((network) => network.default_route);
}
function wanNetworks(router, test) {
	return unique(
		uplinks(router).filter(test).map((network) => network.name)
	);
}
function wanDevices({ status }) {
	const devices = (sidesOf(status)?.wan ?? []).flatMap(({ device, l3_device, lower_devices }) => [
		l3_device,
		device,
		...lower_devices
	]);
	return unique(devices.filter((device) => device !== null));
}
function isOff({ status }) {
	return status.requested?.flow_offloading === false;
}

const FIRST_PACKETS_PASS = /ct original (packets|bytes)/;
function bypassTools(router) {
	const programs = unique([
		...enabled(router, "zapret", "zapret2", "youtubeUnblock", "b4"),
		...running(router, "nfqws", "nfqws2", "youtubeUnblock", "b4")
	]);
	return programs.length > 0 ? programs : queueTables(router, ["b4", "zapret", "youtubeunblock"]);
}
function bypassProxies(router) {
	return unique([...enabled(router, "byedpi"), ...running(router, "tpws", "ciadpi")]);
}
function toolsGetFirstPackets({ status }) {
	const adders = (status.adders ?? []).filter(({ reached }) => reached);
	return exceptFirstPackets(status) || (status.forward_rules ?? []).some((rule) => FIRST_PACKETS_PASS.test(rule.text)) || adders.length > 0 && adders.every(
		({ owner, text }) => owner === "zapret" || owner === "b4" || FIRST_PACKETS_PASS.test(text)
	);
}
function exceptFirstPackets({ exceptions, flowtables }) {
	if (!exceptions || exceptions.requested.first_packets === 0 || exceptions.invalid.length > 0) return false;
	return exceptions.loaded === "requested" || flowtables?.length === 0 && exceptions.included === true;
}

const SHAPERS = ["cake", "cake_mq", "htb", "hfsc", "tbf"];
const HARDWARE_SHAPERS = [...SHAPERS, "ets", "prio", "mqprio"];
function softwareShapers({ environment }, device) {
	const queues = (environment.qdiscs ?? []).filter((one) => one.device === device);
	return queues.flatMap(
		({ kinds, offloaded }) => kinds.filter((kind) => SHAPERS.includes(kind) && !offloaded.includes(kind))
	);
}
function sqmDevices(router) {
	const configured = isDisabled(router, "sqm") ? [] : router.environment.sqm ?? [];
	const found = wanDevices(router).filter((device) => softwareShapers(router, device).includes("cake_mq"));
	return unique([...configured, ...found]);
}
function sqmInHardware(router) {
	const { qdiscs, sqm_in_hardware } = router.environment;
	return sqmDevices(router).filter(
		(device) => sqm_in_hardware?.includes(device) || softwareShapers(router, device).length === 0 && (qdiscs ?? []).some(
			(one) => one.device === device && one.offloaded.some((kind) => HARDWARE_SHAPERS.includes(kind))
		)
	);
}
function sqmInSoftware(router) {
	const inHardware = sqmInHardware(router);
	return sqmDevices(router).filter((device) => !inHardware.includes(device));
}
function sqmSkipped(router) {
	const paths = router.status.paths ?? [];
	const skipped = paths.flatMap(({ arriving }) => arriving.skipped_queues);
	const expected = uplinks(router).filter(
		({ name, proto }) => proto === "pppoe" && (isOff(router) || !paths.some(({ network }) => network === name))
	);
	const devices = [...skipped, ...expected.map(({ l3_device }) => l3_device)];
	return sqmInSoftware(router).filter((device) => devices.includes(device));
}
function sqmStillWorks(router) {
	const skipped = sqmSkipped(router);
	return sqmInSoftware(router).filter((device) => !skipped.includes(device));
}
function isRedirected({ status }, device) {
	return (status.ingress_redirects ?? []).some((redirect) => redirect.device === device) || (status.paths ?? []).some(
		({ arriving, chain }) => arriving.reason === "ingress_redirect" && chain.some((one) => one.device === device)
	);
}
function usesQosmate(router) {
	return router.environment.qosmate === true && !isDisabled(router, "qosmate");
}
function markingShapers(router) {
	return enabled(router, "nft-qos", "qos", "qos_gargoyle");
}
function queueShapers(router) {
	return enabled(router, "eqos", "wshaper", "qosify");
}
function unknownShapers(router) {
	const known = [...sqmDevices(router), ...markingShapers(router), ...queueShapers(router)];
	if (known.length > 0 || usesQosmate(router)) return [];
	const wan = wanDevices(router);
	return (router.environment.qdiscs ?? []).filter(({ device }) => wan.includes(device) && softwareShapers(router, device).length > 0).map(({ device, kinds }) => `${device} (${kinds.join(", ")})`);
}

const CONFIRMATIONS = [
	{
		id: "sqm-software",
		mode: "software",
		severity: "fine",
		when: (router) => sqmStillWorks(router).filter((device) => !isRedirected(router, device)),
		effect: () => _("SQM on %s keeps working with software offloading."),
		advice: () => _("Nothing to do.")
	},
	{
		id: "sqm-ingress",
		mode: "software",
		severity: "fine",
		when: (router) => sqmStillWorks(router).filter((device) => isRedirected(router, device)),
		effect: () => _("SQM on %s keeps working with software offloading."),
		advice: () => _("Downloads still go through the firewall, so offloading saves less.")
	},
	{
		id: "sqm-in-hardware",
		mode: "both",
		severity: "fine",
		when: sqmInHardware,
		effect: () => _("SQM on %s runs in hardware and keeps working."),
		advice: () => _("Nothing to do.")
	},
	{
		id: "shaper-software",
		mode: "software",
		severity: "fine",
		when: queueShapers,
		effect: () => _("Traffic shaping by %s keeps working with software offloading."),
		advice: () => _("Nothing to do.")
	},
	{
		id: "unknown-shaper-software",
		mode: "software",
		severity: "fine",
		when: unknownShapers,
		effect: () => _("Traffic shaping on %s keeps working with software offloading."),
		advice: () => _("Nothing to do.")
	},
	{
		id: "unblockers-served",
		mode: "both",
		severity: "fine",
		when: (router) => toolsGetFirstPackets(router) ? bypassTools(router) : [],
		effect: () => _("DPI bypass by %s keeps working: the first packets of each connection stay in the firewall."),
		advice: () => _("Nothing to do.")
	},
	{
		id: "unblocker-proxies",
		mode: "both",
		severity: "fine",
		when: bypassProxies,
		effect: () => _("DPI bypass by %s keeps working: it is a proxy on the router, which is never offloaded."),
		advice: () => _("Nothing to do.")
	},
	{
		id: "listeners-software",
		mode: "software",
		severity: "fine",
		when: (router) => unique([
			...enabled(router, "netifyd", "ntopng", "bandwidthd"),
			...running(router, "netifyd", "ntopng", "bandwidthd")
		]),
		effect: () => _("Traffic monitoring by %s still sees every packet with software offloading."),
		advice: () => _("Nothing to do.")
	}
];

const SILENT_TARGETS = ["ramips/mt7621", "mediatek/mt7623", "airoha/"];
function hasSilentHardware({ system }) {
	return SILENT_TARGETS.some((silent) => system.target?.startsWith(silent));
}

function offloadChange(option, value) {
	return { config: "firewall", section: "@defaults[0]", option, value };
}

function hardwareOff({ status }) {
	if (!status.requested?.flow_offloading_hw) return null;
	return {
		title: _("Use software only"),
		changes: [offloadChange("flow_offloading", "1"), offloadChange("flow_offloading_hw", null)]
	};
}
function softwareOn() {
	return {
		title: _("Enable software too"),
		changes: [offloadChange("flow_offloading", "1")]
	};
}
function moveOptions({ status, environment }) {
	const { globals_flow_offloading: software, globals_flow_offloading_hw: hardware } = environment.misplaced ?? {};
	const changes = [
		...software && !status.requested?.flow_offloading ? [offloadChange("flow_offloading", "1")] : [],
		...hardware && !status.requested?.flow_offloading_hw ? [offloadChange("flow_offloading_hw", "1")] : []
	];
	return changes.length > 0 ? { title: _("Set it in the firewall"), changes } : null;
}
function excludeFirstPackets({ status }) {
	if (!status.exceptions || status.exceptions.requested.first_packets > 0) return null;
	return { title: _("Keep the first 30 packets in the firewall"), changes: [], action: "first-packets" };
}
function flushOffloaded(router) {
	if (!router.status.exceptions || isOff(router)) return null;
	return { title: _("Flush offloaded connections"), changes: [], action: "flush" };
}

function uncountedDevices(router) {
	return uplinks(router).flatMap(({ name, proto, l3_device, device, lower_devices }) => {
		const path = (router.status.paths ?? []).find(({ network }) => network === name);
		const plain = lower_devices.length === 0;
		const below = path && !isOff(router) ? path.arriving.through === "deepest" : plain;
		return proto === "pppoe" && below ? [`${l3_device} → ${path?.chain[path.chain.length - 1]?.device ?? device}`] : [];
	});
}
const WATCHING = [
	{
		id: "unblockers",
		mode: "both",
		severity: "high",
		when: (router) => toolsGetFirstPackets(router) ? [] : bypassTools(router),
		effect: () => _(
			"These DPI-bypass tools need the first packets of both directions and get too few. Websites may stop opening."
		),
		advice: () => _(
			"Let the first packets stay in the firewall, or leave offloading off. zapret can offload by itself (FLOWOFFLOAD=software)."
		),
		page: "startup",
		fix: excludeFirstPackets
	},
	{
		id: "intrusion-prevention",
		mode: "both",
		severity: "high",
		when: (router) => unique([
			...enabled(router, "snort", "suricata"),
			...running(router, "snort", "suricata"),
			...queueTables(router, ["snort", "suricata"])
		]),
		effect: () => _("Intrusion prevention sees only the start of each connection and misses the rest."),
		advice: () => _("Use either offloading or inspection, not both."),
		page: "startup"
	},
	{
		id: "queue-rules",
		mode: "both",
		severity: "high",
		when: (router) => ownRules(router, "queue"),
		effect: () => _(
			"Your own rules hand packets to a program (queue). It sees only the first packets of each connection."
		),
		advice: () => _("Leave offloading off if that program needs every packet.")
	},
	{
		id: "app-filter",
		mode: "both",
		severity: "medium",
		when: (router) => enabled(router, "appfilter"),
		effect: () => _("The app filter sees only the first packets and may let apps through."),
		advice: () => _("After enabling it, check your filters."),
		page: "startup"
	},
	{
		id: "listeners-hardware",
		mode: "hardware",
		severity: "medium",
		when: (router) => unique([
			...enabled(router, "netifyd", "ntopng", "bandwidthd"),
			...running(router, "netifyd", "ntopng", "bandwidthd")
		]),
		effect: () => _("With hardware offloading, traffic monitors see only the start of each connection."),
		advice: () => _("Use software only to keep them complete."),
		fix: hardwareOff
	},
	{
		id: "parental-control",
		mode: "both",
		severity: "high",
		when: (router) => [...enabled(router, "timecontrol", "accesscontrol"), ...ownRules(router, "time")],
		effect: () => _(
			"A video or game already running at bedtime continues, because its packets no longer reach the time rule."
		),
		advice: () => _(
			"Leave offloading off, or end connections at bedtime with a scheduled “conntrack -D” (package conntrack)."
		),
		fix: flushOffloaded
	},
	{
		id: "time-rules",
		mode: "both",
		severity: "low",
		when: ({ environment }) => (environment.firewall_rules?.time ?? 0) > 0,
		effect: () => _("Firewall time rules stop only new connections. Running ones continue, with or without offloading."),
		advice: () => _("End running connections with a scheduled “conntrack -D” (package conntrack)."),
		page: "rules"
	},
	{
		id: "marking-rules",
		mode: "both",
		severity: "medium",
		when: (router) => [
			...ownRules(router, "mark", "log", "connlimit", "packets"),
			...(router.environment.firewall_rules?.mark ?? 0) > 0 ? [_("firewall rules with target MARK")] : []
		],
		effect: () => _("Your own rules that mark, log or count packets see only the first packets of each connection."),
		advice: () => _("After enabling it, check whatever depends on these rules."),
		page: "rules"
	},
	{
		id: "ttl-rules",
		mode: "both",
		severity: "medium",
		when: (router) => ownRules(router, "ttl"),
		effect: () => _("Rules that change the TTL act on the first packets only; mobile carriers may notice."),
		advice: () => _("Leave offloading off if your contract needs these rules.")
	},
	{
		id: "nlbwmon-hardware",
		mode: "hardware",
		severity: "medium",
		when: (router) => unique([...enabled(router, "nlbwmon"), ...running(router, "nlbwmon")]),
		effect: () => _("Volumes per device (nlbwmon) may be far too low with hardware offloading."),
		advice: () => _("Use software only to keep them correct."),
		fix: hardwareOff
	},
	{
		id: "packet-counters",
		mode: "both",
		severity: "medium",
		when: (router) => [
			...enabled(router, "wrtbwmon", "iptmon"),
			...ownRules(router, "counter").filter((name) => name.startsWith("fw4 "))
		],
		effect: () => _("Counters in firewall rules see only the first packets of each connection."),
		advice: () => _("Use nlbwmon or vnStat with software offloading to count traffic.")
	},
	{
		id: "pppoe-counters",
		mode: "both",
		severity: "medium",
		when: (router) => {
			const counting = [...enabled(router, "vnstat", "collectd"), ...running(router, "vnstatd", "collectd")];
			return counting.length > 0 ? uncountedDevices(router) : [];
		},
		effect: () => _("On PPPoE, offloaded data is counted on the port below, and hardly any on the PPPoE device."),
		advice: () => _("Let vnStat or collectd count the port.")
	},
	{
		id: "device-counters",
		mode: "hardware",
		severity: "low",
		when: (router) => unique([...enabled(router, "vnstat", "collectd"), ...running(router, "vnstatd", "collectd")]),
		effect: () => _("Volumes per interface depend on whether the driver counts what its hardware forwards."),
		advice: () => _("Compare with your provider’s figures.")
	},
	{
		id: "test-on-router",
		mode: "both",
		severity: "low",
		when: (router) => running(router, "iperf", "iperf3", "netperf", "speedtest", "librespeed-cli"),
		effect: () => _("A speed test is running on the router itself. The router’s own traffic is never offloaded."),
		advice: () => _("Test from a device in your network.")
	}
];

const QUEUEING = [
	{
		id: "sqm-hardware",
		mode: "hardware",
		severity: "critical",
		when: sqmInSoftware,
		effect: () => _("Hardware offloading bypasses SQM entirely: it no longer keeps latency low."),
		advice: () => _("Use software only, or give up SQM."),
		fix: hardwareOff
	},
	{
		id: "sqm-pppoe",
		mode: "software",
		severity: "medium",
		when: sqmSkipped,
		effect: () => _("On a PPPoE line, SQM may no longer shape your downloads."),
		advice: () => _("Run a bufferbloat test with and without offloading.")
	},
	{
		id: "qosmate-hardware",
		mode: "hardware",
		severity: "critical",
		when: usesQosmate,
		effect: () => _("Hardware offloading bypasses QoSmate entirely."),
		advice: () => _("Use software only, or give up QoSmate."),
		fix: hardwareOff,
		page: "startup"
	},
	{
		id: "qosmate-software",
		mode: "software",
		severity: "high",
		when: usesQosmate,
		effect: () => _("QoSmate’s dynamic rules no longer see most packets; only its static rules keep working."),
		advice: () => _("Leave offloading off, or use static rules only."),
		page: "startup"
	},
	{
		id: "priority-rules",
		mode: "both",
		severity: "high",
		when: (router) => unique([
			...enabled(router, "dscpclassify"),
			...ownRules(router, "dscp"),
			...(router.environment.firewall_rules?.dscp ?? 0) > 0 ? [_("firewall rules with target DSCP")] : []
		]),
		effect: () => _("Rules that mark packets with a priority (DSCP) reach only the first packets of a connection."),
		advice: () => _("Leave offloading off if games or calls depend on these marks."),
		page: "rules"
	},
	{
		id: "shaper-marks",
		mode: "both",
		severity: "high",
		when: markingShapers,
		effect: () => _("This traffic shaping no longer sees most packets, so its limits do not hold."),
		advice: () => _("Use either offloading or this service, not both."),
		page: "startup"
	},
	{
		id: "shaper-hardware",
		mode: "hardware",
		severity: "high",
		when: queueShapers,
		effect: () => _("Hardware offloading bypasses this traffic shaping entirely."),
		advice: () => _("Use software only."),
		fix: hardwareOff,
		page: "startup"
	},
	{
		id: "unknown-shaper-hardware",
		mode: "hardware",
		severity: "high",
		when: unknownShapers,
		effect: () => _("Hardware offloading bypasses the traffic shaping on your WAN device."),
		advice: () => _("Use software only."),
		fix: hardwareOff
	},
	{
		id: "limit-rules",
		mode: "both",
		severity: "high",
		when: (router) => ownRules(router, "limit", "quota"),
		effect: () => _("Your own firewall rules with a limit or quota count only the first packets of a connection."),
		advice: () => _("Leave offloading off if these limits must hold.")
	}
];

const ENGINES = {
	mtk_hnat: { modules: ["mtk_hnat", "mtkhnat", "hnat"], families: [], flowtable: false },
	natflow: { modules: ["natflow"], families: [], flowtable: false },
	nss: { modules: ["ecm"], families: ["qca_nss_"], flowtable: false },
	sfe: { modules: ["fast_classifier"], families: ["shortcut_fe"], flowtable: false },
	qca_ppe: { modules: ["qca_ppe", "qcom_ppe"], families: [], flowtable: true }
};
function engineOf(module) {
	for (const [name, { modules, families }] of Object.entries(ENGINES))
		if (modules.includes(module) || families.some((family) => module.startsWith(family)))
			return name;
	return null;
}

function engines({ status }, hnat) {
	return (status.accelerators ?? []).filter((name) => engineOf(name) === "mtk_hnat" === hnat);
}
const NEEDS = [
	{
		id: "firewall-stopped",
		mode: "both",
		severity: "critical",
		when: (router) => isOff(router) && router.status.firewall_loaded === false,
		effect: () => _("The firewall is not running. It offloads nothing and protects nothing."),
		advice: () => _("Enable and start “firewall”."),
		page: "startup"
	},
	{
		id: "firewall-disabled",
		mode: "both",
		severity: "high",
		when: ({ status, environment }) => environment.firewall_enabled === false && status.firewall_loaded === true,
		effect: () => _("The firewall is running, but does not start when the router boots."),
		advice: () => _("Enable “firewall”. Otherwise the next restart ends offloading and protection."),
		page: "startup"
	},
	{
		id: "module-missing",
		mode: "both",
		severity: "critical",
		when: (router) => isOff(router) && router.status.module === "missing",
		rejected: true,
		effect: () => _(
			"Without the package kmod-nft-offload the firewall fails to load, and the next restart locks you out."
		),
		advice: () => _("Install kmod-nft-offload first, from the package feed of your exact release."),
		page: "software"
	},
	{
		id: "hardware-alone",
		mode: "any",
		severity: "high",
		when: ({ status }) => status.requested?.flow_offloading_hw === true && !status.requested.flow_offloading,
		effect: () => _("Hardware offloading is enabled without software offloading, so nothing is offloaded."),
		advice: () => _("Enable software offloading too: hardware offloading needs it."),
		fix: softwareOn
	},
	{
		id: "hardware-fallback",
		mode: "hardware",
		severity: "medium",
		when: ({ status }) => status.requested?.flow_offloading === true && status.requested.flow_offloading_hw && (status.flowtables ?? []).some(
			({ table, name, hardware }) => table === "fw4" && name === "ft" && !hardware
		),
		effect: () => _(
			"The firewall uses software offloading instead: the kernel may have rejected hardware offloading for a network device."
		),
		advice: () => _("It does no harm. You can turn hardware off."),
		fix: hardwareOff
	},
	{
		id: "misplaced",
		mode: "any",
		severity: "medium",
		when: (router) => moveOptions(router) !== null,
		effect: () => _("Flow offloading is set in the network settings (network.globals), where nothing reads it."),
		advice: () => _("Set it in the firewall. The entry in the network settings can stay."),
		fix: moveOptions
	},
	{
		id: "misplaced-defaults",
		mode: "any",
		severity: "medium",
		when: ({ environment }) => environment.misplaced?.in_ignored_defaults === true,
		effect: () => _(
			'/etc/config/firewall has several "defaults" sections; the firewall reads only the first, and offloading is also set in another.'
		),
		advice: () => _("Over SSH, leave only one “defaults” section in that file.")
	},
	{
		id: "vendor-hnat",
		mode: "hardware",
		severity: "critical",
		when: (router) => engines(router, true),
		effect: () => _(
			"A second driver for the same hardware is loaded. Using both has crashed routers so badly that they no longer boot."
		),
		advice: () => _("Use only one of them: leave hardware offloading off here, or remove the vendor’s driver."),
		fix: hardwareOff
	},
	{
		id: "vendor-hnat-software",
		mode: "software",
		severity: "high",
		when: (router) => engines(router, true),
		effect: () => _("The vendor’s own accelerator is loaded. Both would handle the same connections."),
		advice: () => _("Use only one of the two.")
	},
	{
		id: "second-engine",
		mode: "both",
		severity: "high",
		when: (router) => [...engines(router, false), ...enabled(router, "turboacc")],
		effect: () => _("Another accelerator is active; both would handle the same connections."),
		advice: () => _("Use only one of the two."),
		page: "startup"
	},
	{
		id: "nothing-to-route",
		mode: "both",
		severity: "medium",
		when: (router) => isOff(router) && routesNothing(router),
		effect: () => _(
			"This device does not route to the Internet, as an access point does not: there is nothing to offload."
		),
		advice: () => _("Leave it off here and enable it on your main router.")
	},
	{
		id: "wan-without-device",
		mode: "both",
		severity: "medium",
		when: (router) => isOff(router) && wanIsLayer3Only(router),
		effect: () => _(
			"The firewall does not list the device of your Internet connection, as with modems and tunnels: downloads keep going through it."
		),
		advice: () => _("Expect little gain. Once it is on, this page shows what is covered.")
	},
	{
		id: "pppoe",
		mode: "software",
		severity: "medium",
		when: (router) => isOff(router) ? wanNetworks(router, ({ proto }) => proto === "pppoe") : false,
		effect: () => _("On PPPoE lines some routers gain a lot from software offloading, others next to nothing."),
		advice: () => _("Enable it and measure.")
	},
	{
		id: "l2tp-hardware",
		mode: "hardware",
		severity: "critical",
		kernel: [{ until: "6.12.94" }, { from: "6.13", until: "6.18.22" }],
		when: (router) => wanNetworks(router, ({ proto }) => proto === "l2tp" || proto === "pptp"),
		effect: () => _(
			"With this kernel, uploads over L2TP or PPTP with hardware offloading are known to restart the router."
		),
		advice: () => _("Use software only, or update OpenWrt."),
		fix: hardwareOff
	},
	{
		id: "silent-hardware",
		mode: "hardware",
		severity: "medium",
		when: ({ status }) => !status.requested?.flow_offloading_hw && hasSilentHardware(status),
		effect: () => _("This router’s hardware does not count what it forwards: data volumes will stop increasing."),
		advice: () => _("Stay with software if you need data volumes per device or connection.")
	},
	{
		id: "wed-timeout",
		mode: "hardware",
		severity: "high",
		// OpenWrt fixed it on 1 June 2026 in its own patches, between these two.
		kernel: [{ from: "6.18", until: "6.18.31" }],
		when: ({ environment }) => environment.wed === "on",
		effect: () => _("With this kernel, Wi-Fi connections that WED offloads break after about five minutes."),
		advice: () => _("Update OpenWrt, or use software only."),
		fix: hardwareOff
	},
	{
		id: "xmit-path",
		mode: "software",
		severity: "high",
		// OpenWrt's own 6.18.52 came with the fix.
		kernel: [{ from: "6.18.45", until: "6.18.52" }],
		when: ({ status }) => status.system.target?.startsWith("mediatek/filogic") === true,
		effect: () => _("With this kernel, software offloading is known to drop packets on this kind of router."),
		advice: () => _("Update OpenWrt, or leave offloading off.")
	}
];
function wanIsLayer3Only(router) {
	return wanNetworks(router, () => true).length > 0 && wanNetworks(router, (wan) => !isLayer3Only(wan)).length === 0;
}
function routesNothing({ status }) {
	const sides = sidesOf(status);
	return sides !== null && sides.wan.length > 0 && sides.lanZones.length === 0;
}

const OPENVPN = ["tun", "tap", "ovpn"];
const PATHS = [
	{
		id: "mwan3",
		mode: "both",
		severity: "medium",
		when: (router) => (router.environment.mwan3 ?? 0) >= 2 && !isDisabled(router, "mwan3"),
		effect: () => _("When mwan3 switches lines, running connections stay on the old line until they end."),
		advice: () => _("Have mwan3 flush connections on a change, and test a failover."),
		page: "startup"
	},
	{
		id: "pbr",
		mode: "both",
		severity: "low",
		when: (router) => router.environment.pbr === true && !isDisabled(router, "pbr"),
		effect: () => _("Changes to policy routing do not move connections that are already running."),
		advice: () => _("Restart them after a change.")
	},
	{
		id: "ipsec",
		mode: "both",
		severity: "medium",
		when: (router) => unique([...enabled(router, "ipsec", "swanctl"), ...running(router, "charon", "pluto")]),
		effect: () => _("IPsec tunnels are not offloaded, and the two directions may take different paths."),
		advice: () => _("After enabling it, check that the tunnel still works and still encrypts."),
		page: "startup"
	},
	{
		id: "tunnels",
		mode: "both",
		severity: "low",
		when: (router) => unique([
			...networks(
				router,
				(network) => network.up && !network.default_route && network.covered !== true && isLayer3Only(network)
			),
			...openvpnAlone(router)
		]),
		effect: () => _("Downloads through tunnels that end on this router go through the firewall."),
		advice: () => _("Nothing to do.")
	},
	{
		id: "proxies",
		mode: "both",
		severity: "low",
		when: (router) => unique([
			...enabled(
				router,
				...["podkop", "openclash", "passwall", "passwall2", "shadowsocksr", "homeproxy"],
				...["sing-box", "dae", "daed", "nikki"]
			),
			...running(router, "sing-box", "mihomo", "clash", "xray", "v2ray", "dae", "daed", "ss-redir"),
			...ownRules(router, "tproxy", "redirect")
		]),
		effect: () => _("Traffic that a proxy on the router handles is not offloaded, so fewer connections are counted."),
		advice: () => _("Nothing to do.")
	},
	{
		id: "vlan-bridge-hardware",
		mode: "hardware",
		severity: "medium",
		when: (router) => router.environment.vlan_bridges ?? [],
		effect: () => _("On VLAN bridges, hardware offloading has been seen to stop working after a while."),
		advice: () => _("Watch the counter for a day, or use software."),
		fix: hardwareOff
	},
	{
		id: "roaming-hardware",
		mode: "hardware",
		severity: "medium",
		when: ({ environment }) => (environment.bridged_access_points ?? 0) > 1 || (environment.fast_roaming ?? 0) > 0,
		effect: () => _(
			"A phone that moves between Wi-Fi bands or access points may lose its connections for half a minute."
		),
		advice: () => _("Use software if Wi-Fi stalls while people walk around."),
		fix: hardwareOff
	},
	{
		id: "wifi-dispatch",
		mode: "hardware",
		severity: "low",
		when: ({ environment }) => environment.wed === "off",
		effect: () => _("Wi-Fi traffic is not forwarded by hardware while WED is off."),
		advice: () => _("See the OpenWrt wiki before you enable it. It needs a restart.")
	},
	{
		id: "wed-not-attached",
		mode: "hardware",
		severity: "medium",
		when: ({ environment }) => environment.wed === "on" && environment.wed_attached === false,
		effect: () => _("Wi-Fi traffic is not forwarded by hardware: WED is on, but no Wi-Fi card uses it."),
		advice: () => _("Restart the router if you have just enabled it.")
	},
	{
		id: "npu-stopped",
		mode: "hardware",
		severity: "medium",
		when: ({ environment }) => environment.npu === "stopped" || environment.npu === "no_firmware",
		effect: () => _("Nothing is forwarded by hardware: the network processor (NPU) is not running."),
		advice: () => _(
			"Make sure that its firmware is installed (airoha-en7581-npu-firmware or airoha-an7583-npu-firmware), then restart the router."
		)
	},
	{
		id: "steering-hardware",
		mode: "hardware",
		severity: "low",
		when: (router) => [
			...router.environment.packet_steering ? ["packet_steering"] : [],
			...unique([...enabled(router, "irqbalance"), ...running(router, "irqbalance")])
		],
		effect: () => _("Packet steering gains nothing with hardware offloading and may cost CPU time."),
		advice: () => _("Leave it at its default.")
	},
	{
		id: "containers",
		mode: "both",
		severity: "low",
		when: (router) => unique([...enabled(router, "dockerd"), ...running(router, "dockerd")]),
		effect: () => _("Traffic of containers is offloaded only if their bridge is in the flowtable."),
		advice: () => _("Nothing to do.")
	},
	{
		id: "helpers",
		mode: "both",
		severity: "low",
		when: ({ environment }) => environment.helpers ?? [],
		effect: () => _("Connections with a conntrack helper, such as FTP or SIP, are never offloaded."),
		advice: () => _("Nothing to do.")
	},
	{
		id: "full-cone",
		mode: "both",
		severity: "low",
		when: ({ environment }) => environment.fullcone === true,
		effect: () => _("Full-cone NAT is not part of OpenWrt. It does not conflict with offloading by itself."),
		advice: () => _("Mention it when you ask for help.")
	}
];
function openvpnAlone(router) {
	const kinds = (router.status.paths ?? []).map(({ chain }) => chain[0]?.kind);
	return kinds.some((kind) => kind && OPENVPN.includes(kind)) ? [] : running(router, "openvpn");
}

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

const HARDWARE_COSTS = [
	() => _("Queues are bypassed: SQM stops working, and downloads may delay games and calls."),
	() => _("Data volumes per device and per connection may stop increasing."),
	() => _("Every firewall reload may cut long-lived UDP connections: VPNs behind the router, calls, games."),
	() => _("It is buggy on some routers; some even reboot the moment it is enabled."),
	() => _("If software offloading already reaches your line speed, hardware offloading makes nothing faster.")
];

function groupHints(conflicts, mode, hidden) {
	const hints = conflicts.filter(({ rule }) => !["low", "fine"].includes(rule.severity));
	const shown = hints.filter(({ rule }) => !hidden.includes(rule.id));
	const step = mode === "off" ? "software" : mode;
	return {
		now: shown.filter(({ rule }) => matters(rule, step)),
		hardware: mode === "hardware" ? [] : shown.filter(({ rule }) => rule.mode === "hardware"),
		confirmations: conflicts.filter(({ rule }) => rule.severity === "fine" && matters(rule, step)),
		hidden: hints.filter(({ rule }) => hidden.includes(rule.id) && concerns(rule, step)).length
	};
}
function criticalFor(conflicts, mode) {
	return conflicts.filter(
		({ rule }) => rule.severity === "critical" && !rule.rejected && matters(rule, mode)
	);
}
function matters({ mode: of }, mode) {
	if (of === "any") return true;
	return mode !== "off" && (of === "both" || of === mode);
}
function concerns(rule, step) {
	return matters(rule, step) || rule.mode === "hardware";
}

const WORST_FIRST = ["critical", "high", "medium", "low", "fine"];
const CONFLICT_RULES = [...NEEDS, ...QUEUEING, ...WATCHING, ...PATHS, ...CONFIRMATIONS].sort(
	(a, b) => WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity)
);
function findConflicts(router) {
	return CONFLICT_RULES.flatMap((rule) => {
		if (!isAffected(rule, router)) return [];
		const found = rule.when(router);
		if (found === true) return [{ rule, found: [] }];
		return found === false || found.length === 0 ? [] : [{ rule, found }];
	});
}
function isAffected({ kernel, release }, { status: { system } }) {
	return (!kernel || isWithin(kernel, system.kernel)) && (!release || isWithin(release, system.release));
}
function effectText({ rule, found }) {
	return rule.severity === "fine" ? rule.effect().format(found.join(", ")) : rule.effect();
}
function severityName(severity) {
	const names = {
		critical: _("Critical", "flow offloading"),
		high: _("Important"),
		medium: _("Note"),
		low: _("For support"),
		fine: _("No conflict")
	};
	return names[severity];
}

return baseclass.extend({
	CONFLICT_RULES,
	HARDWARE_COSTS,
	criticalFor,
	effectText,
	findConflicts,
	groupHints,
	severityName
});
