'use strict';
import { run } from 'nft-offload.command';
import { reason } from 'nft-offload.reason';
const e = 'nft --terse list flowtables';
const f = 'nft --terse list chain inet fw4 forward';
const k = 'inet fw4';
const l = 300;
function h(a) {
return substr(a, 0, 1) == '"' ? substr(a, 1, -1) : a;
}
function n(d) {
const a = [];
for (let b in split(d, '\n') ?? []) {
if (substr(trim(b), 0, 1) == '#') continue;
for (let c in match(b, /"[^"]*"|[{}]|[^ \t,;={}"]+/g) ?? []) push(a, c[0]);
}
return a;
}
function o(i, j, d) {
let b = j;
let a = '';
let g = '';
let c = false;
while (b < length(i)) {
g = a;
a = i[b];
if (a == '}' && !c) break;
if (a == '{' || a == '}') c = a == '{';
else if (c) push(d.devices, h(a));
else if (a == 'counter') d.counter = true;
else if (a == 'offload' && g == 'flags') d.hardware = true;
b++;
}
return b;
}
function parse_flowtables(r) {
const i = [];
const d = [];
const b = n(r);
let c = null;
let g = '';
for (let a = 0; a < length(b); a++) {
if (c == null && b[a] == 'table' && b[a + 3] == '{') {
c = b[a + 1];
g = h(b[a + 2]);
push(d, `${c} ${g}`);
a += 3;
} else if (c != null && b[a] == 'flowtable' && b[a + 2] == '{') {
const m = h(b[a + 1]);
const j = { family: c, table: g, name: m, devices: [], hardware: false, counter: false };
push(i, j);
a = o(b, a + 3, j);
if (a >= length(b)) break;
} else if (c != null && b[a] == '}') {
c = null;
} else {
const j = index(c == null ? 'table' : 'flowtable', b[a]) == 0;
const m = j && a + 4 > length(b);
return { flowtables: null, tables: d, reason: reason(m ? 'truncated' : 'garbled', e) };
}
}
if (c != null) return { flowtables: null, tables: d, reason: reason('truncated', e) };
return { flowtables: i, tables: d, reason: null };
}
function p(b) {
const a = replace(b, /"[^"]*"/g, '') ?? '';
return length(split(a, '{')) - length(split(a, '}'));
}
function q(j) {
const d = [];
let b = 0;
let a = '';
for (let g in split(j, '\n') ?? []) {
const c = trim(g);
if (c == '' || substr(c, 0, 1) == '#') continue;
const i = b == 2 && c != '}';
if (b > 2 || i) a += (a == '' ? '' : ' ') + c;
b += p(c);
if (a != '' && b == 2) {
if (substr(a, 0, 5) != 'type ' && substr(a, 0, 8) != 'comment ') push(d, a);
a = '';
}
}
return { rules: d, reason: b == 0 ? null : reason('truncated', f) };
}
function parse_forward_rules(g) {
const a = q(g);
if (a.reason != null) return { rules: null, reason: a.reason };
if (!match(g, /chain forward [{]/)) return { rules: null, reason: reason('garbled', f) };
const c = [];
for (let b = 0; b < length(a.rules); b++) {
const i = replace(a.rules[b], /"[^"]*"/g, '""') ?? '';
const d = match(i, /flow (add|offload) @([^ ]+)/);
if (d)
push(c, { text: substr(a.rules[b], 0, l), flowtable: d[2], index: b });
}
return { rules: c, reason: null };
}
function read_ruleset() {
const d = run(e);
const a = d.reason == null ? parse_flowtables(d.text) : null;
const b = run(f);
const c = b.reason == null ? parse_forward_rules(b.text) : null;
const g = b.reason?.code == 'failed' && index(b.text, 'No such file or directory') >= 0;
const i = index(a?.tables ?? [], k) >= 0;
const j = i || c?.rules != null;
return {
tables: a?.tables ?? [],
flowtables: a?.flowtables ?? null,
flowtables_reason: a == null ? d.reason : a.reason,
forward_rules: g ? [] : (c?.rules ?? null),
forward_rules_reason: g ? null : c == null ? b.reason : c.reason,
firewall_loaded: j ? true : g ? false : null
};
}
export { parse_flowtables, parse_forward_rules, read_ruleset };
