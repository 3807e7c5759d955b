'use strict';
import { now_ms } from 'nft-offload.clock';
import { count_offloaded } from 'nft-offload.conntrack';
import { read_cpus } from 'nft-offload.cpu';
import { read_devices } from 'nft-offload.netdev';
import { read_bound } from 'nft-offload.ppe';
import { known_reasons } from 'nft-offload.reason';
import { read_sysctl } from 'nft-offload.sysctl';
const c = 8000;
function read_counters() {
const b = now_ms();
const d = read_sysctl('nf_conntrack_count');
const e = read_sysctl('nf_conntrack_max');
const f = read_devices();
const g = read_cpus();
const h = read_bound(() => now_ms() > b + c);
const a = count_offloaded(b + c);
return {
monotonic_ms: b,
source: a.offloaded == null ? null : a.source,
tracked: d.value,
tracked_max: e.value,
devices: f.devices,
cpus: g.cpus,
ppe_bound: h.bound,
offloaded: a.offloaded,
unknown: known_reasons({
tracked: d.reason,
tracked_max: e.reason,
offloaded: a.reason,
netlink: a.netlink_reason,
devices: f.reason,
cpus: g.reason,
ppe_bound: h.reason
})
};
}
export { read_counters };
