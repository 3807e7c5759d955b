'use strict';

import { stop_probe } from 'nft-offload.probe';

/** @type {import('nft-offload.fault').Answer<'probe_stop'>} */
const answer = (args) => stop_probe(args);

export { answer };
