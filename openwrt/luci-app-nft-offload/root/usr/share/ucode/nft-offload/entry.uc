'use strict';
import * as struct from 'struct';
import { list_attributes } from 'nft-offload.attribute';
import { learn } from 'nft-offload.layout';
import { add, from_halves } from 'nft-offload.number';
import { add_to_tally, part_of } from 'nft-offload.tally';
const u = 1;
const v = 2;
const w = 1;
const j = 3;
const k = 9;
const l = 10;
const x = 2;
const y = 0x8000;
const m = 16;
const ATTRIBUTES = 20;
function z(d, b) {
const c = b && list_attributes(d, b[0], b[1]);
const a = c && c[x];
return a && a[1] - a[0] == 8 ? a[0] : null;
}
function ab(d, f) {
const b = [];
let c = ATTRIBUTES;
for (let e in d) {
const a = d[ (e)];
push(b, [a[0] - 4, 4]);
c += (a[1] - a[0] + 7) & 0x1fffc;
}
return c == f ? b : null;
}
function ac(a, g, h, c) {
const d = a[j][0];
const b = [
[0, m + 1],
[h - 4, 5],
[d - 4, 8]
];
if (c == null) {
const e = ab(a, g);
if (e == null) return null;
for (let f in e) {
if (f[0] != d - 4) push(b, f);
}
} else {
for (let e in [
a[k][0],
c[0],
a[l][0],
c[1]
])
push(b, [e - 4, 4]);
}
return sort(b, (e, f) => e[0] - f[0]);
}
function ad(c, d) {
const a = struct.unpack('>II', c, d[0]) ?? [0, 0];
const b = struct.unpack('>II', c, d[1]) ?? [0, 0];
return add(from_halves(a[0], a[1]), from_halves(b[0], b[1]));
}
function walk_entry(d, a) {
const n = length(a);
const b = list_attributes(a, ATTRIBUTES, n);
const e = b && b[j];
const g = b && b[u];
const o = g && list_attributes(a, g[0], g[1]);
const h = o && o[v];
const p = h && list_attributes(a, h[0], h[1]);
const c = p && p[w];
if (!b || !e || !c) return false;
if (e[1] - e[0] != 4 || c[1] == c[0]) return false;
const q = z(a, b[k]);
const r = z(a, b[l]);
const f = q == null || r == null ? null : [q, r];
const s = (struct.unpack('>I', a, e[0]) ?? [0])[0];
let i = null;
if ((s & d.filter.mask) == d.filter.status) {
const aa = s & y ? d.hardware : d.software;
i = part_of(aa, ord(a, m) ?? 0, ord(a, c[0]) ?? 0);
add_to_tally(i, 1, f && ad(a, f));
}
const t = ac(b, n, c[0], f);
if (t != null) learn(d, a, t, f ?? [], i);
return true;
}
export { ATTRIBUTES, walk_entry };
