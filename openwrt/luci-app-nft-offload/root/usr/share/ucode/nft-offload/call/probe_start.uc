'use strict';import{start_probe}from'nft-offload.probe';const answer=()=>start_probe();export{answer};
