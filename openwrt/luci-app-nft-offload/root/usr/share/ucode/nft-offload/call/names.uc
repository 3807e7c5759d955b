'use strict';import{read_names}from'nft-offload.names';const answer=()=>read_names();export{answer};
