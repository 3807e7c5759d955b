'use strict';
import { strerror } from 'socket';
import * as struct from 'struct';
import { number_attribute } from 'nft-offload.attribute';
import { reason, reason_of_error } from 'nft-offload.reason';
const g = 2;
const h = 3;
const i = 0x001;
const j = 0x300;
const k = 0x0100;
const l = 0x0101;
const m = 3;
const n = 26;
const o = struct.new('=IHH8xB');
const ATTRIBUTES = 20;
function dump_request(d, b) {
const a =
b == 0 ? '' : number_attribute(m, d) + number_attribute(n, b);
const c = ATTRIBUTES + length(a);
return struct.pack('=IHHIII', c, l, i | j, 1, 0, 0) + a;
}
function read_entries(p, q, r) {
while (!q()) {
const e = p();
if (e.reason != null) return e.reason;
const c = e.bytes;
const d = length(c);
if (d == 0) return reason('truncated', 'ctnetlink');
for (let b = 0; b < d; ) {
const a = b + ATTRIBUTES > d ? null : o.unpack(c, b);
if (a == null || b + a[0] > d) return reason('truncated', 'ctnetlink');
if (a[0] < ATTRIBUTES) return reason('garbled', 'ctnetlink');
if (a[1] == k) {
if (!r(c, b, a[0], a[3])) return reason('garbled', 'ctnetlink');
} else if (a[1] == h || a[1] == g) {
const f = struct.unpack('=i', c, b + 16) ?? [0];
return f[0] == 0 ? null : reason_of_error('ctnetlink', strerror(-f[0]));
}
b += (a[0] + 3) & 0x7ffffffc;
}
}
return reason('timeout', 'ctnetlink');
}
export { ATTRIBUTES, dump_request, read_entries };
