'use strict';
import { error, lsdir, readfile } from 'fs';
import { strerror } from 'socket';
import * as struct from 'struct';
import { find_attribute } from 'nft-offload.attribute';
import { now_ms } from 'nft-offload.clock';
import { open_netlink } from 'nft-offload.netlink';
import { reason, reason_of_error } from 'nft-offload.reason';
const l = 0;
const m = 0x001;
const n = 0x300;
const o = 2;
const p = 3;
const q = 36;
const r = 38;
const s = 1;
const f = 16;
const g = 36;
const h = '/sys/class/net';
const t = 2000;
const u = 16;
function w(d, j) {
let b = 0;
while (b < length(d)) {
const k = length(d) - b;
const a = k < f + 4 ? null : struct.unpack('=IHH8xi', d, b);
if (a == null || a[0] < f + 4 || a[0] > k)
return { done: true, reason: reason('truncated', 'rtnetlink') };
if (a[1] == p || a[1] == o)
return { done: true, reason: a[3] == 0 ? null : reason_of_error('rtnetlink', strerror(-a[3])) };
const e = struct.unpack('=i', d, b + f + 4);
const v = b + a[0];
const c =
a[1] == q && a[0] >= g
? find_attribute(d, b + g, v, s)
: null;
if (c == null || e == null || c[1] - c[0] < 2)
return { done: true, reason: reason('garbled', 'rtnetlink') };
const i = substr(d, c[0], min(c[1] - c[0] - 1, u));
j[e[0]] ??= [];
if (i != 'noqueue' && index(j[e[0]], i) < 0) push(j[e[0]], i);
b += (a[0] + 3) & 0x7ffffffc;
}
return { done: false, reason: null };
}
function read_dump(c, d) {
while (true) {
const a = c();
if (a.reason != null) return a.reason;
if (a.bytes == '') return reason('truncated', 'rtnetlink');
const b = w(a.bytes, d);
if (b.done) return b.reason;
}
}
function x(d) {
const a = open_netlink(now_ms() + t, l);
if (a.reason != null) return a.reason;
const b = struct.pack('=IHHII20x', g, r, m | n, 1, 0);
const c = a.send(b) ?? read_dump(a.receive, d);
a.close();
return c;
}
function read_qdiscs() {
const a = {};
const b = lsdir(h);
const c = b == null ? reason_of_error(h, error()) : x(a);
if (c != null) return { facts: { qdiscs: null }, unknown: { qdiscs: c } };
const d = [];
for (let e in b) {
const i = a[int(readfile(`${h}/${e}/ifindex`, 16) ?? '')] ?? [];
if (length(i) > 0) push(d, { device: e, kinds: i });
}
return { facts: { qdiscs: d }, unknown: {} };
}
export { read_dump, read_qdiscs };
