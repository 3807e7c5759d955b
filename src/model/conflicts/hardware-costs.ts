/** What hardware offloading costs on every router: what to know before the second step, whatever else runs there. */
export const HARDWARE_COSTS: Array<() => string> = [
	() => _('Queues are bypassed: SQM stops working, and downloads may delay games and calls.'),
	() => _('Data volumes per device and per connection may stand still.'),
	() =>
		_(
			'Every reload of the firewall may cut long-lived UDP connections: VPNs behind the router, calls, games.'
		),
	() => _('Some routers have bugs here, up to a restart in the moment of switching on.'),
	() => _('If software offloading reaches the speed of your line already, hardware makes nothing faster.'),
];
