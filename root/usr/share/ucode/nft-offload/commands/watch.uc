'use strict';

/** `nft-offload watch`: what the Internet connection carries, a line every three seconds. */

import { known_text, mbits_text, time_text } from 'nft-offload.commands.figures';
import { print_now } from 'nft-offload.commands.output';
import { line_of } from 'nft-offload.firewall.line';
import { clean } from 'nft-offload.lib.text';
import { read_decimal } from 'nft-offload.lib.word';
import { busiest_core, share_between, speed_between } from 'nft-offload.measurement.live';
import { read_counters } from 'nft-offload.methods.counters';
import { read_status } from 'nft-offload.methods.status';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Counters} Counters */
/** @typedef {import('../../../../../../src/rpc/types/shell.ts').WatchLine} WatchLine */

/** Milliseconds between two lines. */
const PAUSE = 3000;
/** Lines after which the networks are looked at again. */
const REFRESH = 20;
const FORMAT = '%-8s %9s %8s %7s %8s %5s\n';
const LEGEND = `Bypassed: the firewall, by at least so much of the data. Core: the busiest one.
-: unknown, or too little traffic to tell. The time is UTC.
`;

/**
 * @param {Counters} before
 * @param {Counters} after
 * @param {import('nft-offload.firewall.line').Line} line
 * @returns {WatchLine}
 */
function describe(before, after, line) {
	const counted = after.unknown.rest == null ? after.offloaded : null;
	const share = share_between(before, after, line);
	const core = busiest_core(before.cpus, after.cpus);
	return {
		time: clock()?.[0] ?? 0,
		offloaded: counted && {
			software: counted.software.total.entries,
			hardware: counted.hardware.total.entries
		},
		tracked: after.tracked,
		bits_per_second: speed_between(before, after, line),
		bypassed_percent: share.percent,
		bypassed_unknown: share.why,
		core_percent: core && int((core.busy + 5) / 10),
		softirq_percent: core && int((core.softirq + 5) / 10)
	};
}

/**
 * @param {WatchLine} line
 * @returns {string}
 */
function line_text(line) {
	const offloaded = line.offloaded;
	const bypassed = line.bypassed_percent;
	return sprintf(
		FORMAT,
		time_text(line.time),
		known_text(offloaded && offloaded.software + offloaded.hardware),
		known_text(line.tracked),
		mbits_text(line.bits_per_second),
		known_text(bypassed, ' %'),
		known_text(line.core_percent, ' %')
	);
}

/**
 * @param {string[]} words  how many lines; without one until the user ends it
 * @param {boolean} as_json
 * @returns {?number} the exit code; null for other words
 */
function watch(words, as_json) {
	const lines = length(words) == 0 ? 0 : read_decimal(words[0], 1, 1000000);
	if (lines == null || length(words) > 1) return null;
	if (!as_json)
		print_now(LEGEND + sprintf(FORMAT, 'Time', 'Offloaded', 'Tracked', 'Mbit/s', 'Bypassed', 'Core'));
	let line = line_of(clean(read_status()));
	let before = clean(read_counters(false));
	for (let count = 1; lines == 0 || count <= lines; count++) {
		sleep(PAUSE);
		const after = clean(read_counters(false));
		const found = describe(before, after, line);
		if (!print_now(as_json ? sprintf('%J\n', found) : line_text(found))) break;
		if (count % REFRESH == 0) line = line_of(clean(read_status()));
		before = after;
	}
	return 0;
}

export { watch };
