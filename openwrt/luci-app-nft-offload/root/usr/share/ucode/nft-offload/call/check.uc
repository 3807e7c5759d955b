'use strict';import{check_mode}from'nft-offload.check';const answer=(a)=>check_mode(a);export{answer};
