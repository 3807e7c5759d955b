// Generated from src/model/index.ts by `npm run build`: change the source, not this file.
'use strict';
'require baseclass';

function offloadChange(option, value) {
  return { config: "firewall", section: "@defaults[0]", option, value };
}
function modeChanges(mode) {
  return [
    offloadChange("flow_offloading", mode === "off" ? null : "1"),
    offloadChange("flow_offloading_hw", mode === "hardware" ? "1" : null)
  ];
}
function shellCommands(changes) {
  const configs = [...new Set(changes.map((change) => change.config))];
  const commits = configs.map((config) => `uci commit ${config}`);
  return [...changes.map(uciCommand), ["fw4 check", ...commits, "service firewall reload"].join(" && ")];
}
function uciCommand({ config, section, option, value }) {
  const path = `${config}.${section}.${option}`;
  return value === null ? `uci -q delete ${path}` : `uci set ${path}=${quote(value)}`;
}
function quote(value) {
  return `'${value.replaceAll("'", "'\\''")}'`;
}

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
  return zones.flatMap((zone) => zone.networks).filter((network) => network.up);
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
function namesOf(networks) {
  return networks.map((network) => network.name).join(", ");
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
    title: _("Switch on software too"),
    changes: [offloadChange("flow_offloading", "1")]
  };
}
function moveOptions({ status, facts }) {
  const { globals_flow_offloading: software, globals_flow_offloading_hw: hardware } = facts.misplaced ?? {};
  const changes = [
    ...software && !status.requested?.flow_offloading ? [offloadChange("flow_offloading", "1")] : [],
    ...hardware && !status.requested?.flow_offloading_hw ? [offloadChange("flow_offloading_hw", "1")] : []
  ];
  return changes.length > 0 ? { title: _("Set it in the firewall"), changes } : null;
}

