'use strict';
'require rpc';
'require baseclass';

var i=Object.defineProperty,l=(t,e,o)=>e in t?i(t,e,{enumerable:!0,configurable:!0,writable:!0,value:o}):t[e]=o,d=(t,e,o)=>l(t,e+"",o);const n={nobatch:!0},f=r("check",["mode"],n),m=r("connections",["limit","sort","filter"]),h=r("counters"),p=r("facts"),b=r("messages"),w=r("names"),x=r("status"),E=r("trial_end",["undo"],n),g=r("trial_start",["seconds"],n);class c extends Error{constructor(e,o){super(o),d(this,"code",e)}}function r(t,e=[],o={}){const s=rpc.declare({object:"luci.nft-offload",method:t,params:e,reject:!0,...o});return(a={})=>s(...e.map(u=>a[u])).then(P)}function P(t){if(t?.ok===!0)return t;const e=t?.ok===!1?t.error:null;throw new c(e?.code??"internal",e?.text??_("The reply is not of the expected form."))};return baseclass.extend({
  RouterError: c,
  check: f,
  connections: m,
  counters: h,
  facts: p,
  messages: b,
  names: w,
  status: x,
  trialEnd: E,
  trialStart: g
});
