'use strict';
import { now_ms } from 'nft-offload.clock';
import { run } from 'nft-offload.command';
import { fault } from 'nft-offload.fault';
import { from_digits } from 'nft-offload.number';
const TABLE = 'inet nft_offload_probe';
const c = '{ 1 timeout 10s }';
const g = 'priority -5';
function h(a) {
return `${TABLE} lease_${a}`;
}
function d(a, e, f, l) {
const b = join(
'',
map(f, (n) => ` ${n} ${l} counter name "${e}";`)
);
return `chain ${a} { type filter hook ${a} ${g};${b} };`;
}
function m(f, l, a) {
const e = `${l} ${a.device} ${a.received_header} ${a.sent_header}`;
const b = `{ ${join(
', ',
map(a.l3_devices, (n) => `"${n}"`)
)} }`;
return (
`table ${TABLE} { comment "${e}"; }; ` +
`create counter ${TABLE} forwarded; create counter ${TABLE} own; ` +
`table ${TABLE} { set lease_${f} { type inet_service; flags timeout; elements = ${c}; }; ` +
d('forward', 'forwarded', ['iifname', 'oifname'], b) +
d('input', 'own', ['iifname'], b) +
d('output', 'own', ['oifname'], b) +
' }'
);
}
function i(l, n) {
const f = match(l, /counter ([a-z]+) [{] packets ([0-9]+) bytes ([0-9]+) [}]/g) ?? [];
for (let a in f) {
const b = from_digits(a[2]);
const e = from_digits(a[3]);
if (a[1] == n && b != null && e != null) return { packets: b, bytes: e };
}
return null;
}
function j(l) {
const b = join(' ', split(trim(l), /[ \t\n]+/));
const a = match(b, /comment "([0-9]+) ([A-Za-z0-9_.@-]+) ([0-9]+) ([0-9]+)"/);
const e = i(b, 'forwarded');
const f = i(b, 'own');
if (!a || e == null || f == null) return null;
return {
end_ms: from_digits(a[1]) ?? 0,
leased: !!match(b, /elements = [{] 1 timeout/),
line: { device: a[2], received_header: int(a[3]), sent_header: int(a[4]) },
forwarded: e,
own: f
};
}
function k(a) {
return `nft: ${a.reason?.code}: ${split(trim(a.text), '\n')[0]}`;
}
function probe_goes_on() {
const b = run(`nft list table ${TABLE}`);
if (b.reason != null) return false;
const a = j(b.text);
if (a != null && a.leased && now_ms() < a.end_ms) return true;
run(`nft delete table ${TABLE}`);
return false;
}
function load_table(e, f, l) {
const a = run(`nft '${m(e, f, l)}'`);
if (a.reason == null) return null;
const b = index(a.text, 'File exists') >= 0;
return fault(b ? 'busy' : 'unavailable', k(a));
}
function renew_table(n) {
const e = h(n);
const f = `delete element ${e} { 1 }; add element ${e} ${c}; list table ${TABLE}`;
const a = run(`nft '${f}'`);
const b = a.reason == null ? j(a.text) : null;
if (b != null && now_ms() < b.end_ms) return { probe: b, fault: null };
const l = b != null || index(a.text, 'No such file') >= 0;
return {
probe: null,
fault: l ? fault('gone', 'the measurement is over') : fault('unavailable', k(a))
};
}
function delete_table(a) {
return run(`nft 'flush set ${h(a)}; delete table ${TABLE}'`).reason == null;
}
export { TABLE, delete_table, load_table, probe_goes_on, renew_table };
