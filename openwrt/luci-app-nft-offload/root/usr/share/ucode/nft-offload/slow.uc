'use strict';
import * as struct from 'struct';
import { read_address } from 'nft-offload.address';
import { find_nested, list_attributes, source_of } from 'nft-offload.attribute';
import { now_ms } from 'nft-offload.clock';
import { ATTRIBUTES, read_entries } from 'nft-offload.dump';
import { read_local } from 'nft-offload.local';
import { dump_request, open_netlink } from 'nft-offload.netlink';
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
const c = 10;
const ad = 2;
const ae = 4000;
const af = 500;
const ag = 3000;
function al() {
const a = read_sysctl('nf_conntrack_tcp_timeout_established');
const b = read_sysctl('nf_conntrack_tcp_timeout_unacknowledged');
const d = read_sysctl('nf_conntrack_udp_timeout_stream');
if (a.value == null || b.value == null || d.value == null)
return { timeouts: null, reason: a.reason ?? b.reason ?? d.reason };
return {
timeouts: {
established: a.value,
unacknowledged: min(b.value, a.value),
stream: d.value
},
reason: null
};
}
function am(k, l, m, o, b, ah) {
const d = ah - 5 - b;
if (d < 0) return;
const e = struct.new(`>${b - 4 - m}xIB${d}xII`);
const f = e.unpack(l, m);
if (f == null) return;
const a = k.timeouts;
const g = ord(l, b) == IPPROTO_TCP;
const h = g ? a.established : a.stream;
const n = g ? a.unacknowledged : h;
k.layouts[o] = { format: e, seen: f, usual: h, other: n };
}
function an(a, d, e, f) {
const g = d && list_attributes(a, d[0], d[1]);
const h = g && g[v];
const k = find_nested(a, h, w, 1);
if (k == null || ord(a, k) != ab) return false;
let b = 0;
for (let o in [x, y]) {
const m = find_nested(a, h, o, 1);
if (m != null) b = b | (ord(a, m) ?? 0);
}
const l = f.unacknowledged - e;
const n = b & ac;
if (l >= 0 && l <= (n ? c : ad)) return true;
return e >= f.established - c && e <= f.established;
}
function ao(d, a, k, ah, l) {
const b = list_attributes(a, k + ATTRIBUTES, k + ah);
const e = b && b[p];
const ai = e && list_attributes(a, e[0], e[1])?.[r];
const g = find_nested(a, ai ?? null, s, 1);
const m = b && b[t];
if (!b || !e || g == null || !m) return false;
const f = b[aa];
if (!f || f[1] - f[0] != 4) return true;
am(d, a, k, ah * 16 + l, g, f[0]);
const aj = struct.unpack('>I', a, m[0])?.[0] ?? 0;
if ((aj & j) != i || b[z]) return true;
const h = struct.unpack('>I', a, f[0])?.[0] ?? 0;
const n = d.timeouts.stream;
const ak =
ord(a, g) == IPPROTO_TCP
? an(a, b[u] ?? null, h, d.timeouts)
: ord(a, g) == IPPROTO_UDP && h >= n - c && h <= n;
if (!ak) return true;
const o = [source_of(a, e, l), source_of(a, b[q] ?? null, l)];
if (index(d.local, o[0]) < 0 && index(d.local, o[1]) < 0) d.found++;
return true;
}
function ap(f, g, h, k, l) {
f.read++;
const a = f.layouts[k * 16 + l];
const b = a?.format.unpack(g, h);
if (a != null && b != null) {
const e = a.seen;
const m = b[0] == e[0] && b[1] == e[1] && b[2] == e[2];
const d = b[3];
const n = d >= a.usual - c && d <= a.usual;
const o = d >= a.other - c && d <= a.other;
if (m && !n && !o) return true;
}
return ao(f, g, h, k, l);
}
function aq(b) {
const e = now_ms() + ag;
const g = () => b.read >= ae || b.found >= af || now_ms() > e;
const a = open_netlink(e);
if (a.reason != null) return { slow: null, reason: a.reason };
const d =
a.send(dump_request(i, j)) ??
read_entries(a.receive, g, (h, k, l, m) =>
ap(b, h, k, l, m)
);
a.close();
const f = d?.code == 'timeout' && b.read > 0;
if (d != null && !f) return { slow: null, reason: d };
return { slow: { entries: b.found, complete: !f }, reason: null };
}
function read_slow() {
const a = al();
if (a.timeouts == null) return { slow: null, reason: a.reason };
const b = read_local();
if (b.local == null) return { slow: null, reason: b.reason };
return aq({
timeouts: a.timeouts,
local: map(b.local, (d) => read_address(d)?.bytes ?? ''),
layouts: {},
read: 0,
found: 0
});
}
export { read_slow };
