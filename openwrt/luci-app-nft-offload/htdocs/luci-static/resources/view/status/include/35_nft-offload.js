'use strict';
'require baseclass';
'require nft-offload.model as model';
'require nft-offload.router as router';
'require nft-offload.ui as parts';

var d=baseclass.extend({title:_("Flow Offloading"),load(){return Promise.all([L.resolveDefault(router.status(),null),L.resolveDefault(router.counters(),null)])},render([t,e]){const{badge:a}=model.judgeRouter({status:t,counters:e,unapplied:null,staysSlow:null,measured:null,misplaced:[]}),l=parts.factTable(_("Flow Offloading"));l.update([[_("State"),a.text],[_("Offloaded in software"),model.countText(e?.offloaded?.software.total.entries??null)],[_("Offloaded in hardware"),model.countText(e?.offloaded?.hardware.total.entries??null)]]);const o=E("a",{href:L.url("admin/network/flow-offloading")},[_("Details")]);return E("div",[l.element,o])}});return d;
