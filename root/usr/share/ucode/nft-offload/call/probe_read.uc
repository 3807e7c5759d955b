'use strict';

import { read_probe } from 'nft-offload.probe';

/** @type {import('nft-offload.fault').Answer<'probe_read'>} */
const answer = (args) => read_probe(args);

export { answer };
