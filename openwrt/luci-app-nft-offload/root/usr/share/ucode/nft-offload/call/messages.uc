'use strict';import{read_messages}from'nft-offload.messages';const answer=()=>read_messages();export{answer};
