'use strict';

import { now_ms } from 'nft-offload.system.clock';
import { read_accelerators, read_drivers } from 'nft-offload.system.driver';
import { read_engines } from 'nft-offload.system.engines';
import {
	CONFIG,
	load_firewall,
	read_forwardings,
	read_options,
	read_waiting,
	read_zones
} from 'nft-offload.firewall.config';
import { read_exception_state } from 'nft-offload.firewall.exceptions_load';
import { read_ruleset } from 'nft-offload.firewall.flowtable';
import { describe_paths } from 'nft-offload.firewall.paths';
import { describe_repairs } from 'nft-offload.firewall.repair';
import { items_where } from 'nft-offload.lib.list';
import { part } from 'nft-offload.lib.part';
import { known_reasons } from 'nft-offload.lib.reason';
import { read_redirects } from 'nft-offload.netlink.ingress';
import { read_slow } from 'nft-offload.conntrack.not_offloaded';
import { read_default_routes, read_policy_routes } from 'nft-offload.system.default_routes';
import { read_conntrack_settings } from 'nft-offload.system.sysctl';
import { read_module, read_system } from 'nft-offload.system.release';
import { read_trial } from 'nft-offload.trial.running';
import { describe_zones, read_networks } from 'nft-offload.firewall.zone';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').NetworkPath} NetworkPath */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Status} Status */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Zone} Zone */

/** Milliseconds after which nothing more is begun that takes a process. */
const WHOLE_TIME = 5000;

/**
 * @param {Zone[]} zones  their networks' `covered` is filled
 * @param {NetworkPath[]} paths
 * @param {boolean} is_known  whether the flowtables are
 */
function add_coverage(zones, paths, is_known) {
	for (let zone in zones) {
		for (let network in zone.networks) {
			network.covered = is_known ? false : null;
			for (let path in paths) {
				if (path.zone != zone.name || path.network != network.name) continue;
				const arriving = path.arriving;
				const known = length(arriving.hooks) > 0 || arriving.fast != null;
				network.covered = known ? length(arriving.hooks) > 0 : null;
			}
		}
	}
}

/**
 * What the configuration of the firewall says; each part may fail alone.
 */
function read_config() {
	const applied = part('uci firewall', { config: null }, () => load_firewall(CONFIG));
	const config = applied.config;
	if (config == null) {
		const reason = applied.reason;
		return {
			requested: { requested: null, reason },
			waiting: { waiting: null, reason },
			zones: { zones: null, reason },
			forwardings: { forwardings: null, reason }
		};
	}
	const requested = part('uci defaults', { requested: null }, () => ({
		requested: read_options(config),
		reason: null
	}));
	const options = requested.requested;
	return {
		requested,
		waiting:
			options == null
				? { waiting: null, reason: requested.reason }
				: part('uci changes', { waiting: null }, () => read_waiting(options)),
		zones: part('uci zone', { zones: null }, () => ({ zones: read_zones(config), reason: null })),
		forwardings: part('uci forwarding', { forwardings: null }, () => ({
			forwardings: read_forwardings(config),
			reason: null
		}))
	};
}

/**
 * The zones with the state of their networks, and the path of the packets that arrive there.
 *
 * @param {{ zones: ?import('nft-offload.firewall.config').ConfigZone[], reason: ?Reason }} config
 * @param {Pick<Status, 'flowtables' | 'adders'>} ruleset
 * @param {Status['requested']} requested
 */
function read_ways(config, ruleset, requested) {
	const redirects = part('ingress redirects', { redirects: null }, read_redirects);
	const routes = part('default routes', { routes: null }, read_default_routes);
	const policy = part('policy routes', { found: null }, read_policy_routes);
	const known =
		config.zones == null
			? { networks: null, reason: config.reason }
			: part('network.interface dump', { networks: null }, read_networks);
	const networks = known.networks;
	const zones = part('zones', { zones: null }, () => ({
		zones:
			config.zones == null || networks == null
				? null
				: describe_zones(config.zones, networks, routes.routes ?? []),
		reason: known.reason
	}));
	const paths = part('paths', { paths: null }, () =>
		zones.zones == null || networks == null
			? { paths: null, reason: zones.reason }
			: describe_paths(zones.zones, {
					flowtables: ruleset.flowtables,
					adders: ruleset.adders,
					redirects: redirects.redirects,
					networks
				})
	);
	const repairs = part('repairs', { repairs: null }, () =>
		zones.zones == null || paths.paths == null
			? { repairs: null, reason: zones.reason ?? paths.reason }
			: describe_repairs({
					zones: zones.zones,
					paths: paths.paths,
					requested,
					flowtables: ruleset.flowtables,
					redirects: redirects.redirects
				})
	);
	add_coverage(zones.zones ?? [], paths.paths ?? [], ruleset.flowtables != null);
	return {
		zones: zones.zones,
		paths: paths.paths,
		repairs: repairs.repairs,
		default_routes: routes.routes,
		policy_routes: policy.found,
		ingress_redirects: redirects.redirects,
		unknown: {
			zones: zones.reason,
			paths: paths.reason,
			repairs: repairs.reason,
			default_routes: routes.reason,
			policy_routes: policy.reason,
			ingress_redirects: redirects.reason
		}
	};
}

