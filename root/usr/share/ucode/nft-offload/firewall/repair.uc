'use strict';

/**
 * Which networks can be repaired, and which are: an alias interface of a network (proto none, device '@wan') has the network's layer-3
 * device, and firewall4 lists it because netifd reports it as the alias's own device.
 */

import { reason } from 'nft-offload.lib.reason';
import { text_of } from 'nft-offload.lib.value';
import { cursor, error } from 'uci';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').IngressRedirect} IngressRedirect */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').NetworkPath} NetworkPath */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').OffloadOptions} OffloadOptions */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Repair} Repair */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').RepairReason} RepairReason */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Status} Status */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Zone} Zone */
/**
 * A section of /etc/config/network with a name; `proto` and `device` only of interfaces.
 *
 * @typedef {{ name: string, proto: ?string, device: ?string }} Section
 */
/**
 * What repairs are judged by; null where it is unknown.
 *
 * @typedef {object} Facts
 * @property {Zone[]} zones
 * @property {NetworkPath[]} paths
 * @property {?OffloadOptions} requested
 * @property {Status['flowtables']} flowtables
 * @property {?IngressRedirect[]} redirects
 */

const CONFIG = '/etc/config/network';
const SUFFIX = '_offload';
/** firewall4's flowtable, in which the repair puts the device. */
const FLOWTABLE = 'inet fw4 ft';
/**
 * Kinds of layer-3 devices that were measured in a flowtable, before and after (docs/repair.md). PPP was in L2TP: what carries it ends
 * below the device. Modems were not, but of a device, flowtables ask only whether it is Ethernet (Linux nft_is_valid_ether_device), and both
 * Ethernet and bare IP packets, those of tun, were.
 */
const PROVEN = ['pppoe', 'ppp', 'ip6tnl', 'ipip', 'gre', 'wireguard', 'tun', 'wwan'];
/** Repairs of one reply. */
const MOST = 30;

/**
 * @param {string} network
 * @returns {string} the name of its alias
 */
function alias_of(network) {
	return network + SUFFIX;
}

/**
 * @returns {{ sections: ?Section[], reason: ?Reason }} as applied
 */
function read_sections() {
	const config = cursor();
	if (config == null || !config.load(CONFIG)) {
		const message = error() ?? 'unknown error';
		const code = message == 'Entry not found' ? 'missing' : 'garbled';
		return { sections: null, reason: reason(code, `${CONFIG}: ${message}`) };
	}
	/** @type {Section[]} */
	const sections = [];
	const all = config.get_all('network') ?? {};
	for (let name in all) {
		const section = all[name];
		const is_interface = section['.type'] == 'interface';
		push(sections, {
			name,
			proto: is_interface ? text_of(section.proto) : null,
			device: is_interface ? text_of(section.device) : null
		});
	}
	return { sections, reason: null };
}

/**
 * @param {Section} section
 * @returns {?string} the network whose alias it is; null where it is none of a repair
 */
function repaired_by(section) {
	const device = section.device ?? '';
	const start = length(section.name) - length(SUFFIX);
	const named = start > 0 && substr(section.name, start) == SUFFIX;
	return named && section.proto == 'none' && substr(device, 0, 1) == '@' ? substr(device, 1) : null;
}

/**
 * @param {Section[]} sections
 * @param {string} name
 * @returns {boolean}
 */
function has_section(sections, name) {
	for (let section in sections) if (section.name == name) return true;
	return false;
}

/**
 * @param {Section[]} sections
 * @param {string} network
 * @returns {boolean} whether it is in the configuration; a part of another one, such as the wan6_4 that DHCPv6 makes of wan6, counts as
 *   well, and comes and goes with that one
 */
function is_configured(sections, network) {
	if (has_section(sections, network)) return true;
	const parts = split(network, '_');
	pop(parts);
	return length(parts) > 0 && has_section(sections, join('_', parts));
}

/**
 * @param {Zone[]} zones
 * @param {string} network
 * @returns {?string} the zone that lists it
 */
function zone_of(zones, network) {
	for (let zone in zones) for (let listed in zone.networks) if (listed.name == network) return zone.name;
	return null;
}

/**
 * @param {Zone[]} zones
 * @param {string} network
 * @returns {boolean}
 */
function is_up(zones, network) {
	for (let zone in zones) for (let listed in zone.networks) if (listed.name == network) return listed.up;
	return false;
}

