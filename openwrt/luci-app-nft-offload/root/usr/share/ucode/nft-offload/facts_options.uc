'use strict';
import { cursor, error } from 'uci';
import { is_false, is_true } from 'nft-offload.firewall';
import { reason } from 'nft-offload.reason';
const h = 64;
const i = ['start_time', 'stop_time', 'start_date', 'stop_date', 'weekdays', 'monthdays'];
function f(c, d) {
const a = substr(`${d ?? ''}`, 0, h);
if (a != '' && index(c, a) < 0) push(c, a);
}
function l(d, a) {
let e = true;
d.foreach('firewall', 'defaults', (c) => {
if (!e && (c.flow_offloading != null || c.flow_offloading_hw != null))
a.misplaced.in_ignored_defaults = true;
e = false;
});
for (let g in ['defaults', 'zone']) {
d.foreach('firewall', g, (c) => {
if (is_true(c.fullcone) || is_true(c.fullcone4) || is_true(c.fullcone6))
a.fullcone = true;
});
}
for (let j in ['rule', 'redirect']) {
d.foreach('firewall', j, (c) => {
if (is_false(c.enabled)) return;
let g = false;
for (let k in i) g ||= c[k] != null;
if (g) a.firewall_rules.time++;
if (c.target == 'DSCP') a.firewall_rules.dscp++;
if (c.target == 'MARK') a.firewall_rules.mark++;
});
}
}
function m(d, a) {
d.foreach('network', 'globals', (c) => {
a.misplaced.globals_flow_offloading ||= is_true(c.flow_offloading);
a.misplaced.globals_flow_offloading_hw ||= is_true(c.flow_offloading_hw);
a.packet_steering ||= c.packet_steering == '1' || c.packet_steering == '2';
});
d.foreach('network', 'device', (c) => {
if (is_true(c.vlan_filtering)) f(a.vlan_bridges, c.name);
});
d.foreach('network', 'bridge-vlan', (c) => {
f(a.vlan_bridges, c.device);
});
}
const b = {
firewall: { tells: ['firewall_rules', 'fullcone', 'misplaced'], read: l },
network: { tells: ['misplaced', 'packet_steering', 'vlan_bridges'], read: m },
wireless: {
tells: ['fast_roaming'],
read: (c, d) => {
c.foreach('wireless', 'wifi-iface', (a) => {
if (is_true(a.ieee80211r) && !is_true(a.disabled)) d.fast_roaming++;
});
}
},
sqm: {
tells: ['sqm'],
read: (c, d) => {
c.foreach('sqm', 'queue', (a) => {
if (is_true(a.enabled)) f(d.sqm, a.interface);
});
}
},
mwan3: {
tells: ['mwan3'],
read: (a, c) => {
a.foreach('mwan3', 'interface', (d) => {
if (is_true(d.enabled)) c.mwan3++;
});
}
},
qosmate: {
tells: ['qosmate'],
read: (a, c) => {
c.qosmate = is_true(a.get_all('qosmate', 'global')?.enabled);
}
},
pbr: {
tells: ['pbr'],
read: (a, c) => {
c.pbr = is_true(a.get_all('pbr', 'config')?.enabled);
}
}
};
function n(e) {
const c = `/etc/config/${e}`;
const a = cursor();
if (a != null && a.load(c)) return { config: a, reason: null };
const d = error() ?? 'unknown error';
return {
config: null,
reason: d == 'Entry not found' ? null : reason('garbled', `${c}: ${d}`)
};
}
function read_configs() {
const a = {
firewall_rules: { time: 0, dscp: 0, mark: 0 },
misplaced: {
globals_flow_offloading: false,
globals_flow_offloading_hw: false,
in_ignored_defaults: false
},
fullcone: false,
sqm: [],
qosmate: false,
mwan3: 0,
pbr: false,
packet_steering: false,
vlan_bridges: [],
fast_roaming: 0
};
const c = {};
for (let d in b) {
const e = n(d);
const g = e.reason;
if (e.config != null) b[d].read(e.config, a);
if (g != null) for (let k in b[d].tells) c[k] = g;
}
const j = a;
for (let d in c) j[d] = null;
return { facts: a, unknown: c };
}
export { read_configs };
