'use strict';
import { ipv6_text } from 'nft-offload.address';
import { read_lines, words_of } from 'nft-offload.lines';
const f = '/proc/net/fib_trie';
const g = '/proc/net/if_inet6';
const c = 300;
function h(j) {
const a = [];
let d = '';
for (let b in j) {
if (index(b, '|-- ') >= 0) d = b;
if (index(b, '/32 host LOCAL') < 0 || length(a) >= c) continue;
const e = words_of(d)[1] ?? '';
if (index(a, e) < 0) push(a, e);
}
return a;
}
function i(e) {
const a = [];
for (let d in e) {
const b = words_of(d);
if (length(b) >= 6 && length(b[0]) == 32 && length(a) < c)
push(a, ipv6_text(b[0]));
}
return a;
}
function read_local() {
const a = read_lines(f);
if (a.lines == null) return { local: null, reason: a.reason };
const b = read_lines(g);
return { local: [...h(a.lines), ...i(b.lines ?? [])], reason: null };
}
export { read_local };
