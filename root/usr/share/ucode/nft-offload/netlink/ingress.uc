'use strict';

import { lsdir, readfile } from 'fs';
import * as struct from 'struct';
import { find_attribute, find_text } from 'nft-offload.netlink.attribute';
import { dump } from 'nft-offload.netlink.rtnetlink';
import { open_netlink } from 'nft-offload.netlink.socket';
import { now_ms } from 'nft-offload.system.clock';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').IngressRedirect} IngressRedirect */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {{ device: number, to: number, whole: boolean }} Redirect */

const FOLDER = '/sys/class/net';
const NETLINK_ROUTE = 0;
/** Milliseconds that the kernel may take. */
const TIME = 2000;
/** Devices with an ingress queue that are asked for; each costs a request. */
const MOST = 16;

/** Linux include/uapi/linux/rtnetlink.h and pkt_sched.h */
const RTM_NEWQDISC = 36;
const RTM_GETQDISC = 38;
const RTM_NEWTFILTER = 44;
const RTM_GETTFILTER = 46;
const TCA_KIND = 1;
const TCA_OPTIONS = 2;
/** TC_H_MAKE(TC_H_CLSACT, TC_H_MIN_INGRESS), which the kinds 'ingress' and 'clsact' both take. */
const INGRESS = 0xfffffff2;
const ETH_P_ALL = 3;
/** Linux include/uapi/linux/if.h; /sys prints the flags as 0x1003. */
const IFF_UP = 1;
/** struct tcmsg: family, padding, device, handle, parent, information. */
const MESSAGE = 20;

/**
 * Where a classifier keeps its actions (Linux include/uapi/linux/pkt_cls.h: TCA_U32_ACT, TCA_MATCHALL_ACT, ...).
 *
 * @type {Record<string, number>}
 */
const ACTIONS = { u32: 7, matchall: 2, flower: 3, basic: 3 };
const TCA_U32_SEL = 5;
/** Numbers of a filter's actions (TCA_ACT_MAX_PRIO). */
const MOST_ACTIONS = 32;
const TCA_ACT_KIND = 1;
const TCA_ACT_OPTIONS = 2;
/** Linux include/uapi/linux/tc_act/tc_mirred.h: struct tc_mirred ends with eaction and ifindex. */
const TCA_MIRRED_PARMS = 2;
const TCA_EGRESS_REDIR = 1;
const TCA_INGRESS_REDIR = 3;

/**
 * @param {string} data
 * @param {number[]} within  the options of a filter
 * @param {number} kind  of the attribute with its actions
 * @returns {?number} the number of the device to which it redirects; null where it does not
 */
function redirected_to(data, within, kind) {
	const actions = find_attribute(data, within[0], within[1], kind);
	if (actions == null) return null;
	for (let place = 1; place <= MOST_ACTIONS; place++) {
		const action = find_attribute(data, actions[0], actions[1], place);
		if (action == null) continue;
		if (find_text(data, action[0], action[1], TCA_ACT_KIND) != 'mirred') continue;
		const options = find_attribute(data, action[0], action[1], TCA_ACT_OPTIONS);
		const found = options && find_attribute(data, options[0], options[1], TCA_MIRRED_PARMS);
		if (!found || found[1] - found[0] < 28) continue;
		const mirred = struct.unpack('=iI', data, found[0] + 20) ?? [0, 0];
		if (mirred[0] == TCA_EGRESS_REDIR || mirred[0] == TCA_INGRESS_REDIR) return mirred[1];
	}
	return null;
}

/**
 * @param {string} data
 * @param {number[]} within  the options of a u32 filter
 * @returns {boolean} whether it takes every packet: all masks of its keys (struct tc_u32_sel) are 0, as `match u32 0 0` makes them
 */
function takes_all(data, within) {
	const found = find_attribute(data, within[0], within[1], TCA_U32_SEL);
	if (found == null || found[1] - found[0] < 16) return false;
	const count = ord(data, found[0] + 2) ?? 0;
	for (let key = 0; key < count; key++) {
		const at = found[0] + 16 + key * 16;
		const mask = at + 16 > found[1] ? null : struct.unpack('=I', data, at);
		if (mask == null || mask[0] != 0) return false;
	}
	return true;
}

