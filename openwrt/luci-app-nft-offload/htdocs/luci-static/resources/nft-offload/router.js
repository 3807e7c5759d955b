'use strict';
'require rpc';
'require baseclass';

var e=Object.defineProperty;const t={nobatch:!0},r=b("check",["mode"],t),o=b("connections",["limit","sort","filter"]),n=b("counters"),c=b("facts"),s=b("messages"),a=b("names"),i=b("probe_read",["token"]),l=b("probe_start"),u=b("probe_stop",["token"]),d=b("status"),f=b("trial_end",["undo"],t),p=b("trial_start",["seconds"],t);class m extends Error{constructor(t,r){var o,n,c;super(r),c=t,(n="code")in(o=this)?e(o,n,{enumerable:!0,configurable:!0,writable:!0,value:c}):o[n]=c}}function b(e,t=[],r={}){const o=rpc.declare({object:"luci.nft-offload",method:e,params:t,reject:!0,...r});return(e={})=>o(...t.map(t=>e[t])).then(h)}function h(e){if(!0===e?.ok)return e;const t=!1===e?.ok?e.error:null;throw new m(t?.code??"internal",t?.text??_("The reply is not of the expected form."))}return baseclass.extend({
  RouterError: m,
  check: r,
  connections: o,
  counters: n,
  facts: c,
  messages: s,
  names: a,
  probeRead: i,
  probeStart: l,
  probeStop: u,
  status: d,
  trialEnd: f,
  trialStart: p
});
