'use strict';
import { error, lsdir, readfile } from 'fs';
import { from_digits } from 'nft-offload.number';
import { reason, reason_of_error } from 'nft-offload.reason';
const c = '/proc/net/dev';
const k = /[ ]+/;
const l = '/sys/class/net';
const f = 400;
const m = 8;
function parse_devices(p) {
const d = [];
const a = split(p, '\n');
if (pop(a) != '') return { devices: null, reason: reason('truncated', c) };
if (length(a) < 2) return { devices: null, reason: reason('garbled', c) };
for (let b = 0; b < length(a); b++) {
if (b < 2 && index(a[b], '|') >= 0) continue;
const e = index(a[b], ':');
const g = split(trim(substr(a[b], e + 1)), k);
const h = from_digits(g[0]);
const i = from_digits(g[8]);
if (e < 0 || h == null || i == null)
return { devices: null, reason: reason('garbled', c) };
const j = trim(substr(a[b], 0, e));
if (j != 'lo' && length(d) < f) push(d, { device: j, rx_bytes: h, tx_bytes: i });
}
const o = length(a) > f + 3;
return { devices: d, reason: o ? reason('truncated', `${c}: ${length(a)}`) : null };
}
function read_devices() {
const a = readfile(c);
return a == null ? { devices: null, reason: reason_of_error(c, error()) } : parse_devices(a);
}
function n(b, h, g) {
if (g > m) return;
const d = [];
for (let e in lsdir(`${l}/${h}`) ?? []) {
const a = substr(e, 6);
if (substr(e, 0, 6) != 'lower_' || index(b, a) >= 0) continue;
push(b, a);
push(d, a);
}
for (let a in d) n(b, a, g + 1);
}
function lower_devices(b) {
const a = [];
if (b != null) n(a, b, 1);
return a;
}
export { lower_devices, parse_devices, read_devices };
