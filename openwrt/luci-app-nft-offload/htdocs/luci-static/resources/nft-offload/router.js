'use strict';
'require rpc';
'require baseclass';

var e=Object.defineProperty;const t={nobatch:!0},r=h("check",["mode"],t),o=h("connections",["limit","sort","filter"]),n=h("counters"),c=h("facts"),s=h("messages"),a=h("names"),i=h("probe_read",["token"]),l=h("probe_read",["token"],t),u=h("probe_start"),d=h("probe_stop",["token"],t),p=h("status"),f=h("trial_end",["undo"],t),m=h("trial_start",["seconds"],t);class b extends Error{constructor(t,r){var o,n,c;super(r),c=t,(n="code")in(o=this)?e(o,n,{enumerable:!0,configurable:!0,writable:!0,value:c}):o[n]=c}}function h(e,t=[],r={}){const o=rpc.declare({object:"luci.nft-offload",method:e,params:t,reject:!0,...r});return(e={})=>o(...t.map(t=>e[t])).then(k)}function k(e){if(!0===e?.ok)return e;const t=!1===e?.ok?e.error:null;throw new b(t?.code??"internal",t?.text??_("The reply is not of the expected form."))}return baseclass.extend({
  RouterError: b,
  check: r,
  connections: o,
  counters: n,
  facts: c,
  messages: s,
  names: a,
  probeRead: i,
  probeReadNow: l,
  probeStart: u,
  probeStop: d,
  status: p,
  trialEnd: f,
  trialStart: m
});
