'use strict';
import { error, readfile } from 'fs';
import { lower_devices } from 'nft-offload.netdev';
import { from_digits } from 'nft-offload.number';
import { reason, reason_of_error } from 'nft-offload.reason';
import { read_networks } from 'nft-offload.zone';
const b = '/sys/class/net';
const h = 1;
const m = 512;
const i = 14;
const n = 4;
const o = 8;
const p = 4294967296;
const q = 'no network that is up has a default route';
function j(a) {
return a == null ? null : from_digits(trim(readfile(`${b}/${a}/type`, 16) ?? ''));
}
function k(a, c) {
return index(readfile(`${b}/${a}/uevent`, 512) ?? '', `DEVTYPE=${c}\n`) >= 0;
}
function t(a) {
return !!match(a, /^[A-Za-z0-9_.@-]+$/);
}
function u(e) {
let a = null;
for (let c in e.route ?? []) {
if (c.mask !== 0 || (c.target != '0.0.0.0' && c.target != '::')) continue;
const d = c.metric ?? 0;
if (a == null || d < a) a = d;
}
return a;
}
function v(c, d) {
for (let a in d) {
if (a.l3_device == c && a.device != null && a.device != c)
return a.device;
}
return c;
}
function w(s) {
let a = null;
let f = 0;
for (let c in s) {
const d = c.l3_device;
const e = u(c);
if (c.up != true || d == null || e == null) continue;
const g = v(d, s);
const l = j(g) == h ? e : e + p;
if (a != null && l >= f) continue;
a = { l3_device: d, device: g };
f = l;
}
return a;
}
function x(c, e, f) {
for (let d in f) {
const a = d.device;
if (a == null || a == e) continue;
if (a == c || index(lower_devices(a), c) >= 0) return true;
}
return false;
}
function y(e, f) {
let a = e;
let d = 0;
while (k(a, 'vlan')) {
const c = lower_devices(a)[0];
if (c == null || x(c, e, f)) break;
a = c;
d++;
}
return { device: a, tags: d };
}
function z(a, e, f) {
if (j(a) != h) return { device: a, received_header: 0, sent_header: 0 };
const c = e * n + (f ? o : 0);
const d = k(a, 'vlan') || k(a, 'bridge');
return { device: a, received_header: d ? c : c + i, sent_header: c + i };
}
function find_line() {
const d = read_networks();
if (d.networks == null) return { line: null, reason: d.reason };
const e = d.networks;
const a = w(e);
if (a == null) return { line: null, reason: reason('missing', q) };
const c = [a.l3_device];
for (let l in e) {
const g = l.l3_device;
if (l.device == a.device && g != null && index(c, g) < 0)
push(c, g);
}
const f = y(a.device, e);
for (let g in [...c, f.device])
if (!t(g)) return { line: null, reason: reason('garbled', `the device name ${g}`) };
const s = a.l3_device != a.device && j(a.l3_device) == m;
return { line: { ...z(f.device, f.tags, s), l3_devices: c }, reason: null };
}
function r(e, f) {
const a = `${b}/${e}/statistics/${f}`;
const c = from_digits(trim(readfile(`${a}_packets`, 32) ?? ''));
const d = from_digits(trim(readfile(`${a}_bytes`, 32) ?? ''));
return c == null || d == null ? null : { packets: c, bytes: d };
}
function read_line(a) {
const c = r(a.device, 'rx');
const d = r(a.device, 'tx');
if (c == null || d == null)
return { counters: null, reason: reason_of_error(`${b}/${a.device}/statistics`, error()) };
return {
counters: {
device: a.device,
received: c,
sent: d,
received_header: a.received_header,
sent_header: a.sent_header
},
reason: null
};
}
export { find_line, read_line };
