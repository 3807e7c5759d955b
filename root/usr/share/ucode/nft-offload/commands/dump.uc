'use strict';

/** `nft-offload dump`: everything as one JSON file (Dump in src/rpc/types/dump.ts), which the page Report of any router opens. */

import { call_error } from 'nft-offload.lib.error';
import { clean } from 'nft-offload.lib.text';
import { read_connections } from 'nft-offload.methods.connections';
import { read_counters } from 'nft-offload.methods.counters';
import { read_environment } from 'nft-offload.methods.environment';
import { read_logs } from 'nft-offload.methods.logs';
import { read_private_names } from 'nft-offload.methods.private_names';
import { read_status } from 'nft-offload.methods.status';

/** @typedef {import('../../../../../../src/rpc/types/dump.ts').Dump} Dump */

const WARNING = 'PRIVATE: holds addresses and names of your network. Do not post this file.';
/** Milliseconds between the two readings of counters and connections, whose difference is the load. */
const PAUSE = 2000;

/**
 * What a method answers, in the envelope that the web interface gets.
 *
 * @param {() => any} read
 * @returns {any}
 */
function reply_of(read) {
	try {
		return { ok: true, ...read() };
	} catch (e) {
		return { ok: false, ...call_error('internal', e.message) };
	}
}

/** @returns {any} */
function counters_with_bytes() {
	return read_counters(true);
}

/** @returns {any} */
function status_with_engines() {
	return read_status(true);
}

/** @returns {any} */
function largest_connections() {
	return read_connections({ limit: 200 });
}

/** @returns {Dump} */
function make_dump() {
	const counters_before = reply_of(counters_with_bytes);
	const connections_before = reply_of(largest_connections);
	sleep(PAUSE);
	return {
		format: 'nft-offload-dump',
		version: 1,
		warning: WARNING,
		made: clock()?.[0] ?? 0,
		replies: {
			counters_before,
			counters: reply_of(counters_with_bytes),
			status: reply_of(status_with_engines),
			environment: reply_of(read_environment),
			connections_before,
			connections: reply_of(largest_connections),
			logs: reply_of(read_logs),
			private_names: reply_of(read_private_names)
		}
	};
}

/**
 * @param {string[]} words
 * @returns {?number} the exit code; null for other words
 */
function dump(words) {
	if (length(words) > 0) return null;
	print(sprintf('%J', clean(make_dump())), '\n');
	return 0;
}

export { dump };
