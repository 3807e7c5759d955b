'use strict';
import { open, readfile } from 'fs';
const j = '/lib/apk/db/installed';
const k = '/usr/lib/opkg/info';
const c = 65536;
const d = 512;
function find_apk_versions(l, n) {
const e = {};
let a = '\n';
let b = l(c) ?? '';
while (b != '') {
a += b;
for (let f in n) {
const g = `\nP:${f}\nV:`;
const h = index(a, g);
const i = h < 0 ? [] : split(substr(a, h + length(g), d), '\n', 2);
if (length(i) == 2) e[f] = i[0];
}
a = substr(a, -d);
b = l(c) ?? '';
}
return e;
}
function m(b) {
for (let a in split(readfile(`${k}/${b}.control`), '\n') ?? []) {
if (substr(a, 0, 9) == 'Version: ') return trim(substr(a, 9));
}
return null;
}
function read_versions(f) {
const a = open(j, 'r');
if (a != null) {
const e = find_apk_versions((g) => a.read(g), f);
a.close();
return e;
}
const b = {};
for (let e in f) b[e] = m(e);
return b;
}
export { find_apk_versions, read_versions };
