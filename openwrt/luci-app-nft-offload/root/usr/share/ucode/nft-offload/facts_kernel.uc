'use strict';
import { access, error, lsdir, readfile } from 'fs';
import { known_reasons, reason_of_error } from 'nft-offload.reason';
const a = '/sys/class/net';
const c = '/sys/module';
const d = '/sys/module/mt7915e/parameters/wed_enable';
const i = 'nf_conntrack_';
const j = ['amanda', 'ftp', 'h323', 'irc', 'netbios_ns', 'pptp', 'sane', 'sip', 'snmp', 'tftp'];
function l() {
const e = lsdir(a);
if (e == null) return { most: null, reason: reason_of_error(a, error()) };
let b = 0;
for (let g in e) {
let f = 0;
for (let h in lsdir(`${a}/${g}/brif`) ?? []) {
if (access(`${a}/${h}/phy80211`)) f++;
}
b = max(b, f);
}
return { most: b, reason: null };
}
function m() {
const b = lsdir(c);
if (b == null) return { names: null, reason: reason_of_error(c, error()) };
const e = [];
for (let f in j) if (index(b, i + f) >= 0) push(e, f);
return { names: e, reason: null };
}
function read_kernel() {
const e = l();
const f = m();
const g = readfile(d, 2);
const b = g == null ? reason_of_error(d, error()) : null;
const h = b?.code == 'missing';
const k = match(g ?? '', /^[Y1]/) != null;
return {
facts: {
bridged_access_points: e.most,
wed: h ? 'absent' : b != null ? null : k ? 'on' : 'off',
helpers: f.names
},
unknown: known_reasons({
bridged_access_points: e.reason,
wed: h ? null : b,
helpers: f.reason
})
};
}
export { read_kernel };