/**
 * @param {Status['zones']} zones
 * @param {Status['flowtables']} flowtables
 * @returns {string[]} the devices that they use, and those below
 */
function devices_in_use(zones, flowtables) {
	/** @type {string[]} */
	const devices = [];
	for (let zone in zones ?? []) {
		for (let network in zone.networks) {
			if (network.device != null) push(devices, network.device);
			if (network.l3_device != null) push(devices, network.l3_device);
			push(devices, ...network.lower_devices);
		}
	}
	for (let flowtable in flowtables ?? []) push(devices, ...flowtable.devices);
	return devices;
}

/**
 * Reply of `status`: what is asked for, what the kernel has, which router this is.
 *
 * @param {boolean} [with_engine_lists]
 * @returns {Status}
 */
function read_status(with_engine_lists) {
	const start = now_ms();
	const ruleset = read_ruleset();
	const config = read_config();
	const ways = read_ways(config.zones, ruleset, config.requested.requested);
	const drivers = part('drivers', { drivers: null }, () =>
		read_drivers(devices_in_use(ways.zones, ruleset.flowtables), () => now_ms() > start + WHOLE_TIME)
	);
	const accelerators = part(
		'accelerators',
		{ accelerators: null, flowtable_engines: null },
		read_accelerators
	);
	const system = read_system();
	const in_hardware = length(items_where(ruleset.flowtables ?? [], (flowtable) => flowtable.hardware)) > 0;
	const engines = part('engines', { engines: null }, () =>
		read_engines(system, with_engine_lists == true && in_hardware, () => now_ms() > start + WHOLE_TIME)
	);
	const module = part('module', { module: null }, () => read_module(system.kernel));
	const trial = part('trial', { trial: null }, read_trial);
	const exceptions = part('exceptions', { exceptions: null }, () => read_exception_state(ruleset.forward));
	const slow = part('slow', { slow: null }, read_slow);
	return {
		monotonic_ms: start,
		requested: config.requested.requested,
		waiting: config.waiting.waiting,
		flowtables: ruleset.flowtables,
		adders: ruleset.adders,
		forward_rules: ruleset.forward_rules,
		firewall_loaded: ruleset.firewall_loaded,
		module: module.module,
		zones: ways.zones,
		forwardings: config.forwardings.forwardings,
		paths: ways.paths,
		repairs: ways.repairs,
		default_routes: ways.default_routes,
		policy_routes: ways.policy_routes,
		ingress_redirects: ways.ingress_redirects,
		drivers: drivers.drivers,
		conntrack: read_conntrack_settings(),
		accelerators: accelerators.accelerators,
		flowtable_engines: accelerators.flowtable_engines,
		engines: engines.engines,
		slow: slow.slow,
		exceptions: exceptions.exceptions,
		trial: trial.trial,
		system,
		unknown: known_reasons({
			...ways.unknown,
			requested: config.requested.reason,
			waiting: config.waiting.reason,
			flowtables: ruleset.flowtables_reason,
			adders: ruleset.adders_reason,
			forward_rules: ruleset.forward_rules_reason,
			module: module.reason,
			forwardings: config.forwardings.reason,
			drivers: drivers.reason,
			accelerators: accelerators.reason,
			engines: engines.reason,
			slow: slow.reason,
			exceptions: exceptions.reason,
			trial: trial.reason
		})
	};
}

/** @type {import('nft-offload.lib.error').Answer<'status'>} */
const answer_status = (args) => read_status(args.engines == true);

export { answer_status, read_config, read_status, read_ways };
