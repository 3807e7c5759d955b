'use strict';
import { connect, error } from 'ubus';
import { lower_devices } from 'nft-offload.netdev';
import { reason } from 'nft-offload.reason';
const e = 3;
const f = 4;
const g = 6;
const h = 7;
function read_networks() {
const d = connect(null, e);
const c = d?.call('network.interface', 'dump', {});
if (type(c?.interface) == 'array') return { networks: c.interface, reason: null };
const b = error(true);
let a = 'failed';
if (d == null || b == f) a = 'missing';
else if (b == g) a = 'denied';
else if (b == h) a = 'timeout';
else if (c != null) a = 'garbled';
const i = `ubus network.interface dump: status ${b ?? 0}`;
return { networks: null, reason: reason( (a), i) };
}
function k(b) {
for (let a in b.route ?? []) {
if (a.mask === 0 && (a.target == '0.0.0.0' || a.target == '::')) return true;
}
return false;
}
function l(a, i) {
const c = [a.l3_device, a.device, ...a.lower_devices];
for (let d in i) {
for (let b in c) if (b != null && index(d.devices, b) >= 0) return true;
}
return false;
}
function m(d, a, c) {
const b = {
name: d,
up: a?.up == true,
proto: a?.proto ?? null,
device: a?.device ?? null,
l3_device: a?.l3_device ?? null,
lower_devices: lower_devices(a?.device ?? null),
default_route: a != null && k(a),
covered: null
};
if (c != null) b.covered = l(b, c);
return b;
}
function describe_zones(i, n) {
const b = read_networks();
if (b.networks == null) return { zones: null, reason: b.reason };
const d = {};
for (let a in b.networks) {
d[a.interface] = a;
for (let c in i) {
const j = index(c.networks, a.interface) >= 0;
if (a.data?.zone == c.name && !j) push(c.networks, a.interface);
}
}
return {
zones: map(i, (a) => ({
name: a.name,
masq: a.masq,
networks: map(a.networks, (c) => m(c, d[c], n))
})),
reason: null
};
}
export { describe_zones, read_networks };
