import type { RouterState } from '../../../../src/model/conflicts/index.ts';
import type {
	ChainStatements,
	DeviceQdiscs,
	Environment,
	MisplacedOptions,
	ServiceName,
} from '../../../../src/rpc/types/environment.ts';
import type { Adder, Arriving, NetworkPath, Status, ZoneNetwork } from '../../../../src/rpc/types/index.ts';
import { LAN, networkWith, statusWith, WAN } from '../status-facts.ts';

export const NOT_MISPLACED: MisplacedOptions = {
	globals_flow_offloading: false,
	globals_flow_offloading_hw: false,
	in_ignored_defaults: false,
};

/** The queueing disciplines of a device, by the kernel. */
export function queues(device: string, ...kinds: string[]): DeviceQdiscs {
	return { device, kinds, offloaded: [] };
}

/** A router with nothing but OpenWrt's own packages; `changes` make another one of it. */
export function factsWith(changes: Partial<Environment> = {}): Environment {
	return {
		monotonic_ms: 1,
		firewall_enabled: true,
		services: [],
		processes: [],
		qdiscs: [queues('wan', 'fq_codel')],
		statements: [],
		tables: [],
		firewall_rules: { time: 0, dscp: 0, mark: 0 },
		misplaced: NOT_MISPLACED,
		fullcone: false,
		sqm: [],
		sqm_in_hardware: [],
		qosmate: false,
		mwan3: 0,
		pbr: false,
		packet_steering: false,
		vlan_bridges: [],
		fast_roaming: 0,
		bridged_access_points: 0,
		wed: 'absent',
		wed_attached: null,
		npu: 'absent',
		helpers: [],
		unknown: {},
		...changes,
	};
}

/** A router on which offloading is off; `status` and `facts` make another one of it. */
export function routerWith(
	environment: Partial<Environment> = {},
	status: Partial<Status> = {}
): RouterState {
	const requested = { flow_offloading: false, flow_offloading_hw: false };
	return {
		environment: factsWith(environment),
		status: statusWith({ requested, flowtables: [], ...status }),
	};
}

/** A LAN and an Internet network of another kind. */
export function zonesWithWan(changes: Partial<ZoneNetwork>): Partial<Status> {
	return { zones: [LAN, { ...WAN, networks: [networkWith('wan', { default_route: true, ...changes })] }] };
}

/** Services that are installed and start at boot. */
export function services(...names: ServiceName[]): Partial<Environment> {
	return { services: names.map((name) => ({ name, enabled: true })) };
}

/** Services that are installed and do not start. */
export function disabled(...names: ServiceName[]): Partial<Environment> {
	return { services: names.map((name) => ({ name, enabled: false })) };
}

/** A chain that the router's owner wrote, in firewall4's table. */
export function chain(changes: Partial<ChainStatements>): Partial<Environment> {
	const own = { family: 'inet', table: 'fw4', chain: 'mine', hook: 'forward', kinds: [], new_only: [] };
	const made: ChainStatements = { ...own, hooks: [], ...changes };
	return { statements: [{ ...made, hooks: made.hook ? [made.hook] : made.hooks }] };
}

export const SOFTWARE = { requested: { flow_offloading: true, flow_offloading_hw: false } };

/** A line over PPPoE. */
export const PPPOE = zonesWithWan({ proto: 'pppoe', device: 'eth1', l3_device: 'pppoe-wan' });

/** A shaper in the hardware of the WAN port. */
export const IN_HARDWARE: DeviceQdiscs = { device: 'wan', kinds: ['tbf', 'fq_codel'], offloaded: ['tbf'] };

/** The way of packets that arrive on the network `wan`. */
export function pathWith(arriving: Partial<Arriving>, ...devices: string[]): NetworkPath {
	const chain = (devices.length > 0 ? devices : ['wan']).map((device): NetworkPath['chain'][number] => ({
		device,
		kind: 'ethernet',
	}));
	return {
		network: 'wan',
		zone: 'wan',
		l3_device: chain[0]!.device,
		chain,
		ports: [],
		arriving: {
			fast: arriving.reason === undefined,
			through: null,
			hooks: [],
			flowtable: 'inet fw4 ft',
			listed: [],
			needs: [],
			skipped_queues: [],
			reason: null,
			...arriving,
		},
		missing_ports: [],
	};
}

export function pppoePath(arriving: Partial<Arriving>): NetworkPath {
	return pathWith(arriving, 'pppoe-wan', 'eth1');
}

/** firewall4's rule, or another one that offloads. */
export function adder(changes: Partial<Adder>): Adder {
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

export const WIREGUARD = zonesWithWan({ proto: 'wireguard', device: null, l3_device: 'wg0' });
