'use strict';
const UNCOUNTED = -1;
const g = 2;
function new_ranking(a) {
return { limit: a, floor: UNCOUNTED - 1, candidates: [], seen: 0, matching: 0 };
}
function h(a) {
const c = sort(map(a.candidates, (d) => d.rank));
const b = c[length(c) - a.limit];
let e = a.limit;
for (let d in c) {
if (d > b) e--;
}
const f = [];
for (let d in a.candidates) {
if (d.rank > b || (d.rank == b && e-- > 0)) push(f, d);
}
a.candidates = f;
a.floor = b;
}
function offer(a, b, c) {
push(a.candidates, { rank: b, data: c });
if (length(a.candidates) >= a.limit * g) h(a);
}
function winners(a) {
if (length(a.candidates) > a.limit) h(a);
const b = sort(a.candidates, (c, d) => d.rank - c.rank);
return map(b, (c) => c.data);
}
export { UNCOUNTED, new_ranking, offer, winners };
