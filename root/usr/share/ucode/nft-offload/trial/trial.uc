'use strict';

import { error, readfile, rename, unlink, writefile } from 'fs';
import { now_ms } from 'nft-offload.system.clock';
import { run } from 'nft-offload.system.command';
import { fault } from 'nft-offload.lib.error';
import { is_true } from 'nft-offload.firewall.config';
import { read_raw_options, restore_raw_options } from 'nft-offload.firewall.options';
import { random_token } from 'nft-offload.lib.token';
import { reason } from 'nft-offload.lib.reason';
import { start_watchdog } from 'nft-offload.system.watchdog';

/** @typedef {import('../../../../../../src/rpc/types/trial.ts').Trial} Trial */
/** @typedef {import('../../../../../../src/rpc/types/trial.ts').TrialEnd} TrialEnd */
/** @typedef {import('../../../../../../src/rpc/types/trial.ts').TrialEndQuery} TrialEndQuery */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Fault} Fault */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

/**
 * What stands in the marker's first line; the text of the configuration, as it was, follows it. Its times are of CLOCK_MONOTONIC and mean nothing after a reboot, which the boot's id tells.
 *
 * @typedef {object} Marker
 * @property {string} id
 * @property {string} boot
 * @property {number} seconds
 * @property {number} end_ms
 * @property {import('nft-offload.firewall.options').RawOptions} before
 */
/** @typedef {{ marker: ?Marker, text: string, reason: ?Reason }} Found */

/** In /etc, because it must outlive a crash of the router. */
const MARKER = '/etc/nft-offload.trial';
const BOOT_ID = '/proc/sys/kernel/random/boot_id';
const WATCHDOG = 'trial-watchdog';
/** procd reloads the firewall on this event, as after LuCI's Save & Apply, and does not let the sender wait. */
const RELOAD = `ubus call service event '{ "type": "config.change", "data": { "package": "firewall" } }'`;
const SHORTEST = 30;
const LONGEST = 600;
/** Milliseconds after the end at which the watchdog acts: rpcd's own rollback comes first. */
const GRACE = 10000;

/**
 * @returns {string} what tells this boot from every other
 */
function boot_id() {
	return trim(readfile(BOOT_ID, 64) ?? '');
}

/**
 * @param {string} text
 * @returns {?Marker} null where it is none of ours
 */
function parse_marker(text) {
	try {
		const marker = json(text);
		const whole =
			type(marker.id) == 'string' && type(marker.before) == 'object' && type(marker.end_ms) == 'int';
		return whole ? marker : null;
	} catch {
		return null;
	}
}

/**
 * @returns {Found}  without a marker and without a reason where there is none
 */
function read_marker() {
	const whole = readfile(MARKER);
	if (whole == null) return { marker: null, text: '', reason: null };
	const parts = split(whole, '\n', 2);
	const marker = parse_marker(parts[0]);
	return { marker, text: parts[1] ?? '', reason: marker == null ? reason('garbled', MARKER) : null };
}

/**
 * @param {Marker} marker
 * @returns {number} milliseconds until its end; negative afterwards, and far below after a reboot
 */
function time_left(marker) {
	return marker.boot == boot_id() ? marker.end_ms - now_ms() : -LONGEST * 1000;
}

/**
 * @param {Marker} marker
 * @returns {Trial}
 */
function describe(marker) {
	return {
		id: marker.id,
		seconds: marker.seconds,
		left_ms: max(time_left(marker), 0),
		before: {
			flow_offloading: is_true(marker.before.flow_offloading),
			flow_offloading_hw: is_true(marker.before.flow_offloading_hw)
		}
	};
}

/**
 * The trial that goes on, for `status`.
 *
 * @returns {{ trial: ?Trial, reason: ?Reason }}  both null without one
 */
function read_trial() {
	const found = read_marker();
	return { trial: found.marker == null ? null : describe(found.marker), reason: found.reason };
}

