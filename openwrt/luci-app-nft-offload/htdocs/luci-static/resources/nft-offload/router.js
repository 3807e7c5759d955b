'use strict';
'require rpc';
'require baseclass';

var i=Object.defineProperty,d=(t,e,r)=>e in t?i(t,e,{enumerable:!0,configurable:!0,writable:!0,value:r}):t[e]=r,l=(t,e,r)=>d(t,e+"",r);const n={nobatch:!0},f=o("check",["mode"],n),p=o("connections",["limit","sort","filter"]),b=o("counters"),m=o("facts"),h=o("messages"),k=o("names"),w=o("probe_read",["token"]),x=o("probe_start"),E=o("probe_stop",["token"]),g=o("status"),P=o("trial_end",["undo"],n),S=o("trial_start",["seconds"],n);class c extends Error{constructor(e,r){super(r),l(this,"code",e)}}function o(t,e=[],r={}){const s=rpc.declare({object:"luci.nft-offload",method:t,params:e,reject:!0,...r});return(a={})=>s(...e.map(u=>a[u])).then(v)}function v(t){if(t?.ok===!0)return t;const e=t?.ok===!1?t.error:null;throw new c(e?.code??"internal",e?.text??_("The reply is not of the expected form."))};return baseclass.extend({
  RouterError: c,
  check: f,
  connections: p,
  counters: b,
  facts: m,
  messages: h,
  names: k,
  probeRead: w,
  probeStart: x,
  probeStop: E,
  status: g,
  trialEnd: P,
  trialStart: S
});
