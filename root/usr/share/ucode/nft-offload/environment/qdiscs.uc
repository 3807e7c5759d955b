'use strict';

import { error, lsdir, readfile } from 'fs';
import * as struct from 'struct';
import { find_attribute, find_text } from 'nft-offload.netlink.attribute';
import { dump } from 'nft-offload.netlink.rtnetlink';
import { now_ms } from 'nft-offload.system.clock';
import { open_netlink } from 'nft-offload.netlink.socket';
import { reason_of_error } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Environment} Environment */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/**
 * By the number of the device: kinds of queueing disciplines, and those of them that the hardware does.
 *
 * @typedef {{ kinds: Record<number, string[]>, offloaded: Record<number, string[]> }} Found
 */

/** Linux include/uapi/linux/netlink.h and rtnetlink.h */
const NETLINK_ROUTE = 0;
const RTM_NEWQDISC = 36;
const RTM_GETQDISC = 38;
const TCA_KIND = 1;
const TCA_HW_OFFLOAD = 12;
/** struct tcmsg: family, padding, device, handle, parent, information. */
const MESSAGE = 20;
const LINKS = '/sys/class/net';
/** Milliseconds that the kernel may take. */
const TIME = 2000;
/** Bytes of a kind's name that are taken: the kernel has no longer ones (IFNAMSIZ). */
const LONGEST = 16;

/**
 * @param {Record<number, string[]>} lists
 * @param {number} device
 * @param {string} kind
 */
function add_kind(lists, device, kind) {
	lists[device] ??= [];
	if (index(lists[device], kind) < 0) push(lists[device], kind);
}

/**
 * @param {string} data
 * @param {number} start  of struct tcmsg
 * @param {number} end
 * @param {Found} found  filled
 * @returns {boolean} whether it names a kind
 */
function read_qdisc(data, start, end, found) {
	const device = struct.unpack('=i', data, start + 4) ?? [0];
	const kind = substr(find_text(data, start + MESSAGE, end, TCA_KIND), 0, LONGEST);
	if (kind == '') return false;
	if (kind != 'noqueue') add_kind(found.kinds, device[0], kind);
	const flag = find_attribute(data, start + MESSAGE, end, TCA_HW_OFFLOAD);
	const is_offloaded = flag != null && flag[1] > flag[0] && (ord(data, flag[0]) ?? 0) > 0;
	if (is_offloaded) add_kind(found.offloaded, device[0], kind);
	return true;
}

/**
 * @param {import('nft-offload.netlink.socket').Netlink} netlink
 * @param {Found} found  filled
 * @returns {?Reason} null where the answer was read to its end
 */
function ask_kinds(netlink, found) {
	return dump(
		netlink,
		RTM_GETQDISC,
		struct.pack('=20x'),
		(data, start, end, message) =>
			message == RTM_NEWQDISC && end - start >= MESSAGE && read_qdisc(data, start, end, found)
	);
}

/**
 * @param {Found} found  filled
 * @returns {?Reason}
 */
function ask_kernel(found) {
	const netlink = open_netlink(now_ms() + TIME, NETLINK_ROUTE);
	if (netlink.reason != null) return netlink.reason;
	const unread = ask_kinds(netlink, found);
	netlink.close();
	return unread;
}

/**
 * The queueing disciplines of every device, whether `tc` is installed or not.
 *
 * @returns {{ facts: Pick<Environment, 'qdiscs'>, unknown: Environment['unknown'] }}
 */
function read_qdiscs() {
	/** @type {Found} */
	const found = { kinds: {}, offloaded: {} };
	const devices = lsdir(LINKS);
	const unread = devices == null ? reason_of_error(LINKS, error()) : ask_kernel(found);
	if (unread != null) return { facts: { qdiscs: null }, unknown: { qdiscs: unread } };
	/** @type {Environment['qdiscs']} */
	const qdiscs = [];
	for (let device in devices) {
		const number = int(readfile(`${LINKS}/${device}/ifindex`, 16) ?? '');
		const kinds = found.kinds[number] ?? [];
		if (length(kinds) > 0) push(qdiscs, { device, kinds, offloaded: found.offloaded[number] ?? [] });
	}
	return { facts: { qdiscs }, unknown: {} };
}

export { ask_kinds, read_qdiscs };
