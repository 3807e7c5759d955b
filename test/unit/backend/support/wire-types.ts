/** The wire types at run time: what is wrong with a reply, so that nothing of another type reaches the page. */
import type {
	Adder,
	Arriving,
	Connection,
	Connections,
	Counters,
	CpuTicks,
	DefaultRoute,
	DeviceBytes,
	Direction,
	EngineReading,
	Environment,
	ExceptionList,
	ExceptionState,
	FamilyBytes,
	FlowTally,
	IngressRedirect,
	InvalidException,
	NetworkPath,
	PathDevice,
	PortPath,
	RejectedFlows,
	Repair,
	Status,
	Tally,
} from '../../../../src/rpc/types/index.ts';

/** Gives what is wrong with a value, with its place; null where nothing is. */
export type Check = (value: unknown, place: string) => string | null;

const fault = (value: unknown, place: string, wanted: string) =>
	`${place} is ${JSON.stringify(value)?.slice(0, 80)}, not ${wanted}`;

const text: Check = (value, place) => (typeof value === 'string' ? null : fault(value, place, 'a text'));
const flag: Check = (value, place) => (typeof value === 'boolean' ? null : fault(value, place, 'a boolean'));
const count: Check = (value, place) =>
	Number.isSafeInteger(value) && (value as number) >= 0 ? null : fault(value, place, 'a count');

const oneOf =
	(...words: unknown[]): Check =>
	(value, place) =>
		words.includes(value) ? null : fault(value, place, `one of ${words}`);
const nullable =
	(check: Check): Check =>
	(value, place) =>
		value === null ? null : check(value, place);
const listOf =
	(check: Check): Check =>
	(value, place) => {
		if (!Array.isArray(value)) return fault(value, place, 'a list');
		for (const [at, item] of value.entries()) {
			const found = check(item, `${place}[${at}]`);
			if (found) return found;
		}
		return null;
	};

/** An object of exactly these fields. */
function shape<T>(fields: { [Name in keyof Required<T>]: Check }): Check {
	return (value, place) => {
		if (typeof value !== 'object' || value === null || Array.isArray(value))
			return fault(value, place, 'an object');
		const given = value as Record<string, unknown>;
		const surplus = Object.keys(given).find((name) => !Object.hasOwn(fields, name));
		if (surplus) return `${place} has a field '${surplus}'`;
		for (const [name, check] of Object.entries<Check>(fields)) {
			const found = check(given[name], `${place}.${name}`);
			if (found) return found;
		}
		return null;
	};
}

const CODES = ['missing', 'denied', 'garbled', 'truncated', 'overrun', 'timeout', 'failed'];

/** Reasons by names; each may be missing. */
const reasons: Check = (value, place) => {
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		return fault(value, place, 'reasons');
	for (const [name, reason] of Object.entries(value)) {
		const found = shape({ code: oneOf(...CODES), text })(reason, `${place}.${name}`);
		if (found) return found;
	}
	return null;
};

const OK = { ok: oneOf(true), unknown: reasons, monotonic_ms: count };
const texts = listOf(text);
const options = shape({ flow_offloading: flag, flow_offloading_hw: flag });

const owner = oneOf('firewall4', 'firewall4_bridge', 'zapret', 'b4', 'docker', 'exceptions', 'user', 'other');
const family = oneOf('ipv4', 'ipv6');
const adder = shape<Adder>({
	family: text,
	table: text,
	flowtable: text,
	chain: text,
	text,
	index: count,
	owner,
	conditional: flag,
	reached_by: texts,
	preceded_by: texts,
	reached: flag,
});
const networkPath = shape<NetworkPath>({
	network: text,
	zone: text,
	l3_device: text,
	chain: listOf(shape<PathDevice>({ device: text, kind: text })),
	ports: listOf(
		shape<PortPath>({
			device: text,
			kind: text,
			fast: nullable(flag),
			hook: nullable(text),
			reason: nullable(text),
		})
	),
	arriving: shape<Arriving>({
		fast: nullable(flag),
		through: nullable(oneOf('deepest', 'l3')),
		hooks: texts,
		flowtable: nullable(text),
		listed: texts,
		needs: texts,
		skipped_queues: texts,
		reason: nullable(text),
	}),
	missing_ports: texts,
});

