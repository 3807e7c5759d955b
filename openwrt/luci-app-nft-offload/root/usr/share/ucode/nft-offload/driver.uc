'use strict';
import { access, error, lsdir, readfile } from 'fs';
import { run } from 'nft-offload.command';
import { reason_of_error } from 'nft-offload.reason';
const b = '/sys/class/net';
const c = '/sys/module';
const d = '/usr/sbin/ethtool';
const j = 12;
const k = ['mtk_hnat', 'mtkhnat', 'hnat', 'fast_classifier', 'ecm'];
const l = ['shortcut_fe', 'qca_nss_'];
function m(e) {
const a = match(readfile(`${b}/${e}/device/uevent`) ?? '', /DRIVER=([^\n]+)/);
return a ? a[1] : null;
}
function n(f) {
if (!match(f, /^[a-zA-Z0-9][a-zA-Z0-9._@-]*$/)) return null;
const a = run(`${d} -k '${f}'`);
const e = a.reason == null ? match(a.text, /hw-tc-offload: (on|off)/) : null;
return e ? e[1] == 'on' : null;
}
function read_drivers(p, q) {
const e = lsdir(b);
if (e == null) return { drivers: null, reason: reason_of_error(b, error()) };
let f = access(d) ? j : 0;
const g = [];
for (let a in e) {
if (index(p, a) < 0) continue;
const h = m(a);
const i = h != null && f > 0 && !q();
if (i) f--;
push(g, { device: a, driver: h, hw_tc_offload: i ? n(a) : null });
}
return { drivers: g, reason: null };
}
function o(a) {
for (let e in l) if (index(a, e) == 0) return true;
return index(k, a) >= 0;
}
function read_accelerators() {
const a = lsdir(c);
if (a == null) return { accelerators: null, reason: reason_of_error(c, error()) };
const e = [];
for (let f in a) if (o(f)) push(e, f);
return { accelerators: e, reason: null };
}
export { read_accelerators, read_drivers };
