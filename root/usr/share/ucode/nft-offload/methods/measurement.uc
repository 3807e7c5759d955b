'use strict';

import { now_ms } from 'nft-offload.system.clock';
import { call_error } from 'nft-offload.lib.error';
import { expect_replies, forget_replies, read_latency } from 'nft-offload.measurement.latency';
import { find_lines, read_lines } from 'nft-offload.measurement.wan_port';
import { delete_table, load_table, probe_goes_on, renew_table } from 'nft-offload.measurement.table';
import { is_token, random_token } from 'nft-offload.lib.token';
import { known_reasons } from 'nft-offload.lib.reason';
import { read_cpus } from 'nft-offload.system.cpu';
import { start_watchdog } from 'nft-offload.system.watchdog';

/** @typedef {import('../../../../../../src/rpc/types/measurement.ts').MeasurementReading} MeasurementReading */
/** @typedef {import('../../../../../../src/rpc/types/measurement.ts').MeasurementStart} MeasurementStart */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Fault} Fault */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Directions} Directions */

const WATCHDOG = 'measurement-watchdog';
/** Milliseconds that a measurement takes at most. */
const LIMIT = 120000;
const NONE = { download: { packets: 0, bytes: 0 }, upload: { packets: 0, bytes: 0 } };

/**
 * @param {string} token
 * @param {{ end_ms: number, lines: import('nft-offload.measurement.wan_port').Line[], forwarded: Directions, own: Directions,
 *   tunnel: Directions }} probe
 * @returns {{ reading: ?MeasurementReading, reason: ?import('../../../../../../src/rpc/types/index.ts').Reason }}
 */
function describe(token, probe) {
	const read = read_lines(probe.lines);
	if (read.counters == null) return { reading: null, reason: read.reason };
	const now = now_ms();
	const cpus = read_cpus();
	const pinged = read_latency(token);
	const reading = {
		monotonic_ms: now,
		left_ms: max(probe.end_ms - now, 0),
		forwarded: probe.forwarded,
		own: probe.own,
		tunnel: probe.tunnel,
		lines: read.counters,
		cpus: cpus.cpus,
		latency: pinged.latency,
		unknown: known_reasons({ cpus: cpus.reason, latency: pinged.reason })
	};
	return { reading, reason: null };
}

/**
 * Reply of `measurement_start`. The devices are read at once after the table is loaded, as they are after each later reading of the table.
 *
 * @returns {MeasurementStart | Fault}
 */
function start_probe() {
	const found = find_lines();
	if (found.lines == null) return call_error('unavailable', found.reason?.text ?? '');
	const token = random_token();
	if (token == null) return call_error('unavailable', '/dev/urandom');
	if (probe_goes_on()) return call_error('running', 'a measurement is running already');

	const end_ms = now_ms() + LIMIT;
	const unloaded = load_table(token, end_ms, found.lines);
	if (unloaded != null) return unloaded;
	let gateway = null;
	for (let line in found.lines) gateway ??= line.gateway;
	if (gateway != null) expect_replies(token);
	const described = describe(token, { end_ms, lines: found.lines, forwarded: NONE, own: NONE, tunnel: NONE });
	const wrong = described.reason?.text ?? start_watchdog(WATCHDOG, token, end_ms, gateway);
	if (wrong == null && described.reading != null) return { token, ...described.reading };
	delete_table(token);
	forget_replies(token);
	return call_error('unavailable', wrong ?? '');
}

/**
 * Reply of `measurement_read`.
 *
 * @param {{ token?: string }} args
 * @returns {MeasurementReading | Fault}
 */
function read_probe(args) {
	const token = args.token ?? '';
	if (!is_token(token)) return call_error('bad_argument', 'token');
	const renewed = renew_table(token);
	if (renewed.probe == null) return renewed.error;
	const described = describe(token, renewed.probe);
	return described.reading ?? call_error('unavailable', described.reason?.text ?? '');
}

/**
 * Reply of `measurement_stop`.
 *
 * @param {{ token?: string }} args
 * @returns {Record<string, never> | Fault}
 */
function stop_probe(args) {
	const token = args.token ?? '';
	if (!is_token(token)) return call_error('bad_argument', 'token');
	forget_replies(token);
	return delete_table(token) ? {} : call_error('gone', 'no such measurement is running');
}

/** @type {import('nft-offload.lib.error').Answer<'measurement_read'>} */
const answer_measurement_read = (args) => read_probe(args);

/** @type {import('nft-offload.lib.error').Answer<'measurement_start'>} */
const answer_measurement_start = () => start_probe();

/** @type {import('nft-offload.lib.error').Answer<'measurement_stop'>} */
const answer_measurement_stop = (args) => stop_probe(args);

export { answer_measurement_read, answer_measurement_start, answer_measurement_stop };
