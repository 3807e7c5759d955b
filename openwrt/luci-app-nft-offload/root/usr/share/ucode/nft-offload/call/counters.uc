'use strict';import{read_counters}from'nft-offload.counters';const answer=()=>read_counters();export{answer};
