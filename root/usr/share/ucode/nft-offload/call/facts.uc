'use strict';

import { read_facts } from 'nft-offload.facts';

/** @type {import('nft-offload.fault').Answer<'facts'>} */
const answer = () => read_facts();

export { answer };
