'use strict';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Flowtable} Flowtable */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').IngressRedirect} IngressRedirect */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').PathReason} PathReason */
/** @typedef {import('nft-offload.firewall.walk').End} End */
/** @typedef {{ fast: ?boolean, hook: ?string, reason: ?PathReason }} Judgement */

/** Linux include/net/netfilter/nf_flow_table.h, NF_FLOW_TABLE_ENCAP_MAX. */
const MOST_HEADERS = 2;

/**
 * @param {?Flowtable} flowtable
 * @param {?string} device
 * @returns {boolean}
 */
function is_listed(flowtable, device) {
	return flowtable != null && device != null && index(flowtable.devices, device) >= 0;
}

/**
 * What packets meet at the device at which the flowtable looks for them: what comes back from a redirect skips it (Linux net/core/dev.c,
 * skip_classify). Hardware may take them before.
 *
 * @param {string} hook
 * @param {Flowtable} flowtable
 * @param {?IngressRedirect[]} redirects
 * @returns {Judgement}
 */
function judge_hook(hook, flowtable, redirects) {
	for (let redirect in redirects ?? []) {
		if (redirect.device != hook) continue;
		const sure = redirect.whole && !flowtable.hardware;
		return { fast: sure ? false : null, hook, reason: 'ingress_redirect' };
	}
	return redirects == null
		? { fast: null, hook, reason: 'ingress_unknown' }
		: { fast: true, hook, reason: null };
}

/**
 * The kernel stores the deepest device with the connection if the flowtable holds it, else the layer-3 device, and then finds packets there
 * only.
 *
 * @param {string} l3_device
 * @param {End} end
 * @param {Flowtable} flowtable
 * @param {?IngressRedirect[]} redirects
 * @returns {Judgement} with the reason 'not_listed' where it is at neither
 */
function judge_end(l3_device, end, flowtable, redirects) {
	const l3_listed = is_listed(flowtable, l3_device);
	const deepest = end.deepest;
	if (deepest != null && deepest != l3_device && is_listed(flowtable, deepest)) {
		if (end.certain && end.headers > MOST_HEADERS)
			return { fast: false, hook: deepest, reason: 'too_many_tags' };
		if (end.certain) return judge_hook(deepest, flowtable, redirects);
		if (!l3_listed) return { fast: null, hook: null, reason: 'walk_unknown' };
	}
	if (l3_listed) return judge_hook(l3_device, flowtable, redirects);
	if (deepest == null && !end.certain) return { fast: null, hook: null, reason: 'walk_unknown' };
	for (let device in end.further)
		if (is_listed(flowtable, device)) return { fast: null, hook: null, reason: 'walk_unknown' };
	return { fast: false, hook: null, reason: 'not_listed' };
}

/**
 * Of a bridge: fast where a port is, unknown where one may be.
 *
 * @param {Judgement[]} judgements  at least one
 * @returns {Judgement}
 */
function best_of(judgements) {
	let best = judgements[0];
	for (let judgement in judgements) {
		if (best.fast === true) break;
		if (judgement.fast === true || (judgement.fast == null && best.fast === false)) best = judgement;
		else if (judgement.hook != null && best.hook == null && best.fast === judgement.fast) best = judgement;
	}
	return best;
}

export { best_of, is_listed, judge_end };
