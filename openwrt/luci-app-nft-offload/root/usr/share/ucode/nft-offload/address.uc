'use strict';
import * as struct from 'struct';
function f(c) {
const a = [];
if (c == '') return a;
for (let b in split(c, ':')) {
if (!match(b, /^[0-9a-fA-F]{1,4}$/)) return null;
push(a, +`0x${b}`);
}
return a;
}
function g(i) {
const b = split(i, '::');
const a = f(b[0]);
const c = f(b[1] ?? '');
if (length(b) > 2 || a == null || c == null) return null;
const d = 8 - length(a) - length(c);
if (length(b) == 1) return d == 0 ? a : null;
if (d < 1) return null;
for (let e = 0; e < d; e++) push(a, 0);
return [...a, ...c];
}
function h(b) {
if (!match(b, /^[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}$/)) return null;
const a = map(split(b, '.'), (c) => int(c));
return max(...a) > 255 ? null : a;
}
function read_address(d) {
if (type(d) != 'string') return null;
const c =  (d);
const a = h(c);
if (a != null) return { bytes: struct.pack('>BBBB', ...a), text: join('.', a) };
const b = g(c);
if (b == null) return null;
const e = map(b, (i) => sprintf('%04x', i));
return { bytes: struct.pack('>HHHHHHHH', ...b), text: join(':', e) };
}
function ipv6_text(c) {
const b = [];
for (let a = 0; a < 32; a += 4) push(b, substr(c, a, 4));
return join(':', b);
}
export { ipv6_text, read_address };
