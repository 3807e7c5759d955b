/** What hardware offloading costs on every router: what to know before the second step, whatever else runs there. */
export const HARDWARE_COSTS: Array<() => string> = [
	() => _('Queues are bypassed: SQM stops working, and downloads may delay games and calls.'),
	() => _('Data volumes per device and per connection may stop increasing.'),
	() => _('Every firewall reload may cut long-lived UDP connections: VPNs behind the router, calls, games.'),
	() => _('It is buggy on some routers; some even reboot the moment it is enabled.'),
	() =>
		_('If software offloading already reaches your line speed, hardware offloading makes nothing faster.'),
];