function enabled({ facts }, ...names) {
  const found = (facts.services ?? []).filter((service) => service.enabled && names.includes(service.name));
  return found.map((service) => service.name);
}
function isDisabled({ facts }, name) {
  return (facts.services ?? []).some((service) => service.name === name && !service.enabled);
}
function running({ facts }, ...names) {
  return (facts.processes ?? []).filter((name) => names.includes(name));
}
function unique(names) {
  return [...new Set(names)];
}
const BYPASSED = ["prerouting", "forward", "postrouting", null];
const PROGRAM_TABLE = /^(qosmate|dscptag|dscpclassify|mwan3|pbr|zapret|banip|miniupnpd|crowdsec|openclash|passwall|psw|shadowsocksr|homeproxy|sing-?box|podkop|mihomo|nikki|dae|filter|nat|mangle|raw|security)/i;
const PROGRAM_CHAIN = /^(pbr_|upnp_|youtubeunblock|openclash|homeproxy|psw|nss_)/i;
function ownRules({ facts }, ...kinds) {
  return (facts.statements ?? []).filter(isOwn).flatMap((chain) => {
    const found = chain.kinds.filter((kind) => kinds.includes(kind));
    return found.length > 0 ? [`${chain.table} ${chain.chain} (${found.join(", ")})`] : [];
  });
}
function isOwn({ family, table, chain, hook }) {
  if (!["inet", "ip", "ip6"].includes(family) || !BYPASSED.includes(hook)) return false;
  return !PROGRAM_TABLE.test(table) && !PROGRAM_CHAIN.test(chain);
}
function networks({ status }, test) {
  const all = (status.zones ?? []).flatMap((zone) => zone.networks);
  return unique(all.filter(test).map((network) => network.name));
}
function wanNetworks({ status }, test) {
  const wan = (sidesOf(status)?.wan ?? []).filter((network) => network.default_route);
  return unique(wan.filter(test).map((network) => network.name));
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

const VENDOR_HNAT = ["mtk_hnat", "hnat"];
const SILENT_TARGETS$1 = ["ramips/mt7621", "mediatek/mt7623"];
function engines({ status }, hnat) {
  return (status.accelerators ?? []).filter((name) => VENDOR_HNAT.includes(name) === hnat);
}
const NEEDS = [
  {
    id: "firewall-stopped",
    mode: "both",
    severity: "critical",
    when: (router) => isOff(router) && router.status.firewall_loaded === false,
    effect: () => _("The firewall is not running: it can offload nothing, and it protects nothing."),
    advice: () => _('Enable and start "firewall".'),
    source: ["firewall4: root/etc/init.d/firewall"],
    page: "startup"
  },
  {
    id: "firewall-disabled",
    mode: "both",
    severity: "high",
    when: ({ status, facts }) => facts.firewall_enabled === false && status.firewall_loaded === true,
    effect: () => _("The firewall runs now, but does not start with the router."),
    advice: () => _('Enable "firewall", or the next restart ends offloading and protection.'),
    source: ["firewall4: root/etc/init.d/firewall"],
    page: "startup"
  },
  {
    id: "module-missing",
    mode: "both",
    severity: "critical",
    when: (router) => isOff(router) && router.status.module === "missing",
    effect: () => _(
      "Without the package kmod-nft-offload the firewall fails to load, and the next restart locks you out."
    ),
    advice: () => _("Install kmod-nft-offload first, from the package feed of exactly your release."),
    source: ["firewall4: templates/ruleset.uc", "woziwrt/bpi-r4-deploy#34"],
    page: "software"
  },
  {
    id: "hardware-alone",
    mode: "any",
    severity: "high",
    when: ({ status }) => status.requested?.flow_offloading_hw === true && !status.requested.flow_offloading,
    effect: () => _("Hardware offloading is set without software offloading, so nothing is offloaded."),
    advice: () => _("Switch on software offloading too: hardware builds upon it."),
    source: ["firewall4: fw4.uc, resolve_offload_devices"],
    fix: softwareOn
  },
  {
    id: "hardware-fallback",
    mode: "hardware",
    severity: "medium",
    when: ({ status }) => status.requested?.flow_offloading === true && status.requested.flow_offloading_hw && (status.flowtables ?? []).some(
      ({ table, name, hardware }) => table === "fw4" && name === "ft" && !hardware
    ),
    effect: () => _("This router cannot offload to hardware; the firewall uses software instead."),
    advice: () => _("Nothing is lost; you may switch hardware off."),
    source: ["firewall4: fw4.uc, nft_try_hw_offload", "openwrt/openwrt#9935"],
    fix: hardwareOff
  },
  {
    id: "misplaced",
    mode: "any",
    severity: "medium",
    when: (router) => moveOptions(router) !== null,
    effect: () => _("Flow offloading is set in the network settings (network.globals), where nothing reads it."),
    advice: () => _("Set it in the firewall; the entry in the network settings may stay."),
    source: ["coolsnowwolf/lede#14153"],
    fix: moveOptions
  },
  {
    id: "misplaced-defaults",
    mode: "any",
    severity: "medium",
    when: ({ facts }) => facts.misplaced?.in_ignored_defaults === true,
    effect: () => _(
      '/etc/config/firewall has several "defaults" sections; the firewall reads only the first, and offloading is also set in another.'
    ),
    advice: () => _('Over SSH, keep one "defaults" section in that file.'),
    source: ["firewall4: fw4.uc, parse_defaults"]
  },
  {
    id: "vendor-hnat",
    mode: "hardware",
    severity: "critical",
    when: (router) => engines(router, true),
    effect: () => _(
      "A second driver for the same hardware is loaded; both together have crashed routers so that they no longer start."
    ),
    advice: () => _("Use only one: leave hardware offloading off here, or remove the vendor’s driver."),
    source: ["chasey-dev/immortalwrt-mt798x-rebase#35"],
    fix: hardwareOff
  },
  {
    id: "vendor-hnat-software",
    mode: "software",
    severity: "high",
    when: (router) => engines(router, true),
    effect: () => _("The vendor’s own accelerator is loaded; both would handle the same connections."),
    advice: () => _("Use only one of the two."),
    source: ["chasey-dev/immortalwrt-mt798x-rebase#35"]
  },
  {
    id: "second-engine",
    mode: "both",
    severity: "high",
    when: (router) => [...engines(router, false), ...enabled(router, "turboacc")],
    effect: () => _("Another accelerator is at work; both would handle the same connections."),
    advice: () => _("Use only one of the two."),
    source: ["chenmozhijin/turboacc#8", "LiBwrt/LibWrt#124"],
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
    advice: () => _("Leave it off here; switch it on on your main router."),
    source: ["openwrt/openwrt#18589", "openwrt/openwrt#22533"]
  },
  {
    id: "wan-without-device",
    mode: "both",
    severity: "medium",
    when: (router) => isOff(router) && wanIsLayer3Only(router),
    effect: () => _(
      "Your Internet connection has no network device that the firewall can offload, as is usual for mobile modems and tunnels."
    ),
    advice: () => _("Expect little gain; the page shows what is covered once it is on."),
    source: ["openwrt/firewall4#102"]
  },
  {
    id: "pppoe",
    mode: "software",
    severity: "medium",
    when: (router) => isOff(router) ? wanNetworks(router, ({ proto }) => proto === "pppoe") : false,
    effect: () => _("On PPPoE lines some routers gain much by software offloading and some next to nothing."),
    advice: () => _("Switch it on and measure."),
    source: ["openwrt/openwrt#10224", "openwrt/openwrt#14365", "openwrt/openwrt#13847"]
  },
  {
    id: "l2tp-hardware",
    mode: "hardware",
    severity: "critical",
    when: (router) => wanNetworks(router, ({ proto }) => proto === "l2tp" || proto === "pptp"),
    effect: () => _("With an L2TP or PPTP line, hardware offloading is known to restart the router on upload."),
    advice: () => _("Use software only."),
    source: ["openwrt/openwrt#20869"],
    fix: hardwareOff
  },
  {
    id: "silent-hardware",
    mode: "hardware",
    severity: "medium",
    when: ({ status }) => !status.requested?.flow_offloading_hw && SILENT_TARGETS$1.some((start) => status.system.target?.startsWith(start)),
    effect: () => _("This router’s hardware does not count what it forwards: data volumes will stand still."),
    advice: () => _("Stay with software if you need volumes per device or connection."),
    source: ["Linux: mtk_eth_soc.c, has_accounting", "YusDyr/luci-app-trafficctl#11"]
  }
];
function wanIsLayer3Only(router) {
  return wanNetworks(router, () => true).length > 0 && wanNetworks(router, (wan) => !isLayer3Only(wan)).length === 0;
}
function routesNothing({ status }) {
  const sides = sidesOf(status);
  return sides !== null && sides.wan.length > 0 && sides.lanZones.length === 0;
}

const PATHS = [
  {
    id: "mwan3",
    mode: "both",
    severity: "medium",
    when: (router) => (router.facts.mwan3 ?? 0) >= 2 && !isDisabled(router, "mwan3"),
    effect: () => _("When mwan3 switches lines, running connections stay on the old one until they end."),
    advice: () => _("Let mwan3 flush connections on a change, and try a failover."),
    source: ["openwrt/packages#5943", "coolsnowwolf/lede#573"],
    page: "startup"
  },
  {
    id: "pbr",
    mode: "both",
    severity: "low",
    when: (router) => router.facts.pbr === true && !isDisabled(router, "pbr"),
    effect: () => _("A change of policy routing does not move running connections."),
    advice: () => _("Start them anew after a change."),
    source: ["Linux: nft_flow_offload.c"]
  },
  {
    id: "ipsec",
    mode: "both",
    severity: "medium",
    when: (router) => unique([...enabled(router, "ipsec", "swanctl"), ...running(router, "charon", "pluto")]),
    effect: () => _("IPsec tunnels are not accelerated, and one direction may go a way of its own."),
    advice: () => _("Check after switching on that the tunnel works and still encrypts."),
    source: ["Linux: nft_flow_offload.c"],
    page: "startup"
  },
  {
    id: "tunnels",
    mode: "both",
    severity: "low",
    when: (router) => unique([
      ...networks(router, (network) => network.up && !network.default_route && isLayer3Only(network)),
      ...running(router, "openvpn")
    ]),
    effect: () => _("Traffic of tunnels that end on this router is not accelerated."),
    advice: () => _("Nothing to do."),
    source: ["openwrt/firewall4#102"]
  },
  {
    id: "proxies",
    mode: "both",
    severity: "low",
    when: (router) => unique([
      ...enabled(
        router,
        ...["podkop", "openclash", "passwall", "passwall2", "shadowsocksr", "homeproxy"],
        ...["sing-box", "dae", "daed", "nikki", "byedpi"]
      ),
      ...running(
        router,
        "sing-box",
        "mihomo",
        "clash",
        "xray",
        "v2ray",
        "dae",
        "daed",
        "ss-redir",
        "tpws",
        "ciadpi"
      ),
      ...ownRules(router, "tproxy", "redirect")
    ]),
    effect: () => _("Traffic that a proxy on the router handles is not offloaded, so fewer connections are counted."),
    advice: () => _("Nothing to do."),
    source: ["Linux: nft_flow_offload.c"]
  },
  {
    id: "vlan-bridge-hardware",
    mode: "hardware",
    severity: "medium",
    when: (router) => router.facts.vlan_bridges ?? [],
    effect: () => _("On bridges with VLANs, hardware offloading has been seen to work for a while only."),
    advice: () => _("Watch the counter for a day, or use software."),
    source: ["openwrt/openwrt#10354", "openwrt/openwrt#24038"],
    fix: hardwareOff
  },
  {
    id: "roaming-hardware",
    mode: "hardware",
    severity: "medium",
    when: ({ facts }) => (facts.bridged_access_points ?? 0) > 1 || (facts.fast_roaming ?? 0) > 0,
    effect: () => _(
      "A phone that changes between Wi-Fi bands or access points may lose its connections for half a minute."
    ),
    advice: () => _("Use software if Wi-Fi hangs while people walk around."),
    source: ["openwrt/openwrt#13410"],
    fix: hardwareOff
  },
  {
    id: "wifi-dispatch",
    mode: "hardware",
    severity: "low",
    when: ({ facts }) => facts.wed === "off",
    effect: () => _("Wi-Fi traffic is not forwarded by hardware while WED is off."),
    advice: () => _("See the OpenWrt wiki before switching it on; it needs a restart."),
    source: ["openwrt/mt76#815", "openwrt/mt76#746", "cjom/GL-MT6000#10"]
  },
  {
    id: "steering-hardware",
    mode: "hardware",
    severity: "low",
    when: (router) => [
      ...["1", "2"].includes(router.facts.packet_steering ?? "") ? ["packet_steering"] : [],
      ...unique([...enabled(router, "irqbalance"), ...running(router, "irqbalance")])
    ],
    effect: () => _("Packet steering gains nothing with hardware offloading and may cost CPU time."),
    advice: () => _("Leave it at its default."),
    source: ["openwrt/openwrt#2553", "openwrt/openwrt#10354"]
  },
  {
    id: "containers",
    mode: "both",
    severity: "low",
    when: (router) => unique([...enabled(router, "dockerd"), ...running(router, "dockerd")]),
    effect: () => _("Containers are accelerated only where their bridge is in the flowtable."),
    advice: () => _("Nothing to do."),
    source: ["openwrt/firewall4#32", "openwrt/firewall4#102"]
  },
  {
    id: "helpers",
    mode: "both",
    severity: "low",
    when: ({ facts }) => facts.helpers ?? [],
    effect: () => _("Connections with a conntrack helper, such as FTP or SIP, are never offloaded."),
    advice: () => _("Nothing to do."),
    source: ["Linux: nft_flow_offload.c"]
  },
  {
    id: "full-cone",
    mode: "both",
    severity: "low",
    when: ({ facts }) => facts.fullcone === true,
    effect: () => _("Full-cone NAT is an addition from outside OpenWrt; it is no conflict in itself."),
    advice: () => _("Mention it when you ask for help."),
    source: ["coolsnowwolf/lede#1544"]
  }
];

const SHAPERS = ["cake", "htb", "hfsc", "tbf"];
function sqmDevices(router) {
  return isDisabled(router, "sqm") ? [] : router.facts.sqm ?? [];
}
function shapesByQosmate(router) {
  return router.facts.qosmate === true && !isDisabled(router, "qosmate");
}
function markingShapers(router) {
  return enabled(router, "nft-qos", "qos", "qos_gargoyle");
}
function queueShapers(router) {
  return enabled(router, "eqos", "wshaper", "qosify");
}
function usesPppoe(router) {
  return wanNetworks(router, ({ proto }) => proto === "pppoe").length > 0;
}
function unknownShapers(router) {
  const known = [...sqmDevices(router), ...markingShapers(router), ...queueShapers(router)];
  if (known.length > 0 || shapesByQosmate(router)) return [];
  const wan = wanDevices(router);
  const found = (router.facts.qdiscs ?? []).filter(
    ({ device, kinds }) => wan.includes(device) && kinds.some((kind) => SHAPERS.includes(kind))
  );
  return found.map(({ device, kinds }) => `${device} (${kinds.join(", ")})`);
}
const QUEUEING = [
  {
    id: "sqm-hardware",
    mode: "hardware",
    severity: "critical",
    when: sqmDevices,
    effect: () => _("Hardware offloading bypasses SQM altogether: your line is no longer kept free of delay."),
    advice: () => _("Use software only, or give up SQM."),
    source: ["openwrt/openwrt#19449", "projectcalico/calico#13495"],
    fix: hardwareOff
  },
  {
    id: "sqm-pppoe",
    mode: "software",
    severity: "medium",
    when: (router) => usesPppoe(router) ? sqmDevices(router) : [],
    effect: () => _("On a PPPoE line, SQM may no longer shape your downloads."),
    advice: () => _("Run a bufferbloat test with and without offloading."),
    source: ["Linux: net/core/dev.c", "Linux: nf_flow_table_ip.c"]
  },
  {
    id: "sqm-software",
    mode: "software",
    severity: "low",
    when: (router) => usesPppoe(router) ? [] : sqmDevices(router),
    effect: () => _("SQM goes on working with software offloading on this kind of line."),
    advice: () => _("Nothing to do."),
    source: ["Linux: net/core/dev.c"]
  },
  {
    id: "qosmate-hardware",
    mode: "hardware",
    severity: "critical",
    when: shapesByQosmate,
    effect: () => _("Hardware offloading bypasses QoSmate altogether."),
    advice: () => _("Use software only, or give up QoSmate."),
    source: ["hudra0/qosmate#86", "hudra0/qosmate#91"],
    fix: hardwareOff,
    page: "startup"
  },
  {
    id: "qosmate-software",
    mode: "software",
    severity: "high",
    when: shapesByQosmate,
    effect: () => _("QoSmate’s dynamic rules no longer see most packets; only its static rules go on working."),
    advice: () => _("Leave offloading off, or use static rules only."),
    source: ["hudra0/qosmate#86", "hudra0/qosmate#91", "hudra0/qosmate#111"],
    page: "startup"
  },
  {
    id: "priority-rules",
    mode: "both",
    severity: "high",
    when: (router) => unique([
      ...enabled(router, "dscpclassify"),
      ...ownRules(router, "dscp"),
      ...(router.facts.firewall_rules?.dscp ?? 0) > 0 ? [_("firewall rules with target DSCP")] : []
    ]),
    effect: () => _("Rules that mark packets with a priority (DSCP) reach only the first packets of a connection."),
    advice: () => _("Leave offloading off if games or calls depend on these marks."),
    source: ["projectcalico/calico#13495", "hudra0/qosmate#86"],
    page: "rules"
  },
  {
    id: "shaper-marks",
    mode: "both",
    severity: "high",
    when: markingShapers,
    effect: () => _("This traffic shaping no longer sees most packets, so its limits do not hold."),
    advice: () => _("Choose one: offloading or this service."),
    source: ["ericpaulbishop/gargoyle#743", "projectcalico/calico#13495"],
    page: "startup"
  },
  {
    id: "shaper-hardware",
    mode: "hardware",
    severity: "high",
    when: queueShapers,
    effect: () => _("Hardware offloading bypasses this traffic shaping altogether."),
    advice: () => _("Use software only."),
    source: ["projectcalico/calico#13495"],
    fix: hardwareOff,
    page: "startup"
  },
  {
    id: "unknown-shaper-hardware",
    mode: "hardware",
    severity: "high",
    when: unknownShapers,
    effect: () => _("Hardware offloading bypasses the traffic shaping on your Internet device."),
    advice: () => _("Use software only."),
    source: ["openwrt/openwrt#19449"],
    fix: hardwareOff
  },
  {
    id: "limit-rules",
    mode: "both",
    severity: "high",
    when: (router) => ownRules(router, "limit", "quota"),
    effect: () => _("Your own firewall rules with a limit or quota count only the first packets of a connection."),
    advice: () => _("Leave offloading off if these limits must hold."),
    source: ["projectcalico/calico#13495", "Linux: nf_flowtable.rst"]
  }
];

const FIRST_PACKETS_PASS = /ct original (packets|bytes)/;
function packetBypasses(router) {
  return unique([
    ...enabled(router, "zapret", "zapret2", "youtubeUnblock"),
    ...running(router, "nfqws", "nfqws2", "youtubeUnblock")
  ]);
}
function startsLate({ status }) {
  return (status.forward_rules ?? []).some((rule) => FIRST_PACKETS_PASS.test(rule.text));
}
const WATCHING = [
  {
    id: "unblockers",
    mode: "both",
    severity: "high",
    when: (router) => startsLate(router) ? [] : packetBypasses(router),
    effect: () => _("These programs need more of the first packets than they get: websites may stop opening."),
    advice: () => _("Leave offloading off here; zapret can offload by itself with FLOWOFFLOAD=software in its config."),
    source: ["Waujito/youtubeUnblock#85", "remittor/zapret-openwrt#350", "bol-van/zapret#355"],
    page: "startup"
  },
  {
    id: "intrusion-prevention",
    mode: "both",
    severity: "high",
    when: (router) => unique([
      ...enabled(router, "snort", "suricata"),
      ...running(router, "snort", "suricata"),
      ...ownRules(router, "queue")
    ]),
    effect: () => _("Intrusion prevention sees only the start of each connection and misses the rest."),
    advice: () => _("Choose one: offloading or inspection."),
    source: ["opnsense/core#739", "opnsense/core#1333", "bol-van/zapret2#188"],
    page: "startup"
  },
  {
    id: "app-filter",
    mode: "both",
    severity: "medium",
    when: (router) => enabled(router, "appfilter"),
    effect: () => _("The app filter sees only the first packets and may let apps through."),
    advice: () => _("Check your filters after switching on."),
    source: ["Linux: nf_flowtable.rst"],
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
    source: ["openwrt/openwrt#10947"],
    fix: hardwareOff
  },
  {
    id: "parental-control",
    mode: "both",
    severity: "high",
    when: (router) => [...enabled(router, "timecontrol", "accesscontrol"), ...ownRules(router, "time")],
    effect: () => _("A video or game that runs at bedtime goes on, because its packets no longer meet the time rule."),
    advice: () => _(
      'Leave offloading off, or end connections at bedtime with a scheduled "conntrack -D" (package conntrack).'
    ),
    source: ["openwrt/openwrt#9958", "YusDyr/luci-app-trafficctl#5"]
  },
  {
    id: "time-rules",
    mode: "both",
    severity: "low",
    when: ({ facts }) => (facts.firewall_rules?.time ?? 0) > 0,
    effect: () => _(
      "Time rules of the firewall stop new connections only; running ones go on, with and without offloading."
    ),
    advice: () => _('End running connections with a scheduled "conntrack -D" (package conntrack).'),
    source: ["firewall4: templates/ruleset.uc", "openwrt/openwrt#9958"],
    page: "rules"
  },
  {
    id: "marking-rules",
    mode: "both",
    severity: "medium",
    when: (router) => [
      ...ownRules(router, "mark", "log", "connlimit", "packets"),
      ...(router.facts.firewall_rules?.mark ?? 0) > 0 ? [_("firewall rules with target MARK")] : []
    ],
    effect: () => _("Your own rules that mark, log or count packets act on the first ones of a connection only."),
    advice: () => _("Check what depends on them after switching on."),
    source: ["Linux: nf_flowtable.rst", "projectcalico/calico#13495"],
    page: "rules"
  },
  {
    id: "ttl-rules",
    mode: "both",
    severity: "medium",
    when: (router) => ownRules(router, "ttl"),
    effect: () => _("Rules that change the TTL act on the first packets only; mobile carriers may notice."),
    advice: () => _("Leave offloading off if your contract needs these rules."),
    source: ["Linux: nf_flowtable.rst"]
  },
  {
    id: "nlbwmon-hardware",
    mode: "hardware",
    severity: "medium",
    when: (router) => unique([...enabled(router, "nlbwmon"), ...running(router, "nlbwmon")]),
    effect: () => _("Volumes per device (nlbwmon) may be far too low with hardware offloading."),
    advice: () => _("Use software only to keep them right."),
    source: ["jow-/nlbwmon#49", "jow-/nlbwmon#9"],
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
    effect: () => _("Counting by firewall rules gets only the first packets of each connection."),
    advice: () => _("Count with nlbwmon or vnStat and software offloading."),
    source: ["coolsnowwolf/lede#768", "Linux: nf_flowtable.rst"]
  },
  {
    id: "device-counters",
    mode: "hardware",
    severity: "low",
    when: (router) => unique([...enabled(router, "vnstat", "collectd"), ...running(router, "vnstatd", "collectd")]),
    effect: () => _("Volumes per interface depend on whether the driver counts what its hardware forwards."),
    advice: () => _("Compare with the figures of your provider."),
    source: ["jow-/nlbwmon#7"]
  },
  {
    id: "test-on-router",
    mode: "both",
    severity: "low",
    when: (router) => running(router, "iperf", "iperf3", "netperf", "speedtest", "librespeed-cli"),
    effect: () => _("A speed test runs on the router itself; such traffic is never offloaded."),
    advice: () => _("Test from a device in your network."),
    source: ["openwrt/openwrt#24593"]
  }
];

function groupHints(conflicts, mode, hidden) {
  const hints = conflicts.filter(({ rule }) => rule.severity !== "low");
  const shown = hints.filter(({ rule }) => !hidden.includes(rule.id));
  const step = mode === "off" ? "software" : mode;
  return {
    now: shown.filter(({ rule }) => matters(rule, step)),
    hardware: mode === "hardware" ? [] : shown.filter(({ rule }) => rule.mode === "hardware"),
    hidden: hints.filter(({ rule }) => hidden.includes(rule.id) && concerns(rule, step)).length
  };
}
function criticalFor(conflicts, mode) {
  return conflicts.filter(({ rule }) => rule.severity === "critical" && matters(rule, mode));
}
function matters({ mode: of }, mode) {
  if (of === "any") return true;
  return mode !== "off" && (of === "both" || of === mode);
}
function concerns(rule, step) {
  return matters(rule, step) || rule.mode === "hardware";
}

const HARDWARE_COSTS = [
  {
    text: () => _("Queues are bypassed: SQM stops working, and downloads may delay games and calls."),
    source: ["openwrt/openwrt#19449"]
  },
  {
    text: () => _("Data volumes per device and per connection may stand still."),
    source: ["jow-/nlbwmon#49", "YusDyr/luci-app-trafficctl#11"]
  },
  {
    text: () => _(
      "Every reload of the firewall may cut long-lived UDP connections: VPNs behind the router, calls, games."
    ),
    source: ["openwrt/openwrt#17915"]
  },
  {
    text: () => _("Some routers have bugs here, up to a restart in the moment of switching on."),
    source: ["openwrt/openwrt#18020", "openwrt/openwrt#20869"]
  },
  {
    text: () => _("If software offloading reaches the speed of your line already, hardware makes nothing faster."),
    source: ["openwrt/openwrt#19449"]
  }
];

const WORST_FIRST = ["critical", "high", "medium", "low"];
const CONFLICT_RULES = [...NEEDS, ...QUEUEING, ...WATCHING, ...PATHS].sort(
  (a, b) => WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity)
);
function findConflicts(router) {
  return CONFLICT_RULES.flatMap((rule) => {
    const found = rule.when(router);
    if (found === true) return [{ rule, found: [] }];
    return found === false || found.length === 0 ? [] : [{ rule, found }];
  });
}
function severityName(severity) {
  const names = {
    critical: _("Serious"),
    high: _("Important"),
    medium: _("Worth knowing"),
    low: _("For helpers")
  };
  return names[severity];
}

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

