'use strict';

import { unlink, writefile } from 'fs';
import { forget_all_replies } from 'nft-offload.measurement.latency';
import { now_ms } from 'nft-offload.system.clock';
import { run, run_nft } from 'nft-offload.system.command';
import { call_error } from 'nft-offload.lib.error';
import { from_digits } from 'nft-offload.lib.number';
import { is_token } from 'nft-offload.lib.token';
import { is_plain_device_name } from 'nft-offload.lib.word';

/** @typedef {import('nft-offload.measurement.wan_port').FoundLine} FoundLine */
/** @typedef {import('nft-offload.measurement.wan_port').Line} Line */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Directions} Directions */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Fault} Fault */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').PacketCount} PacketCount */
/**
 * What the table of a measurement says.
 *
 * @typedef {object} Probe
 * @property {number} end_ms  of CLOCK_MONOTONIC
 * @property {boolean} leased
 * @property {Line[]} lines
 * @property {Directions} forwarded
 * @property {Directions} own
 * @property {Directions} tunnel
 */

const TABLE = 'inet nft_offload_probe';
/** Stands as long as the table, and then until the next call: where it is not, no call has to ask for the table. */
const MARK = '/var/run/nft-offload.measurement';
/** Seconds for which the kernel keeps the lease, an element of a set that the token names. */
const LEASE = '{ 1 timeout 10s }';
/** Before firewall4's chains (0), so that what they drop has been counted. */
const PRIORITY = 'priority -5';
const COUNTERS = [
	'forwarded_download',
	'forwarded_upload',
	'own_download',
	'own_upload',
	'tunnel_download',
	'tunnel_upload'
];
/** Protocols of outer packets: IPv4 in IP, IPv6 in IP, GRE (Linux include/uapi/linux/in.h). */
const OUTER = 'meta l4proto { 4, 41, 47 }';

/**
 * @param {string} token
 * @returns {string} the name of the set that holds the lease: with another token nft fails, and changes nothing
 */
function lease_of(token) {
	return `${TABLE} lease_${token}`;
}

/**
 * @param {string} hook
 * @param {string[]} rules
 * @returns {string}
 */
function chain_text(hook, rules) {
	return `chain ${hook} { type filter hook ${hook} ${PRIORITY}; ${join('; ', rules)}; };`;
}

/**
 * @param {string} way  'iifname' or 'oifname'
 * @param {string} devices  a set in nft's words
 * @param {string} direction
 * @returns {string[]} rules that tell the outer packets of tunnels from the router's other ones
 */
function own_rules(way, devices, direction) {
	return [
		`${way} ${devices} ${OUTER} counter name "tunnel_${direction}" accept`,
		`${way} ${devices} counter name "own_${direction}"`
	];
}

/**
 * One transaction for nft, which fails where the table is there: of its counters `create` makes sure. The comment holds what later
 * calls need: the end and the lines.
 *
 * @param {string} token
 * @param {number} end_ms
 * @param {FoundLine[]} lines
 * @returns {string}
 */
function table_text(token, end_ms, lines) {
	const words = [`${end_ms}`];
	/** @type {string[]} */
	const names = [];
	for (let line in lines) {
		push(words, line.device, `${line.received_header}`, `${line.sent_header}`);
		for (let name in line.l3_devices) if (index(names, `"${name}"`) < 0) push(names, `"${name}"`);
	}
	const devices = `{ ${join(', ', names)} }`;
	return (
		`table ${TABLE} { comment "${join(' ', words)}"; }; ` +
		join(
			'',
			map(COUNTERS, (name) => `create counter ${TABLE} ${name}; `)
		) +
		`table ${TABLE} { set lease_${token} { type inet_service; flags timeout; elements = ${LEASE}; }; ` +
		chain_text('forward', [
			`iifname ${devices} counter name "forwarded_download"`,
			`oifname ${devices} counter name "forwarded_upload"`
		]) +
		chain_text('input', own_rules('iifname', devices, 'download')) +
		chain_text('output', own_rules('oifname', devices, 'upload')) +
		' }'
	);
}

/**
 * @param {string[]} words  of what nft lists
 * @param {string} name
 * @returns {?PacketCount}
 */
