'use strict';
import { error, readfile } from 'fs';
import { cursor, error as uci_error } from 'uci';
import { now_ms } from 'nft-offload.clock';
import { reason, reason_of_error } from 'nft-offload.reason';
const h = { '/tmp/dhcp.leases': 3, '/tmp/hosts/odhcpd': 4, '/tmp/odhcpd.leases': 4 };
const c = 300;
const k = 100;
const l = 50;
const m = 64;
const n = 131072;
function o(b, f, e) {
if (type(e) != 'string') return;
const a = substr( (e), 0, m);
if (a != '' && a != '*' && index(b, a) < 0 && length(b) < f) push(b, a);
}
function d(b, f, g, i, j) {
const a = cursor();
if (a == null || a.load(b) == null) {
const e = uci_error() ?? 'unknown error';
return e == 'Entry not found' ? null : reason('garbled', `/etc/config/${b}: ${e}`);
}
a.foreach(b, f, (e) => {
o(i, j, e[g]);
});
return null;
}
function p(j) {
let e = null;
for (let a in h) {
const f = readfile(a, n);
const b = f == null ? reason_of_error(a, error()) : null;
if (b != null && b.code != 'missing') e = b;
for (let i in split(f, '\n') ?? []) {
const g = (split(i, ' ') ?? [])[h[a]];
if (g != '-') o(j, c, g);
}
}
return e;
}
function read_names() {
const a = {};
const b = [];
const i = [];
const j = [];
const e =
d('system', 'system', 'hostname', b, c) ??
d('dhcp', 'host', 'name', b, c) ??
p(b);
const f = d('wireless', 'wifi-iface', 'ssid', i, k);
const g = d('network', 'interface', 'username', j, l);
if (e != null) a.hosts = e;
if (f != null) a.wifi = f;
if (g != null) a.users = g;
return {
monotonic_ms: now_ms(),
hosts: e == null ? b : null,
wifi: f == null ? i : null,
users: g == null ? j : null,
unknown: a
};
}
export { read_names };