/**
 * Brings the old values of a trial back and ends it. The marker goes last: what is interrupted is done again at the next boot.
 *
 * @param {boolean} reload  whether the firewall is to load them too; false while the router boots
 * @returns {{ trial: boolean, restored: boolean, fault: ?string }}  whether there was a trial, and whether its options had changed
 */
function restore_trial(reload) {
	const found = read_marker();
	if (found.marker == null) {
		// Half a marker tells nothing, and must not bar the way for the next trial.
		if (found.reason != null) unlink(MARKER);
		return { trial: false, restored: false, fault: found.reason?.text ?? null };
	}
	const result = restore_raw_options(found.marker.before, found.text);
	if (result.fault != null) return { trial: true, restored: false, fault: result.fault };
	if (result.written && reload) run(RELOAD);
	unlink(MARKER);
	return { trial: true, restored: result.written, fault: null };
}

/**
 * Writes the marker so that a crash leaves all of it or nothing, and makes sure that it is on the flash: the very change on
 * trial may reboot the router at once.
 *
 * @param {Marker} marker
 * @param {string} text  of the configuration
 * @returns {?string} why it failed
 */
function write_marker(marker, text) {
	const whole = sprintf('%J\n', marker) + text;
	if (writefile(`${MARKER}.new`, whole) != length(whole) || !rename(`${MARKER}.new`, MARKER)) {
		const message = error();
		unlink(`${MARKER}.new`);
		return `${MARKER}: ${message}`;
	}
	run('sync');
	return null;
}

/**
 * Reply of `trial_start`.
 *
 * @param {{ seconds?: number }} args
 * @returns {Trial | Fault}
 */
function start_trial(args) {
	const seconds = args.seconds ?? 0;
	if (seconds < SHORTEST || seconds > LONGEST)
		return fault('bad_argument', `seconds must be ${SHORTEST} to ${LONGEST}`);
	const earlier = read_marker();
	if (earlier.marker != null && time_left(earlier.marker) > -GRACE)
		return fault('busy', 'a trial goes on already');
	const cleared = restore_trial(true);
	if (cleared.trial && cleared.fault != null) return fault('unavailable', cleared.fault);

	const before = read_raw_options();
	const id = random_token();
	if (before == null || id == null) return fault('unavailable', before == null ? 'uci' : '/dev/urandom');
	/** @type {Marker} */
	const marker = { id, boot: boot_id(), seconds, end_ms: now_ms() + seconds * 1000, before: before.options };
	const unwritten = write_marker(marker, before.text);
	if (unwritten != null) return fault('unavailable', unwritten);
	const unguarded = start_watchdog(WATCHDOG, id, marker.end_ms + GRACE);
	if (unguarded == null) return describe(marker);
	unlink(MARKER);
	return fault('unavailable', unguarded);
}

/**
 * @param {boolean} restored
 * @returns {TrialEnd}
 */
function ended(restored) {
	const raw = read_raw_options();
	return {
		restored,
		requested: {
			flow_offloading: is_true(raw?.options.flow_offloading ?? null),
			flow_offloading_hw: is_true(raw?.options.flow_offloading_hw ?? null)
		}
	};
}

/**
 * Reply of `trial_end`. The watchdog sees that its marker is gone, and goes.
 *
 * @param {{ id?: string, undo?: boolean }} args
 * @returns {TrialEnd | Fault}
 */
function end_trial(args) {
	const found = read_marker();
	if (found.marker == null || found.marker.id != args.id) return fault('gone', 'no trial goes on');
	if (!args.undo) {
		if (time_left(found.marker) <= -GRACE) return fault('gone', 'the trial is over');
		return unlink(MARKER) ? ended(false) : fault('unavailable', `${MARKER}: ${error()}`);
	}
	const result = restore_trial(true);
	return result.fault == null ? ended(result.restored) : fault('unavailable', result.fault);
}

export { end_trial, read_trial, restore_trial, start_trial };
