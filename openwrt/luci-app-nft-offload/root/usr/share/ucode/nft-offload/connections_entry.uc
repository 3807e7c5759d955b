'use strict';
import * as struct from 'struct';
import { from_halves } from 'nft-offload.number';
const m = 1;
const n = 2;
const o = 3;
const p = 4;
const q = 5;
const r = 7;
const s = 8;
const t = 9;
const u = 10;
const v = 1;
const w = 2;
const x = 1;
const y = 3;
const z = 1;
const aa = 2;
const ab = 3;
const ac = 1;
const ad = 1;
const ae = 1;
const af = 1;
const ag = 2;
const ah = 2;
const g = 20;
const ai = 0x3fff;
const TCP_STATES = [
'NONE',
'SYN_SENT',
'SYN_RECV',
'ESTABLISHED',
'FIN_WAIT',
'CLOSE_WAIT',
'LAST_ACK',
'TIME_WAIT',
'CLOSE',
'SYN_SENT2'
];
function c(i, h) {
const e = {};
let a = h?.[0] ?? 0;
const f = h?.[1] ?? 0;
while (a + 4 <= f) {
const b = struct.unpack('=HH', i, a) ?? [0, 0];
if (b[0] < 4 || a + b[0] > f) break;
e[b[1] & ai] ??= [a + 4, a + b[0]];
a += (b[0] + 3) & 0x1fffc;
}
return e;
}
function d(b, a, e, f) {
if (a == null || a[1] - a[0] < f) return null;
return struct.unpack(e, b, a[0])?.[0] ?? null;
}
function aj(e, a) {
if (a == null || a[1] - a[0] < 8) return null;
const b = struct.unpack('>II', e, a[0]) ?? [0, 0];
return from_halves(b[0], b[1]);
}
function ak(e, a) {
const b = a == null ? 0 : a[1] - a[0];
if (a == null || (b != 4 && b != 16)) return null;
if (b == 4) return join('.', struct.unpack('>BBBB', e, a[0]) ?? []);
const f = struct.unpack('>HHHHHHHH', e, a[0]) ?? [];
return join(
':',
map(f, (h) => sprintf('%x', h))
);
}
function al(a, ap, aq, ar) {
const e = c(a, ap);
const f = c(a, e[v]);
const b = c(a, e[w]);
const h = c(a, aq);
const i = ar ? x : y;
const j = ak(a, f[i]);
const k = ak(a, f[i + 1]);
const l = d(a, b[z], '>B', 1);
if (j == null || k == null || l == null) return null;
const am = {
src: j,
dst: k,
sport: d(a, b[aa], '>H', 2),
dport: d(a, b[ab], '>H', 2),
packets: aj(a, h[af]),
bytes: aj(a, h[ag])
};
return { direction: am, protocol: l };
}
function an(a, f) {
const e = c(a, c(a, f)[ac]);
const b = d(a, e[ad], '>B', 1);
return b == null ? null : (TCP_STATES[b] ?? null);
}
function ao(f, h) {
const a = c(f, h)[ae];
if (a == null) return null;
const b = substr(f, a[0], a[1] - a[0]);
const e = index(b, '\x00');
return substr(b, 0, e < 0 ? length(b) : e);
}
function parse_message(a) {
const b = c(a, [g, length(a)]);
const e = ord(a, g - 4) == ah;
const f = al(a, b[m], b[t], e);
const h = al(a, b[n], b[u], e);
const i = d(a, b[o], '>I', 4);
if (f == null || h == null || i == null) return null;
return {
family: e ? 4 : 6,
protocol: f.protocol,
original: f.direction,
reply: h.direction,
status: i,
tcp_state: an(a, b[p]),
timeout: d(a, b[r], '>I', 4),
mark: d(a, b[s], '>I', 4),
helper: ao(a, b[q])
};
}
export { TCP_STATES, parse_message };
