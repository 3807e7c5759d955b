'use strict';
const h = /[^ -~]/;
function j(e, c) {
const a = ord(e, c) ?? 0;
const b = ord(e, c + 1) ?? 0;
if (a < 0x80) return 1;
if (a < 0xc2 || a > 0xf4) return 0;
if ((a == 0xe0 && b < 0xa0) || (a == 0xed && b > 0x9f)) return 0;
if ((a == 0xf0 && b < 0x90) || (a == 0xf4 && b > 0x8f)) return 0;
const f = a < 0xe0 ? 2 : a < 0xf0 ? 3 : 4;
for (let d = c + 1; d < c + f; d++) {
const g = ord(e, d) ?? 0;
if (g < 0x80 || g > 0xbf) return 0;
}
return f;
}
function i(a) {
if (!match(a, h) && index(a, '\n') < 0) return a;
let c = '';
for (let b = 0; b < length(a); ) {
const d = j(a, b);
const e = ord(a, b) ?? 0;
if (d == 0) c += '?';
else c += e < 0x20 || e == 0x7f ? ' ' : substr(a, b, d);
b += max(d, 1);
}
return c;
}
function clean(a) {
if (type(a) == 'string') return i(a);
if (type(a) == 'array') return map(a, (c) => clean(c));
if (type(a) != 'object') return a;
const b = {};
for (let c in a) b[i(c)] = clean(a[c]);
return b;
}
export { clean };
