'use strict';
import { error, readfile } from 'fs';
import { from_digits } from 'nft-offload.number';
import { reason, reason_of_error } from 'nft-offload.reason';
const b = '/proc/stat';
const f = 16384;
const g = 128;
function parse_cpus(i) {
const c = [];
for (let d in split(i, '\n')) {
if (substr(d, 0, 3) != 'cpu' || substr(d, 3, 1) == ' ') continue;
if (length(c) == g) break;
const a = [];
for (let h in split(d, ' ')) {
const e = from_digits(h);
if (e != null) push(a, e);
}
if (length(a) < 7) return { cpus: null, reason: reason('garbled', b) };
push(c, {
user: a[0] + a[1],
system: a[2] + a[5],
softirq: a[6],
idle: a[3] + a[4]
});
}
if (!length(c)) return { cpus: null, reason: reason('garbled', b) };
return { cpus: c, reason: null };
}
function read_cpus() {
const a = readfile(b, f);
return a == null ? { cpus: null, reason: reason_of_error(b, error()) } : parse_cpus(a);
}
export { parse_cpus, read_cpus };
