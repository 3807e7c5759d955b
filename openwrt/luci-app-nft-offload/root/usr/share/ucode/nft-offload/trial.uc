'use strict';
import { error, readfile, rename, unlink, writefile } from 'fs';
import { now_ms } from 'nft-offload.clock';
import { run } from 'nft-offload.command';
import { fault } from 'nft-offload.fault';
import { is_true } from 'nft-offload.firewall';
import { read_raw_options, restore_raw_options } from 'nft-offload.options';
import { random_token } from 'nft-offload.random';
import { reason } from 'nft-offload.reason';
import { start_watchdog } from 'nft-offload.watchdog';
const a = '/etc/nft-offload.trial';
const o = '/proc/sys/kernel/random/boot_id';
const p = 'trial-watchdog';
const q = `ubus call service event '{ "type": "config.change", "data": { "package": "firewall" } }'`;
const j = 30;
const d = 600;
const e = 10000;
function r() {
return trim(readfile(o, 64) ?? '');
}
function t(g) {
try {
const b = json(g);
const c =
type(b.id) == 'string' && type(b.before) == 'object' && type(b.end_ms) == 'int';
return c ? b : null;
} catch {
return null;
}
}
function f() {
const b = readfile(a);
if (b == null) return { marker: null, text: '', reason: null };
const c = split(b, '\n', 2);
const g = t(c[0]);
return { marker: g, text: c[1] ?? '', reason: g == null ? reason('garbled', a) : null };
}
function k(b) {
return b.boot == r() ? b.end_ms - now_ms() : -d * 1000;
}
function s(b) {
return {
id: b.id,
seconds: b.seconds,
left_ms: max(k(b), 0),
before: {
flow_offloading: is_true(b.before.flow_offloading),
flow_offloading_hw: is_true(b.before.flow_offloading_hw)
}
};
}
function read_trial() {
const b = f();
return { trial: b.marker == null ? null : s(b.marker), reason: b.reason };
}
function restore_trial(g) {
const b = f();
if (b.marker == null) {
if (b.reason != null) unlink(a);
return { trial: false, restored: false, fault: b.reason?.text ?? null };
}
const c = restore_raw_options(b.marker.before, b.text);
if (c.fault != null) return { trial: true, restored: false, fault: c.fault };
if (c.written && g) run(q);
unlink(a);
return { trial: true, restored: c.written, fault: null };
}
function u(g, h) {
const b = sprintf('%J\n', g) + h;
if (writefile(`${a}.new`, b) != length(b) || !rename(`${a}.new`, a)) {
const c = error();
unlink(`${a}.new`);
return `${a}: ${c}`;
}
run('sync');
return null;
}
function start_trial(v) {
const b = v.seconds ?? 0;
if (b < j || b > d)
return fault('bad_argument', `seconds must be ${j} to ${d}`);
const l = f();
if (l.marker != null && k(l.marker) > -e)
return fault('busy', 'a trial goes on already');
const g = restore_trial(true);
if (g.trial && g.fault != null) return fault('unavailable', g.fault);
const c = read_raw_options();
const h = random_token();
if (c == null || h == null) return fault('unavailable', c == null ? 'uci' : '/dev/urandom');
const i = { id: h, boot: r(), seconds: b, end_ms: now_ms() + b * 1000, before: c.options };
const m = u(i, c.text);
if (m != null) return fault('unavailable', m);
const n = start_watchdog(p, h, i.end_ms + e);
if (n == null) return s(i);
unlink(a);
return fault('unavailable', n);
}
function end_trial(g) {
const c = f();
if (c.marker == null) return fault('gone', 'no trial goes on');
if (!g.undo) {
if (k(c.marker) <= -e) return fault('gone', 'the trial is over');
return unlink(a) ? { restored: false } : fault('unavailable', `${a}: ${error()}`);
}
const b = restore_trial(true);
return b.fault == null ? { restored: b.restored } : fault('unavailable', b.fault);
}
export { end_trial, read_trial, restore_trial, start_trial };