function finding(id, level, text, help) {
  return help ? { id, level, text, help } : { id, level, text };
}
function firstOf(evidence, judges) {
  for (const judge of judges) {
    const found = judge(evidence);
    if (found) return found;
  }
  return null;
}

const TOLERANCE = 1.1;
function intervalBetween(before, after, line) {
  const seconds = (after.monotonic_ms - before.monotonic_ms) / 1e3;
  if (!(seconds > 0)) return null;
  const wan_bytes = growth(deviceBytes(before, line.device), deviceBytes(after, line.device));
  return {
    seconds,
    wan_bytes,
    offloaded_bytes: line.counted ? offloadedGrowth(before, after, wan_bytes) : null,
    cpu: cpuLoad(before.cpus, after.cpus)
  };
}
function offloadedGrowth(before, after, wan) {
  return plausible(growth(offloadedBytes(before), offloadedBytes(after)), wan);
}
function deviceBytes(counters, device) {
  const found = counters.devices?.find((entry) => entry.device === device);
  return found ? found.rx_bytes + found.tx_bytes : null;
}
function offloadedBytes({ offloaded }) {
  if (!offloaded) return null;
  const { software, hardware } = offloaded;
  if (software.total.bytes === null || hardware.total.bytes === null) return null;
  return software.total.bytes + hardware.total.bytes;
}
function growth(before, after) {
  return before === null || after === null || after < before ? null : after - before;
}
function plausible(offloaded, wan) {
  if (offloaded === null || wan === null) return offloaded;
  return offloaded > wan * TOLERANCE ? null : Math.min(offloaded, wan);
}
function cpuLoad(before, after) {
  if (!before || !after || before.length !== after.length) return null;
  const loads = after.map((now, core) => coreLoad(before[core], now)).filter((load) => load !== null);
  return loads.sort((a, b) => b.busiest - a.busiest)[0] ?? null;
}
function coreLoad(before, after) {
  const idle = after.idle - before.idle;
  const softirq = after.softirq - before.softirq;
  const total = idle + softirq + (after.user - before.user) + (after.system - before.system);
  if (total <= 0 || idle < 0 || softirq < 0) return null;
  return { busiest: 1 - idle / total, softirq: softirq / total };
}

