'use strict';
'require rpc';
'require baseclass';

var e=Object.defineProperty;const t={nobatch:!0},r=k("check",["mode"],t),o=k("connections",["limit","sort","filter"]),n=k("counters"),c=k("facts"),s=k("messages"),a=k("names"),i=k("probe_read",["token"]),l=k("probe_read",["token"],t),d=k("probe_start"),u=k("probe_stop",["token"],t),p=k("status"),f=k("trial_end",["undo"],t),m=k("trial_start",["seconds"],t),b=rpc.declare({object:"luci-rpc",method:"getHostHints",reject:!0});class h extends Error{constructor(t,r){var o,n,c;super(r),c=t,(n="code")in(o=this)?e(o,n,{enumerable:!0,configurable:!0,writable:!0,value:c}):o[n]=c}}function k(e,t=[],r={}){const o=rpc.declare({object:"luci.nft-offload",method:e,params:t,reject:!0,...r});return(e={})=>o(...t.map(t=>e[t])).then(j)}function j(e){if(!0===e?.ok)return e;const t=!1===e?.ok?e.error:null;throw new h(t?.code??"internal",t?.text??_("The reply is not of the expected form."))}return baseclass.extend({
  RouterError: h,
  check: r,
  connections: o,
  counters: n,
  facts: c,
  hostHints: b,
  messages: s,
  names: a,
  probeRead: i,
  probeReadNow: l,
  probeStart: d,
  probeStop: u,
  status: p,
  trialEnd: f,
  trialStart: m
});
