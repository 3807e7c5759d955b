'use strict';

import { read_counters } from 'nft-offload.counters';

/** @type {import('nft-offload.fault').Answer<'counters'>} */
const answer = (args) => read_counters(args.bytes == true);

export { answer };
