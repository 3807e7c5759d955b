'use strict';import{start_trial}from'nft-offload.trial';const answer=(a)=>start_trial(a);export{answer};
