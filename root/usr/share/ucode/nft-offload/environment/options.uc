'use strict';

import { cursor, error } from 'uci';
import { is_false, is_true } from 'nft-offload.firewall.config';
import { object_of, text_of } from 'nft-offload.lib.value';
import { part } from 'nft-offload.lib.part';
import { reason } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Environment} Environment */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').FactName} FactName */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('uci').Cursor} Cursor */

/** Bytes of a name that are taken. */
const LONGEST = 64;
/** Shapes in Qualcomm's switch (tohojo/sqm-scripts#193). */
const HARDWARE_SCRIPT = 'hw_ppe.qos';
const TIMES = ['start_time', 'stop_time', 'start_date', 'stop_date', 'weekdays', 'monthdays'];

/**
 * The facts that options tell, as they are where nothing is set.
 *
 * @typedef {{
 *   firewall_rules: import('../../../../../../src/rpc/types/index.ts').FirewallRules,
 *   misplaced: import('../../../../../../src/rpc/types/index.ts').MisplacedOptions,
 *   fullcone: boolean, sqm: string[], sqm_in_hardware: string[], qosmate: boolean, mwan3: number, pbr: boolean,
 *   packet_steering: boolean, vlan_bridges: string[], fast_roaming: number
 * }} OptionFacts
 */

/**
 * @param {string[]} names  filled, each once
 * @param {unknown} name
 */
function add_name(names, name) {
	const text = substr(text_of(name) ?? '', 0, LONGEST);
	if (text != '' && index(names, text) < 0) push(names, text);
}

/**
 * @param {Cursor} config
 * @param {OptionFacts} facts  filled
 */
function read_firewall(config, facts) {
	let first = true;
	config.foreach('firewall', 'defaults', (section) => {
		if (!first && (section.flow_offloading != null || section.flow_offloading_hw != null))
			facts.misplaced.in_ignored_defaults = true;
		first = false;
	});
	for (let kind in ['defaults', 'zone']) {
		config.foreach('firewall', kind, (section) => {
			if (is_true(section.fullcone) || is_true(section.fullcone4) || is_true(section.fullcone6))
				facts.fullcone = true;
		});
	}
	for (let kind in ['rule', 'redirect']) {
		config.foreach('firewall', kind, (section) => {
			if (is_false(section.enabled)) return;
			let timed = false;
			for (let option in TIMES) timed ||= section[option] != null;
			if (timed) facts.firewall_rules.time++;
			if (section.target == 'DSCP') facts.firewall_rules.dscp++;
			if (section.target == 'MARK') facts.firewall_rules.mark++;
		});
	}
}

/**
 * @param {Cursor} config
 * @param {OptionFacts} facts  filled
 */
function read_network(config, facts) {
	config.foreach('network', 'globals', (section) => {
		facts.misplaced.globals_flow_offloading ||= is_true(section.flow_offloading);
		facts.misplaced.globals_flow_offloading_hw ||= is_true(section.flow_offloading_hw);
		facts.packet_steering ||= section.packet_steering == '1' || section.packet_steering == '2';
	});
	config.foreach('network', 'device', (section) => {
		if (is_true(section.vlan_filtering)) add_name(facts.vlan_bridges, section.name);
	});
	config.foreach('network', 'bridge-vlan', (section) => {
		add_name(facts.vlan_bridges, section.device);
	});
}

/**
 * Which facts come from which file of /etc/config, and what reads them.
 *
 * @type {Record<string, { tells: (keyof OptionFacts)[], read: (config: Cursor, facts: OptionFacts) => void }>}
 */
const CONFIGS = {
	firewall: { tells: ['firewall_rules', 'fullcone', 'misplaced'], read: read_firewall },
	network: { tells: ['misplaced', 'packet_steering', 'vlan_bridges'], read: read_network },
	wireless: {
		tells: ['fast_roaming'],
		read: (config, facts) => {
			config.foreach('wireless', 'wifi-iface', (section) => {
				if (is_true(section.ieee80211r) && !is_true(section.disabled)) facts.fast_roaming++;
			});
		}
	},
	sqm: {
		tells: ['sqm', 'sqm_in_hardware'],
		read: (config, facts) => {
			config.foreach('sqm', 'queue', (section) => {
				if (!is_true(section.enabled)) return;
				add_name(facts.sqm, section.interface);
				if (section.script == HARDWARE_SCRIPT) add_name(facts.sqm_in_hardware, section.interface);
			});
		}
	},
	mwan3: {
		tells: ['mwan3'],
		read: (config, facts) => {
			config.foreach('mwan3', 'interface', (section) => {
				if (is_true(section.enabled)) facts.mwan3++;
			});
		}
	},
	qosmate: {
		tells: ['qosmate'],
		read: (config, facts) => {
			facts.qosmate = is_true(object_of(config.get_all('qosmate', 'global')).enabled);
		}
	},
	pbr: {
		tells: ['pbr'],
		read: (config, facts) => {
			facts.pbr = is_true(object_of(config.get_all('pbr', 'config')).enabled);
		}
	}
};

/**
 * Loads a file of /etc/config by its path: without what waits in /tmp/.uci.
 *
 * @param {string} name
 * @returns {{ config: ?Cursor, reason: ?Reason }} neither where there is no such file
 */
function load_config(name) {
	const path = `/etc/config/${name}`;
	const config = cursor();
	if (config != null && config.load(path)) return { config, reason: null };
	const message = error() ?? 'unknown error';
	return {
		config: null,
		reason: message == 'Entry not found' ? null : reason('garbled', `${path}: ${message}`)
	};
}

/**
 * @param {string} name  of a file of /etc/config
 * @param {OptionFacts} facts  filled
 * @returns {?Reason} why they are not known
 */
function read_config(name, facts) {
	const read = () => {
		const loaded = load_config(name);
		if (loaded.config != null) CONFIGS[name].read(loaded.config, facts);
		return { reason: loaded.reason };
	};
	return part(`/etc/config/${name}`, {}, read).reason;
}

/**
 * Single options of configurations, never a password or a key.
 *
 * @returns {{ facts: Pick<Environment, keyof OptionFacts>, unknown: Environment['unknown'] }}
 */
function read_configs() {
	/** @type {OptionFacts} */
	const told = {
		firewall_rules: { time: 0, dscp: 0, mark: 0 },
		misplaced: {
			globals_flow_offloading: false,
			globals_flow_offloading_hw: false,
			in_ignored_defaults: false
		},
		fullcone: false,
		sqm: [],
		sqm_in_hardware: [],
		qosmate: false,
		mwan3: 0,
		pbr: false,
		packet_steering: false,
		vlan_bridges: [],
		fast_roaming: 0
	};
	/** @type {Record<string, Reason>} */
	const unknown = {};
	for (let name in CONFIGS) {
		const trouble = read_config(name, told);
		if (trouble != null) for (let fact in CONFIGS[name].tells) unknown[fact] = trouble;
	}
	/** @type {Record<string, any>} */
	const facts = told;
	for (let fact in unknown) facts[fact] = null;
	return { facts: told, unknown };
}

export { read_configs };
