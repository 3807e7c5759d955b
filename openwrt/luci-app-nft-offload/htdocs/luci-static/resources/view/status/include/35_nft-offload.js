'use strict';
'require baseclass';
'require nft-offload.model as model';
'require nft-offload.router as router';
'require nft-offload.ui as parts';

let e=0,l=Promise.resolve(null);var o=baseclass.extend({title:_("Flow Offloading"),load:()=>(e++%3==0&&(l=L.resolveDefault(router.status(),null)),Promise.all([l,L.resolveDefault(router.counters(),null)])),render([e,l]){const{badge:o}=model.judgeRouter({status:e,counters:l,unapplied:null,staysSlow:null,measured:null,misplaced:[]}),t=parts.factTable(_("Flow Offloading"));t.update([[_("State"),o.text],[_("Offloaded in software"),model.countText(l?.offloaded?.software.total.entries??null)],[_("Offloaded in hardware"),model.countText(l?.offloaded?.hardware.total.entries??null)]]);const a=E("a",{href:L.url("admin/network/flow-offloading")},[_("Details")]);return E("div",[t.element,a])}});return o;
