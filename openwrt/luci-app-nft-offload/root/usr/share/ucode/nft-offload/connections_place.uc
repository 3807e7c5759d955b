'use strict';
import { ipv6_text } from 'nft-offload.address';
import { read_lines, words_of } from 'nft-offload.lines';
import { reason } from 'nft-offload.reason';
const e = '/proc/net/route';
const h = '/proc/net/ipv6_route';
const i = 300;
const f = 0x0001;
const g = 0x0200;
function b(a) {
return +`0x${a}`;
}
function k(d) {
let c = 0;
for (let a = 1; a < 4294967296; a *= 2) {
if (d & a) c++;
}
return c;
}
function l(d, j) {
const a = [];
for (let c = 0; c < 8; c += 2) push(a, b(substr(d, c, 2)));
return j ? `${a[3]}.${a[2]}.${a[1]}.${a[0]}` : join('.', a);
}
function m(o, p, q) {
for (let d in o) {
const a = words_of(d);
if (length(a) < 8 || !match(a[1], /^[0-9A-F]{8}$/)) continue;
const c = b(a[3]);
if (!(c & f) || c & g) continue;
const j = l(a[1], p);
push(q, { destination: `${j}/${k(b(a[7]))}`, device: a[0] });
}
}
function n(j, o) {
for (let d in j) {
const a = words_of(d);
if (length(a) < 10 || length(a[0]) != 32 || a[9] == 'lo') continue;
if (index(a[0], 'fe80') == 0 || index(a[0], 'ff') == 0) continue;
const c = b(a[8]);
if (!(c & f) || c & g || c & 0x80100000) continue;
push(o, { destination: `${ipv6_text(a[0])}/${b(a[1])}`, device: a[9] });
}
}
function read_routes(j) {
const c = read_lines(e);
if (c.lines == null) return { routes: null, reason: c.reason };
const d = read_lines(h);
const a = [];
m(c.lines, j, a);
n(d.lines ?? [], a);
if (length(a) > i) return { routes: null, reason: reason('overrun', e) };
return { routes: a, reason: d.reason?.code == 'overrun' ? d.reason : null };
}
export { read_routes };
