'use strict';
import { run } from 'nft-offload.command';
import { fault } from 'nft-offload.fault';
import { known_reasons } from 'nft-offload.reason';
const j = '/usr/libexec/nft-offload/dry-run';
const k = 7;
const d = 1;
const l = 12;
const m = 200;
const e = { off: '0 0', software: '1 0', hardware: '1 1' };
const f = 'type filter hook forward priority 0;';
const g =
"nft -c 'table inet nft_offload_check { flowtable ft { hook ingress priority 0; devices = { lo }; }; " +
`chain forward { ${f} meta l4proto { tcp, udp } flow offload @ft; }; }'`;
const n = {
off: `nft -c 'table inet nft_offload_check { chain forward { ${f} }; }'`,
software: g,
hardware: g
};
function o(s) {
let a = 'other';
let h = '';
const c = [];
for (let b in split(trim(s), '\n')) {
const p = replace(b, /\/tmp\/nft-offload[.][A-Za-z0-9]+\/ruleset:/, 'line ') ?? '';
if (length(c) < l) push(c, substr(replace(p, '\t', '    ') ?? '', 0, m));
const i = match(b, /Error: (.*)$/);
if (i) h = i[1];
else if (match(b, /flow (add|offload) @/)) a = 'module_missing';
else if (
a == 'other' &&
match(b, /flowtable |flags offload/) &&
match(h, /[Nn]ot supported/)
)
a = 'not_supported';
}
return { cause: a, lines: c };
}
function q(b) {
const a = match(b, /devices = [{]([^}]*)[}]/);
if (!a) return null;
return {
devices: map(match(a[1], /[^ \t",]+/g) ?? [], (c) => c[0]),
hardware: index(b, 'flags offload') >= 0
};
}
function r(c, h) {
const a = run(n[c]);
const b = a.code == d && index(a.text, 'Error:') >= 0;
return {
mode: c,
ran: 'throw_away',
accepted: b ? false : a.reason == null ? true : null,
refusal: b ? o(a.text) : null,
flowtable: null,
unknown: known_reasons({ accepted: b ? null : a.reason, firewall4: h })
};
}
function check_mode(h) {
if (!exists(e, h.mode ?? ''))
return fault('bad_argument', 'mode must be off, software or hardware');
const c =  (h.mode);
const a = run(`${j} ${e[c]}`, k);
const b = a.code == d && index(a.text, 'Error:') >= 0;
if (a.reason != null && !b) return r(c, a.reason);
return {
mode: c,
ran: 'firewall4',
accepted: !b,
refusal: b ? o(a.text) : null,
flowtable: b ? null : q(a.text),
unknown: {}
};
}
export { check_mode };
