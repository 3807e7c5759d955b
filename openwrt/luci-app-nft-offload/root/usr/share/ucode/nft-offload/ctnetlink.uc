'use strict';
import { strerror } from 'socket';
import * as struct from 'struct';
import { ATTRIBUTES, walk_entry } from 'nft-offload.entry';
import { new_dump, read_known, settle } from 'nft-offload.layout';
import { reason, reason_of_error } from 'nft-offload.reason';
const j = 2;
const k = 3;
const l = 0x010;
const m = 0x0100;
const c = 0x4000;
const g = 0x8000;
const n = struct.new('=IHH');
const OFFLOAD_FILTERS = [
{ status: c, mask: c },
{ status: g, mask: c | g }
];
function o(b, d, e) {
const a = struct.unpack('=i', d, e);
if (a == null) return reason('truncated', 'ctnetlink');
if (a[0] != 0) return reason_of_error('ctnetlink', strerror(-a[0]));
b.done = true;
return b.interrupted ? reason('overrun', 'ctnetlink: NLM_F_DUMP_INTR') : null;
}
function p(h, d, e) {
const i = length(d) - e;
const a = i < ATTRIBUTES ? null : n.unpack(d, e);
if (a == null || a[0] > i) return { size: 0, reason: reason('truncated', 'ctnetlink') };
const b = a[0];
if (b < ATTRIBUTES) return { size: b, reason: reason('garbled', 'ctnetlink') };
if (a[2] & l) h.interrupted = true;
let f = null;
if (a[1] == k || a[1] == j) f = o(h, d, e + 16);
else if (a[1] == m && !walk_entry(h, substr(d, e, b)))
f = reason('garbled', 'ctnetlink');
return { size: b, reason: f };
}
function q(b, d) {
const f = length(d);
let a = read_known(b, d, 0);
while (a < f && !b.done) {
const e = p(b, d, a);
if (e.reason != null) return e.reason;
a += (e.size + 3) & 0x7ffffffc;
if (!b.done) a = read_known(b, d, a);
}
return null;
}
function r(d, e) {
while (!d.done) {
const a = e();
if (a.reason != null) return a.reason;
const b = a.bytes == '' ? reason('truncated', 'ctnetlink') : q(d, a.bytes);
if (b != null) return b;
}
return null;
}
function read_dump(d, e, f, h) {
const a = new_dump(d, f, h);
const b = r(a, e);
settle(a);
return b;
}
export { OFFLOAD_FILTERS, read_dump };
