'use strict';import{read_counters}from'nft-offload.counters';const answer=(a)=>read_counters(a.bytes==true);export{answer};
