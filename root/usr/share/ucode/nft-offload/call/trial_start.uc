'use strict';

import { start_trial } from 'nft-offload.trial';

/** @type {import('nft-offload.fault').Answer<'trial_start'>} */
const answer = (args) => start_trial(args);

export { answer };
