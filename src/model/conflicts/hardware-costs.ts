/** One thing that hardware offloading costs on every router, and where that is known from (as in `Rule`). */
export interface Cost {
	text(): string;
	source: string[];
}

/** What to know before the second step, whatever else runs on the router. */
export const HARDWARE_COSTS: Cost[] = [
	{
		text: () => _('Queues are bypassed: SQM stops working, and downloads may delay games and calls.'),
		source: ['openwrt/openwrt#19449'],
	},
	{
		text: () => _('Data volumes per device and per connection may stand still.'),
		source: ['jow-/nlbwmon#49', 'YusDyr/luci-app-trafficctl#11'],
	},
	{
		text: () =>
			_(
				'Every reload of the firewall may cut long-lived UDP connections: VPNs behind the router, calls, games.'
			),
		source: ['openwrt/openwrt#17915'],
	},
	{
		text: () => _('Some routers have bugs here, up to a restart in the moment of switching on.'),
		source: ['openwrt/openwrt#18020', 'openwrt/openwrt#20869'],
	},
	{
		text: () =>
			_('If software offloading reaches the speed of your line already, hardware makes nothing faster.'),
		source: ['openwrt/openwrt#19449'],
	},
];