/**
 * @param {string} data
 * @param {number} start  of struct tcmsg
 * @param {number} end
 * @returns {?Redirect} null where the filter redirects nothing
 */
function read_filter(data, start, end) {
	const message = struct.unpack('=iIII', data, start + 4) ?? [0, 0, 0, 0];
	const kind = find_text(data, start + MESSAGE, end, TCA_KIND);
	const options = find_attribute(data, start + MESSAGE, end, TCA_OPTIONS);
	if (options == null || ACTIONS[kind] == null) return null;
	const to = redirected_to(data, options, ACTIONS[kind]);
	if (to == null) return null;
	// The protocol is in the lower half, in network byte order.
	const protocol = struct.unpack('>H', struct.pack('=H', message[3] & 0xffff)) ?? [0];
	const all = kind == 'matchall' || (kind == 'u32' && takes_all(data, options));
	return { device: message[0], to, whole: all && protocol[0] == ETH_P_ALL };
}

/**
 * @param {import('nft-offload.netlink.socket').Netlink} netlink
 * @param {Redirect[]} redirects  filled
 * @returns {?Reason}
 */
function ask_kernel(netlink, redirects) {
	/** @type {number[]} */
	const devices = [];
	const unread = dump(netlink, RTM_GETQDISC, struct.pack('=20x'), (data, start, end, message) => {
		if (message != RTM_NEWQDISC || end - start < MESSAGE) return false;
		const kind = find_text(data, start + MESSAGE, end, TCA_KIND);
		const device = struct.unpack('=i', data, start + 4) ?? [0];
		if ((kind == 'ingress' || kind == 'clsact') && length(devices) < MOST) push(devices, device[0]);
		return true;
	});
	if (unread != null) return unread;
	for (let device in devices) {
		const content = struct.pack('=4xiIII', device, 0, INGRESS, 0);
		const missing = dump(netlink, RTM_GETTFILTER, content, (data, start, end, message) => {
			if (message != RTM_NEWTFILTER || end - start < MESSAGE) return false;
			const redirect = read_filter(data, start, end);
			if (redirect != null) push(redirects, redirect);
			return true;
		});
		if (missing != null) return missing;
	}
	return null;
}

/**
 * Without rtnetlink: the devices that SQM makes for ingress are called after the device, in 15 bytes.
 *
 * @returns {IngressRedirect[]}
 */
function by_names() {
	const devices = lsdir(FOLDER) ?? [];
	/** @type {IngressRedirect[]} */
	const found = [];
	for (let device in devices) {
		const to = substr(`ifb4${device}`, 0, 15);
		const flags = trim(readfile(`${FOLDER}/${to}/flags`, 16) ?? '');
		const down = flags != '' && (+flags & IFF_UP) == 0;
		if (index(devices, to) >= 0 && !down) push(found, { device, to, whole: true });
	}
	return found;
}

/**
 * Where tc filters redirect what arrives, whether `tc` is installed or not.
 *
 * @returns {{ redirects: ?IngressRedirect[], reason: ?Reason }} found ones may be given with a reason: there may be more
 */
function read_redirects() {
	/** @type {Redirect[]} */
	const redirects = [];
	const netlink = open_netlink(now_ms() + TIME, NETLINK_ROUTE);
	let unread = netlink.reason;
	if (netlink.reason == null) {
		unread = ask_kernel(netlink, redirects);
		netlink.close();
	}
	// A kernel without traffic control redirects nothing.
	if (unread?.code == 'missing') return { redirects: [], reason: null };
	if (unread != null) {
		const named = by_names();
		return { redirects: length(named) > 0 ? named : null, reason: unread };
	}
	if (length(redirects) == 0) return { redirects: [], reason: null };
	/** @type {Record<string, string>} */
	const names = {};
	for (let name in lsdir(FOLDER) ?? []) names[trim(readfile(`${FOLDER}/${name}/ifindex`, 16) ?? '')] = name;
	/** @type {IngressRedirect[]} */
	const found = [];
	for (let redirect in redirects) {
		const device = names[`${redirect.device}`];
		if (device != null) push(found, { device, to: names[`${redirect.to}`] ?? null, whole: redirect.whole });
	}
	return { redirects: found, reason: null };
}

export { read_redirects };
