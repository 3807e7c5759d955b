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
	const applied = load_firewall(CONFIG);
	if (applied.config == null) {
		const none = { waiting: null, reason: applied.reason };
		return {
			requested: null,
			reason: applied.reason,
			waiting: none,
			zones: { zones: null, reason: applied.reason },
			forwardings: null
		};
	}
	const requested = read_options(applied.config);
	return {
		requested,
		reason: null,
		waiting: read_waiting(requested),
		zones: describe_zones(read_zones(applied.config), flowtables),
		forwardings: read_forwardings(applied.config)
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
	const drivers = read_drivers(
		devices_in_use(zones, ruleset.flowtables),
		() => now_ms() > start + WHOLE_TIME
	);
	const accelerators = read_accelerators();
	const system = read_system();
	const module = read_module(system.kernel);
	const trial = read_trial();
	const slow = read_slow();
	return {
		monotonic_ms: start,
		requested: firewall.requested,
		waiting: firewall.waiting.waiting,
		flowtables: ruleset.flowtables,
		forward_rules: ruleset.forward_rules,
		firewall_loaded: ruleset.firewall_loaded,
		module: module.module,
		zones,
		forwardings: firewall.forwardings,
		drivers: drivers.drivers,
		conntrack: read_conntrack_settings(),
		accelerators: accelerators.accelerators,
		slow: slow.slow,
		trial: trial.trial,
		system,
		unknown: known_reasons({
			requested: firewall.reason,
			waiting: firewall.waiting.reason,
			flowtables: ruleset.flowtables_reason,
			forward_rules: ruleset.forward_rules_reason,
			module: module.reason,
			zones: firewall.zones.reason,
			forwardings: firewall.reason,
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