const HISTORY_SECONDS = 600;
const SHARE_SECONDS = 30;
const GAP_SECONDS = 10;
const VANISHED_SHARE = 0.8;
const VANISHED_ENTRIES = 5;
const NO_HISTORY = { samples: [], recent: [], last: null };
function addCounters(history, counters, time, line) {
  const interval = history.last ? intervalBetween(history.last, counters, line) : null;
  const recent = interval ? lastSeconds([...history.recent, interval], SHARE_SECONDS) : [];
  const sample = sampleOf(interval, recent, counters, time);
  const mark = vanished(history.last, counters) ? "reload" : void 0;
  return { samples: append(history.samples, mark ? { ...sample, mark } : sample), recent, last: counters };
}
function addChange(history, time) {
  return { ...history, samples: append(history.samples, { ...gapAt(time), mark: "change" }) };
}
function addGap(history, time) {
  return { ...history, samples: append(history.samples, gapAt(time)), recent: [], last: null };
}
function recentShare(recent) {
  const known = recent.filter(
    ({ wan_bytes, offloaded_bytes }) => wan_bytes !== null && offloaded_bytes !== null
  );
  const total = known.reduce((sum, { wan_bytes }) => sum + (wan_bytes ?? 0), 0);
  const offloaded = known.reduce((sum, { offloaded_bytes }) => sum + (offloaded_bytes ?? 0), 0);
  return total > 0 ? offloaded / total : null;
}
function sampleOf(interval, recent, counters, time) {
  const wan = interval?.wan_bytes ?? null;
  return {
    time,
    wan_bits: interval && wan !== null ? wan * 8 / interval.seconds : null,
    share: recentShare(recent),
    cpu: interval?.cpu?.busiest ?? null,
    softirq: interval?.cpu?.softirq ?? null,
    entries: entriesOf(counters)
  };
}
function entriesOf({ offloaded }) {
  return offloaded ? offloaded.software.total.entries + offloaded.hardware.total.entries : null;
}
function vanished(before, after) {
  const [was, is] = [before && entriesOf(before), entriesOf(after)];
  if (was === null || is === null || was < VANISHED_ENTRIES) return false;
  return is <= was * (1 - VANISHED_SHARE) && (after.tracked ?? 0) >= was;
}
function gapAt(time) {
  return { time, wan_bits: null, share: null, cpu: null, softirq: null, entries: null };
}
function append(samples, sample) {
  const last = samples[samples.length - 1];
  if (last && sample.time < last.time) return [sample];
  const broken = last && sample.time - last.time > GAP_SECONDS ? [gapAt(last.time + 1)] : [];
  return [...samples, ...broken, sample].filter(({ time }) => sample.time - time <= HISTORY_SECONDS);
}
function lastSeconds(intervals, seconds) {
  let total = 0;
  const kept = [...intervals].reverse().filter((interval) => {
    total += interval.seconds;
    return total <= seconds + interval.seconds / 2;
  });
  return kept.reverse();
}

