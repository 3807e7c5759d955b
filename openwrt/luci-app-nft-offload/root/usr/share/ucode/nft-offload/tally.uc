'use strict';
import { add } from 'nft-offload.number';
const AF_INET = 2;
const AF_INET6 = 10;
const IPPROTO_TCP = 6;
const IPPROTO_UDP = 17;
function b() {
return { entries: 0, bytes: 0 };
}
function empty_flow_tally() {
return {
total: b(),
ipv4_tcp: b(),
ipv4_udp: b(),
ipv6_tcp: b(),
ipv6_udp: b(),
other: b()
};
}
function add_to_tally(a, d, c) {
a.entries += d;
a.bytes = a.bytes == null || c == null ? null : add(a.bytes, c);
}
function part_of(a, c, d) {
if (c == AF_INET && d == IPPROTO_TCP) return a.ipv4_tcp;
if (c == AF_INET && d == IPPROTO_UDP) return a.ipv4_udp;
if (c == AF_INET6 && d == IPPROTO_TCP) return a.ipv6_tcp;
if (c == AF_INET6 && d == IPPROTO_UDP) return a.ipv6_udp;
return a.other;
}
function finish_flow_tally(a) {
for (let c in [a.ipv4_tcp, a.ipv4_udp, a.ipv6_tcp, a.ipv6_udp, a.other]) {
if (c.bytes != null) c.bytes = add(c.bytes, 0);
add_to_tally(a.total, c.entries, c.bytes);
}
return a;
}
export {
AF_INET,
AF_INET6,
IPPROTO_TCP,
IPPROTO_UDP,
add_to_tally,
empty_flow_tally,
finish_flow_tally,
part_of
};