const exceptions = shape<ExceptionState>({
	requested: shape<ExceptionList>({ devices: texts, networks: texts, ports: texts, first_packets: count }),
	invalid: listOf(shape<InvalidException>({ option: text, value: text })),
	included: nullable(flag),
	loaded: nullable(oneOf('none', 'requested', 'others')),
	error: nullable(text),
});

const engine = shape<EngineReading>({
	kind: oneOf('mtk_ppe', 'airoha_ppe', 'qca_ppe', 'qcom_ppe'),
	folder: text,
	entries: nullable(count),
	bound: nullable(count),
	unbound: nullable(count),
	moving: nullable(count),
	capacity: nullable(count),
	complete: flag,
	rejected: nullable(listOf(shape<RejectedFlows>({ reason: text, flows: count }))),
});

const status = shape<Status & { ok: true }>({
	...OK,
	exceptions: nullable(exceptions),
	requested: nullable(options),
	waiting: nullable(options),
	flowtables: nullable(
		listOf(
			shape({
				family: text,
				table: text,
				name: text,
				owner,
				devices: texts,
				hardware: flag,
				counter: flag,
			})
		)
	),
	forward_rules: nullable(listOf(shape({ text, flowtable: text, index: count }))),
	firewall_loaded: nullable(flag),
	module: nullable(oneOf('loaded', 'built_in', 'installed', 'missing')),
	zones: nullable(
		listOf(
			shape({
				name: text,
				masq: flag,
				networks: listOf(
					shape({
						name: text,
						up: flag,
						proto: nullable(text),
						device: nullable(text),
						l3_device: nullable(text),
						lower_devices: texts,
						default_for: listOf(family),
						default_route: flag,
						covered: nullable(flag),
					})
				),
			})
		)
	),
	forwardings: nullable(listOf(shape({ src: text, dest: text }))),
	drivers: nullable(listOf(shape({ device: text, driver: nullable(text), hw_tc_offload: nullable(flag) }))),
	conntrack: shape({
		max: nullable(count),
		acct: nullable(flag),
		flowtable_tcp_timeout: nullable(count),
		flowtable_udp_timeout: nullable(count),
	}),
	accelerators: nullable(texts),
	flowtable_engines: nullable(texts),
	engines: nullable(listOf(engine)),
	adders: nullable(listOf(adder)),
	paths: nullable(listOf(networkPath)),
	default_routes: nullable(listOf(shape<DefaultRoute>({ family, device: text, metric: count, half: flag }))),
	repairs: nullable(
		listOf(
			shape<Repair>({
				network: text,
				zone: nullable(text),
				device: nullable(text),
				alias: text,
				state: oneOf('offered', 'refused', 'in_place', 'left_over'),
				reason: nullable(text),
			})
		)
	),
	policy_routes: nullable(flag),
	ingress_redirects: nullable(
		listOf(shape<IngressRedirect>({ device: text, to: nullable(text), whole: flag }))
	),
	slow: nullable(shape({ entries: count, complete: flag })),
	trial: nullable(shape({ id: text, seconds: count, left_ms: count, before: options })),
	system: shape({
		kernel: nullable(text),
		release: nullable(text),
		target: nullable(text),
		model: nullable(text),
		board: nullable(text),
		package_manager: nullable(oneOf('opkg', 'apk')),
		app_version: nullable(text),
		firewall4_version: nullable(text),
		kmod_version: nullable(text),
	}),
});

const tally = shape<Tally>({ entries: count, bytes: nullable(count) });
const flowTally = shape<FlowTally>({
	total: tally,
	ipv4_tcp: tally,
	ipv4_udp: tally,
	ipv6_tcp: tally,
	ipv6_udp: tally,
	other: tally,
});
const source = oneOf('netlink', 'procfs', null);

