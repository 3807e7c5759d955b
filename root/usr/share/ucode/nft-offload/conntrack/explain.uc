'use strict';

/**
 * Why a connection is offloaded or not, as the kernel decides it (Linux net/netfilter/nft_flow_offload.c), and in the words of the page
 * (src/model/connections/explain.ts).
 */

import {
	device_to,
	has_provider_nat,
	is_covered,
	is_fast,
	is_local,
	is_masqueraded,
	side_of
} from 'nft-offload.conntrack.place';
import {
	IPPROTO_TCP,
	IPPROTO_UDP,
	IPS_ASSURED,
	IPS_HW_OFFLOAD,
	IPS_OFFLOAD,
	IPS_SEEN_REPLY
} from 'nft-offload.conntrack.constants';
import { is_in } from 'nft-offload.lib.address';
import { items_where } from 'nft-offload.lib.list';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Connection} Connection */
/** @typedef {import('nft-offload.conntrack.place').Place} Place */
/** @typedef {{ why: string, device: ?string }} Explanation */
/** @typedef {{ state: 'hardware' | 'software' | 'slow' | 'idle' | 'excluded', whys: Explanation[] }} Judgement */

const OPENING = ['NONE', 'SYN_SENT', 'SYN_RECV', 'SYN_SENT2'];
/** Networks whose addresses nobody routes on the Internet: RFC 1918, RFC 6598. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];
const MULTICAST = ['224.0.0.0/4', '255.255.255.255', 'ff00::/8'];
/** Reasons of marked connections, the most important first. */
const SLOW = ['download-slow', 'upload-slow', 'marked-only'];

/**
 * @param {string} why
 * @param {?string} [device]
 * @returns {Explanation}
 */
function explanation(why, device) {
	return { why, device: device ?? null };
}

/**
 * @param {Connection} connection
 * @param {Place} place
 * @returns {(?string)[]} the devices of both ends; a translated connection leaves through the device whose address it has there
 */
function devices_of(connection, place) {
	return [device_to(place, connection.original.src), device_to(place, connection.reply.src)];
}

/**
 * @param {Connection} connection
 * @param {Place} place
 * @returns {string[]} those that are known, each once
 */
function known_devices(connection, place) {
	const both = devices_of(connection, place);
	/** @type {string[]} */
	const found = [];
	for (let device in both) if (device != null && index(found, device) < 0) push(found, device);
	return found;
}

/**
 * @param {Connection} connection
 * @param {Place} place
 * @returns {?string} what ends in the router itself never passes the forward hook
 */
function local_end(connection, place) {
	const original = connection.original;
	const answered_here = is_local(place, connection.reply.src);
	if (is_local(place, original.src)) return 'from-router';
	// A port that is forwarded to a device: the answers come from there.
	if (is_local(place, original.dst)) return answered_here ? 'to-router' : null;
	return answered_here ? 'proxied' : null;
}

/**
 * @param {Connection} connection
 * @returns {boolean}
 */
function is_translated(connection) {
	return connection.reply.dst != connection.original.src || connection.reply.src != connection.original.dst;
}

/**
 * @param {Connection} connection
 * @param {Place} place
 * @returns {boolean} within one network of the LAN and untranslated, it is bridged and not routed
 */
function is_bridged(connection, place) {
	const devices = devices_of(connection, place);
	const from = devices[0];
	const same = from != null && from == devices[1];
	return same && !is_translated(connection) && side_of(place, from ?? '') == 'lan';
}

/**
 * @param {Connection} connection
 * @param {Place} place
 * @returns {?string} the device of IPv4 that leaves a private network untranslated
 */
function untranslated_exit(connection, place) {
	const original = connection.original;
	if (connection.family != 4 || is_translated(connection)) return null;
	return is_in(original.src, PRIVATE) && !is_in(original.dst, PRIVATE)
		? device_to(place, original.dst)
		: null;
}

/**
 * @param {Connection} connection
 * @returns {?string}
 */
function kind_of_traffic(connection) {
	if (is_in(connection.original.dst, MULTICAST)) return 'multicast';
	return index([IPPROTO_TCP, IPPROTO_UDP], connection.protocol) < 0 ? 'protocol' : null;
}

