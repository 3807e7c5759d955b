import type {
	Adder,
	Arriving,
	EngineReading,
	ExceptionState,
	Flowtable,
	NetworkPath,
	Status,
	SystemFacts,
	Zone,
	ZoneNetwork,
} from '../../../src/rpc/types/index.ts';

/** firewall4's flowtable on a router with a LAN bridge, in software. */
export const FLOWTABLE: Flowtable = {
	family: 'inet',
	table: 'fw4',
	name: 'ft',
	owner: 'firewall4',
	devices: ['br-lan', 'wan'],
	hardware: false,
	counter: true,
};

/** A network that is up and covered; `changes` make another one of it. */
export function networkWith(name: string, changes: Partial<ZoneNetwork> = {}): ZoneNetwork {
	return {
		name,
		up: true,
		proto: 'static',
		device: name,
		l3_device: name,
		lower_devices: [],
		default_for: [],
		default_route: false,
		covered: true,
		...changes,
	};
}

export const LAN: Zone = { name: 'lan', masq: false, networks: [networkWith('lan', { device: 'br-lan' })] };
export const WAN: Zone = {
	name: 'wan',
	masq: true,
	networks: [networkWith('wan', { default_for: ['ipv4'], default_route: true })],
};

/** firewall4's own rule that adds to its flowtable; `changes` make another one of it. */
export function adderWith(changes: Partial<Adder> = {}): Adder {
	return {
		family: 'inet',
		table: 'fw4',
		flowtable: 'ft',
		chain: 'forward',
		text: 'meta l4proto { tcp, udp } flow add @ft',
		index: 0,
		owner: 'firewall4',
		conditional: false,
		reached_by: [],
		preceded_by: [],
		reached: true,
		...changes,
	};
}

/** The path of a network on a device of its own that the flowtable lists; `changes` make another one of it. */
export function pathWith(network: string, changes: Partial<Arriving> = {}): NetworkPath {
	return {
		network,
		zone: network,
		l3_device: network,
		chain: [{ device: network, kind: 'ethernet' }],
		ports: [],
		arriving: {
			fast: true,
			through: 'l3',
			hooks: [network],
			flowtable: 'inet fw4 ft',
			listed: [network],
			needs: [],
			skipped_queues: [],
			reason: null,
			...changes,
		},
		missing_ports: [],
	};
}

/** The same of a network whose device is not listed. */
export function unlistedPath(network: string, changes: Partial<Arriving> = {}): NetworkPath {
	return pathWith(network, {
		fast: false,
		through: null,
		hooks: [],
		listed: [],
		needs: [network],
		reason: 'not_listed',
		...changes,
	});
}

function pathsOf(zones: Zone[] | null): NetworkPath[] {
	const networks = (zones ?? []).flatMap((zone) => zone.networks.filter(({ up }) => up));
	return networks.map(({ name, covered }) => (covered ? pathWith(name) : unlistedPath(name)));
}

export const SYSTEM: SystemFacts = {
	kernel: '6.6.1',
	release: null,
	target: null,
	model: null,
	board: null,
	package_manager: 'opkg',
	app_version: '0.1.0-r1',
	firewall4_version: null,
	kmod_version: null,
};

const NO_EXCEPTIONS: ExceptionState = {
	requested: { devices: [], networks: [], ports: [], first_packets: 0 },
	invalid: [],
	included: false,
	loaded: 'none',
	error: null,
};

/** A router on which software offloading is asked for and loaded; `changes` make another one of it. */
export function statusWith(changes: Partial<Status> = {}): Status {
	return {
		monotonic_ms: 1,
		requested: { flow_offloading: true, flow_offloading_hw: false },
		waiting: null,
		flowtables: [FLOWTABLE],
		adders: (changes.forward_rules ?? [1]).length > 0 ? [adderWith()] : [],
		forward_rules: [{ text: 'meta l4proto { tcp, udp } flow add @ft', flowtable: 'ft', index: 0 }],
		firewall_loaded: true,
		module: 'loaded',
		zones: [LAN, WAN],
		forwardings: [{ src: 'lan', dest: 'wan' }],
		paths: pathsOf(changes.zones === undefined ? [LAN, WAN] : changes.zones),
		default_routes: [],
		repairs: [],
		policy_routes: false,
		ingress_redirects: [],
		drivers: [],
		conntrack: { max: 65_536, acct: true, flowtable_tcp_timeout: 30, flowtable_udp_timeout: 30 },
		accelerators: [],
		flowtable_engines: [],
		engines: [],
		slow: { entries: 0, complete: true },
		exceptions: NO_EXCEPTIONS,
		trial: null,
		system: SYSTEM,
		unknown: {},
		...changes,
	};
}

/** An engine that has taken nothing; `changes` make another one of it. */
export function engineWith(changes: Partial<EngineReading> = {}): EngineReading {
	return {
		kind: 'qca_ppe',
		folder: '3a000000.ppe',
		entries: 0,
		bound: 0,
		unbound: null,
		moving: null,
		capacity: null,
		complete: true,
		rejected: null,
		...changes,
	};
}
