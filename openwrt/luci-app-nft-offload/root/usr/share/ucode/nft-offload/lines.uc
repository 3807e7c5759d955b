'use strict';
import { open_file } from 'nft-offload.file';
import { reason } from 'nft-offload.reason';
const b = 131072;
function read_lines(f) {
const d = open_file(f);
const c = d.file;
if (c == null) return { lines: null, reason: d.reason };
let a = '';
while (length(a) < b) {
const e = c.read(b) ?? '';
if (e == '') break;
a += e;
}
c.close();
if (length(a) >= b) return { lines: null, reason: reason('overrun', f) };
return { lines: split(a, '\n') ?? [], reason: null };
}
function words_of(d) {
const a = [];
for (let c in split(replace(d, /\t/g, ' ') ?? '', ' ') ?? []) {
if (c != '') push(a, c);
}
return a;
}
export { read_lines, words_of };