/**
 * @param {Connection} connection
 * @returns {?string}
 */
function stage_of(connection) {
	const state = connection.tcp_state;
	if (!(connection.status & IPS_SEEN_REPLY)) return 'unanswered';
	if (connection.protocol != IPPROTO_TCP || state == null) return null;
	if (index(OPENING, state) >= 0) return 'opening';
	if (state != 'ESTABLISHED') return 'closing';
	return connection.status & IPS_ASSURED ? null : 'opening';
}

/**
 * @param {Connection} connection
 * @param {Place} place
 * @returns {string[]} what bars it from offloading
 */
function exclusions_of(connection, place) {
	/** @type {string[]} */
	const found = [];
	const offloads_bridged =
		length(items_where(place.status.flowtables ?? [], (flowtable) => flowtable.family == 'bridge')) > 0;
	if (is_bridged(connection, place) && !offloads_bridged) push(found, 'bridged');
	const kind = kind_of_traffic(connection);
	const stage = kind == null ? stage_of(connection) : null;
	if (kind != null) push(found, kind);
	if (connection.helper != null && connection.helper != '') push(found, 'helper');
	if (stage != null) push(found, stage);
	const way_out = untranslated_exit(connection, place);
	// Out into a network that is masqueraded, and yet not translated: a transparent proxy on the router answers it.
	if (way_out != null && is_masqueraded(place, way_out) && !has_provider_nat(place, way_out))
		push(found, 'maybe-proxied');
	return found;
}

/**
 * @param {Connection} connection
 * @param {Place} place
 * @returns {Explanation[]} directions of a marked connection that go through the firewall, downloads first
 */
function slow_directions(connection, place) {
	/** @type {Explanation[]} */
	const found = [];
	if (is_bridged(connection, place)) return found;
	for (let device in known_devices(connection, place)) {
		const fast = is_fast(place, device);
		if ((fast ?? is_covered(place, device)) !== false) continue;
		const side = fast === false ? side_of(place, device) : null;
		const why = side == null ? 'marked-only' : side == 'wan' ? 'download-slow' : 'upload-slow';
		push(found, explanation(why, device));
	}
	return sort(found, (a, b) => index(SLOW, a.why) - index(SLOW, b.why));
}

/**
 * @param {Connection} connection
 * @param {{ place: Place, mode: ?string, exception: ?string, moving: ?boolean }} around  mode: the one that is loaded. exception: 'excepted' or
 *   'first-packets' where a loaded exception of the user holds it. moving: whether packets were counted since the reading before
 * @returns {Judgement} all reasons that hold, the most important first
 */
function explain(connection, around) {
	const place = around.place;
	if (connection.status & IPS_HW_OFFLOAD) return { state: 'hardware', whys: [] };
	// The mark says nothing of a direction: the kernel sets it also where packets keep going through the firewall.
	if (connection.status & IPS_OFFLOAD) return { state: 'software', whys: slow_directions(connection, place) };
	const local = local_end(connection, place);
	if (local != null) return { state: 'excluded', whys: [explanation(local)] };
	const is_off = around.mode == 'off';
	const own = around.exception != null && !is_off ? [around.exception] : [];
	const exclusions = map([...own, ...exclusions_of(connection, place)], (why) => explanation(why));
	const uncovered = items_where(
		known_devices(connection, place),
		(device) => is_covered(place, device) === false
	);
	const missing = is_off
		? [explanation('off')]
		: map(uncovered, (device) => explanation('uncovered', device));
	const way_out = untranslated_exit(connection, place);
	const notes = way_out != null && has_provider_nat(place, way_out) ? [explanation('provider-nat')] : [];
	const whys = [...exclusions, ...missing, ...notes];
	if (length(exclusions) > 0) return { state: 'excluded', whys };
	if (is_off) return { state: 'slow', whys };
	if (length(missing) > 0) return { state: 'excluded', whys };
	if (around.moving == null) return { state: 'idle', whys: [explanation('unseen'), ...notes] };
	return around.moving
		? { state: 'slow', whys: [explanation('eligible'), ...notes] }
		: { state: 'idle', whys: [explanation('idle'), ...notes] };
}

export { explain };
