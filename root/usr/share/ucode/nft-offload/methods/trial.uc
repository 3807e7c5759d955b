'use strict';

import { start_trial } from 'nft-offload.trial.begin';
import { end_trial } from 'nft-offload.trial.end';

/** @type {import('nft-offload.lib.error').Answer<'trial_end'>} */
const answer_trial_end = (args) => end_trial(args);

/** @type {import('nft-offload.lib.error').Answer<'trial_start'>} */
const answer_trial_start = (args) => start_trial(args);

export { answer_trial_end, answer_trial_start };
