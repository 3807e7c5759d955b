'use strict';

import { AF_INET, CTA_IP_V4_SRC, CTA_IP_V6_SRC, CTA_TUPLE_IP } from 'nft-offload.conntrack.constants';
import { find_attribute } from 'nft-offload.netlink.attribute';

/**
 * The source address of one direction of a conntrack entry.
 *
 * @param {string} data
 * @param {?number[]} tuple  place of CTA_TUPLE_ORIG or CTA_TUPLE_REPLY
 * @param {number} family  as in nfgenmsg
 * @returns {string} its bytes; '' if there is none
 */
function source_of(data, tuple, family) {
	const addresses = tuple && find_attribute(data, tuple[0], tuple[1], CTA_TUPLE_IP);
	const kind = family == AF_INET ? CTA_IP_V4_SRC : CTA_IP_V6_SRC;
	const source = addresses && find_attribute(data, addresses[0], addresses[1], kind);
	return source ? substr(data, source[0], source[1] - source[0]) : '';
}

export { source_of };
