'use strict';
import { open_file } from 'nft-offload.file';
import { reason } from 'nft-offload.reason';
const h = [
'/sys/kernel/debug/ppe0/bind',
'/sys/kernel/debug/ppe1/bind',
'/sys/kernel/debug/ppe2/bind',
'/sys/kernel/debug/ppe/bind'
];
const d = ' BND ';
const i = 65536;
function count_bound(e, f) {
let b = 0;
let c = '';
while (true) {
const a = e(i);
if (a == null || f()) return null;
if (a == '') return b;
b += length(split(c + a, d)) - 1;
c = substr(c + a, 1 - length(d));
}
return b;
}
function read_bound(j) {
let a = null;
let c = null;
for (let e in h) {
const f = open_file(e);
const b = f.file;
if (b == null) {
c ??= f.reason;
continue;
}
const g = count_bound((k) => b.read(k), j);
b.close();
if (g == null) return { bound: null, reason: reason(j() ? 'timeout' : 'failed', e) };
a = (a ?? 0) + g;
}
return { bound: a, reason: a == null ? c : null };
}
export { count_bound, read_bound };
