'use strict';
import { access, error, readfile } from 'fs';
import { read_versions } from 'nft-offload.package';
import { reason, reason_of_error } from 'nft-offload.reason';
const c = '/proc/sys/kernel/osrelease';
const f = '/etc/openwrt_release';
const a = 'nft_flow_offload';
const d = {
'/usr/bin/apk': 'apk',
'/sbin/apk': 'apk',
'/bin/opkg': 'opkg',
'/usr/bin/opkg': 'opkg'
};
function i(h) {
for (let b in ['', '.gz', '.xz', '.zst']) {
if (access(`/lib/modules/${h}/${a}.ko${b}`)) return true;
}
return false;
}
function read_module(b) {
if (access(`/sys/module/${a}/refcnt`)) return { module: 'loaded', reason: null };
if (access(`/sys/module/${a}`)) return { module: 'built_in', reason: null };
if (b == null) return { module: null, reason: reason('missing', c) };
const h = readfile(`/lib/modules/${b}/modules.builtin`) ?? '';
if (index(h, `/${a}.ko`) >= 0) return { module: 'built_in', reason: null };
if (i(b)) return { module: 'installed', reason: null };
if (access('/lib/modules')) return { module: 'missing', reason: null };
return { module: null, reason: reason_of_error('/lib/modules', error()) };
}
function e(h) {
const b = readfile(h, 256);
return b == null ? null : trim(split(b, '\n')[0]);
}
function g(k) {
for (let h in split(readfile(f, 4096), '\n') ?? []) {
const b = match(h, /^([A-Z_]+)=(.*)$/);
if (b && b[1] == k) return trim(replace(b[2], /['"]/g, ''));
}
return null;
}
function j() {
for (let b in d) {
if (access(b)) return d[b];
}
return null;
}
function read_system() {
const b = read_versions(['luci-app-nft-offload', 'firewall4', 'kmod-nft-offload']);
return {
kernel: e(c),
release: g('DISTRIB_DESCRIPTION'),
target: g('DISTRIB_TARGET'),
model: e('/tmp/sysinfo/model'),
board: e('/tmp/sysinfo/board_name'),
package_manager: j(),
app_version: b['luci-app-nft-offload'] ?? null,
firewall4_version: b.firewall4 ?? null,
kmod_version: b['kmod-nft-offload'] ?? null
};
}
export { read_module, read_system };
