'use strict';

/**
 * What counters of devices and of the IP stack tell of the Internet connection, as on the page (src/model/history/share.ts). Offloaded
 * packets show in the former alone: what the line carried less what the stack counted has bypassed the firewall, at least.
 */

import { items_where } from 'nft-offload.lib.list';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Counters} Counters */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').CpuTicks} CpuTicks */
/** @typedef {import('nft-offload.firewall.line').Line} Line */
/**
 * Bytes since boot. line: on the line's devices, without headers. stack: of the IP stack, on all devices. frames: with headers.
 *
 * @typedef {{ line: number, stack: number, frames: number }} Direction
 */

/**
 * The longest headers that a frame has and the stack may not count, because the kernel joins packets before (GRO): Ethernet, two VLAN
 * tags, PPPoE, IPv6, TCP with time stamps. Too many taken off makes the bound weaker, too few would make it false.
 */
const LONGEST_HEADERS = 102;
/** Bytes below which chatter decides. */
const ENOUGH_BYTES = 1000000;

/**
 * @param {?number | undefined} before
 * @param {?number | undefined} after
 * @returns {?number} counters of the kernel only grow: one that fell was started again
 */
function growth(before, after) {
	return before == null || after == null || after < before ? null : after - before;
}

/**
 * @param {Counters} counters
 * @param {string} name
 * @returns {any} the counters of a device
 */
function device_of(counters, name) {
	return items_where(counters.devices ?? [], (entry) => entry.device == name)[0];
}

/**
 * @param {Counters} before
 * @param {Counters} after
 * @param {string[]} devices
 * @param {string} field
 * @returns {?number} the growth of a counter on all of them; null where one is unknown
 */
function growth_on(before, after, devices, field) {
	let sum = 0;
	for (let device in devices) {
		const grown = growth(device_of(before, device)?.[field], device_of(after, device)?.[field]);
		if (grown == null) return null;
		sum += grown;
	}
	return sum;
}

/**
 * @param {Counters} before
 * @param {Counters} after
 * @param {NonNullable<Line['compared']>} compared
 * @param {'rx' | 'tx'} way
 * @returns {?Direction}
 */
function direction_between(before, after, compared, way) {
	let stack = 0;
	/** @type {import('../../../../../../src/rpc/types/paths.ts').Family[]} */
	const families = compared.families;
	for (let family in families) {
		// A kernel without IPv6 has no counter of it, and no packet.
		if (family == 'ipv6' && after.unknown.ipv6_bytes?.code == 'missing') continue;
		const name = way == 'rx' ? 'ip_bytes' : 'ip_sent_bytes';
		const grown = growth(before[name][family], after[name][family]);
		if (grown == null) return null;
		stack += grown;
	}
	const frames = growth_on(before, after, compared.devices, `${way}_bytes`);
	const packets = growth_on(before, after, compared.devices, `${way}_packets`);
	if (frames == null || packets == null) return null;
	return { line: max(0, frames - packets * LONGEST_HEADERS), stack, frames };
}

/**
 * @param {Counters} before
 * @param {Counters} after
 * @param {Line} line
 * @returns {{ percent: ?number, why: ?string }} what bypassed the firewall, at least; null where that is unknown, and why
 */
function share_between(before, after, line) {
	const compared = line.compared;
	if (compared == null) return { percent: null, why: line.why };
	const received = direction_between(before, after, compared, 'rx');
	const sent = direction_between(before, after, compared, 'tx');
	if (received == null || sent == null) return { percent: null, why: 'unread' };
	if (received.line + sent.line < ENOUGH_BYTES) return { percent: null, why: 'too-little' };
	// A direction that the stack says carried more: small packets, whose headers were all that was taken off.
	const most = max(received.line, received.stack) + max(sent.line, sent.stack);
	const bypassed = max(0, received.line - received.stack) + max(0, sent.line - sent.stack);
	// Below a fifth, other traffic may be the reason where the stack counted a tenth more than the line carried.
	const is_hidden = received.stack * 10 > 11 * (received.frames + sent.frames);
	if (bypassed * 5 < most && is_hidden) return { percent: null, why: 'own-traffic' };
	return { percent: int((bypassed * 200 + most) / (most * 2)), why: null };
}

/**
 * @param {Counters} before
 * @param {Counters} after
 * @param {Line} line
 * @returns {?number} bits in a second on the line, both directions together
 */
function speed_between(before, after, line) {
	const ms = after.monotonic_ms - before.monotonic_ms;
	if (length(line.devices) == 0 || ms <= 0) return null;
	const received = growth_on(before, after, line.devices, 'rx_bytes');
	const sent = growth_on(before, after, line.devices, 'tx_bytes');
	return received == null || sent == null ? null : int(((received + sent) * 8000) / ms);
}

/**
 * @param {CpuTicks} before
 * @param {CpuTicks} after
 * @returns {?{ busy: number, softirq: number }} parts of a thousand
 */
function core_load(before, after) {
	const idle = after.idle - before.idle;
	const softirq = after.softirq - before.softirq;
	const total = idle + softirq + (after.user - before.user) + (after.system - before.system);
	if (total <= 0 || idle < 0 || softirq < 0) return null;
	return { busy: 1000 - int((idle * 1000) / total), softirq: int((softirq * 1000) / total) };
}

/**
 * @param {?CpuTicks[]} before
 * @param {?CpuTicks[]} after
 * @returns {?{ busy: number, softirq: number }} of the busiest core, in parts of a thousand; null = unknown
 */
function busiest_core(before, after) {
	if (before == null || after == null || length(before) != length(after)) return null;
	let busiest = null;
	for (let core = 0; core < length(after); core++) {
		const load = core_load(before[core], after[core]);
		if (load != null && (busiest == null || load.busy > busiest.busy)) busiest = load;
	}
	return busiest;
}

export { busiest_core, share_between, speed_between };
