'use strict';
import { now_ms } from 'nft-offload.clock';
import { open_file } from 'nft-offload.file';
import { add, from_digits } from 'nft-offload.number';
import { reason } from 'nft-offload.reason';
import { doubt_empty } from 'nft-offload.sysctl';
import {
AF_INET,
AF_INET6,
IPPROTO_TCP,
IPPROTO_UDP,
add_to_tally,
empty_flow_tally,
finish_flow_tally,
part_of
} from 'nft-offload.tally';
const TABLE = '/proc/net/nf_conntrack';
const h = 65536;
function j(d) {
const a = split(d, ' bytes=') ?? [];
if (length(a) == 1) return { bytes: null, garbled: false };
const b = from_digits(a[1]);
const c = from_digits(a[2]);
if (length(a) != 3 || b == null || c == null) return { bytes: null, garbled: true };
return { bytes: add(b, c), garbled: false };
}
function k(l, m, a) {
const b = index(a, ' src=') ?? -1;
if (b < 0) return false;
if (index(a, 'OFFLOAD]') < 0) return true;
const c = index(a, ' [HW_OFFLOAD]') >= 0;
if (!c && index(a, ' [OFFLOAD]') < 0) return true;
const d = j(a);
if (d.garbled) return false;
const e = substr(a, 0, b + 1);
const f = substr(a, 0, 5);
const g = f == 'ipv4 ' ? AF_INET : f == 'ipv6 ' ? AF_INET6 : 0;
const i = index(e, ' tcp ') > 0 ? IPPROTO_TCP : index(e, ' udp ') > 0 ? IPPROTO_UDP : 0;
add_to_tally(part_of(c ? m : l, g, i), 1, d.bytes);
return true;
}
function read_table(e, f, g, i) {
let a = '';
while (true) {
const b = e(h);
if (b == null) return reason('failed', `${TABLE}: read error`);
if (b == '') break;
if (f()) return reason('timeout', TABLE);
const c = split(a + b, '\n') ?? [];
a = pop(c) ?? '';
for (let d in c) {
if (!k(g, i, d)) return reason('garbled', TABLE);
}
}
return a == '' ? null : reason('truncated', TABLE);
}
function count_in_text(l) {
const b = open_file(TABLE);
const a = b.file;
if (a == null) return { offloaded: null, reason: b.reason };
const c = empty_flow_tally();
const d = empty_flow_tally();
let e = true;
const i = read_table(
(m) => {
const g = a.read(m);
if (g != '') e = false;
return g;
},
() => now_ms() > l,
c,
d
);
a.close();
const f = i ?? (e ? doubt_empty(TABLE) : null);
if (f != null) return { offloaded: null, reason: f };
return {
offloaded: { software: finish_flow_tally(c), hardware: finish_flow_tally(d) },
reason: null
};
}
export { TABLE, count_in_text, read_table };
