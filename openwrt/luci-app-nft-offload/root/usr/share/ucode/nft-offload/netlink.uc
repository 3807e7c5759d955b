'use strict';
import { create, error, poll } from 'socket';
import { now_ms } from 'nft-offload.clock';
import { reason, reason_of_error } from 'nft-offload.reason';
const e = 16;
const f = 3;
const g = 12;
const h = 65536;
function c() {
const a = split(error() ?? '', ': ', 2);
return reason_of_error(`netlink ${a[0]}`, a[1]);
}
function open_netlink(i, j) {
const a = create(e, f, j ?? g);
if (a == null) return { reason: c() };
return {
reason: null,
send: (b) => (a.send(b) == null ? c() : null),
receive: () => {
const b = poll(max(i - now_ms(), 0), a);
if (b != null && !b[0][1]) return { bytes: '', reason: reason('timeout', 'netlink recv()') };
const d = b == null ? null : a.recv(h);
return { bytes: d ?? '', reason: d == null ? c() : null };
},
close: () => {
a.close();
}
};
}
export { open_netlink };