function seriesOf(samples) {
  const percent = (value) => value === null ? null : Math.round(value * 1e3) / 10;
  return [
    samples.map(({ time }) => time),
    samples.map(({ share }) => percent(share)),
    samples.map(({ cpu }) => percent(cpu)),
    samples.map(({ softirq }) => percent(softirq)),
    samples.map(({ wan_bits }) => wan_bits === null ? null : wan_bits / 1e6)
  ];
}
function rangeOf(samples) {
  const end = samples[samples.length - 1]?.time ?? HISTORY_SECONDS;
  return [end - HISTORY_SECONDS, end];
}
function marksOf(samples) {
  return samples.filter(({ mark }) => mark !== void 0);
}

const ENOUGH_BYTES = 2e7;
const WORKING_SHARE = 0.8;
const NOT_WORKING_SHARE = 0.2;
function bypassedShare(measurement) {
  const { slow_bytes, total_bytes } = measurement;
  if (total_bytes < ENOUGH_BYTES) return null;
  return Math.max(0, 1 - slow_bytes / total_bytes);
}
function judgeMeasurement(measurement) {
  const share = bypassedShare(measurement);
  if (share === null) return measurement.hardware_entries > 0 ? "hardware" : "not-enough";
  if (share >= WORKING_SHARE) return "working";
  return share > NOT_WORKING_SHARE ? "partly" : "not-working";
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
  return mode === "software" ? _("Software", "flow offloading") : _("Off");
}
function foreignFlowtables(status) {
  return (status.flowtables ?? []).filter((flowtable) => !isFirewalls(flowtable)).map(({ family, table, name }) => `${family} ${table} ${name}`);
}
const SILENT_TARGETS = ["ramips/mt7621", "mediatek/mt7623", "airoha/"];
function isSilentHardware(status) {
  const target = status.system.target ?? "";
  return loadedMode(status) === "hardware" && SILENT_TARGETS.some((silent) => target.startsWith(silent));
}

