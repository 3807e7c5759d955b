'use strict';

/** Which counters tell about the Internet connection, as on the page (src/model/history/uplink-counters.ts). */

import { loaded_mode } from 'nft-offload.firewall.mode';
import { sides_of } from 'nft-offload.firewall.sides';
import { items_where } from 'nft-offload.lib.list';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Status} Status */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').ZoneNetwork} ZoneNetwork */
/** @typedef {import('../../../../../../src/rpc/types/paths.ts').Family} Family */
/** @typedef {import('../../../../../../src/rpc/types/paths.ts').PathDevice} PathDevice */
/**
 * devices: those whose bytes are its traffic; [] = unknown. compared: the devices and families with which the IP stack is compared; null
 * where it cannot be, and `why` says why: unread, no-line, tunnel (its packets count as the router's own) or silent hardware.
 *
 * @typedef {{ devices: string[], compared: ?{ devices: string[], families: Family[] }, why: ?('unread' | 'no-line' | 'tunnel' | 'silent') }} Line
 */

/** Targets whose hardware forwards without telling how much (Linux mtk_eth_soc.c, has_accounting; Airoha without flow statistics). */
const SILENT_TARGETS = ['ramips/mt7621', 'mediatek/mt7623', 'airoha/'];
/** Kinds whose packets travel in packets of the router's own. */
const TUNNELS = [
	'ipip',
	'ip6tnl',
	'sit',
	'gre',
	'wireguard',
	'tun',
	'tap',
	'ovpn',
	'l2tp',
	'vxlan',
	'batman'
];
/** Kinds that do, or are a modem: only a second line tells. */
const MAYBE_TUNNELS = ['ppp', 'unknown'];
/** Layers that pass all their packets to the device below. */
const LAYERS = ['pppoe', 'vlan'];
/**
 * The family inside tunnels whose outer packets are of the other one.
 *
 * @type {Record<string, Family>}
 */
const INNER = { ip6tnl: 'ipv4', sit: 'ipv6' };

/**
 * @param {Status} status
 * @returns {boolean} whether hardware offloading is loaded on hardware that does not count what it forwards
 */
function is_silent(status) {
	if (loaded_mode(status) != 'hardware') return false;
	const target = status.system.target ?? '';
	return length(items_where(SILENT_TARGETS, (silent) => index(target, silent) == 0)) > 0;
}

/**
 * @param {Status} status
 * @param {ZoneNetwork} network
 * @returns {PathDevice[]} the devices of its path, the layer-3 device first; [] = unknown
 */
function chain_of(status, network) {
	return items_where(status.paths ?? [], (path) => path.network == network.name)[0]?.chain ?? [];
}

/**
 * @param {Status} status
 * @param {ZoneNetwork} network
 * @returns {string}
 */
function kind_of(status, network) {
	return chain_of(status, network)[0]?.kind ?? (network.device == null ? 'unknown' : 'ethernet');
}

/**
 * @param {Status} status
 * @param {ZoneNetwork[]} tunnels
 * @returns {?Family} the only one inside of them
 */
function inner_family(status, tunnels) {
	/** @type {?Family} */
	let only = null;
	for (let network in tunnels) {
		const inner = INNER[kind_of(status, network)];
		const others = items_where(network.default_for, (family) => family != inner);
		if (inner == null || length(others) > 0 || (only != null && only != inner)) return null;
		only = inner;
	}
	return only;
}

/**
 * @param {Status} status
 * @param {ZoneNetwork[]} lan
 * @returns {string[]} the devices that carry the local network
 */
function local_devices(status, lan) {
	/** @type {string[]} */
	const found = [];
	for (let network in lan) {
		if (network.device != null) push(found, network.device);
		push(found, ...network.lower_devices, ...map(chain_of(status, network), (entry) => entry.device));
	}
	return found;
}

/**
 * The device that counts what arrives offloaded as well: a layer such as a VLAN does not see what the device below it offloads. One that
 * carries the local network too would count that.
 *
 * @param {Status} status
 * @param {string[]} local
 * @param {ZoneNetwork} network
 * @returns {?string}
 */
function counting_device(status, local, network) {
	const chain = chain_of(status, network);
	let at = 0;
	while (
		index(LAYERS, chain[at]?.kind) >= 0 &&
		chain[at + 1] != null &&
		index(local, chain[at + 1].device) < 0
	)
		at++;
	return chain[at]?.device ?? network.device ?? network.l3_device;
}

/**
 * @param {(?string)[]} devices
 * @returns {string[]} each once
 */
function unique(devices) {
	/** @type {string[]} */
	const found = [];
	for (let device in devices) if (device != null && index(found, device) < 0) push(found, device);
	return found;
}

/**
 * @param {Status} status
 * @returns {Line}
 */
function line_of(status) {
	const sides = sides_of(status);
	if (sides == null) return { devices: [], compared: null, why: 'unread' };
	if (length(sides.wan) == 0) return { devices: [], compared: null, why: 'no-line' };
	const lines = items_where(sides.wan, (network) => network.default_route);
	const is_tunnel = (/** @type {ZoneNetwork} */ network) => {
		const kind = kind_of(status, network);
		return index(TUNNELS, kind) >= 0 || (length(lines) > 1 && index(MAYBE_TUNNELS, kind) >= 0);
	};
	const tunnels = items_where(lines, is_tunnel);
	const local = local_devices(status, sides.lan);
	const plain = items_where(lines, (network) => !is_tunnel(network));
	const plain_devices = unique(map(plain, (network) => counting_device(status, local, network)));
	const tunnel_devices = unique(map(tunnels, (network) => network.l3_device ?? network.device));
	const devices = length(plain_devices) > 0 ? plain_devices : tunnel_devices;
	if (is_silent(status)) return { devices, compared: null, why: 'silent' };
	if (length(tunnels) == 0) return { devices, compared: { devices, families: ['ipv4', 'ipv6'] }, why: null };
	const inner = inner_family(status, tunnels);
	if (inner == null) return { devices, compared: null, why: 'tunnel' };
	return { devices, compared: { devices: tunnel_devices, families: [inner] }, why: null };
}

export { line_of };
