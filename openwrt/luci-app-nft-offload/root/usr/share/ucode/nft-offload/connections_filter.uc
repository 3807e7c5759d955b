'use strict';
import { read_address } from 'nft-offload.address';
const g = 200;
const h = 32;
const l = 100;
const c = 0x4000;
const b = 0x8000;
const i = {
software: { status: c, mask: c | b },
hardware: { status: b, mask: b },
none: { status: 0, mask: c | b }
};
const j = { bytes: [1, 1], original: [1, 0], reply: [0, 1] };
const m = ['tcp', 'udp', 'other'];
const n = ['protocol', 'offload', 'addresses'];
function o(f, d) {
if (type(f) != 'array') return "filter 'addresses' is no array";
const e =  (f);
if (length(e) > h) return `filter 'addresses' has more than ${h}`;
d.addresses = [];
for (let k in e) {
const a = read_address(k);
if (a == null) return "filter 'addresses' holds what is no address";
push(d.addresses, a.bytes);
push(d.texts, a.text);
}
return null;
}
function p(a, d) {
for (let e in a) {
if (index(n, e) < 0) return `unknown filter '${e}'`;
}
if (a.protocol != null) {
if (index(m, a.protocol) < 0) return "filter 'protocol' is none of tcp, udp, other";
d.protocol = a.protocol;
}
if (a.offload != null) {
if (type(a.offload) != 'string' || !exists(i, a.offload))
return "filter 'offload' is none of software, hardware, none";
const e = i[a.offload];
d.status = e.status;
d.mask = e.mask;
}
return a.addresses == null ? null : o(a.addresses, d);
}
function read_query(d) {
const e = d.limit ?? l;
const k = d.sort ?? 'bytes';
const f = exists(j, k) ? j[k] : null;
const a = {
limit: e,
original: f?.[0] ?? 0,
reply: f?.[1] ?? 0,
status: 0,
mask: 0,
protocol: null,
addresses: null,
texts: [],
plain: length(d.filter ?? {}) == 0
};
if (e < 1 || e > g)
return { wanted: a, fault: `argument 'limit' is not between 1 and ${g}` };
if (f == null) return { wanted: a, fault: "argument 'sort' is none of bytes, original, reply" };
return { wanted: a, fault: p(d.filter ?? {}, a) };
}
export { read_query };
