'use strict';

import { end_trial } from 'nft-offload.trial';

/** @type {import('nft-offload.fault').Answer<'trial_end'>} */
const answer = (args) => end_trial(args);

export { answer };
