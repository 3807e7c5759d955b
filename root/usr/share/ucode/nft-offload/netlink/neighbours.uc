'use strict';

import * as struct from 'struct';
import { find_attribute } from 'nft-offload.netlink.attribute';
import { dump } from 'nft-offload.netlink.rtnetlink';
import { open_netlink } from 'nft-offload.netlink.socket';
import { now_ms } from 'nft-offload.system.clock';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {{ ipv4: string[], ipv6: string[] }} Addresses */

/** Linux include/uapi/linux/rtnetlink.h and neighbour.h */
const NETLINK_ROUTE = 0;
const RTM_NEWNEIGH = 28;
const RTM_GETNEIGH = 30;
const NDA_DST = 1;
const NDA_LLADDR = 2;
/** struct ndmsg: family, padding, device, state, flags, type. */
const MESSAGE = 12;
/** Milliseconds that the kernel may take. */
const TIME = 500;
/** Addresses of each family. */
const MOST = 256;

/**
 * @param {string} data
 * @param {?number[]} place
 * @returns {string} a MAC address in small letters; '' where it is none
 */
function mac_at(data, place) {
	if (place == null || place[1] - place[0] != 6) return '';
	/** @type {string[]} */
	const pairs = [];
	for (let at = place[0]; at < place[1]; at++) push(pairs, sprintf('%02x', ord(data, at)));
	return join(':', pairs);
}

/**
 * @param {string} data
 * @param {number[]} place
 * @param {Addresses} found  filled; never with addresses of a link, which are not forwarded
 */
function add_address(data, place, found) {
	const size = place[1] - place[0];
	if (size == 4 && length(found.ipv4) < MOST)
		push(found.ipv4, join('.', struct.unpack('>BBBB', data, place[0]) ?? []));
	if (size != 16 || length(found.ipv6) >= MOST) return;
	const groups = struct.unpack('>HHHHHHHH', data, place[0]) ?? [0];
	if (groups[0] < 0xfe80 || groups[0] > 0xfebf)
		push(
			found.ipv6,
			join(
				':',
				map(groups, (group) => sprintf('%x', group))
			)
		);
}

/**
 * The addresses at which the kernel has met devices.
 *
 * @param {string[]} macs  in small letters
 * @returns {{ addresses: Addresses, reason: ?Reason }} what was read before something went wrong counts too
 */
function read_neighbours(macs) {
	/** @type {Addresses} */
	const addresses = { ipv4: [], ipv6: [] };
	if (length(macs) == 0) return { addresses, reason: null };
	const netlink = open_netlink(now_ms() + TIME, NETLINK_ROUTE);
	if (netlink.reason != null) return { addresses, reason: netlink.reason };
	const unread = dump(netlink, RTM_GETNEIGH, struct.pack('=12x'), (data, start, end, kind) => {
		if (kind != RTM_NEWNEIGH) return true;
		if (start + MESSAGE > end) return false;
		const place = find_attribute(data, start + MESSAGE, end, NDA_DST);
		const mac = mac_at(data, find_attribute(data, start + MESSAGE, end, NDA_LLADDR));
		if (place != null && index(macs, mac) >= 0) add_address(data, place, addresses);
		return true;
	});
	netlink.close();
	return { addresses, reason: unread };
}

export { read_neighbours };
