'use strict';

import { read_names } from 'nft-offload.names';

/** @type {import('nft-offload.fault').Answer<'names'>} */
const answer = () => read_names();

export { answer };
