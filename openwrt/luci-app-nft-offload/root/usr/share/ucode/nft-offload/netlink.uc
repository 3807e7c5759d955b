'use strict';
import { create, error, poll } from 'socket';
import * as struct from 'struct';
import { number_attribute } from 'nft-offload.attribute';
import { now_ms } from 'nft-offload.clock';
import { reason, reason_of_error } from 'nft-offload.reason';
const e = 16;
const f = 3;
const g = 12;
const h = 65536;
const i = 0x001;
const j = 0x300;
const k = 0x0101;
const l = 3;
const m = 26;
const n = 20;
function dump_request(o, b) {
const a =
b == 0 ? '' : number_attribute(l, o) + number_attribute(m, b);
const d = n + length(a);
return struct.pack('=IHHIII', d, k, i | j, 1, 0, 0) + a;
}
function c() {
const a = split(error() ?? '', ': ', 2);
return reason_of_error(`netlink ${a[0]}`, a[1]);
}
function open_netlink(o, p) {
const a = create(e, f, p ?? g);
if (a == null) return { reason: c() };
return {
reason: null,
send: (b) => (a.send(b) == null ? c() : null),
receive: () => {
const b = poll(max(o - now_ms(), 0), a);
if (b != null && !b[0][1]) return { bytes: '', reason: reason('timeout', 'netlink recv()') };
const d = b == null ? null : a.recv(h);
return { bytes: d ?? '', reason: d == null ? c() : null };
},
close: () => {
a.close();
}
};
}
export { dump_request, open_netlink };
