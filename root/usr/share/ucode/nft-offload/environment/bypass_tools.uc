'use strict';

/** DPI-bypass tools: whether one is there, and whether it gets the first packets of each connection. */

import { has_enabled, has_queue_table, is_running } from 'nft-offload.environment.queries';
import { items_where } from 'nft-offload.lib.list';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Status} Status */
/** @typedef {import('nft-offload.environment.queries').Router} Router */

/**
 * @param {Status} status
 * @returns {boolean} while offloading is off, what is requested is what will be loaded with it
 */
function except_first_packets(status) {
	const exceptions = status.exceptions;
	if (exceptions == null || exceptions.requested.first_packets == 0 || length(exceptions.invalid) > 0)
		return false;
	const is_next = status.flowtables != null && length(status.flowtables) == 0 && exceptions.included === true;
	return exceptions.loaded == 'requested' || is_next;
}

/**
 * @param {string} text  of a rule
 * @returns {boolean} whether it lets the first packets pass
 */
function passes_first_packets(text) {
	return index(text, 'ct original packets') >= 0 || index(text, 'ct original bytes') >= 0;
}

/**
 * @param {Status} status
 * @returns {boolean} whether DPI-bypass tools get their packets: the rules that offload let them pass, or the tool itself offloads
 */
function keeps_first_packets(status) {
	if (except_first_packets(status)) return true;
	if (length(items_where(status.forward_rules ?? [], (rule) => passes_first_packets(rule.text))) > 0)
		return true;
	const adders = items_where(status.adders ?? [], (adder) => adder.reached);
	const keeping = items_where(
		adders,
		(adder) => index(['zapret', 'b4'], adder.owner) >= 0 || passes_first_packets(adder.text)
	);
	return length(adders) > 0 && length(keeping) == length(adders);
}

/**
 * @param {Router} router
 * @returns {boolean}
 */
function has_bypass_tool(router) {
	return (
		has_enabled(router, ['zapret', 'zapret2', 'youtubeUnblock', 'b4']) ||
		is_running(router, ['nfqws', 'nfqws2', 'youtubeUnblock', 'b4']) ||
		has_queue_table(router, ['b4', 'zapret', 'youtubeunblock'])
	);
}

export { has_bypass_tool, keeps_first_packets };
