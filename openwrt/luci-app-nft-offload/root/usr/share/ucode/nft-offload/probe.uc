'use strict';
import { now_ms } from 'nft-offload.clock';
import { fault } from 'nft-offload.fault';
import { find_line, read_line } from 'nft-offload.line';
import { delete_table, load_table, probe_goes_on, renew_table } from 'nft-offload.probe_table';
import { is_token, random_token } from 'nft-offload.random';
import { start_watchdog } from 'nft-offload.watchdog';
const h = 'probe-watchdog';
const i = 120000;
const e = { packets: 0, bytes: 0 };
function j(a) {
const b = read_line(a.line);
if (b.counters == null) return { reading: null, reason: b.reason };
const c = now_ms();
const d = {
monotonic_ms: c,
left_ms: max(a.end_ms - c, 0),
forwarded: a.forwarded,
own: a.own,
line: b.counters
};
return { reading: d, reason: null };
}
function start_probe() {
const b = find_line();
if (b.line == null) return fault('unavailable', b.reason?.text ?? '');
const a = random_token();
if (a == null) return fault('unavailable', '/dev/urandom');
if (probe_goes_on()) return fault('busy', 'a measurement goes on already');
const c = now_ms() + i;
const f = load_table(a, c, b.line);
if (f != null) return f;
const d = j({ end_ms: c, line: b.line, forwarded: e, own: e });
const g = d.reason?.text ?? start_watchdog(h, a, c);
if (g == null && d.reading != null) return { token: a, ...d.reading };
delete_table(a);
return fault('unavailable', g ?? '');
}
function read_probe(d) {
const b = d.token ?? '';
if (!is_token(b)) return fault('bad_argument', 'token');
const a = renew_table(b);
if (a.probe == null) return a.fault;
const c = j(a.probe);
return c.reading ?? fault('unavailable', c.reason?.text ?? '');
}
function stop_probe(b) {
const a = b.token ?? '';
if (!is_token(a)) return fault('bad_argument', 'token');
return delete_table(a) ? {} : fault('gone', 'no such measurement goes on');
}
export { read_probe, start_probe, stop_probe };
