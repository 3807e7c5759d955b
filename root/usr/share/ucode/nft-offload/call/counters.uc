'use strict';

import { read_counters } from 'nft-offload.counters';

/** @type {import('nft-offload.fault').Answer<'counters'>} */
const answer = () => read_counters();

export { answer };
