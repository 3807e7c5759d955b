'use strict';
import { error, lsdir, readfile } from 'fs';
import { known_reasons, reason_of_error } from 'nft-offload.reason';
const e = '/etc/init.d';
const f = '/etc/rc.d';
const b = '/proc';
const j = {
sqm: 1,
qosmate: 1,
qosify: 1,
dscpclassify: 1,
'nft-qos': 1,
eqos: 1,
qos: 1,
qos_gargoyle: 1,
wshaper: 1,
mwan3: 1,
pbr: 1,
nlbwmon: 1,
wrtbwmon: 1,
iptmon: 1,
bandwidthd: 1,
vnstat: 1,
collectd: 1,
netifyd: 1,
snort: 1,
suricata: 1,
ntopng: 1,
appfilter: 1,
zapret: 1,
zapret2: 1,
youtubeUnblock: 1,
byedpi: 1,
podkop: 1,
openclash: 1,
passwall: 1,
passwall2: 1,
shadowsocksr: 1,
homeproxy: 1,
'sing-box': 1,
dae: 1,
daed: 1,
nikki: 1,
ipsec: 1,
swanctl: 1,
timecontrol: 1,
accesscontrol: 1,
irqbalance: 1,
dockerd: 1,
turboacc: 1
};
const k = {
nfqws: 1,
nfqws2: 1,
tpws: 1,
youtubeUnblock: 1,
ciadpi: 1,
netifyd: 1,
ntopng: 1,
snort: 1,
suricata: 1,
charon: 1,
pluto: 1,
openvpn: 1,
'sing-box': 1,
mihomo: 1,
clash: 1,
xray: 1,
v2ray: 1,
dae: 1,
daed: 1,
'ss-redir': 1,
nlbwmon: 1,
bandwidthd: 1,
vnstatd: 1,
collectd: 1,
irqbalance: 1,
dockerd: 1,
iperf: 1,
iperf3: 1,
netperf: 1,
speedtest: 1,
'librespeed-cli': 1
};
function l(c, d) {
for (let a in c) {
if (substr(a, 0, 1) == 'S' && substr(a, 3) == d) return true;
}
return false;
}
function n() {
const d = lsdir(b);
if (d == null) return { names: null, reason: reason_of_error(b, error()) };
const a = [];
for (let g in d) {
if (!match(g, /^[0-9]+$/)) continue;
const c = trim(readfile(`${b}/${g}/comm`, 16) ?? '');
if (exists(k, c) && index(a,  (c)) < 0)
push(a,  (c));
}
return { names: a, reason: null };
}
function read_programs() {
const a = lsdir(f);
const g = a == null ? reason_of_error(f, error()) : null;
const c = lsdir(e);
const m = c == null ? reason_of_error(e, error()) : null;
const h = n();
const i = [];
for (let d in j) {
if (index(c ?? [], d) >= 0) push(i, { name: d, enabled: l(a ?? [], d) });
}
return {
facts: {
firewall_enabled: a == null ? null : l(a, 'firewall'),
services: a == null || c == null ? null : i,
processes: h.names
},
unknown: known_reasons({
firewall_enabled: g,
services: m ?? g,
processes: h.reason
})
};
}
export { read_programs };
