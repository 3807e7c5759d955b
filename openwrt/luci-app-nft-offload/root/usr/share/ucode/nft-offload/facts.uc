'use strict';
import { now_ms } from 'nft-offload.clock';
import { read_chains } from 'nft-offload.facts_chains';
import { read_kernel } from 'nft-offload.facts_kernel';
import { read_configs } from 'nft-offload.facts_options';
import { read_qdiscs } from 'nft-offload.facts_qdiscs';
import { read_programs } from 'nft-offload.facts_services';
import { reason } from 'nft-offload.reason';
const c = 60;
function j(b, d) {
for (let a in b) {
if (type(b[a]) != 'array' || length(b[a]) <= c) continue;
d[a] = reason('truncated', `${a}: ${length(b[a])}`);
while (length(b[a]) > c) pop(b[a]);
}
}
function read_facts() {
const i = now_ms();
const a = read_programs();
const b = read_qdiscs();
const d = read_chains();
const e = read_configs();
const f = read_kernel();
const g = {
...a.facts,
...b.facts,
...d.facts,
...e.facts,
...f.facts
};
const h = {
...a.unknown,
...b.unknown,
...d.unknown,
...e.unknown,
...f.unknown
};
j(g, h);
return { monotonic_ms: i, ...g, unknown: h };
}
export { read_facts };
