'use strict';
import * as struct from 'struct';
const c = 0x3fff;
const f = 2;
const g = 1;
const h = 1;
const i = 3;
function number_attribute(a, b) {
return struct.pack('=HH', 8, a) + struct.pack('>I', b);
}
function find_attribute(e, j, d, k) {
let a = j;
while (a + 4 <= d) {
const b = struct.unpack('=HH', e, a) ?? [0, 0];
if (b[0] < 4 || a + b[0] > d) return null;
if ((b[1] & c) == k) return [a + 4, a + b[0]];
a += (b[0] + 3) & 0x1fffc;
}
return null;
}
function find_nested(d, b, e, j) {
const a = b == null ? null : find_attribute(d, b[0], b[1], e);
return a != null && a[1] - a[0] >= j ? a[0] : null;
}
function source_of(d, e, k) {
const b = e && find_attribute(d, e[0], e[1], g);
const j = k == f ? h : i;
const a = b && find_attribute(d, b[0], b[1], j);
return a ? substr(d, a[0], a[1] - a[0]) : '';
}
function list_attributes(j, k, e) {
const d = {};
let a = k;
while (a < e) {
const b = struct.unpack('=HH', j, a) ?? [0, 0];
if (b[0] < 4 || a + b[0] > e) return null;
d[b[1] & c] = [a + 4, a + b[0]];
a += (b[0] + 3) & 0x1fffc;
}
return d;
}
export { find_attribute, find_nested, list_attributes, number_attribute, source_of };