function parse_counter(words, name) {
	for (let at = 0; at + 7 < length(words); at++) {
		if (words[at] != 'counter' || words[at + 1] != name || words[at + 2] != '{') continue;
		const packets = words[at + 3] == 'packets' ? from_digits(words[at + 4]) : null;
		const bytes = words[at + 5] == 'bytes' ? from_digits(words[at + 6]) : null;
		if (packets != null && bytes != null && words[at + 7] == '}') return { packets, bytes };
	}
	return null;
}

/**
 * @param {string[]} words  of what nft lists
 * @param {string} name
 * @returns {?Directions}
 */
function parse_directions(words, name) {
	const download = parse_counter(words, `${name}_download`);
	const upload = parse_counter(words, `${name}_upload`);
	return download == null || upload == null ? null : { download, upload };
}

/**
 * @param {string} text  what nft lists
 * @returns {?{ end_ms: number, lines: Line[] }} what the comment holds; null where it is not ours
 */
function parse_comment(text) {
	const parts = split(split(text, 'comment "')[1] ?? '', '"');
	const words = split(parts[0], ' ');
	const end_ms = from_digits(words[0]);
	if (length(parts) < 2 || length(words) < 4 || length(words) % 3 != 1 || end_ms == null) return null;
	/** @type {Line[]} */
	const lines = [];
	for (let at = 1; at < length(words); at += 3) {
		const received_header = from_digits(words[at + 1]);
		const sent_header = from_digits(words[at + 2]);
		if (!is_plain_device_name(words[at]) || received_header == null || sent_header == null) return null;
		push(lines, { device: words[at], received_header, sent_header });
	}
	return { end_ms, lines };
}

/**
 * Reads what `nft list table inet nft_offload_probe` prints.
 *
 * @param {string} text
 * @returns {?Probe} null where it is not what we load
 */
function parse_table(text) {
	const words = split(trim(text), /[ \t\n]+/);
	const comment = parse_comment(text);
	const forwarded = parse_directions(words, 'forwarded');
	const own = parse_directions(words, 'own');
	const tunnel = parse_directions(words, 'tunnel');
	if (comment == null || forwarded == null || own == null || tunnel == null) return null;
	const leased = index(join(' ', words), 'elements = { 1 timeout') >= 0;
	return { ...comment, leased, forwarded, own, tunnel };
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
 * @param {string} token
 * @returns {boolean} whether that measurement was there
 */
function delete_table(token) {
	return run_nft(`flush set ${lease_of(token)}; delete table ${TABLE}`).reason == null;
}

/**
 * Takes a table away that was left behind, but none that has been loaded since it was listed.
 *
 * @param {string} text  what nft lists
 */
function delete_listed(text) {
	const token = split(split(text, 'set lease_')[1] ?? '', ' ')[0];
	if (is_token(token)) delete_table(token);
	else run(`nft delete table ${TABLE}`);
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
	if (listed.reason == null) delete_listed(listed.text);
	forget_all_replies();
	unlink(MARK);
	return false;
}

/**
 * Begins to count.
 *
 * @param {string} token
 * @param {number} end_ms
 * @param {FoundLine[]} lines
 * @returns {?Fault} why it did not begin
 */
function load_table(token, end_ms, lines) {
	writefile(MARK, '');
	const loaded = run_nft(table_text(token, end_ms, lines));
	if (loaded.reason == null) return null;
	const there = index(loaded.text, 'File exists') >= 0;
	if (!there) unlink(MARK);
	return call_error(there ? 'running' : 'unavailable', nft_words(loaded));
}

/**
 * Reads the counters and renews the lease, in one transaction: a lease that has run out cannot be renewed.
 *
 * @param {string} token
 * @returns {{ probe: Probe, error: null } | { probe: null, error: Fault }}
 */
function renew_table(token) {
	const lease = lease_of(token);
	const renewal = `delete element ${lease} { 1 }; add element ${lease} ${LEASE}; list table ${TABLE}`;
	const renewed = run_nft(renewal);
	const probe = renewed.reason == null ? parse_table(renewed.text) : null;
	if (probe != null && now_ms() < probe.end_ms) {
		// A call that came before the table was loaded has taken the mark away.
		writefile(MARK, '');
		return { probe, error: null };
	}
	const over = probe != null || index(renewed.text, 'No such file') >= 0;
	return {
		probe: null,
		error: over
			? call_error('gone', 'the measurement is over')
			: call_error('unavailable', nft_words(renewed))
	};
}

export { delete_table, load_table, probe_goes_on, renew_table };
