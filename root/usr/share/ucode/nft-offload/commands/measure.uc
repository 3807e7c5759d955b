'use strict';

/** `nft-offload measure`: what bypasses the firewall while a download runs, by the same counters and rules as on the page. */

import { bytes_text, known_text, mbits_text } from 'nft-offload.commands.figures';
import { print_now, wrapped } from 'nft-offload.commands.output';
import { read_ruleset } from 'nft-offload.firewall.flowtable';
import { loaded_mode } from 'nft-offload.firewall.mode';
import { outcome_of } from 'nft-offload.lib.error';
import { items_where } from 'nft-offload.lib.list';
import { clean } from 'nft-offload.lib.text';
import { read_decimal } from 'nft-offload.lib.word';
import { bytes_between, judge_direction, judge_measurement } from 'nft-offload.measurement.bytes';
import { busiest_core } from 'nft-offload.measurement.live';
import { ENOUGH_DIRECTION_BYTES, bypassed_percent } from 'nft-offload.measurement.recall';
import { read_counters } from 'nft-offload.methods.counters';
import {
	answer_measurement_read,
	answer_measurement_start,
	answer_measurement_stop
} from 'nft-offload.methods.measurement';
import { answer_result_save } from 'nft-offload.methods.results';
import { read_status } from 'nft-offload.methods.status';
import { lanes_of } from 'nft-offload.methods.summary';
import { catch_signals, wait } from 'nft-offload.system.interrupt';
import { claim_slot } from 'nft-offload.system.slot';

/** @typedef {import('../../../../../../src/rpc/types/measurement.ts').MeasurementReading} Reading */
/** @typedef {import('../../../../../../src/rpc/types/results.ts').ResultBytes} ResultBytes */
/** @typedef {import('../../../../../../src/rpc/types/shell.ts').Measured} Measured */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Status} Status */

const USUAL = 20;
const SHORTEST = 5;
/** Below the 120 s after which a measurement ends by itself. */
const LONGEST = 110;
/** Milliseconds between two lines; the table is gone after 10 s without a reading. */
const STEP = 3000;
const INTERRUPTED = 130;
/** Above this part of the slow bytes, in tenths, the router's own traffic spoils the result. */
const OWN_TENTHS = 5;

/** @type {Record<string, string>} */
const VERDICTS = {
	working: 'Offloading works.',
	partly: 'Offloading works in part.',
	'not-working': 'Offloading does not work.',
	hardware:
		'Connections are offloaded to hardware, but the WAN counter barely moved. If your download was running, the hardware handled it; this driver does not report how much.',
	'not-enough':
		'Too little traffic: a result needs at least 20 MB. Start a larger download on a device in your network and measure again.'
};
/** @type {Record<string, number>} */
const EXITS = { working: 0, partly: 0, hardware: 0, 'not-working': 1, 'not-enough': 2 };

/**
 * @param {string} name
 * @param {ResultBytes} bytes
 * @param {number} ms
 * @returns {string}
 */
function progress_words(name, bytes, ms) {
	const speed = mbits_text(int((bytes.total_bytes * 8000) / ms));
	const percent = bytes.total_bytes < 100000 ? null : bypassed_percent(bytes, 1);
	return `${name} ${speed} Mbit/s${percent == null ? '' : ` (${percent} % bypassed)`}`;
}

/**
 * @param {Reading} first
 * @param {Reading} before
 * @param {Reading} now
 * @returns {boolean} false where nobody reads it
 */
function print_progress(first, before, now) {
	const bytes = bytes_between(before, now);
	const ms = now.monotonic_ms - before.monotonic_ms;
	if (bytes == null || ms <= 0) return true;
	const second = int((now.monotonic_ms - first.monotonic_ms + 500) / 1000);
	const download = progress_words('download', bytes.download, ms);
	return print_now(sprintf('%3d s: %s, %s\n', second, download, progress_words('upload', bytes.upload, ms)));
}

/**
 * @param {Reading & { token: string }} started
 * @param {number} seconds
 * @param {boolean} as_json
 * @returns {{ last: ?Reading, error: ?string }} both null where the user has ended it
 */
