'use strict';
import * as struct from 'struct';
import { read_address } from 'nft-offload.address';
import { find_nested, list_attributes, source_of } from 'nft-offload.attribute';
import { now_ms } from 'nft-offload.clock';
import { ATTRIBUTES, dump_request, read_entries } from 'nft-offload.dump';
import { read_local } from 'nft-offload.local';
import { open_netlink } from 'nft-offload.netlink';
import { read_sysctl } from 'nft-offload.sysctl';
import { IPPROTO_TCP, IPPROTO_UDP } from 'nft-offload.tally';
const p = 1;
const q = 2;
const r = 2;
const s = 1;
const t = 3;
const u = 4;
const v = 1;
const w = 1;
const x = 4;
const y = 5;
const z = 5;
const aa = 7;
const ab = 3;
const ac = 0x10;
const i = 0x0006;
const j = 0xf246;
const f = 10;
const ad = 4000;
const ae = 500;
const af = 3000;
function ak() {
const a = read_sysctl('nf_conntrack_tcp_timeout_established');
const b = read_sysctl('nf_conntrack_tcp_timeout_unacknowledged');
const c = read_sysctl('nf_conntrack_udp_timeout_stream');
if (a.value == null || b.value == null || c.value == null)
return { timeouts: null, reason: a.reason ?? b.reason ?? c.reason };
return {
timeouts: {
established: a.value,
unacknowledged: min(b.value, a.value),
stream: c.value
},
reason: null
};
}
function al(k, l, m, o, b, ag) {
const c = ag - 5 - b;
if (c < 0) return;
const d = struct.new(`>${b - 4 - m}xIB${c}xII`);
const e = d.unpack(l, m);
if (e == null) return;
const a = k.timeouts;
const g = ord(l, b) == IPPROTO_TCP;
const h = g ? a.established : a.stream;
const n = g ? a.unacknowledged : h;
k.layouts[o] = { format: d, seen: e, usual: h, other: n };
}
function am(a, c, l, m) {
const d = c && list_attributes(a, c[0], c[1]);
const e = d && d[v];
const g = find_nested(a, e, w, 1);
if (g == null || ord(a, g) != ab) return false;
let b = 0;
for (let o in [x, y]) {
const k = find_nested(a, e, o, 1);
if (k != null) b = b | (ord(a, k) ?? 0);
}
const n = b & ac;
const h = n ? m.unacknowledged : m.established;
return l >= h - f && l <= h;
}
function an(c, a, k, ag, l) {
const b = list_attributes(a, k + ATTRIBUTES, k + ag);
const d = b && b[p];
const ah = d && list_attributes(a, d[0], d[1])?.[r];
const g = find_nested(a, ah ?? null, s, 1);
const m = b && b[t];
if (!b || !d || g == null || !m) return false;
const e = b[aa];
if (!e || e[1] - e[0] != 4) return true;
al(c, a, k, ag * 16 + l, g, e[0]);
const ai = struct.unpack('>I', a, m[0])?.[0] ?? 0;
if ((ai & j) != i || b[z]) return true;
const h = struct.unpack('>I', a, e[0])?.[0] ?? 0;
const n = c.timeouts.stream;
const aj =
ord(a, g) == IPPROTO_TCP
? am(a, b[u] ?? null, h, c.timeouts)
: ord(a, g) == IPPROTO_UDP && h >= n - f && h <= n;
if (!aj) return true;
const o = [source_of(a, d, l), source_of(a, b[q] ?? null, l)];
if (index(c.local, o[0]) < 0 && index(c.local, o[1]) < 0) c.found++;
return true;
}
function ao(e, g, h, k, l) {
e.read++;
const a = e.layouts[k * 16 + l];
const b = a?.format.unpack(g, h);
if (a != null && b != null) {
const c = a.seen;
const m = b[0] == c[0] && b[1] == c[1] && b[2] == c[2];
const d = b[3];
const n = d < a.other - f || (d > a.other && d < a.usual - f);
if (m && n) return true;
}
return an(e, g, h, k, l);
}
function ap(b) {
const d = now_ms() + af;
const g = () => b.read >= ad || b.found >= ae || now_ms() > d;
const a = open_netlink(d);
if (a.reason != null) return { slow: null, reason: a.reason };
const c =
a.send(dump_request(i, j)) ??
read_entries(a.receive, g, (h, k, l, m) =>
ao(b, h, k, l, m)
);
a.close();
const e = c?.code == 'timeout' && b.read > 0;
if (c != null && !e) return { slow: null, reason: c };
return { slow: { entries: b.found, complete: !e }, reason: null };
}
function read_slow() {
const a = ak();
if (a.timeouts == null) return { slow: null, reason: a.reason };
const b = read_local();
if (b.local == null) return { slow: null, reason: b.reason };
return ap({
timeouts: a.timeouts,
local: map(b.local, (c) => read_address(c)?.bytes ?? ''),
layouts: {},
read: 0,
found: 0
});
}
export { read_slow };
