'use strict';

/** Which connections the exceptions of the user keep in the firewall, as their rules match (firewall/exceptions_rules.uc). */

import { is_in } from 'nft-offload.lib.address';
import { items_where } from 'nft-offload.lib.list';
import { is_mac, read_ports } from 'nft-offload.lib.word';
import { read_neighbours } from 'nft-offload.netlink.neighbours';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Connection} Connection */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').ExceptionList} ExceptionList */
/** @typedef {{ prefixes: string[], ports: string[], first_packets: number }} Excepted */

/**
 * @param {import('../../../../../../src/rpc/types/index.ts').Status['exceptions']} state
 * @returns {?Excepted} what is loaded; devices by MAC address as the addresses at which the kernel has met them
 */
function read_excepted(state) {
	if (state?.loaded != 'requested') return null;
	const list = /** @type {ExceptionList} */ (state.requested);
	/** @type {string[]} */
	const macs = [];
	/** @type {string[]} */
	const prefixes = [...list.networks];
	for (let device in list.devices) push(is_mac(device) ? macs : prefixes, device);
	const known = read_neighbours(macs).addresses;
	push(prefixes, ...known.ipv4, ...known.ipv6);
	return { prefixes, ports: list.ports, first_packets: list.first_packets };
}

/**
 * @param {(?number)[]} ports
 * @param {number} protocol
 * @param {string[]} words
 * @returns {boolean}
 */
function is_one_of(ports, protocol, words) {
	for (let word in words) {
		const range = read_ports(word);
		if (range == null || (range.protocol != null && range.protocol != (protocol == 6 ? 'tcp' : 'udp')))
			continue;
		for (let port in ports) if (port != null && port >= range.first && port <= range.last) return true;
	}
	return false;
}

/**
 * @param {Connection} connection
 * @param {?Excepted} excepted
 * @returns {?('excepted' | 'first-packets')} each end counts, on both sides of a translation
 */
function exception_of(connection, excepted) {
	if (excepted == null) return null;
	const original = connection.original;
	const reply = connection.reply;
	const ends = [original.src, original.dst, reply.src, reply.dst];
	const ports = [original.sport, original.dport, reply.sport, reply.dport];
	if (
		length(items_where(ends, (end) => is_in(end, excepted.prefixes))) > 0 ||
		is_one_of(ports, connection.protocol, excepted.ports)
	)
		return 'excepted';
	const packets = original.packets;
	return packets != null && packets < excepted.first_packets ? 'first-packets' : null;
}

export { exception_of, read_excepted };
