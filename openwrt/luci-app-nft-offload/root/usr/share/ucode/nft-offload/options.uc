'use strict';
import { chmod, error as file_error, readfile, rename, stat, unlink, writefile } from 'fs';
import { cursor, error } from 'uci';
import { run } from 'nft-offload.command';
const a = '/etc/config/firewall';
const d = '/tmp/nft_offload_before';
const c = '/etc/nft-offload.restored';
function i(b) {
return b.get_all('firewall', '@defaults[0]') ?? {};
}
function read_raw_options() {
const b = cursor();
const f = readfile(a);
if (b == null || f == null || b.load(a) == null) return null;
const g = i(b);
return {
options: {
flow_offloading: g.flow_offloading ?? null,
flow_offloading_hw: g.flow_offloading_hw ?? null
},
text: f
};
}
function e(b, f) {
return sprintf('%J', b) == sprintf('%J', f);
}
function j(k, h) {
const b = cursor();
if (b == null || b.load(k) == null) return null;
const f = b.get_all(h) ?? {};
const g = b.get_all(h, '@defaults[0]')?.['.name'];
if (g != null) {
delete f[`${g}`].flow_offloading;
delete f[`${g}`].flow_offloading_hw;
}
return f;
}
function m(f) {
if (writefile(d, f) != length(f)) return false;
const b = j(d, 'nft_offload_before');
unlink(d);
return b != null && e(b, j(a, 'firewall'));
}
function n(b) {
const f = stat(a)?.mode ?? 0x180;
if (writefile(c, b) == length(b) && chmod(c, f)) {
run('sync');
if (rename(c, a)) return null;
}
const g = file_error();
unlink(c);
return `${a}: ${g}`;
}
function o(f, k) {
const g = i(f);
for (let b in k) {
const h = k[b];
if (e(h, g[b] ?? null)) continue;
const l =
h == null
? f.delete('firewall', g['.name'], b)
: f.set('firewall', g['.name'], b, h);
if (l == null) return `${a}: ${b}: ${error()}`;
}
return f.commit('firewall') == null ? `${a}: ${error()}` : null;
}
function restore_raw_options(f, k) {
const b = cursor();
if (b == null || b.load(a) == null)
return { written: false, fault: `${a}: ${error()}` };
const g = i(b);
if (
e(f.flow_offloading, g.flow_offloading ?? null) &&
e(f.flow_offloading_hw, g.flow_offloading_hw ?? null)
)
return { written: false, fault: null };
const h = m(k) ? n(k) : o(b, f);
return { written: h == null, fault: h };
}
export { read_raw_options, restore_raw_options };
