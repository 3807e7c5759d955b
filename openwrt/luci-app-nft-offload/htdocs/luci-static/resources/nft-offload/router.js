'use strict';
'require rpc';
'require baseclass';

var e=Object.defineProperty;const t={nobatch:!0},r=j("check",["mode"],t),o=j("connections",["limit","sort","filter"]),n=j("counters",["bytes"]),c=j("facts"),s=j("messages"),a=j("names"),i=j("probe_read",["token"]),l=j("probe_read",["token"],t),u=j("probe_start"),d=j("probe_stop",["token"],t),p=j("status"),f=j("status",[],t),b=j("trial_end",["undo"],t),m=j("trial_start",["seconds"],t),h=rpc.declare({object:"luci-rpc",method:"getHostHints",reject:!0});class k extends Error{constructor(t,r){var o,n,c;super(r),c=t,(n="code")in(o=this)?e(o,n,{enumerable:!0,configurable:!0,writable:!0,value:c}):o[n]=c}}function j(e,t=[],r={}){const o=rpc.declare({object:"luci.nft-offload",method:e,params:t,reject:!0,...r});return(e={})=>o(...t.map(t=>e[t])).then(x)}function x(e){if(!0===e?.ok)return e;const t=!1===e?.ok?e.error:null;throw new k(t?.code??"internal",t?.text??_("The reply is not of the expected form."))}return baseclass.extend({
  RouterError: k,
  check: r,
  connections: o,
  counters: n,
  facts: c,
  hostHints: h,
  messages: s,
  names: a,
  probeRead: i,
  probeReadNow: l,
  probeStart: u,
  probeStop: d,
  status: p,
  statusNow: f,
  trialEnd: b,
  trialStart: m
});
