'use strict';

import { check_mode } from 'nft-offload.check';

/** @type {import('nft-offload.fault').Answer<'check'>} */
const answer = (args) => check_mode(args);

export { answer };