function read_on(started, seconds, as_json) {
	/** @type {Reading} */
	let last = started;
	for (;;) {
		const left = seconds * 1000 - (last.monotonic_ms - started.monotonic_ms);
		if (left <= 0) return { last, error: null };
		if (!wait(min(left, STEP))) return { last: null, error: null };
		const answered = outcome_of(answer_measurement_read({ token: started.token }));
		const reading = answered.reply;
		if (reading == null) return { last: null, error: answered.error };
		if (!as_json && !print_progress(started, last, reading)) return { last: null, error: null };
		last = reading;
	}
}

/**
 * @param {Reading} first
 * @param {Reading} last
 * @param {?string} mode  that was loaded all the time
 * @returns {?Measured} null where a device has started counting again
 */
function describe(first, last, mode) {
	const bytes = bytes_between(first, last);
	if (bytes == null) return null;
	const counters = read_counters(false);
	const hardware_entries = counters.offloaded?.hardware.total.entries ?? 0;
	const core = busiest_core(first.cpus, last.cpus);
	const pinged = last.latency;
	const figures = {
		mode: /** @type {Measured['mode']} */ (mode),
		seconds: (last.monotonic_ms - first.monotonic_ms) / 1000.0,
		...bytes,
		hardware_entries,
		cpu: core && core.busy / 1000.0,
		softirq: core && core.softirq / 1000.0,
		latency: pinged && {
			min_ms: pinged.min_us / 1000.0,
			median_ms: pinged.median_us / 1000.0,
			max_ms: pinged.max_us / 1000.0
		}
	};
	return {
		...figures,
		verdict: judge_measurement(figures),
		downloads: judge_direction(bytes.download),
		uploads: judge_direction(bytes.upload),
		sqm: []
	};
}

/**
 * @param {string} name
 * @param {ResultBytes} bytes
 * @returns {string}
 */
function direction_words(name, bytes) {
	const percent = bypassed_percent(bytes, ENOUGH_DIRECTION_BYTES);
	if (percent == null) return `${name}: not enough data.`;
	return `${name}: ${percent} % of ${bytes_text(bytes.total_bytes)} bypassed the firewall.`;
}

/**
 * @param {Status} status
 * @returns {string[]} a sentence for each line whose downloads SQM takes off the fast path, as on the page
 */
function sqm_sentences(status) {
	const lanes = items_where(lanes_of(status) ?? [], (lane) => {
		const path = items_where(status.paths ?? [], (each) => each.l3_device == lane.device)[0];
		return lane.direction == 'download' && path?.arriving.reason == 'ingress_redirect';
	});
	return map(
		lanes,
		(lane) =>
			`Downloads on ${lane.network} go through the firewall because its ingress queue (SQM) takes them off the fast path. SQM keeps working: nothing is wrong.`
	);
}

/**
 * @param {{ mode: Measured['mode'], verdict: Measured['verdict'], uploads: Measured['uploads'] }} measured
 * @param {string[]} sqm  why downloads took the slow path
 * @returns {Measured['verdict']} downloads prove nothing then: uploads alone decide
 */
function verdict_beside(measured, sqm) {
	if (length(sqm) == 0 || measured.uploads == 'not-working') return measured.verdict;
	return measured.uploads == 'not-enough' ? 'not-enough' : 'partly';
}

/**
 * @param {Measured} measured
 * @param {() => Status} read  called only where downloads need an excuse
 * @returns {Measured} with what SQM explains
 */
function explain_sqm(measured, read) {
	const is_judged = index(['partly', 'not-working'], measured.verdict) >= 0;
	const is_slow = index(['partly', 'not-working'], measured.downloads) >= 0;
	const sqm = is_judged && is_slow && measured.mode != 'off' ? sqm_sentences(clean(read())) : [];
	return { ...measured, verdict: verdict_beside(measured, sqm), sqm };
}

/**
 * @param {Measured} measured
 * @returns {string[]} its outcome, and its directions where they tell something
 */
