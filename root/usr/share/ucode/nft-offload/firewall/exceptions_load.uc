'use strict';

import { readfile, unlink, writefile } from 'fs';
import { chains_of } from 'nft-offload.firewall.chain_text';
import { is_empty, read_exceptions, resolve } from 'nft-offload.firewall.exceptions';
import {
	HOSTS4,
	HOSTS6,
	TABLE,
	exceptions_mark,
	find_rule,
	loaded_mark,
	transaction
} from 'nft-offload.firewall.exceptions_rules';
import { INCLUDE, is_true, load_firewall } from 'nft-offload.firewall.config';
import { EXCEPTIONS_CHAIN } from 'nft-offload.firewall.owner';
import { parse_flowtables } from 'nft-offload.firewall.flowtable';
import { read_neighbours } from 'nft-offload.netlink.neighbours';
import { run, run_nft } from 'nft-offload.system.command';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').ExceptionState} ExceptionState */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Flowtable} Flowtable */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('nft-offload.firewall.exceptions').Exceptions} Exceptions */

/** Seconds that a start of nft may take. The script that calls this waits two in all (/usr/share/nft-offload/exceptions.sh). */
const LIMIT = 2;
/** The same where nobody waits. */
const PATIENT = 10;
const FORWARD = `nft -a --terse list chain ${TABLE} forward`;
const FLOWTABLES = 'nft --terse list flowtables';
/** Why the last load failed; absent where it did not. */
const ERROR = '/var/run/nft-offload.exceptions';
/** Bytes of that. */
const LONGEST = 200;
const UNFINISHED = 'the load did not finish in time';

/**
 * @param {{ text: string, reason: ?Reason }} result  of nft
 * @returns {?string} its words, if it failed
 */
function error_of(result) {
	if (result.reason == null) return null;
	if (result.reason.code == 'timeout') return `${UNFINISHED}: ${result.reason.text}`;
	const line = split(trim(result.text), '\n')[0];
	return result.reason.code == 'failed' && line != '' ? line : result.reason.text;
}

/**
 * @param {number} limit  seconds for each start of nft
 * @returns {{ loaded: ?{ flowtable: Flowtable, handle: string }, error: ?string }} both null where firewall4 offloads nothing
 */
function find_loaded(limit) {
	const forward = run(FORWARD, limit);
	if (forward.reason != null) return { loaded: null, error: error_of(forward) };
	const found = find_rule(chains_of(forward.text).chains);
	if (found.handle == null)
		return {
			loaded: null,
			error: found.foreign ? 'the rule that adds to the flowtable is not of firewall4' : null
		};
	const listed = run(FLOWTABLES, limit);
	if (listed.reason != null) return { loaded: null, error: error_of(listed) };
	for (let flowtable in parse_flowtables(listed.text).flowtables ?? []) {
		if (flowtable.owner == 'firewall4' && flowtable.name == 'ft')
			return { loaded: { flowtable, handle: found.handle }, error: null };
	}
	return { loaded: null, error: 'the flowtable of firewall4 is missing' };
}

/**
 * @param {Exceptions} exceptions
 * @param {number} limit  seconds for each start of nft
 * @returns {?string} why they are not loaded; null also where firewall4 offloads nothing
 */
function load_resolved(exceptions, limit) {
	const found = find_loaded(limit);
	const loaded = found.loaded;
	if (loaded == null) return found.error;
	const known = read_neighbours(exceptions.macs).addresses;
	const script = transaction(exceptions, { flowtable: loaded.flowtable, handle: loaded.handle, known });
	if (script == null) return 'the name of a device in the flowtable has odd characters';
	return error_of(run_nft(script, limit, true)) ?? error_of(run_nft(script, limit));
}

/**
 * Loads the exceptions into the ruleset that firewall4 has just loaded. Whatever fails, that ruleset stays as it is.
 *
 * @param {number} limit  seconds for each start of nft
 * @returns {?string} why they are not loaded
 */
function load_configured(limit) {
	const read = read_exceptions();
	if (read.list == null) return read.reason?.text ?? '';
	const wrong = read.invalid[0];
	if (wrong != null) return `not valid: ${wrong.option} '${wrong.value}'`;
	return is_empty(read.list) ? null : load_resolved(resolve(read.list), limit);
}

/**
 * What the include of firewall4 calls, and remembers how it went.
 *
 * @param {number} [limit]  seconds for each start of nft
 * @returns {boolean} whether all is loaded that is to be
 */
function load_exceptions(limit) {
	writefile(ERROR, UNFINISHED);
	const failed = load_configured(limit ?? LIMIT);
	if (failed == null) unlink(ERROR);
	else writefile(ERROR, substr(failed, 0, LONGEST));
	return failed == null;
}

/** Takes away what the last load has left when there is no exception any more. What is in use stays: nft refuses. */
function clear_exceptions() {
	const list = read_exceptions().list;
	if (list == null || !is_empty(list)) return;
	unlink(ERROR);
	if (run(`nft --terse list chain ${TABLE} ${EXCEPTIONS_CHAIN}`, PATIENT).reason != null) return;
	run_nft(`delete chain ${TABLE} ${EXCEPTIONS_CHAIN}\n`, PATIENT);
	for (let name in [HOSTS4, HOSTS6]) run_nft(`delete set ${TABLE} ${name}\n`, PATIENT);
}

/**
 * @returns {?boolean} whether firewall4 is told to run our script; null where its configuration cannot be read
 */
function is_included() {
	const config = load_firewall('/etc/config/firewall').config;
	if (config == null) return null;
	let included = false;
	config.foreach('firewall', 'include', (section) => {
		if (section.path == INCLUDE && section.type == 'script' && is_true(section.fw4_compatible ?? '1'))
			included = included || section.enabled == null || is_true(section.enabled);
	});
	return included;
}

/**
 * @param {?string[]} rules  of firewall4's chain `forward`; null = unknown
 * @returns {?string} the mark of the exceptions that are loaded, '' without any; null = unknown
 */
function mark_in(rules) {
	if (rules == null) return null;
	for (let rule in rules) {
		const mark = loaded_mark(rule);
		if (mark != null) return mark;
	}
	return '';
}

/**
 * What is requested against what is loaded, for `status`.
 *
 * @param {?string[]} rules  of firewall4's chain `forward`; null = unknown
 * @returns {{ exceptions: ?ExceptionState, reason: ?Reason }}
 */
function read_exception_state(rules) {
	const read = read_exceptions();
	const list = read.list;
	if (list == null) return { exceptions: null, reason: read.reason };
	const wanted = is_empty(list) ? '' : exceptions_mark(resolve(list));
	const mark = mark_in(rules);
	return {
		exceptions: {
			requested: list,
			invalid: read.invalid,
			included: is_included(),
			loaded: mark == null ? null : mark == '' ? 'none' : mark == wanted ? 'requested' : 'others',
			error: readfile(ERROR, LONGEST)
		},
		reason: null
	};
}

export { clear_exceptions, load_exceptions, read_exception_state };
