'use strict';

import { read_messages } from 'nft-offload.messages';

/** @type {import('nft-offload.fault').Answer<'messages'>} */
const answer = () => read_messages();

export { answer };
