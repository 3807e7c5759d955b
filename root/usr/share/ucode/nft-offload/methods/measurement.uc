'use strict';

import { now_ms } from 'nft-offload.system.clock';
import { fault } from 'nft-offload.lib.error';
import { find_line, read_line } from 'nft-offload.measurement.wan_port';
import { delete_table, load_table, probe_goes_on, renew_table } from 'nft-offload.measurement.table';
import { is_token, random_token } from 'nft-offload.lib.token';
import { start_watchdog } from 'nft-offload.system.watchdog';

/** @typedef {import('../../../../../../src/rpc/types/measurement.ts').MeasurementReading} MeasurementReading */
/** @typedef {import('../../../../../../src/rpc/types/measurement.ts').MeasurementStart} MeasurementStart */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Fault} Fault */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').PacketCount} PacketCount */

const WATCHDOG = 'measurement-watchdog';
/** Milliseconds that a measurement takes at most. */
const LIMIT = 120000;
const NONE = { packets: 0, bytes: 0 };

/**
 * @param {{ end_ms: number, line: import('nft-offload.measurement.wan_port').Line, forwarded: PacketCount, own: PacketCount }} probe
 * @returns {{ reading: ?MeasurementReading, reason: ?import('../../../../../../src/rpc/types/index.ts').Reason }}
 */
function describe(probe) {
	const line = read_line(probe.line);
	if (line.counters == null) return { reading: null, reason: line.reason };
	const now = now_ms();
	const reading = {
		monotonic_ms: now,
		left_ms: max(probe.end_ms - now, 0),
		forwarded: probe.forwarded,
		own: probe.own,
		line: line.counters
	};
	return { reading, reason: null };
}

/**
 * Reply of `measurement_start`. The device is read at once after the table is loaded, as it is after each later reading of the table.
 *
 * @returns {MeasurementStart | Fault}
 */
function start_probe() {
	const found = find_line();
	if (found.line == null) return fault('unavailable', found.reason?.text ?? '');
	const token = random_token();
	if (token == null) return fault('unavailable', '/dev/urandom');
	if (probe_goes_on()) return fault('busy', 'a measurement goes on already');

	const end_ms = now_ms() + LIMIT;
	const unloaded = load_table(token, end_ms, found.line);
	if (unloaded != null) return unloaded;
	const described = describe({ end_ms, line: found.line, forwarded: NONE, own: NONE });
	const wrong = described.reason?.text ?? start_watchdog(WATCHDOG, token, end_ms);
	if (wrong == null && described.reading != null) return { token, ...described.reading };
	delete_table(token);
	return fault('unavailable', wrong ?? '');
}

/**
 * Reply of `measurement_read`.
 *
 * @param {{ token?: string }} args
 * @returns {MeasurementReading | Fault}
 */
function read_probe(args) {
	const token = args.token ?? '';
	if (!is_token(token)) return fault('bad_argument', 'token');
	const renewed = renew_table(token);
	if (renewed.probe == null) return renewed.fault;
	const described = describe(renewed.probe);
	return described.reading ?? fault('unavailable', described.reason?.text ?? '');
}

/**
 * Reply of `measurement_stop`.
 *
 * @param {{ token?: string }} args
 * @returns {Record<string, never> | Fault}
 */
function stop_probe(args) {
	const token = args.token ?? '';
	if (!is_token(token)) return fault('bad_argument', 'token');
	return delete_table(token) ? {} : fault('gone', 'no such measurement goes on');
}

/** @type {import('nft-offload.lib.error').Answer<'measurement_read'>} */
const answer_measurement_read = (args) => read_probe(args);

/** @type {import('nft-offload.lib.error').Answer<'measurement_start'>} */
const answer_measurement_start = () => start_probe();

/** @type {import('nft-offload.lib.error').Answer<'measurement_stop'>} */
const answer_measurement_stop = (args) => stop_probe(args);

export { answer_measurement_read, answer_measurement_start, answer_measurement_stop };
