'use strict';
import { TCP_STATES } from 'nft-offload.connections_entry';
import { UNCOUNTED, offer } from 'nft-offload.connections_rank';
import { from_digits } from 'nft-offload.number';
import { TABLE } from 'nft-offload.procfs';
import { reason } from 'nft-offload.reason';
const i = 65536;
const j = 9007199254740991;
const k = 0x0002;
const l = 0x0004;
const e = 0x4000;
const m = 0x8000;
function n(b) {
let a = index(b, ' [UNREPLIED] ') < 0 ? k : 0;
if (index(b, ' [ASSURED] ') >= 0) a |= l;
if (index(b, 'OFFLOAD] ') < 0) return a;
if (index(b, ' [HW_OFFLOAD] ') >= 0) return a | m | e;
return index(b, ' [OFFLOAD] ') >= 0 ? a | e : a;
}
function s(a, b, c) {
if ((n(b) & a.mask) != a.status) return false;
if (a.protocol != null) {
const d = index(c, ' tcp ') > 0 ? 'tcp' : index(c, ' udp ') > 0 ? 'udp' : 'other';
if (d != a.protocol) return false;
}
if (a.addresses == null) return true;
for (let d in a.texts) {
if (index(b, ` src=${d} `) >= 0) return true;
}
return false;
}
function t(d, f) {
const a = split(f, ' bytes=') ?? [];
if (length(a) == 1) return UNCOUNTED;
const b = from_digits(a[1]);
const c = from_digits(a[2]);
if (length(a) != 3 || b == null || c == null) return null;
return min(b * d.original + c * d.reply, j);
}
function u(d, b, a) {
const f = index(a, ' src=');
if (f < 0) return false;
const c = t(d, a);
if (c == null) return false;
b.seen++;
if (!d.plain && !s(d, a, substr(a, 0, f + 1))) return true;
b.matching++;
if (c > b.floor) offer(b, c, a);
return true;
}
function rank_table(f, g, h, q) {
let a = '';
while (true) {
const b = h(i);
if (b == null) return reason('failed', `${TABLE}: read error`);
if (b == '') break;
if (q()) return reason('timeout', TABLE);
const c = split(a + b, '\n') ?? [];
a = pop(c) ?? '';
for (let d in c) {
if (!u(f, g, d)) return reason('garbled', TABLE);
}
}
return a == '' ? null : reason('truncated', TABLE);
}
function o() {
return {};
}
function p(a) {
return {
src: a.src ?? '',
dst: a.dst ?? '',
sport: from_digits(a.sport),
dport: from_digits(a.dport),
packets: from_digits(a.packets),
bytes: from_digits(a.bytes)
};
}
function v(c) {
const a = [];
for (let b in split(c, ' ') ?? []) {
if (b != '') push(a, b);
}
return a;
}
function parse_line(d) {
const f = index(d, ' src=');
const a = v(substr(d, 0, max(f, 0)));
const g = from_digits(a[3]);
if (length(a) < 4 || g == null) return null;
const b = o();
const h = o();
for (let q in split(substr(d, f + 1), ' ') ?? []) {
const c = split(q, '=', 2) ?? [];
if (length(c) < 2) continue;
const r = exists(b, c[0]) ? h : b;
r[c[0]] ??= c[1];
}
return {
family: a[0] == 'ipv4' ? 4 : 6,
protocol: g,
original: p(b),
reply: p(h),
status: n(d),
tcp_state:  (index(TCP_STATES, a[5]) < 0 ? null : a[5]),
timeout: from_digits(a[4]),
mark: from_digits(b.mark),
helper: null
};
}
export { parse_line, rank_table };
