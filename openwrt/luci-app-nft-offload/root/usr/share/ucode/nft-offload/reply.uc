'use strict';
import { fault } from 'nft-offload.fault';
import { clean } from 'nft-offload.text';
const b = 65000;
function failure(a, c) {
return { ok: false, ...fault(a, c) };
}
function print_reply(c) {
let a = sprintf('%J', clean(c));
if (length(a) > b)
a = sprintf('%J', failure('internal', `the reply has ${length(a)} bytes`));
print(a, '\n');
}
export { failure, print_reply };
