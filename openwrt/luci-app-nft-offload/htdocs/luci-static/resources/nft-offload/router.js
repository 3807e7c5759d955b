'use strict';
'require rpc';
'require baseclass';

var a=Object.defineProperty,i=(t,e,o)=>e in t?a(t,e,{enumerable:!0,configurable:!0,writable:!0,value:o}):t[e]=o,u=(t,e,o)=>i(t,e+"",o);const l=r("check",["mode"]),d=r("connections",["limit","sort","filter"]),f=r("counters"),m=r("facts"),h=r("messages"),p=r("names"),b=r("status"),w=r("trial_end",["undo"]),x=r("trial_start",["seconds"]);class n extends Error{constructor(e,o){super(o),u(this,"code",e)}}function r(t,e=[]){const o=rpc.declare({object:"luci.nft-offload",method:t,params:e,reject:!0});return(c={})=>o(...e.map(s=>c[s])).then(g)}function g(t){if(t?.ok===!0)return t;const e=t?.ok===!1?t.error:null;throw new n(e?.code??"internal",e?.text??_("The reply is not of the expected form."))};return baseclass.extend({
  RouterError: n,
  check: l,
  connections: d,
  counters: f,
  facts: m,
  messages: h,
  names: p,
  status: b,
  trialEnd: w,
  trialStart: x
});
