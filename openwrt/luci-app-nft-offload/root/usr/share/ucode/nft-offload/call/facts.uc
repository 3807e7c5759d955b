'use strict';import{read_facts}from'nft-offload.facts';const answer=()=>read_facts();export{answer};
