'use strict';
import { now_ms } from 'nft-offload.clock';
import { OFFLOAD_FILTERS, read_dump } from 'nft-offload.ctnetlink';
import { dump_request, open_netlink } from 'nft-offload.netlink';
import { empty_flow_tally, finish_flow_tally } from 'nft-offload.tally';
const f = 3000;
function g(i) {
const a = open_netlink(i);
if (a.reason != null) return { offloaded: null, reason: a.reason };
const d = empty_flow_tally();
const e = empty_flow_tally();
let b = null;
for (let c in OFFLOAD_FILTERS) {
b ??=
a.send(dump_request(c.status, c.mask)) ??
read_dump(c, a.receive, d, e);
}
a.close();
if (b != null) return { offloaded: null, reason: b };
return {
offloaded: { software: finish_flow_tally(d), hardware: finish_flow_tally(e) },
reason: null
};
}
function h(b) {
const a = "import { count_in_text } from 'nft-offload.procfs'; return count_in_text;";
return loadstring(a, { raw_mode: true })()(b);
}
function count_offloaded(d) {
const b = min(now_ms() + f, d);
let a = g(b);
if (a.reason?.code == 'overrun') a = g(b);
if (a.reason == null)
return { source: 'netlink', offloaded: a.offloaded, reason: null, netlink_reason: null };
const c = h(d);
return { source: 'procfs', offloaded: c.offloaded, reason: c.reason, netlink_reason: a.reason };
}
export { count_offloaded };
