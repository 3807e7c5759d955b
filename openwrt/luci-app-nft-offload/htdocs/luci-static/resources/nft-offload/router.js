'use strict';
'require rpc';
'require baseclass';

var e=Object.defineProperty;const t={nobatch:!0},r=w("check",["mode"],t),o=w("connections",["limit","sort","filter"]),n=w("counters",["bytes"]),c=w("facts"),s=w("firewall_load",[],t),a=w("messages"),i=w("names"),l=w("probe_read",["token"]),d=w("probe_read",["token"],t),u=w("probe_start"),p=w("probe_stop",["token"],t),f=w("status"),b=w("status",[],t),m=w("trial_end",["undo"],t),h=w("trial_start",["seconds"],t),k=rpc.declare({object:"luci-rpc",method:"getHostHints",reject:!0});class j extends Error{constructor(t,r){var o,n,c;super(r),c=t,(n="code")in(o=this)?e(o,n,{enumerable:!0,configurable:!0,writable:!0,value:c}):o[n]=c}}function w(e,t=[],r={}){const o=rpc.declare({object:"luci.nft-offload",method:e,params:t,reject:!0,...r});return(e={})=>o(...t.map(t=>e[t])).then(x)}function x(e){if(!0===e?.ok)return e;const t=!1===e?.ok?e.error:null;throw new j(t?.code??"internal",t?.text??_("The reply is not of the expected form."))}return baseclass.extend({
  RouterError: j,
  check: r,
  connections: o,
  counters: n,
  facts: c,
  firewallLoad: s,
  hostHints: k,
  messages: a,
  names: i,
  probeRead: l,
  probeReadNow: d,
  probeStart: u,
  probeStop: p,
  status: f,
  statusNow: b,
  trialEnd: m,
  trialStart: h
});
