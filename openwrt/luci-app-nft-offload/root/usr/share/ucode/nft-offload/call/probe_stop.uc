'use strict';import{stop_probe}from'nft-offload.probe';const answer=(a)=>stop_probe(a);export{answer};
