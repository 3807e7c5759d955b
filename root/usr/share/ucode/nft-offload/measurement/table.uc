'use strict';

import { unlink, writefile } from 'fs';
import { now_ms } from 'nft-offload.system.clock';
import { run } from 'nft-offload.system.command';
import { fault } from 'nft-offload.lib.error';
import { from_digits } from 'nft-offload.lib.number';

/** @typedef {import('nft-offload.measurement.wan_port').FoundLine} FoundLine */
/** @typedef {import('nft-offload.measurement.wan_port').Line} Line */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Fault} Fault */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').PacketCount} PacketCount */
/**
 * What the table of a measurement says.
 *
 * @typedef {object} Probe
 * @property {number} end_ms  of CLOCK_MONOTONIC
 * @property {boolean} leased
 * @property {Line} line
 * @property {PacketCount} forwarded
 * @property {PacketCount} own
 */

const TABLE = 'inet nft_offload_probe';
/** Stands as long as the table, and then until the next call: where it is not, no call has to ask for the table. */
const MARK = '/var/run/nft-offload.measurement';
/** Seconds for which the kernel keeps the lease, an element of a set that the token names. */
const LEASE = '{ 1 timeout 10s }';
/** Before firewall4's chains (0), so that what they drop has been counted. */
const PRIORITY = 'priority -5';

/**
 * @param {string} token
 * @returns {string} the name of the set that holds the lease: with another token nft fails, and changes nothing
 */
function lease_of(token) {
	return `${TABLE} lease_${token}`;
}

/**
 * @param {string} hook
 * @param {string} counter
 * @param {string[]} ways  'iifname', 'oifname'
 * @param {string} devices  a set in nft's words
 * @returns {string}
 */
function chain_text(hook, counter, ways, devices) {
	const rules = join(
		'',
		map(ways, (way) => ` ${way} ${devices} counter name "${counter}";`)
	);
	return `chain ${hook} { type filter hook ${hook} ${PRIORITY};${rules} };`;
}

/**
 * One transaction for nft, which fails where the table is there: of two counters `create` makes sure. The comment holds what later
 * calls need: the end and the line.
 *
 * @param {string} token
 * @param {number} end_ms
 * @param {FoundLine} line
 * @returns {string}
 */
function table_text(token, end_ms, line) {
	const comment = `${end_ms} ${line.device} ${line.received_header} ${line.sent_header}`;
	const devices = `{ ${join(
		', ',
		map(line.l3_devices, (device) => `"${device}"`)
	)} }`;
	return (
		`table ${TABLE} { comment "${comment}"; }; ` +
		`create counter ${TABLE} forwarded; create counter ${TABLE} own; ` +
		`table ${TABLE} { set lease_${token} { type inet_service; flags timeout; elements = ${LEASE}; }; ` +
		chain_text('forward', 'forwarded', ['iifname', 'oifname'], devices) +
		chain_text('input', 'own', ['iifname'], devices) +
		chain_text('output', 'own', ['oifname'], devices) +
		' }'
	);
}

/**
 * @param {string} text  what nft lists, on one line
 * @param {string} name
 * @returns {?PacketCount}
 */
function parse_counter(text, name) {
	const found = match(text, /counter ([a-z]+) [{] packets ([0-9]+) bytes ([0-9]+) [}]/g) ?? [];
	for (let counter in found) {
		const packets = from_digits(counter[2]);
		const bytes = from_digits(counter[3]);
		if (counter[1] == name && packets != null && bytes != null) return { packets, bytes };
	}
	return null;
}

/**
 * Reads what `nft list table inet nft_offload_probe` prints.
 *
 * @param {string} text
 * @returns {?Probe} null where it is not what we load
 */
function parse_table(text) {
	const line = join(' ', split(trim(text), /[ \t\n]+/));
	const head = match(line, /comment "([0-9]+) ([A-Za-z0-9_.@-]+) ([0-9]+) ([0-9]+)"/);
	const forwarded = parse_counter(line, 'forwarded');
	const own = parse_counter(line, 'own');
	if (!head || forwarded == null || own == null) return null;
	return {
		end_ms: from_digits(head[1]) ?? 0,
		leased: !!match(line, /elements = [{] 1 timeout/),
		line: { device: head[2], received_header: int(head[3]), sent_header: int(head[4]) },
		forwarded,
		own
	};
}

/**
 * Why nft failed, in its words: the command itself would fill a reason.
 *
 * @param {{ text: string, reason: ?import('../../../../../../src/rpc/types/index.ts').Reason }} result
 * @returns {string}
 */
function nft_words(result) {
	return `nft: ${result.reason?.code}: ${split(trim(result.text), '\n')[0]}`;
}

/**
 * Whether a measurement goes on. A table that was left behind is taken away.
 *
 * @returns {boolean}
 */
function probe_goes_on() {
	const listed = run(`nft list table ${TABLE}`);
	const probe = listed.reason == null ? parse_table(listed.text) : null;
	if (probe != null && probe.leased && now_ms() < probe.end_ms) return true;
	if (listed.reason == null) run(`nft delete table ${TABLE}`);
	unlink(MARK);
	return false;
}

/**
 * Begins to count.
 *
 * @param {string} token
 * @param {number} end_ms
 * @param {FoundLine} line
 * @returns {?Fault} why it did not begin
 */
function load_table(token, end_ms, line) {
	writefile(MARK, '');
	const loaded = run(`nft '${table_text(token, end_ms, line)}'`);
	if (loaded.reason == null) return null;
	const there = index(loaded.text, 'File exists') >= 0;
	return fault(there ? 'busy' : 'unavailable', nft_words(loaded));
}

/**
 * Reads the counters and lets the lease begin anew, in one transaction: a lease that has run out cannot be renewed.
 *
 * @param {string} token
 * @returns {{ probe: Probe, fault: null } | { probe: null, fault: Fault }}
 */
function renew_table(token) {
	const lease = lease_of(token);
	const renewal = `delete element ${lease} { 1 }; add element ${lease} ${LEASE}; list table ${TABLE}`;
	const renewed = run(`nft '${renewal}'`);
	const probe = renewed.reason == null ? parse_table(renewed.text) : null;
	if (probe != null && now_ms() < probe.end_ms) {
		// A call that came before the table was loaded has taken the mark away.
		writefile(MARK, '');
		return { probe, fault: null };
	}
	const over = probe != null || index(renewed.text, 'No such file') >= 0;
	return {
		probe: null,
		fault: over ? fault('gone', 'the measurement is over') : fault('unavailable', nft_words(renewed))
	};
}

/**
 * @param {string} token
 * @returns {boolean} whether that measurement was there
 */
function delete_table(token) {
	return run(`nft 'flush set ${lease_of(token)}; delete table ${TABLE}'`).reason == null;
}

export { delete_table, load_table, probe_goes_on, renew_table };
