'use strict';
import * as struct from 'struct';
import { now_ms } from 'nft-offload.clock';
import { parse_message } from 'nft-offload.connections_entry';
import { read_query } from 'nft-offload.connections_filter';
import { rank_dump } from 'nft-offload.connections_netlink';
import { read_routes } from 'nft-offload.connections_place';
import { new_ranking, winners } from 'nft-offload.connections_rank';
import { parse_line, rank_table } from 'nft-offload.connections_text';
import { open_file } from 'nft-offload.file';
import { read_local } from 'nft-offload.local';
import { dump_request, open_netlink } from 'nft-offload.netlink';
import { TABLE } from 'nft-offload.procfs';
import { doubt_empty } from 'nft-offload.sysctl';
const h = 7000;
const i = 64000;
function j(b, d) {
const c = new_ranking(b.limit);
const a = open_netlink(d);
if (a.reason != null) return { ranking: c, reason: a.reason };
const e =
a.send(dump_request(b.status, b.mask)) ??
rank_dump(b, c, a.receive, () => now_ms() > d);
a.close();
return { ranking: c, reason: e };
}
function k(d, f) {
const a = new_ranking(d.limit);
const c = open_file(TABLE);
const b = c.file;
if (b == null) return { ranking: a, reason: c.reason };
const e = rank_table(
d,
a,
(g) => b.read(g),
() => now_ms() > f
);
b.close();
return { ranking: a, reason: e ?? (a.seen == 0 ? doubt_empty(TABLE) : null) };
}
function l(e, f, g) {
const b = [];
let c = g;
for (let d in winners(e)) {
const a = f(d);
if (a == null) continue;
c -= length(sprintf('%J', a)) + 2;
if (c < 0) break;
push(b, a);
}
return b;
}
function m(c, d, b) {
let a = j(c, d);
if (a.reason?.code == 'overrun') a = j(c, d);
if (a.reason == null) return { source: 'netlink', ranking: a.ranking, parse: parse_message };
if (a.ranking.seen > 0 && a.reason.code == 'timeout') {
b.rest = a.reason;
return { source: 'netlink', ranking: a.ranking, parse: parse_message };
}
b.netlink = a.reason;
a = k(c, d);
if (a.reason != null && a.ranking.seen > 0) b.rest = a.reason;
else if (a.reason != null) b.connections = a.reason;
return {
source: b.connections == null ? 'procfs' : null,
ranking: a.ranking,
parse: parse_line
};
}
function check_query(a) {
return read_query(a).fault;
}
function read_connections(n) {
const c = now_ms();
const b = {};
const a = m(read_query(n).wanted, c + h, b);
const d = read_local();
const e = read_routes(struct.pack('=H', 1) == struct.pack('<H', 1));
if (d.reason != null) b.local = d.reason;
if (e.reason != null) b.routes = e.reason;
const f = { local: d.local, routes: e.routes };
const g = l(a.ranking, a.parse, i - length(sprintf('%J', f)));
return {
monotonic_ms: c,
took_ms: now_ms() - c,
source: a.source,
seen: a.ranking.seen,
matching: a.ranking.matching,
left_out: a.ranking.matching - length(g),
connections: a.source == null ? null : g,
local: f.local,
routes: f.routes,
unknown: b
};
}
export { check_query, read_connections };
