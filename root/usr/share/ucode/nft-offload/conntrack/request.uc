'use strict';

import * as struct from 'struct';
import {
	ATTRIBUTES,
	CTA_STATUS,
	CTA_STATUS_MASK,
	IPCTNL_MSG_CT_DELETE,
	IPCTNL_MSG_CT_GET
} from 'nft-offload.conntrack.constants';
import { DUMP_FLAGS } from 'nft-offload.netlink.dump';

/** NLM_F_REQUEST | NLM_F_ACK */
const ACKNOWLEDGED = 0x005;

/**
 * @param {number} kind
 * @param {number} value
 * @returns {string} an attribute that holds a 32-bit number in network byte order
 */
function number_attribute(kind, value) {
	return struct.pack('=HH', 8, kind) + struct.pack('>I', value);
}

/**
 * A request for the conntrack entries with (status & mask) == status. Kernels before 5.15 send all of them.
 *
 * @param {number} status
 * @param {number} mask  0 asks for every entry
 * @returns {string}
 */
function dump_request(status, mask) {
	const filter =
		mask == 0 ? '' : number_attribute(CTA_STATUS, status) + number_attribute(CTA_STATUS_MASK, mask);
	const size = ATTRIBUTES + length(filter);
	return struct.pack('=IHHIII', size, IPCTNL_MSG_CT_GET, DUMP_FLAGS, 1, 0, 0) + filter;
}

/**
 * A request to delete the conntrack entries with (status & mask) == status, answered by an acknowledgement. Kernels before 5.15 would
 * delete all of them, and none of OpenWrt's is older.
 *
 * @param {number} status
 * @param {number} mask  not 0
 * @returns {string}
 */
function delete_request(status, mask) {
	const filter = number_attribute(CTA_STATUS, status) + number_attribute(CTA_STATUS_MASK, mask);
	const size = ATTRIBUTES + length(filter);
	return struct.pack('=IHHIII', size, IPCTNL_MSG_CT_DELETE, ACKNOWLEDGED, 1, 0, 0) + filter;
}

export { delete_request, dump_request };
