// Generated from src/view/widget.ts by `npm run build`: change the source, not this file.
'use strict';
'require baseclass';
'require nft-offload.model as model';
'require nft-offload.router as router';
'require nft-offload.ui as parts';


const STATUS_EVERY = 3;
let loads = 0;
let status = Promise.resolve(null);
var widget = baseclass.extend({
  title: _("Flow Offloading"),
  load() {
    if (loads++ % STATUS_EVERY === 0) status = L.resolveDefault(router.status(), null);
    return Promise.all([status, L.resolveDefault(router.counters(), null)]);
  },
  render([status2, counters]) {
    const { badge } = model.judgeRouter({
      status: status2,
      counters,
      unapplied: null,
      staysSlow: null,
      measured: null,
      misplaced: []
    });
    const table = parts.factTable(_("Flow Offloading"));
    table.update([
      [_("State"), badge.text],
      [_("Offloaded in software"), model.countText(counters?.offloaded?.software.total.entries ?? null)],
      [_("Offloaded in hardware"), model.countText(counters?.offloaded?.hardware.total.entries ?? null)]
    ]);
    const link = E("a", { href: L.url("admin/network/flow-offloading") }, [_("Details")]);
    return E("div", [table.element, link]);
  }
});

return widget;
