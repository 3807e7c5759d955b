'use strict';
import { run } from 'nft-offload.command';
import { reason } from 'nft-offload.reason';
const g = 'nft --terse list ruleset';
const i = 'inet fw4';
const m = 64;
const h = {
' counter ': 'counter',
' limit ': 'limit',
' quota ': 'quota',
' queue ': 'queue',
' log ': 'log',
' mark set ': 'mark',
' dscp set ': 'dscp',
' ttl set ': 'ttl',
' hoplimit set ': 'ttl',
' ct count ': 'connlimit',
' meta time ': 'time',
' meta hour ': 'time',
' meta day ': 'time',
' tproxy ': 'tproxy',
' redirect ': 'redirect'
};
function o(a) {
return (
index(a, ' comment "!fw4: ') >= 0 ||
match(a, /limit (rate [^"]*|name "[^"]*[.]log_limit") log prefix "[^"]*"$/) != null ||
match(a, /^log prefix "(drop|reject) [^"]* forward: "$/) != null
);
}
function p(d, b) {
const a = ` ${replace(d, /"[^"]*"|(jump|goto) [^ ]+/g, '')} `;
if (index(a, ' flow add ') >= 0 || index(a, ' flow offload ') >= 0) return;
for (let c in h) {
if (index(a, c) >= 0 && index(b, h[c]) < 0) push(b, h[c]);
}
if (match(a, / ct ((original|reply) )?(packets|bytes|avgpkt) /) && index(b, 'packets') < 0)
push(b, 'packets');
}
function e(a) {
return substr(replace(a, /"/g, ''), 0, m);
}
function parse_ruleset(q) {
const j = [];
const f = [];
let b = [];
let c = null;
let d = 0;
for (let n in split(q, '\n') ?? []) {
const a = trim(n);
if (a == '' || substr(a, 0, 1) == '#') continue;
if (substr(a, 0, 1) == '}') d--;
if (d == 0 && a != '}') {
b = split(a, ' ');
if (b[0] != 'table' || b[3] != '{')
return { statements: null, tables: null, reason: reason('garbled', g) };
push(f, `${e(b[1])} ${e(b[2])}`);
} else if (d == 1) {
if (c != null && length(c.kinds) > 0) push(j, c);
const l = split(a, ' ');
c =
l[0] == 'chain'
? {
family: e(b[1]),
table: e(b[2]),
chain: e(l[1]),
hook: null,
kinds: []
}
: null;
} else if (d >= 2 && c != null) {
const l = match(a, /^type [a-z]+ hook ([a-z]+) /);
if (l) c.hook = l[1];
else if (f[length(f) - 1] != i || !o(a)) p(a, c.kinds);
}
if (substr(a, -1) == '{') d++;
}
if (d != 0) return { statements: null, tables: null, reason: reason('truncated', g) };
const k = [];
for (let a in f) if (a != i) push(k, a);
return { statements: j, tables: k, reason: null };
}
function read_chains() {
const b = run(g);
const a =
b.reason == null
? parse_ruleset(b.text)
: { statements: null, tables: null, reason: b.reason };
return {
facts: { statements: a.statements, tables: a.tables },
unknown: a.reason == null ? {} : { statements: a.reason, tables: a.reason }
};
}
export { parse_ruleset, read_chains };
