// Flow offloading, as the ubus object luci.nft-offload tells it: this collector runs in a jail that does not see the modules of the app.
// Unknown values have no sample.

const summary = ubus.call('luci.nft-offload', 'summary');
const counters = ubus.call('luci.nft-offload', 'counters', { bytes: true });
const stored = ubus.call('luci.nft-offload', 'results');

if (!summary?.ok || !counters?.ok)
	return false;

const status = gauge('nft_offload_status', '0: offloading works, 1: it does not, 2: unknown, 3: it is off.');
const requested = gauge('nft_offload_requested', 'The mode that the configuration asks for.');
const loaded = gauge('nft_offload_loaded', 'The mode that the kernel has loaded.');
const device = gauge('nft_offload_flowtable_device', 'Devices in the flowtable of firewall4.');
const covered = gauge('nft_offload_covered', 'Whether packets that arrive on a network take the fast path.');
const conflict = gauge('nft_offload_conflict', 'Known conflicts with the requested mode.');
const connections = gauge('nft_offload_connections', 'Offloaded connections.');
const bytes = gauge('nft_offload_connections_bytes', 'Bytes that the offloaded connections have carried, where they are counted.');
const frames = counter('nft_offload_line_bytes_total', 'Bytes of frames on the devices of the Internet connection.');
const packets = counter('nft_offload_line_packets_total', 'Frames on the devices of the Internet connection.');
const firewall = counter('nft_offload_firewall_bytes_total', 'Bytes of IP packets that did not bypass the firewall, on all devices.');
const share = gauge('nft_offload_result_bypassed_ratio', 'Share of the data that bypassed the firewall in the newest measurement.');
const time = gauge('nft_offload_result_time_seconds', 'When the newest measurement ended, in seconds since 1970.');

function state_set(metric, value) {
	for (let mode in [ 'off', 'software', 'hardware' ])
		if (value != null)
			metric({ mode }, value == mode);
}

// The sum of a counter on some devices; null where one is missing.
function sum_of(devices, field) {
	let sum = 0;

	for (let name in devices) {
		const found = filter(counters.devices ?? [], (entry) => entry.device == name)[0];

		if (!found)
			return null;

		sum += found[field];
	}

	return sum;
}

// The same of the IP stack. A kernel without IPv6 has no counter of it, and no packet.
function sum_of_families(families, values) {
	let sum = 0;

	for (let family in families) {
		if (family == 'ipv6' && counters.unknown.ipv6_bytes?.code == 'missing')
			continue;

		if (values[family] == null)
			return null;

		sum += values[family];
	}

	return sum;
}

function ratio_of(result) {
	const bypassed = result.total_bytes - result.slow_bytes;

	return bypassed > 0 ? bypassed * 1.0 / result.total_bytes : 0;
}

status(null, summary.exit);
state_set(requested, summary.requested);
state_set(loaded, summary.loaded);

for (let name in summary.devices)
	device({ device: name }, 1);

for (let lane in summary.lanes)
	if (lane.fast != null)
		covered({ network: lane.network, direction: lane.direction }, lane.fast);

for (let id in summary.conflicts)
	conflict({ id }, 1);

// Samples of one name stand together. Where some entries could not be read, the counts would be too small.
function each_tally(use) {
	if (!counters.offloaded || counters.unknown.rest)
		return;

	for (let mode in [ 'software', 'hardware' ])
		for (let kind in [ 'ipv4_tcp', 'ipv4_udp', 'ipv6_tcp', 'ipv6_udp', 'other' ]) {
			const words = split(kind, '_');

			use({ mode, family: words[0], protocol: words[1] ?? 'other' }, counters.offloaded[mode][kind]);
		}
}

each_tally((labels, tally) => connections(labels, tally.entries));
each_tally((labels, tally) => tally.bytes != null && bytes(labels, tally.bytes));

const compared = summary.line?.compared;

function each_direction(metric, value_of) {
	if (!length(compared?.devices))
		return;

	for (let direction in [ 'download', 'upload' ]) {
		const value = value_of(direction == 'download' ? 'rx' : 'tx', direction == 'download' ? 'ip_bytes' : 'ip_sent_bytes');

		if (value != null)
			metric({ direction }, value);
	}
}

each_direction(frames, (way) => sum_of(compared.devices, `${way}_bytes`));
each_direction(packets, (way) => sum_of(compared.devices, `${way}_packets`));
each_direction(firewall, (way, field) => sum_of_families(compared.families, counters[field]));

const newest = stored?.results?.[0];

if (newest?.total_bytes > 0) {
	share({ mode: newest.mode }, ratio_of(newest));
	time({ mode: newest.mode }, newest.time);
}