const counters = shape<Counters & { ok: true }>({
	...OK,
	source,
	tracked: nullable(count),
	tracked_max: nullable(count),
	devices: nullable(
		listOf(
			shape<DeviceBytes>({
				device: text,
				rx_bytes: count,
				rx_packets: count,
				tx_bytes: count,
				tx_packets: count,
			})
		)
	),
	ip_bytes: shape<FamilyBytes>({ ipv4: nullable(count), ipv6: nullable(count) }),
	ip_sent_bytes: shape<FamilyBytes>({ ipv4: nullable(count), ipv6: nullable(count) }),
	cpus: nullable(listOf(shape<CpuTicks>({ user: count, system: count, softirq: count, idle: count }))),
	ppe_bound: nullable(count),
	offloaded: nullable(shape({ software: flowTally, hardware: flowTally })),
});

const environment = shape<Environment & { ok: true }>({
	...OK,
	firewall_enabled: nullable(flag),
	services: nullable(listOf(shape({ name: text, enabled: flag }))),
	processes: nullable(texts),
	qdiscs: nullable(listOf(shape({ device: text, kinds: texts, offloaded: texts }))),
	statements: nullable(
		listOf(
			shape({
				family: text,
				table: text,
				chain: text,
				hook: nullable(text),
				hooks: texts,
				kinds: texts,
				new_only: texts,
			})
		)
	),
	tables: nullable(texts),
	firewall_rules: nullable(shape({ time: count, dscp: count, mark: count })),
	misplaced: nullable(
		shape({ globals_flow_offloading: flag, globals_flow_offloading_hw: flag, in_ignored_defaults: flag })
	),
	fullcone: nullable(flag),
	sqm: nullable(texts),
	sqm_in_hardware: nullable(texts),
	qosmate: nullable(flag),
	mwan3: nullable(count),
	pbr: nullable(flag),
	packet_steering: nullable(flag),
	vlan_bridges: nullable(texts),
	fast_roaming: nullable(count),
	bridged_access_points: nullable(count),
	wed: nullable(oneOf('on', 'off', 'absent')),
	wed_attached: nullable(flag),
	npu: nullable(oneOf('running', 'stopped', 'no_firmware', 'absent')),
	helpers: nullable(texts),
});

const direction = shape<Direction>({
	src: text,
	dst: text,
	sport: nullable(count),
	dport: nullable(count),
	packets: nullable(count),
	bytes: nullable(count),
});

const connections = shape<Connections & { ok: true }>({
	...OK,
	took_ms: count,
	source,
	seen: count,
	matching: count,
	left_out: count,
	unreadable: count,
	connections: nullable(
		listOf(
			shape<Connection>({
				family: oneOf(4, 6),
				protocol: count,
				original: direction,
				reply: direction,
				status: count,
				tcp_state: nullable(text),
				timeout: nullable(count),
				mark: nullable(count),
				helper: nullable(text),
			})
		)
	),
	local: nullable(texts),
	routes: nullable(listOf(shape({ destination: text, device: text }))),
});

export type Reading = 'status' | 'counters' | 'environment' | 'connections';

export const REPLIES: Record<Reading, Check> = { status, counters, environment, connections };

/** Fields that may be null without a reason: nothing waits, no trial, no table of the firewall, counted through nothing. */
const NULL_IS_AN_ANSWER = ['waiting', 'trial', 'firewall_loaded', 'source'];

/** What is wrong with a reply as JSON: its types, or a field that is unknown without a reason. */
export function faultOfReply(method: Reading, json: string): string | null {
	const reply = JSON.parse(json) as Record<string, unknown> & { unknown: object };
	const found = REPLIES[method](reply, method);
	if (found) return found;
	const silent = Object.keys(reply).find(
		(name) => reply[name] === null && !NULL_IS_AN_ANSWER.includes(name) && !Object.hasOwn(reply.unknown, name)
	);
	return silent ? `${method}.${silent} is null without a reason` : null;
}
