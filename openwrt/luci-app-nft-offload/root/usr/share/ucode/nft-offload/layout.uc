'use strict';
import * as struct from 'struct';
import { MOST } from 'nft-offload.number';
import { add_to_tally } from 'nft-offload.tally';
const j = ord(struct.pack('=I', 1)) == 1 ? 0 : 3;
const r = 100;
const g = 8;
const s = 1024;
const t = 65536;
function new_dump(a, b, c) {
return {
filter: a,
software: b,
hardware: c,
done: false,
interrupted: false,
layouts: [],
kinds: [],
parts: [],
entries: [],
sums: [],
pause: 1
};
}
function u(h, i, k, l) {
let d = '>';
let e = '>';
let f = 0;
let c = 0;
for (let a = 0; a < l * h; a += h) {
for (let b in i) {
d += `${a + b[0] - f}x${b[1]}s`;
f = a + b[0] + b[1];
}
for (let b in k) {
e += `${a + b - c}xQ`;
c = a + b + 8;
}
}
return { heads: struct.new(d), bytes: c > 0 ? struct.new(e) : null };
}
function z(f, b, h, i, n) {
b.many ??= u(b.size, b.heads, b.bytes, g);
const o = b.many.heads;
const k = b.many.bytes;
const l = b.mark;
const m = b.size * g;
const p = length(i) - m;
const c = f.kinds[h];
const q = join(l, [c, c, c, c, c, c, c, c]);
let e = f.sums[h];
let d = n;
while (d <= p && join(l, o.unpack(i, d)) == q) {
if (k != null) {
const a = k.unpack(i, d);
e = e + a[0] + a[1] + a[2] + a[3] + a[4] + a[5] + a[6] + a[7];
e = e + a[8] + a[9] + a[10] + a[11] + a[12] + a[13] + a[14] + a[15];
}
d += m;
}
f.sums[h] = e;
f.entries[h] += int((d - n) / b.size);
return d;
}
function read_known(c, h, ab) {
const v = c.layouts;
const w = c.kinds;
const x = c.entries;
const k = c.sums;
const d = length(h);
let b = 0;
let l = null;
let i = null;
let m = '';
let f = 0;
let n = 0;
let e = -1;
let a = ab;
while (a < d) {
const y = a + g * f > d ? d : min(d, a + c.pause);
while (a < y) {
const p = v[ (ord(h, a + j))];
if (p != b) {
b = p;
if (b == null) return a;
l = b.one.heads;
i = b.one.bytes;
m = b.mark;
f = b.size;
n = d - f;
}
if (a > n) return a;
e = index(w, join(m, l.unpack(h, a)));
if (e < 0) return a;
x[e]++;
if (i != null) {
const q = i.unpack(h, a);
k[e] = k[e] + q[0] + q[1];
}
a += f;
}
if (a + g * f > d) continue;
const o = z(c, b, e, h, a);
c.pause = o > a ? 1 : min(max(c.pause * 2, s), t);
a = o;
}
return a;
}
function settle(b) {
for (let a = 0; a < length(b.kinds); a++) {
const c = b.parts[a];
const d = b.sums[a];
if (c != null && b.entries[a] > 0)
add_to_tally(c, b.entries[a], d == null ? null : int(min(d, MOST)));
}
}
function aa(a, b, c, d) {
return a.size == b && `${a.heads} ${a.bytes}` == `${c} ${d}`;
}
function learn(a, e, f, d, k) {
const c = length(e);
const h = length(a.kinds);
if (c & 3 || h == r) return;
const i = ord(e, j) ?? 0;
let b = a.layouts[i];
if (b == null || !aa(b, c, f, d)) {
b = { size: c, heads: f, bytes: d, mark: chr(h), one: u(c, f, d, 1), many: null };
a.layouts[i] = b;
}
push(a.kinds, join(b.mark, b.one.heads.unpack(e) ?? []));
push(a.parts, k);
push(a.entries, 0);
push(a.sums, length(d) ? 0.0 : null);
}
export { learn, new_dump, read_known, settle };
