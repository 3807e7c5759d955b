import type { RouterState } from '../../../../src/model/conflicts/index.ts';
import type {
	ChainStatements,
	Environment,
	MisplacedOptions,
	ServiceName,
} from '../../../../src/rpc/types/environment.ts';
import type { Status, ZoneNetwork } from '../../../../src/rpc/types/index.ts';
import { LAN, networkWith, statusWith, WAN } from '../status-facts.ts';

export const NOT_MISPLACED: MisplacedOptions = {
	globals_flow_offloading: false,
	globals_flow_offloading_hw: false,
	in_ignored_defaults: false,
};

/** A router with nothing but OpenWrt's own packages; `changes` make another one of it. */
export function factsWith(changes: Partial<Environment> = {}): Environment {
	return {
		monotonic_ms: 1,
		firewall_enabled: true,
		services: [],
		processes: [],
		qdiscs: [{ device: 'wan', kinds: ['fq_codel'] }],
		statements: [],
		tables: [],
		firewall_rules: { time: 0, dscp: 0, mark: 0 },
		misplaced: NOT_MISPLACED,
		fullcone: false,
		sqm: [],
		qosmate: false,
		mwan3: 0,
		pbr: false,
		packet_steering: false,
		vlan_bridges: [],
		fast_roaming: 0,
		bridged_access_points: 0,
		wed: 'absent',
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
	const own: ChainStatements = { family: 'inet', table: 'fw4', chain: 'mine', hook: 'forward', kinds: [] };
	return { statements: [{ ...own, ...changes }] };
}
