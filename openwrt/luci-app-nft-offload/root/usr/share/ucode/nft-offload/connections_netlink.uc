'use strict';
import * as struct from 'struct';
import { find_attribute, find_nested, source_of } from 'nft-offload.attribute';
import { UNCOUNTED, offer } from 'nft-offload.connections_rank';
import { ATTRIBUTES, read_entries } from 'nft-offload.dump';
import { from_halves } from 'nft-offload.number';
const k = 1;
const r = 2;
const s = 2;
const t = 1;
const u = 3;
const v = 9;
const w = 10;
const l = 2;
const m = 6;
const n = 17;
const i = 9007199254740991;
function ab(o, f, g) {
const h = ['IB', 'II', 'I', 'III', 'I', 'III'];
const j = [5, 8, 4, 12, 4, 12];
let d = '>16xB';
let b = f + 17;
for (let a = 0; a < length(g); a++) {
const c = g[a] - 4;
if (c < b) return null;
d += (c > b ? `${c - b}x` : '') + h[a];
b = c + j[a];
}
const e = struct.new(d);
return { format: e, seen: e.unpack(o, f) ?? [] };
}
function ac(b, a) {
if (b.protocol == 'tcp') return a == m;
if (b.protocol == 'udp') return a == n;
return a != m && a != n;
}
function ad(f, a, b, g) {
const c = f.addresses ?? [];
for (let d in [k, r]) {
const e = find_attribute(a, b[0], b[1], d);
if (index(c, source_of(a, e, g)) >= 0) return true;
}
return false;
}
function x(c, d, b, e, f, g, h) {
const a = c.wanted;
if ((h & a.mask) != a.status) return false;
if (a.protocol != null && !ac(a, g)) return false;
return (
a.addresses == null || ad(a, d, [b + ATTRIBUTES, b + e], f)
);
}
function ae(q, a, b, z, ag) {
const g = b + z;
const c = find_attribute(a, b + ATTRIBUTES, g, v);
const d = find_attribute(a, b + ATTRIBUTES, g, w);
const e = find_nested(a, c, l, 8);
const f = find_nested(a, d, l, 8);
if (c == null || d == null || e == null || f == null) return UNCOUNTED;
const h = ab(a, b, [...ag, c[0], e, d[0], f]);
if (h != null) q.layouts[z] = h;
const j = struct.unpack('>II', a, e) ?? [0, 0];
const o = struct.unpack('>II', a, f) ?? [0, 0];
const p = q.wanted;
const aa =
from_halves(j[0], j[1]) * p.original + from_halves(o[0], o[1]) * p.reply;
return min(aa, i);
}
function y(j, a, b, d, z) {
const e = [b + ATTRIBUTES, b + d];
const f = find_nested(a, e, u, 4);
const g = find_attribute(a, e[0], e[1], k);
const p = g && find_attribute(a, g[0], g[1], s);
const h = find_nested(a, p, t, 1);
if (f == null || h == null) return false;
const c = j.ranking;
c.seen++;
const o = ae(j, a, b, d, [h, f]);
const q = (struct.unpack('>I', a, f) ?? [0])[0];
if (!x(j, a, b, d, z, ord(a, h) ?? 0, q)) return true;
c.matching++;
if (o > c.floor) offer(c, o, substr(a, b, d));
return true;
}
function af(c, e, f, g, o) {
const j = c.layouts[g];
if (j == null) return y(c, e, f, g, o);
const b = j.seen;
const a = j.format.unpack(e, f) ?? [];
const z = a[0] == b[0] && a[1] == b[1] && a[3] == b[3] && a[5] == b[5];
if (!z || a[6] != b[6] || a[9] != b[9] || a[10] != b[10])
return y(c, e, f, g, o);
const h = c.ranking;
const d = c.wanted;
h.seen++;
if (!d.plain && !x(c, e, f, g, o, a[2], a[4])) return true;
h.matching++;
const p = a[7] * d.original + a[11] * d.reply;
const q = p > 0x1fffff ? i : p * 4294967296 + a[8] * d.original + a[12] * d.reply;
if (q > h.floor) offer(h, min(q, i), substr(e, f, g));
return true;
}
function rank_dump(b, c, d, e) {
const a = { wanted: b, ranking: c, layouts: {} };
return read_entries(d, e, (f, g, h, j) =>
af(a, f, g, h, j)
);
}
export { rank_dump };
