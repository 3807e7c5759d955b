'use strict';import{read_status}from'nft-offload.status';const answer=()=>read_status();export{answer};