/**
 * @param {Facts} facts
 * @param {string} network
 * @returns {?NetworkPath} null while it is down: what its path tells of then is the device below, such as the VLAN of a PPPoE line
 */
function path_of(facts, network) {
	if (!is_up(facts.zones, network)) return null;
	for (let path in facts.paths) if (path.network == network) return path;
	return null;
}

/**
 * @param {Facts} facts
 * @returns {boolean} whether hardware is requested or loaded
 */
function is_hardware(facts) {
	for (let flowtable in facts.flowtables ?? [])
		if (flowtable.owner == 'firewall4' && flowtable.hardware) return true;
	return facts.requested?.flow_offloading_hw == true;
}

/**
 * @param {NetworkPath} path
 * @param {Facts} facts
 * @returns {?RepairReason} why its layer-3 device must not be listed
 */
function why_not(path, facts) {
	const kind = path.chain[0]?.kind;
	if (kind == 'sit') return 'sit';
	for (let redirect in facts.redirects ?? []) if (redirect.device == path.l3_device) return 'ingress_shaping';
	if (is_hardware(facts)) return 'hardware';
	return null;
}

/**
 * @param {NetworkPath} path
 * @param {Zone[]} zones
 * @returns {boolean} whether it is slow for want of a layer-3 device that firewall4 does not list itself
 */
function wants_device(path, zones) {
	const arriving = path.arriving;
	if (arriving.fast !== false || arriving.flowtable != FLOWTABLE) return false;
	if (index(arriving.needs, path.l3_device) < 0) return false;
	for (let zone in zones)
		for (let network in zone.networks) if (network.device == path.l3_device) return false;
	return true;
}

/**
 * @param {NetworkPath} path
 * @param {Section[]} sections
 * @param {Facts} facts
 * @returns {Repair}
 */
function judge_path(path, sections, facts) {
	const alias = alias_of(path.network);
	const kind = path.chain[0]?.kind ?? 'unknown';
	let why = why_not(path, facts);
	if (facts.redirects == null) why ??= 'ingress_unknown';
	if (index(PROVEN, kind) < 0) why ??= 'unproven';
	if (has_section(sections, alias)) why ??= 'name_taken';
	return {
		network: path.network,
		zone: path.zone,
		device: path.l3_device,
		alias,
		state: why == null ? 'offered' : 'refused',
		reason: why
	};
}

/**
 * @param {string} alias
 * @param {string} network
 * @param {Section[]} sections
 * @param {Facts} facts
 * @returns {Repair} of an alias that is in the configuration
 */
function judge_alias(alias, network, sections, facts) {
	const zone = zone_of(facts.zones, alias);
	const home = zone_of(facts.zones, network);
	const path = path_of(facts, network);
	const found = { network, zone, device: path?.l3_device ?? null, alias };
	if (!is_configured(sections, network) && home == null)
		return { ...found, state: 'left_over', reason: 'network_gone' };
	if (zone == null) return { ...found, state: 'left_over', reason: 'no_zone' };
	if (home != null && zone != home) return { ...found, state: 'left_over', reason: 'other_zone' };
	const why = path == null ? null : why_not(path, facts);
	const helps = path?.arriving.fast === true || !facts.requested?.flow_offloading;
	return { ...found, state: 'in_place', reason: why ?? (helps ? null : 'no_effect') };
}

/**
 * Every repair that is in place, left over, offered or refused.
 *
 * @param {Facts} facts
 * @returns {{ repairs: ?Repair[], reason: ?Reason }}
 */
function describe_repairs(facts) {
	const read = read_sections();
	const sections = read.sections;
	if (sections == null) return { repairs: null, reason: read.reason };
	/** @type {Repair[]} */
	const repairs = [];
	/** @type {string[]} */
	const devices = [];
	for (let section in sections) {
		const network = repaired_by(section);
		if (network == null) continue;
		const repair = judge_alias(section.name, network, sections, facts);
		push(repairs, repair);
		if (repair.device != null) push(devices, repair.device);
	}
	const offers = facts.requested?.flow_offloading == true;
	for (let path in facts.paths) {
		if (!offers || index(devices, path.l3_device) >= 0) continue;
		if (!is_configured(sections, path.network) || !wants_device(path, facts.zones)) continue;
		push(repairs, judge_path(path, sections, facts));
		push(devices, path.l3_device);
	}
	const found = length(repairs);
	while (length(repairs) > MOST) pop(repairs);
	return { repairs, reason: found > MOST ? reason('truncated', `repairs: ${found}`) : null };
}

export { alias_of, describe_repairs };
