'use strict';

import { start_probe } from 'nft-offload.probe';

/** @type {import('nft-offload.fault').Answer<'probe_start'>} */
const answer = () => start_probe();

export { answer };
