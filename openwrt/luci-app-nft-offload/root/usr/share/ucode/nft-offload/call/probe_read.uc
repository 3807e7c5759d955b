'use strict';import{read_probe}from'nft-offload.probe';const answer=(a)=>read_probe(a);export{answer};
