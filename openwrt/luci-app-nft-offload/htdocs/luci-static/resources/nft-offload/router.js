'use strict';
'require rpc';
'require baseclass';

var a=Object.defineProperty,i=(t,e,r)=>e in t?a(t,e,{enumerable:!0,configurable:!0,writable:!0,value:r}):t[e]=r,u=(t,e,r)=>i(t,e+"",r);const l=o("check",["mode"]),d=o("connections",["limit","sort","filter"]),f=o("counters"),m=o("messages"),h=o("names"),p=o("status"),b=o("trial_end",["undo"]),w=o("trial_start",["seconds"]);class n extends Error{constructor(e,r){super(r),u(this,"code",e)}}function o(t,e=[]){const r=rpc.declare({object:"luci.nft-offload",method:t,params:e,reject:!0});return(c={})=>r(...e.map(s=>c[s])).then(x)}function x(t){if(t?.ok===!0)return t;const e=t?.ok===!1?t.error:null;throw new n(e?.code??"internal",e?.text??_("The reply is not of the expected form."))};return baseclass.extend({
  RouterError: n,
  check: l,
  connections: d,
  counters: f,
  messages: m,
  names: h,
  status: p,
  trialEnd: b,
  trialStart: w
});
