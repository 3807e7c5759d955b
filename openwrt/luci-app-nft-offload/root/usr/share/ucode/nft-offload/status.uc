'use strict';
import { now_ms } from 'nft-offload.clock';
import { read_accelerators, read_drivers } from 'nft-offload.driver';
import {
CONFIG,
load_firewall,
read_forwardings,
read_options,
read_waiting,
read_zones
} from 'nft-offload.firewall';
import { read_ruleset } from 'nft-offload.flowtable';
import { TABLE, probe_goes_on } from 'nft-offload.probe_table';
import { known_reasons } from 'nft-offload.reason';
import { read_slow } from 'nft-offload.slow';
import { read_conntrack_settings } from 'nft-offload.sysctl';
import { read_module, read_system } from 'nft-offload.system';
import { read_trial } from 'nft-offload.trial';
import { describe_zones } from 'nft-offload.zone';
const k = 5000;
function l(d) {
const a = load_firewall(CONFIG);
if (a.config == null) {
const c = { waiting: null, reason: a.reason };
return {
requested: null,
reason: a.reason,
waiting: c,
zones: { zones: null, reason: a.reason },
forwardings: null
};
}
const b = read_options(a.config);
return {
requested: b,
reason: null,
waiting: read_waiting(b),
zones: describe_zones(read_zones(a.config), d),
forwardings: read_forwardings(a.config)
};
}
function m(d, e) {
const a = [];
for (let c in d ?? []) {
for (let b in c.networks) {
if (b.device != null) push(a, b.device);
if (b.l3_device != null) push(a, b.l3_device);
push(a, ...b.lower_devices);
}
}
for (let b in e ?? []) push(a, ...b.devices);
return a;
}
function read_status() {
const c = now_ms();
const a = read_ruleset();
if (index(a.tables, TABLE) >= 0) probe_goes_on();
const b = l(a.flowtables);
const d = b.zones.zones;
const e = read_drivers(
m(d, a.flowtables),
() => now_ms() > c + k
);
const f = read_accelerators();
const g = read_system();
const h = read_module(g.kernel);
const i = read_trial();
const j = read_slow();
return {
monotonic_ms: c,
requested: b.requested,
waiting: b.waiting.waiting,
flowtables: a.flowtables,
forward_rules: a.forward_rules,
firewall_loaded: a.firewall_loaded,
module: h.module,
zones: d,
forwardings: b.forwardings,
drivers: e.drivers,
conntrack: read_conntrack_settings(),
accelerators: f.accelerators,
slow: j.slow,
trial: i.trial,
system: g,
unknown: known_reasons({
requested: b.reason,
waiting: b.waiting.reason,
flowtables: a.flowtables_reason,
forward_rules: a.forward_rules_reason,
module: h.reason,
zones: b.zones.reason,
forwardings: b.reason,
drivers: e.reason,
accelerators: f.reason,
slow: j.reason,
trial: i.reason
})
};
}
export { read_status };
