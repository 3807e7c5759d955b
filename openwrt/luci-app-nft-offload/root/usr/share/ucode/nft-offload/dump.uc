'use strict';
import { strerror } from 'socket';
import * as struct from 'struct';
import { reason, reason_of_error } from 'nft-offload.reason';
const g = 2;
const h = 3;
const i = 0x0100;
const j = struct.new('=IHH8xB');
const ATTRIBUTES = 20;
function read_entries(k, l, m) {
while (!l()) {
const e = k();
if (e.reason != null) return e.reason;
const c = e.bytes;
const d = length(c);
if (d == 0) return reason('truncated', 'ctnetlink');
for (let b = 0; b < d; ) {
const a = b + ATTRIBUTES > d ? null : j.unpack(c, b);
if (a == null || b + a[0] > d) return reason('truncated', 'ctnetlink');
if (a[0] < ATTRIBUTES) return reason('garbled', 'ctnetlink');
if (a[1] == i) {
if (!m(c, b, a[0], a[3])) return reason('garbled', 'ctnetlink');
} else if (a[1] == h || a[1] == g) {
const f = struct.unpack('=i', c, b + 16) ?? [0];
return f[0] == 0 ? null : reason_of_error('ctnetlink', strerror(-f[0]));
}
b += (a[0] + 3) & 0x7ffffffc;
}
}
return reason('timeout', 'ctnetlink');
}
export { ATTRIBUTES, read_entries };
