'use strict';

import { check_query, read_connections } from 'nft-offload.connections';
import { fault } from 'nft-offload.fault';

/** @type {import('nft-offload.fault').Answer<'connections'>} */
const answer = (query) => {
	const wrong = check_query(query);
	return wrong == null ? read_connections(query) : fault('bad_argument', wrong);
};

export { answer };
