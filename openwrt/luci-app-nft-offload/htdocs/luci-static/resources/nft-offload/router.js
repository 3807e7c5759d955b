'use strict';
'require rpc';
'require baseclass';

var e=Object.defineProperty;const t={nobatch:!0},r=v("dry_run",["mode"],t),o=v("connections",["limit","sort","filter"]),n=v("counters",["bytes"]),s=v("environment"),a=v("firewall_load",[],t),c=v("logs"),i=v("private_names"),l=v("measurement_read",["token"]),u=v("measurement_read",["token"],t),m=v("measurement_start"),d=v("measurement_stop",["token"],t),f=v("status"),p=v("status",[],t),b=v("trial_end",["undo"],t),h=v("trial_start",["seconds"],t),j=rpc.declare({object:"luci-rpc",method:"getHostHints",reject:!0});class k extends Error{constructor(t,r){var o,n,s;super(r),s=t,(n="code")in(o=this)?e(o,n,{enumerable:!0,configurable:!0,writable:!0,value:s}):o[n]=s}}function v(e,t=[],r={}){const o=rpc.declare({object:"luci.nft-offload",method:e,params:t,reject:!0,...r});return(e={})=>o(...t.map(t=>e[t])).then(w)}function w(e){if(!0===e?.ok)return e;const t=!1===e?.ok?e.error:null;throw new k(t?.code??"internal",t?.text??_("The reply is not of the expected form."))}return baseclass.extend({
  RouterError: k,
  connections: o,
  counters: n,
  dryRun: r,
  environment: s,
  firewallLoad: a,
  hostHints: j,
  logs: c,
  measurementRead: l,
  measurementReadNow: u,
  measurementStart: m,
  measurementStop: d,
  privateNames: i,
  status: f,
  statusNow: p,
  trialEnd: b,
  trialStart: h
});
