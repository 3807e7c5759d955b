'use strict';
import { check_query, read_connections } from 'nft-offload.connections';
import { fault } from 'nft-offload.fault';
const answer = (b) => {
const a = check_query(b);
return a == null ? read_connections(b) : fault('bad_argument', a);
};
export { answer };
