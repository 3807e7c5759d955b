'use strict';
import { error, readfile } from 'fs';
import { from_digits } from 'nft-offload.number';
import { reason, reason_of_error } from 'nft-offload.reason';
const d = '/proc/sys/net/netfilter';
function read_sysctl(e) {
const a = `${d}/${e}`;
const b = readfile(a);
if (b == null) return { value: null, reason: reason_of_error(a, error()) };
const c = from_digits(trim(b));
return { value: c, reason: c == null ? reason('garbled', a) : null };
}
function doubt_empty(b) {
const a = read_sysctl('nf_conntrack_count').value;
return a === 0 ? null : reason('truncated', `${b}: empty, with ${a ?? '?'} tracked`);
}
function read_conntrack_settings() {
const a = read_sysctl('nf_conntrack_acct').value;
return {
max: read_sysctl('nf_conntrack_max').value,
acct: a == null ? null : a > 0,
flowtable_tcp_timeout: read_sysctl('nf_flowtable_tcp_timeout').value,
flowtable_udp_timeout: read_sysctl('nf_flowtable_udp_timeout').value
};
}
export { doubt_empty, read_conntrack_settings, read_sysctl };