function outcome_lines(measured) {
	const verdict = measured.verdict;
	const sqm = measured.sqm;
	const directions = [
		direction_words('Downloads', measured.download),
		direction_words('Uploads', measured.upload),
		...map(sqm, (sentence) => wrapped(sentence, ''))
	];
	if (verdict == 'not-enough' && length(sqm) > 0) return directions;
	const is_off = verdict == 'not-working' && measured.mode == 'off';
	const outcome = is_off ? 'Offloading is off, so this is as expected.' : wrapped(VERDICTS[verdict], '');
	return verdict == 'hardware' || verdict == 'not-enough' ? [outcome] : [outcome, ...directions];
}

/**
 * @param {Measured} measured
 * @returns {string}
 */
function verdict_text(measured) {
	const lines = outcome_lines(measured);
	if (
		index(['partly', 'not-working'], measured.verdict) >= 0 &&
		measured.own_bytes * 10 > measured.slow_bytes * OWN_TENTHS
	)
		push(lines, 'Most of the rest was traffic of the router itself, which is never offloaded.');
	const core = measured.cpu == null ? null : int(measured.cpu * 100 + 0.5);
	const latency = measured.latency;
	const pinged = latency == null ? '-' : `${latency.min_ms} / ${latency.median_ms} / ${latency.max_ms} ms`;
	push(lines, `Busiest core: ${known_text(core, ' %')}. Latency (least, median, greatest): ${pinged}.`, '');
	return join('\n', lines);
}

/**
 * @param {Measured} measured
 * @returns {?string} why the router does not keep it; null where it does, or where there is nothing to keep
 */
function keep_result(measured) {
	if (measured.verdict == 'not-enough') return null;
	if (measured.mode == null) return 'the loaded mode is unknown, or has changed';
	/** @type {any} */
	const result = { ...measured };
	for (let name in ['verdict', 'downloads', 'uploads', 'sqm']) delete result[name];
	return outcome_of(answer_result_save({ result })).error;
}

/**
 * @param {Reading & { token: string }} started
 * @param {?string} mode  that was loaded before
 * @param {number} seconds
 * @param {boolean} as_json
 * @returns {number} the exit code
 */
function run_measurement(started, mode, seconds, as_json) {
	const read = read_on(started, seconds, as_json);
	answer_measurement_stop({ token: started.token });
	const last = read.last;
	if (last == null) {
		warn(
			read.error == null ? 'Interrupted: nothing was stored.\n' : `The measurement failed: ${read.error}\n`
		);
		return read.error == null ? INTERRUPTED : 2;
	}
	const measured = describe(started, last, loaded_mode(read_ruleset()) == mode ? mode : null);
	if (measured == null) {
		warn('The measurement failed: a device has started counting again\n');
		return 2;
	}
	const unkept = keep_result(measured);
	const explained = explain_sqm(measured, read_status);
	print(as_json ? sprintf('%J\n', clean(explained)) : verdict_text(explained));
	if (unkept != null) warn(`The router does not keep this result: ${unkept}\n`);
	return explained.verdict == 'not-working' && mode == 'off' ? 3 : EXITS[explained.verdict];
}

/**
 * @param {string[]} words  how many seconds
 * @param {boolean} as_json
 * @returns {?number} the exit code; null for other words
 */
function measure(words, as_json) {
	const seconds = length(words) == 0 ? USUAL : read_decimal(words[0], SHORTEST, LONGEST);
	if (seconds == null || length(words) > 1) return null;
	catch_signals();
	// As for the calls of a page: it makes the folder in which ping writes, too. The slot is free again when this process ends.
	const claimed = claim_slot('control');
	if (claimed == null) {
		warn('The measurement did not start: too many calls at once\n');
		return 2;
	}
	// Before the start: reading it would count as load.
	const mode = loaded_mode(read_ruleset());
	const answered = outcome_of(answer_measurement_start({}));
	const started = answered.reply;
	if (started != null) return run_measurement(started, mode, seconds, as_json);
	warn(`The measurement did not start: ${answered.error}\n`);
	return 2;
}

export { explain_sqm, measure, sqm_sentences };
