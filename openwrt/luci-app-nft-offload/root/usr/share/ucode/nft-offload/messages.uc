'use strict';
import { now_ms } from 'nft-offload.clock';
import { run } from 'nft-offload.command';
const f = 50;
const n = 300;
const o = 'dmesg';
const p = 'logread -l 1000';
const g = [
'flow_offload',
'flow offload',
'flow_table',
'flow table',
'flowtable',
'nf_conntrack',
'nf_tables',
'hw offload',
'hardware offload',
'_ppe',
' ppe',
' PPE',
'mtk_wed',
'wed_',
' wed',
' WED',
'hnat',
'HNAT',
'shortcut-fe',
'shortcut_fe',
'fast-classifier',
'fast_classifier',
'qca-nss',
'qca_nss',
'nss_',
'ecm_'
];
const k = [
'fw4',
'firewall',
'nft_',
'nftables',
'flow_offload',
'flowtable',
'flow table',
'Could not process rule',
'/dev/stdin:'
];
function b(c, d) {
for (let a in d) {
if (index(c, a) >= 0) return true;
}
return false;
}
function h(a, c) {
return { time: a ?? '', text: substr(c ?? '', 0, n) };
}
function parse_ring_buffer(i) {
const c = [];
for (let a in split(i, '\n') ?? []) {
if (!b(a, g)) continue;
const d = split(a, ']', 2) ?? [];
const e = match(d[0], /^\[ *([0-9]+\.[0-9]+)$/);
push(c, e ? h(e[1], trim(d[1] ?? '')) : h('', a));
}
return c;
}
function parse_system_log(j) {
const e = [];
const i = [];
for (let c in split(j, '\n') ?? []) {
if (!b(c, g) && !b(c, k)) continue;
const a = match(c, /^([A-Za-z]+ +[A-Za-z]+ +[0-9]+ +[0-9:]+ +[0-9]+) +([a-z0-9]+)\.[a-z]+ +(.*)$/);
const d = a ? h(a[1], a[3]) : h('', c);
if (!a || a[2] != 'kern') {
if (b(d.text, k)) push(i, d);
} else if (b(d.text, g)) push(e, d);
}
return { kernel: e, system: i };
}
function q(c, i) {
const e = max(length(c) - i, 0);
const d = [];
for (let a = e; a < length(c); a++) push(d, c[a]);
return d;
}
function read_messages() {
const r = now_ms();
const a = run(o);
const c = run(p);
const i = {};
const l = c.reason == null ? parse_system_log(c.text) : null;
const d = a.reason == null ? parse_ring_buffer(a.text) : (l?.kernel ?? null);
const e = l?.system ?? null;
if (d == null && a.reason != null) i.kernel = a.reason;
if (c.reason != null) i.system = c.reason;
const s = int(f / 2);
const t = length(d ?? []) + length(e ?? []);
const j = q(d ?? [], max(s, f - length(e ?? [])));
const m = q(e ?? [], f - length(j));
return {
monotonic_ms: r,
kernel: d == null ? null : j,
system: e == null ? null : m,
left_out: t - length(j) - length(m),
unknown: i
};
}
export { parse_ring_buffer, parse_system_log, read_messages };
