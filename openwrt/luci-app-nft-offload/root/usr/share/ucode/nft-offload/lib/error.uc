'use strict';const a=200;function fault(b,c){return{error:{code:b,text:substr(c,0,a)}};}export{fault};
