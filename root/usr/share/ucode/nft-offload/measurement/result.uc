'use strict';

/*
 * One stored result: what a page may tell of a measurement, and what the file may hold. Nothing is taken over that was not looked at,
 * number by number.
 */

import { MOST } from 'nft-offload.lib.number';

/** @typedef {import('../../../../../../src/rpc/types/results.ts').ResultFigures} ResultFigures */
/** @typedef {import('../../../../../../src/rpc/types/results.ts').StoredResult} StoredResult */

const MODES = ['off', 'software', 'hardware'];
const BYTES = ['total_bytes', 'slow_bytes', 'own_bytes'];
const LATENCY = ['min_ms', 'median_ms', 'max_ms'];
const FIGURES = [
	...BYTES,
	'mode',
	'seconds',
	'download',
	'upload',
	'hardware_entries',
	'cpu',
	'softirq',
	'latency'
];
const VERSIONS = ['release', 'kernel', 'firewall4'];
const ENVIRONMENT = [...VERSIONS, 'devices', 'line'];
/** Seconds of a measurement, and milliseconds of a round trip, at most. */
const LONGEST = 600;
const SLOWEST = 60000;
/** Longest word of an environment, in bytes, and most devices. */
const WORD = 80;
const DEVICES = 64;

/**
 * @param {unknown} value
 * @param {number} most
 * @returns {boolean} whether it is a number from 0 to that
 */
function is_number(value, most) {
	if (type(value) != 'int' && type(value) != 'double') return false;
	const number = /** @type {number} */ (value);
	return number >= 0 && number <= most;
}

/**
 * @param {unknown} value
 * @returns {boolean} whether it is a share, or unknown
 */
function is_share(value) {
	return value == null || is_number(value, 1);
}

/**
 * @param {unknown} value
 * @returns {boolean} whether it is a short text, or unknown
 */
function is_word(value) {
	return value == null || (type(value) == 'string' && length(/** @type {string} */ (value)) <= WORD);
}

/**
 * @param {unknown} value
 * @param {string[]} names  all fields that it may have
 * @returns {boolean} whether it is an object without other fields
 */
function has_only(value, names) {
	if (type(value) != 'object') return false;
	for (let name in /** @type {Record<string, unknown>} */ (value)) if (index(names, name) < 0) return false;
	return true;
}

/**
 * @param {any} value
 * @param {string[]} names
 * @param {number} most
 * @returns {?string} the first that is not a number from 0 to `most`
 */
function wrong_number(value, names, most) {
	for (let name in names) if (!is_number(value[name], most)) return name;
	return null;
}

/**
 * @param {any} result
 * @returns {?string} the first figure that is wrong
 */
function wrong_figure(result) {
	if (index(MODES, result.mode) < 0) return 'mode';
	if (!is_number(result.seconds, LONGEST) || result.seconds < 1) return 'seconds';
	if (!is_share(result.cpu)) return 'cpu';
	if (!is_share(result.softirq)) return 'softirq';
	for (let name in ['download', 'upload']) {
		if (!has_only(result[name], BYTES)) return name;
		const wrong = wrong_number(result[name], BYTES, MOST);
		if (wrong != null) return `${name}.${wrong}`;
	}
	const latency = result.latency;
	if (latency != null && (!has_only(latency, LATENCY) || wrong_number(latency, LATENCY, SLOWEST) != null))
		return 'latency';
	return wrong_number(result, [...BYTES, 'hardware_entries'], MOST);
}

/**
 * @param {unknown} result
 * @returns {?string} what is wrong with the figures that a page tells; null where nothing is
 */
function check_figures(result) {
	return has_only(result, FIGURES) ? wrong_figure(result) : 'result';
}

/**
 * @param {any} items
 * @param {(item: any) => boolean} is_valid
 * @returns {boolean} whether it is a list of such items, or unknown
 */
function is_list(items, is_valid) {
	if (items == null) return true;
	if (type(items) != 'array' || length(items) > DEVICES) return false;
	for (let item in items) if (!is_valid(item)) return false;
	return true;
}

/**
 * @param {any} environment
 * @returns {boolean}
 */
function is_environment(environment) {
	if (!has_only(environment, ENVIRONMENT)) return false;
	for (let name in VERSIONS) if (!is_word(environment[name])) return false;
	return (
		is_list(environment.devices, (device) => device != null && is_word(device)) &&
		is_list(
			environment.line,
			(line) =>
				has_only(line, ['device', 'proto']) &&
				line.device != null &&
				is_word(line.device) &&
				is_word(line.proto)
		)
	);
}

/**
 * @param {any} result
 * @returns {?string} what is wrong with a result of the file; null where nothing is
 */
function check_stored(result) {
	if (!has_only(result, [...FIGURES, 'time', 'environment'])) return 'result';
	if (!is_number(result.time, MOST)) return 'time';
	return is_environment(result.environment) ? wrong_figure(result) : 'environment';
}

/**
 * @param {number} value
 * @param {number} scale  10 for one digit behind the point, 1000 for three
 * @returns {number} with fewer digits
 */
function rounded(value, scale) {
	const units = int(value * scale + 0.5);
	// The digits behind the point keep their zeros behind a 1.
	const digits = substr(`${(units % scale) + scale}`, 1);
	return json(`${int(units / scale)}.${digits}`);
}

/**
 * @param {?number | undefined} share
 * @returns {?number}
 */
function rounded_share(share) {
	return share == null ? null : rounded(share, 1000);
}

/**
 * @param {import('../../../../../../src/rpc/types/results.ts').ResultBytes} bytes
 */
function whole_bytes(bytes) {
	return {
		total_bytes: int(bytes.total_bytes),
		slow_bytes: int(bytes.slow_bytes),
		own_bytes: int(bytes.own_bytes)
	};
}

/**
 * Makes the result that is stored, from figures that have been checked.
 *
 * @param {ResultFigures} figures
 * @param {number} time
 * @param {import('../../../../../../src/rpc/types/results.ts').ResultEnvironment} environment
 * @returns {StoredResult}
 */
function make_result(figures, time, environment) {
	const latency = figures.latency;
	return {
		time,
		mode: figures.mode,
		seconds: rounded(figures.seconds, 10),
		...whole_bytes(figures),
		download: whole_bytes(figures.download),
		upload: whole_bytes(figures.upload),
		hardware_entries: int(figures.hardware_entries),
		cpu: rounded_share(figures.cpu),
		softirq: rounded_share(figures.softirq),
		latency:
			latency == null
				? null
				: {
						min_ms: rounded(latency.min_ms, 10),
						median_ms: rounded(latency.median_ms, 10),
						max_ms: rounded(latency.max_ms, 10)
					},
		environment
	};
}

export { check_figures, check_stored, make_result };