function meterOf(counters, slow) {
  if (!counters?.offloaded) return null;
  const software = counters.offloaded.software.total.entries;
  const hardware = counters.offloaded.hardware.total.entries;
  const rest = counters.tracked === null ? null : counters.tracked - software - hardware - (slow ?? 0);
  return { software, hardware, slow, other: rest === null ? null : Math.max(0, rest) };
}
function wanDeviceOf(status) {
  const network = status && sidesOf(status)?.wan[0];
  return network?.device ?? network?.l3_device ?? null;
}
function countsOffloadedBytes(status) {
  if (!status) return true;
  return (status.flowtables ?? []).every((flowtable) => flowtable.counter) && !isSilentHardware(status);
}

const OPTIONS = ["flow_offloading", "flow_offloading_hw"];
function pendingOptions(changes) {
  const ours = changes.filter(([, , option]) => OPTIONS.includes(option ?? ""));
  if (ours.length === 0) return null;
  const value = (name) => {
    const [operation, , , text] = ours.filter(([, , option]) => option === name).pop() ?? [];
    return operation === "set" && isOn(text);
  };
  return { flow_offloading: value("flow_offloading"), flow_offloading_hw: value("flow_offloading_hw") };
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
function carriedText(tally, counted) {
  return tally.entries === 0 ? "–" : bytesText(counted ? tally.bytes : null);
}
function percentText(share) {
  const percent = Math.round(share * 100);
  const honest = share > 0 && share < 1 ? Math.min(99, Math.max(1, percent)) : percent;
  return _("%d %%").format(honest);
}

function offloadedNow({ counters }) {
  if (!counters?.offloaded) return null;
  return counters.offloaded.software.total.entries + counters.offloaded.hardware.total.entries;
}
function judgePickedUp(evidence) {
  if (offloadedNow(evidence) !== 0) return null;
  const slow = evidence.staysSlow ?? 0;
  if (slow === 0) return waiting();
  return staysSlow(evidence, slow);
}
function waiting() {
  return finding(
    "waiting",
    "info",
    _(
      "Everything is ready. Nothing is being forwarded at this moment: open a website or start a download on a device in your network, not on the router."
    )
  );
}
function staysSlow(evidence, slow) {
  const words = N_(
    slow,
    "%d connection could be offloaded, but stays in the firewall.",
    "%d connections could be offloaded, but stay in the firewall."
  ).format(slow);
  const reason = usualReason(evidence);
  return finding("stays-slow", "warning", reason ? `${words} ${reason}` : words, { kind: "measure" });
}
function usualReason({ status }) {
  const protocols = (sidesOf(status)?.wan ?? []).map((network) => network.proto);
  if ((status.accelerators ?? []).length > 0)
    return _("Another accelerator is loaded (%s) and may take them first.").format(
      status.accelerators?.join(", ") ?? ""
    );
  if (protocols.includes("pppoe")) return _("On a PPPoE line this is a known weakness of some routers.");
  return null;
}

const OFF = ["off", "unapplied", "uncommitted"];
const WAITING = ["waiting", "wan-down", "lan-down", "access-point", "no-forwarding"];
function badgeOf(evidence, headline) {
  if (headline.id === "unknown") return { id: "unknown", level: "notice", text: _("Unknown") };
  if (OFF.includes(headline.id)) return { id: "off", level: "info", text: _("Off") };
  if (WAITING.includes(headline.id)) return { id: "waiting", level: "info", text: _("Waiting for traffic") };
  if (headline.id !== "working") return { id: "not-working", level: "danger", text: _("On but not working") };
  return measuredBadge(evidence) ?? hardwareBadge(evidence) ?? acceleratingBadge(evidence);
}
function measuredBadge({ measured }) {
  const share = measured && bypassedShare(measured);
  if (!measured || typeof share !== "number") return null;
  const level = judgeMeasurement(measured) === "working" ? "success" : "notice";
  return { id: "measured", level, text: _("Measured: %s bypassed").format(percentText(share)) };
}
function hardwareBadge({ counters }) {
  const count = counters?.offloaded?.hardware.total.entries ?? 0;
  if (count === 0) return null;
  const text = N_(
    count,
    "Hardware: accelerating %d connection",
    "Hardware: accelerating %d connections"
  ).format(count);
  return { id: "hardware", level: "success", text };
}
function acceleratingBadge(evidence) {
  const count = offloadedNow(evidence) ?? 0;
  const text = N_(count, "On: accelerating %d connection", "On: accelerating %d connections").format(count);
  return { id: "accelerating", level: "success", text };
}

function judgeComplete(evidence) {
  const sides = sidesOf(evidence.status);
  if (!sides) return null;
  return firstOf({ ...evidence, sides }, [
    judgeAccessPoint,
    judgeWanDown,
    judgeNoForwarding,
    judgeEmptyZone,
    judgeNoDevices,
    judgeWan,
    judgeLan
  ]);
}
function judgeAccessPoint({ status, sides }) {
  const routes = status.zones?.some((zone) => zone.masq) || (status.forwardings?.length ?? 0) > 0;
  if (sides.wan.length > 0 || routes) return null;
  return finding(
    "access-point",
    "info",
    _(
      "This device does not route between networks, so there is nothing to offload: traffic within one network is switched."
    )
  );
}
function judgeWanDown({ sides }) {
  if (sides.wan.length > 0) return null;
  return finding("wan-down", "info", _("No network has a way to the Internet at this moment."), {
    kind: "page",
    label: _("Open the interfaces"),
    path: "admin/network/network"
  });
}
function judgeNoForwarding({ sides }) {
  if (sides.lanZones.length > 0) return null;
  return finding(
    "no-forwarding",
    "info",
    _("No zone may forward to the Internet, so nothing is routed."),
    zonePage()
  );
}
function judgeEmptyZone({ sides }) {
  const empty = sides.lanZones.filter((zone) => zone.networks.length === 0);
  if (sides.lan.length > 0 || empty.length === 0) return null;
  const names = empty.map((zone) => zone.name).join(", ");
  return finding("zone-empty", "warning", _("The zone %s has no network.").format(names), zonePage());
}
function judgeNoDevices({ status }) {
  const devices = firewallFlowtable(status.flowtables ?? [])?.devices;
  if (!devices || devices.length > 0) return null;
  return finding("no-devices", "danger", _("The flowtable has no devices."), zonePage());
}
function judgeWan({ sides }) {
  if (isCovered(sides.wan)) return null;
  if (sides.wan.every(isLayer3Only))
    return finding(
      "wan-layer3",
      "warning",
      _(
        "The Internet connection (%s) has no network device that the firewall can offload, as is usual for mobile modems and tunnels."
      ).format(namesOf(sides.wan))
    );
  return finding(
    "wan-missing",
    "danger",
    _("The Internet side (%s) is missing from the flowtable, so nothing can take the short cut.").format(
      namesOf(sides.wan)
    ),
    zonePage()
  );
}
function judgeLan({ sides }) {
  if (isCovered(sides.lan)) return null;
  if (sides.lan.length === 0)
    return finding("lan-down", "info", _("No local network is up at this moment."), {
      kind: "page",
      label: _("Open the interfaces"),
      path: "admin/network/network"
    });
  return finding(
    "lan-missing",
    "danger",
    _("The local side (%s) is missing from the flowtable, so nothing can take the short cut.").format(
      namesOf(sides.lan)
    ),
    zonePage()
  );
}
function isCovered(networks) {
  return networks.some((network) => network.covered);
}
function zonePage() {
  return { kind: "page", label: _("Open the zone settings"), path: "admin/network/firewall" };
}

const NEARLY_FULL = 0.85;
function judgeHints(evidence) {
  return JUDGES.map((judge) => judge(evidence)).filter((hint) => hint !== null);
}
const JUDGES = [
  judgeLeftOver,
  judgeTableFull,
  judgeFallback,
  judgeUncovered,
  judgePppoe,
  judgeForeign,
  judgePatchedRule,
  judgeAccounting,
  judgeNoCounter,
  judgeSilentHardware
];
function judgeLeftOver({ status }) {
  if (!status.requested || modeOf(status.requested) !== "off") return null;
  const loaded = loadedMode(status);
  if (loaded === null || loaded === "off") return null;
  return finding(
    "left-over",
    "warning",
    _(
      "The setting is off, but the kernel still offloads: the firewall has not been reloaded since. Run: %s"
    ).format("service firewall reload")
  );
}
function judgeTableFull({ counters }) {
  const { tracked, tracked_max } = counters ?? {};
  if (!tracked || !tracked_max || tracked / tracked_max < NEARLY_FULL) return null;
  return finding(
    "table-full",
    "warning",
    _(
      "The table of connections is nearly full (%d of %d). New connections may be dropped, with and without offloading."
    ).format(tracked, tracked_max)
  );
}
function judgeFallback({ status }) {
  if (!status.requested || modeOf(status.requested) !== "hardware" || loadedMode(status) !== "software")
    return null;
  return finding(
    "fallback",
    "notice",
    _("Hardware offloading is asked for, but this router does not support it; software offloading works on.")
  );
}
function judgeUncovered({ status }) {
  const sides = sidesOf(status);
  if (!sides || loadedMode(status) === "off") return null;
  const uncovered = [...sides.lan, ...sides.wan].filter((network) => network.covered === false);
  if (uncovered.length === 0) return null;
  const words = uncovered.every(isLayer3Only) ? _("Traffic of %s is not accelerated: tunnels and modems without an own network device cannot be.") : _("Traffic of %s is not accelerated: its device is not in the flowtable.");
  return finding("uncovered", "info", words.format(namesOf(uncovered)));
}
function judgePppoe({ status }) {
  if (!sidesOf(status)?.wan.some((network) => network.proto === "pppoe")) return null;
  if (!status.requested?.flow_offloading) return null;
  return finding("pppoe", "info", _("On PPPoE lines the gain differs from router to router. Measure it."), {
    kind: "measure"
  });
}
function judgeForeign({ status }) {
  const foreign = foreignFlowtables(status);
  if (foreign.length === 0) return null;
  return finding(
    "foreign-flowtable",
    "notice",
    _("Another program has a flowtable of its own (%s). Its connections are counted here too.").format(
      foreign.join("; ")
    )
  );
}
function judgePatchedRule({ status }) {
  const rule = status.forward_rules?.[0];
  if (!rule || rule.index === 0 && !rule.text.includes("ct original packets")) return null;
  return finding(
    "patched-rule",
    "notice",
    _("The rule that offloads connections is not the one of the firewall: %s").format(rule.text)
  );
}
function judgeAccounting({ status }) {
  if (status.conntrack.acct !== false) return null;
  return finding(
    "no-accounting",
    "info",
    _("Connections are not accounted (nf_conntrack_acct is 0), so their data volume is unknown.")
  );
}
function judgeNoCounter({ status }) {
  const flowtable = firewallFlowtable(status.flowtables ?? []);
  if (!flowtable || flowtable.counter) return null;
  return finding(
    "no-counter",
    "info",
    _("The flowtable does not count, so the data volume stands still while offloaded.")
  );
}
function judgeSilentHardware({ status }) {
  if (!isSilentHardware(status)) return null;
  return finding(
    "silent-hardware",
    "info",
    _("The hardware of this router does not count what it forwards, so its data volume is unknown.")
  );
}

function judgeLoaded(evidence) {
  if (loadedMode(evidence.status) !== "off") return null;
  return firstOf(evidence, [judgeModule, judgeFirewall, judgeRule, judgeRejected]);
}
function judgeModule({ status }) {
  if (status.module !== "missing") return null;
  return finding(
    "module-missing",
    "danger",
    _("The kernel module for flow offloading is missing. Install the package kmod-nft-offload."),
    installHelp(status.system.package_manager)
  );
}
function installHelp(manager) {
  const commands = {
    apk: "apk update && apk add kmod-nft-offload",
    opkg: "opkg update && opkg install kmod-nft-offload"
  };
  const page = {
    kind: "page",
    label: _("Open the Software page"),
    path: "admin/system/package-manager",
    query: "query=kmod-nft-offload"
  };
  return manager ? { ...page, command: commands[manager] } : page;
}
function judgeFirewall({ status }) {
  if (status.firewall_loaded !== false) return null;
  return finding(
    "firewall-stopped",
    "danger",
    _("The firewall is not running, so nothing can be offloaded."),
    {
      kind: "page",
      label: _("Open the Startup page"),
      path: "admin/system/startup",
      command: "service firewall enable && service firewall start"
    }
  );
}
function judgeRule({ status }) {
  if (!firewallFlowtable(status.flowtables ?? [])) return null;
  return finding(
    "rule-missing",
    "danger",
    _("The flowtable is loaded, but no forward rule feeds it."),
    reload()
  );
}
function judgeRejected() {
  return finding(
    "rejected",
    "danger",
    _(
      "The firewall has not loaded the setting. Either it was not reloaded since, or the kernel rejected its rules."
    ),
    reload()
  );
}
function reload() {
  return {
    kind: "page",
    label: _("Open the firewall settings"),
    path: "admin/network/firewall",
    command: "fw4 check && service firewall reload"
  };
}

function judgeRequested(evidence) {
  if (evidence.status.requested?.flow_offloading) return null;
  return firstOf(evidence, [judgeUnapplied, judgeCommandLine, judgeHardwareAlone, judgeMisplaced, judgeOff]);
}
function judgeUnapplied({ unapplied }) {
  if (!unapplied?.flow_offloading) return null;
  return finding(
    "unapplied",
    "notice",
    _("Offloading is switched on, but the change has not been applied yet."),
    {
      kind: "apply"
    }
  );
}
function judgeCommandLine({ status }) {
  if (!status.waiting || modeOf(status.waiting) === "off") return null;
  return finding(
    "uncommitted",
    "notice",
    _("Offloading was switched on over SSH, but not committed. Run: %s").format(
      "uci commit firewall && service firewall reload"
    )
  );
}
function judgeHardwareAlone({ status }) {
  if (!status.requested?.flow_offloading_hw) return null;
  return finding(
    "hardware-alone",
    "warning",
    _("Hardware offloading is set, but it only works together with software offloading, which is off."),
    { kind: "enable" }
  );
}
function judgeMisplaced({ misplaced }) {
  if (misplaced.length === 0) return null;
  return finding(
    "misplaced",
    "warning",
    _("The option stands in the wrong place (%s), where it has no effect.").format(misplaced.join(", ")),
    { kind: "enable" }
  );
}
function judgeOff() {
  return finding("off", "info", _("Flow offloading is off: every packet passes the firewall."), {
    kind: "enable"
  });
}

function judgeSeals(evidence) {
  return { measured: judgeMeasured(evidence), hardware: judgeHardware(evidence) };
}
function judgeMeasured({ measured }) {
  if (!measured) return finding("not-measured", "info", _("Not measured yet."), { kind: "measure" });
  const share = bypassedShare(measured);
  const figure = share === null ? "" : percentText(share);
  const verdicts = {
    working: finding(
      "measured",
      "success",
      _("Measured: %s of the data bypassed the firewall.").format(figure)
    ),
    partly: finding(
      "partly-measured",
      "notice",
      _("Partly: %s of the data bypassed the firewall.").format(figure)
    ),
    "not-working": finding(
      "measured-slow",
      "warning",
      _("Only %s of the data bypassed the firewall.").format(figure)
    ),
    "not-enough": finding("not-enough", "info", _("There was not enough traffic to measure."), {
      kind: "measure"
    }),
    hardware: finding(
      "measured-hardware",
      "success",
      _("The hardware took the traffic; its amount cannot be measured.")
    )
  };
  return verdicts[judgeMeasurement(measured)];
}
function judgeHardware({ status, counters }) {
  const entries = counters?.offloaded?.hardware.total.entries ?? null;
  if (entries !== null && entries > 0)
    return finding(
      "hardware-takes",
      "success",
      N_(entries, "The hardware forwards %d connection.", "The hardware forwards %d connections.").format(
        entries
      )
    );
  if (!status?.requested) return finding("hardware-unknown", "info", _("unknown"));
  if (modeOf(status.requested) !== "hardware")
    return finding("hardware-not-asked", "info", _("Not asked for."));
  if (entries === null) return finding("hardware-unknown", "info", _("unknown"));
  return finding(
    "hardware-none",
    "notice",
    _("Asked for, but the hardware has taken no connection now. Software offloading carries on.")
  );
}

function judgeRouter(evidence) {
  const { rungs, headline } = climb(evidence);
  return {
    rungs,
    headline,
    badge: badgeOf(evidence, headline),
    hints: isKnown(evidence) ? judgeHints(evidence) : [],
    seals: judgeSeals(evidence)
  };
}
function climb(evidence) {
  const rungs = steps().map(({ name, title }) => ({ name, title, state: "open" }));
  for (const [index, step] of steps().entries()) {
    const { state, finding: found } = tryStep(step, evidence);
    rungs[index] = { name: step.name, title: step.title, state };
    if (found) return { rungs, headline: found };
  }
  return { rungs, headline: allReached(evidence) };
}
function tryStep(step, evidence) {
  if (!isKnown(evidence)) return { state: "unknown", finding: unreadable(_("The router has not answered.")) };
  const unknown = step.unknown(evidence);
  if (unknown !== null) return { state: "unknown", finding: unreadable(unknown) };
  const found = step.judge(evidence);
  return { state: found ? "failed" : "reached", finding: found };
}
function isKnown(evidence) {
  return evidence.status !== null;
}
function unreadable(why) {
  return finding("unknown", "notice", _("It is not known whether offloading works: %s").format(why));
}
function allReached(evidence) {
  const count = offloadedNow(evidence) ?? 0;
  return finding(
    "working",
    "success",
    N_(
      count,
      "Offloading works: %d connection takes the short cut now.",
      "Offloading works: %d connections take the short cut now."
    ).format(count)
  );
}
function steps() {
  return [
    {
      name: "requested",
      title: _("Requested"),
      unknown: ({ status }) => status.requested ? null : reasonText(status.unknown.requested),
      judge: judgeRequested
    },
    {
      name: "loaded",
      title: _("Loaded"),
      unknown: ({ status }) => loadedMode(status) === null ? reasonText(status.unknown.flowtables ?? status.unknown.forward_rules) : null,
      judge: judgeLoaded
    },
    {
      name: "complete",
      title: _("Complete"),
      unknown: ({ status }) => sidesOf(status) ? null : reasonText(status.unknown.zones ?? status.unknown.forwardings),
      judge: judgeComplete
    },
    {
      name: "picked-up",
      title: _("Picked up"),
      unknown: ({ counters }) => {
        if (counters?.offloaded) return null;
        return counters ? reasonText(counters.unknown.offloaded) : _("The router has not answered.");
      },
      judge: judgePickedUp
    }
  ];
}

return baseclass.extend({
  CONFLICT_RULES,
  ENOUGH_BYTES,
  HARDWARE_COSTS,
  HISTORY_SECONDS,
  NOT_WORKING_SHARE,
  NO_HISTORY,
  SHARE_SECONDS,
  WORKING_SHARE,
  addChange,
  addCounters,
  addGap,
  badgeOf,
  bypassedShare,
  bytesText,
  callFaultText,
  carriedText,
  countText,
  countsOffloadedBytes,
  criticalFor,
  findConflicts,
  finding,
  firewallFlowtable,
  firstOf,
  foreignFlowtables,
  groupHints,
  isFirewalls,
  isLayer3Only,
  isOn,
  isSilentHardware,
  judgeMeasurement,
  judgePickedUp,
  judgeRouter,
  loadedMode,
  marksOf,
  meterOf,
  modeChanges,
  modeName,
  modeOf,
  namesOf,
  offloadChange,
  offloadedNow,
  pendingOptions,
  percentText,
  rangeOf,
  reasonText,
  recentShare,
  seriesOf,
  severityName,
  shareText,
  shellCommands,
  sidesOf,
  wanDeviceOf
});
