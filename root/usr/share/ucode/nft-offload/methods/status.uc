'use strict';

import { now_ms } from 'nft-offload.system.clock';
import { read_accelerators, read_drivers } from 'nft-offload.system.driver';
import {
	CONFIG,
	load_firewall,
	read_forwardings,
	read_options,
	read_waiting,
	read_zones
} from 'nft-offload.firewall.config';
import { read_ruleset } from 'nft-offload.firewall.flowtable';
import { part } from 'nft-offload.lib.part';
import { known_reasons } from 'nft-offload.lib.reason';
import { read_slow } from 'nft-offload.conntrack.not_offloaded';
import { read_conntrack_settings } from 'nft-offload.system.sysctl';
import { read_module, read_system } from 'nft-offload.system.release';
import { read_trial } from 'nft-offload.trial.trial';
import { describe_zones } from 'nft-offload.firewall.zone';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Status} Status */

/** Milliseconds after which nothing more is begun that takes a process. */
const WHOLE_TIME = 5000;

/**
 * What the configuration of the firewall says, and which state its networks are in.
 *
 * @param {Status['flowtables']} flowtables
 */
function read_firewall(flowtables) {
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
		zones: part('zones', { zones: null }, () => describe_zones(read_zones(config), flowtables)),
		forwardings: part('uci forwarding', { forwardings: null }, () => ({
			forwardings: read_forwardings(config),
			reason: null
		}))
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
 * @returns {Status}
 */
function read_status() {
	const start = now_ms();
	const ruleset = read_ruleset();
	const firewall = read_firewall(ruleset.flowtables);
	const zones = firewall.zones.zones;
	const drivers = part('drivers', { drivers: null }, () =>
		read_drivers(devices_in_use(zones, ruleset.flowtables), () => now_ms() > start + WHOLE_TIME)
	);
	const accelerators = part('accelerators', { accelerators: null }, read_accelerators);
	const system = read_system();
	const module = part('module', { module: null }, () => read_module(system.kernel));
	const trial = part('trial', { trial: null }, read_trial);
	const slow = part('slow', { slow: null }, read_slow);
	return {
		monotonic_ms: start,
		requested: firewall.requested.requested,
		waiting: firewall.waiting.waiting,
		flowtables: ruleset.flowtables,
		forward_rules: ruleset.forward_rules,
		firewall_loaded: ruleset.firewall_loaded,
		module: module.module,
		zones,
		forwardings: firewall.forwardings.forwardings,
		drivers: drivers.drivers,
		conntrack: read_conntrack_settings(),
		accelerators: accelerators.accelerators,
		slow: slow.slow,
		trial: trial.trial,
		system,
		unknown: known_reasons({
			requested: firewall.requested.reason,
			waiting: firewall.waiting.reason,
			flowtables: ruleset.flowtables_reason,
			forward_rules: ruleset.forward_rules_reason,
			module: module.reason,
			zones: firewall.zones.reason,
			forwardings: firewall.forwardings.reason,
			drivers: drivers.reason,
			accelerators: accelerators.reason,
			slow: slow.reason,
			trial: trial.reason
		})
	};
}

/** @type {import('nft-offload.lib.error').Answer<'status'>} */
const answer_status = () => read_status();

export { answer_status, read_status };
