'use strict';
import { error, popen } from 'fs';
import { reason, reason_of_error } from 'nft-offload.reason';
const e = 4;
function g(c, d) {
const a = `trap '[ $! = $p ] || kill -9 $!; exit' TERM`;
const b = `(${a}; sleep ${d} & wait $! && kill -9 $p) >/dev/null 2>&1 &`;
return `${c} 2>&1 & p=$!; ${b} g=$!; wait $p; c=$?; kill $g; exit $c`;
}
function h(b) {
for (let a in split(b, '\n') ?? []) {
if (trim(a) != '') return trim(a);
}
return '';
}
function run(c, i) {
const d = popen(g(c, i ?? e), 'r');
if (d == null) return { text: '', code: -1, reason: reason_of_error(c, error()) };
const b = d.read('all') ?? '';
const a = d.close() ?? -1;
if (a == 0) return { text: b, code: a, reason: null };
if (a == 127) return { text: b, code: a, reason: reason('missing', c) };
if (a == 126) return { text: b, code: a, reason: reason('denied', c) };
if (a == 137) return { text: b, code: a, reason: reason('timeout', c) };
const f = index(b, 'Operation not permitted') >= 0 ? 'denied' : 'failed';
return { text: b, code: a, reason: reason(f, `${c}: exit ${a}: ${h(b)}`) };
}
export { run };
