'use strict';

import { read_status } from 'nft-offload.status';

/** @type {import('nft-offload.fault').Answer<'status'>} */
const answer = () => read_status();

export { answer };
