'use strict';

import { now_ms } from 'nft-offload.system.clock';
import { run } from 'nft-offload.system.command';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').LogLine} LogLine */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Logs} Logs */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

/** Lines of a reply, and bytes of a line. */
const MOST = 50;
const LONGEST = 300;

const RING_BUFFER = 'dmesg';
/** The newest lines only: a log of some megabytes must not come into memory. */
const SYSTEM_LOG = 'logread -l 1000';

/** What a line of the kernel must hold to be told; with the blank before them, short words are no part of longer ones. */
const KERNEL_WORDS = [
	'flow_offload',
	'flow offload',
	'flow_table',
	'flow table',
	'flowtable',
	'nf_conntrack',
	'nf_tables',
	'hw offload',
	'hardware offload',
	'_ppe',
	' ppe',
	' PPE',
	'mtk_wed',
	'wed_',
	' wed',
	' WED',
	'hnat',
	'HNAT',
	'shortcut-fe',
	'shortcut_fe',
	'fast-classifier',
	'fast_classifier',
	'qca-nss',
	'qca_nss',
	'nss_',
	'ecm_'
];

/** The same for other programs: fw4 and what nft says to it. */
const SYSTEM_WORDS = [
	'fw4',
	'firewall',
	'nft_',
	'nftables',
	'flow_offload',
	'flowtable',
	'flow table',
	'Could not process rule',
	'/dev/stdin:'
];

/**
 * @param {string} line
 * @param {string[]} words
 * @returns {boolean} whether it holds one of them
 */
function mentions(line, words) {
	for (let word in words) {
		if (index(line, word) >= 0) return true;
	}
	return false;
}

/**
 * @param {?string} time
 * @param {?string} text
 * @returns {LogLine}
 */
function log_line(time, text) {
	return { time: time ?? '', text: substr(text ?? '', 0, LONGEST) };
}

/**
 * Lines of the kernel's ring buffer, such as `[   12.345678] text`.
 *
 * @param {string} text
 * @returns {LogLine[]}
 */
function parse_ring_buffer(text) {
	/** @type {LogLine[]} */
	const found = [];
	for (let line in split(text, '\n') ?? []) {
		if (!mentions(line, KERNEL_WORDS)) continue;
		const parts = split(line, ']', 2) ?? [];
		const time = match(parts[0], /^\[ *([0-9]+\.[0-9]+)$/);
		push(found, time ? log_line(time[1], trim(parts[1] ?? '')) : log_line('', line));
	}
	return found;
}

/**
 * Lines of the system log, such as `Wed Nov 26 10:00:00 2025 user.notice firewall: text`.
 *
 * @param {string} text
 * @returns {{ kernel: LogLine[], system: LogLine[] }}
 */
function parse_system_log(text) {
	/** @type {LogLine[]} */
	const kernel = [];
	/** @type {LogLine[]} */
	const system = [];
	for (let line in split(text, '\n') ?? []) {
		if (!mentions(line, KERNEL_WORDS) && !mentions(line, SYSTEM_WORDS)) continue;
		const parts = match(line, /^([A-Za-z]+ +[A-Za-z]+ +[0-9]+ +[0-9:]+ +[0-9]+) +([a-z0-9]+)\.[a-z]+ +(.*)$/);
		const told = parts ? log_line(parts[1], parts[3]) : log_line('', line);
		if (!parts || parts[2] != 'kern') {
			if (mentions(told.text, SYSTEM_WORDS)) push(system, told);
		} else if (mentions(told.text, KERNEL_WORDS)) push(kernel, told);
	}
	return { kernel, system };
}

/**
 * @param {LogLine[]} lines
 * @param {number} count
 * @returns {LogLine[]} the last of them
 */
function newest(lines, count) {
	const first = max(length(lines) - count, 0);
	/** @type {LogLine[]} */
	const kept = [];
	for (let at = first; at < length(lines); at++) push(kept, lines[at]);
	return kept;
}

/**
 * Reply of `messages`. Kernel lines come from the ring buffer, and from the system log where that cannot be read.
 *
 * @returns {Logs}
 */
function read_logs() {
	const monotonic_ms = now_ms();
	const ring = run(RING_BUFFER);
	const log = run(SYSTEM_LOG);
	/** @type {Logs['unknown']} */
	const unknown = {};
	const logged = log.reason == null ? parse_system_log(log.text) : null;
	const kernel = ring.reason == null ? parse_ring_buffer(ring.text) : (logged?.kernel ?? null);
	const system = logged?.system ?? null;
	if (kernel == null && ring.reason != null) unknown.kernel = ring.reason;
	if (log.reason != null) unknown.system = log.reason;

	const half = int(MOST / 2);
	const found = length(kernel ?? []) + length(system ?? []);
	const of_kernel = newest(kernel ?? [], max(half, MOST - length(system ?? [])));
	const of_system = newest(system ?? [], MOST - length(of_kernel));
	return {
		monotonic_ms,
		kernel: kernel == null ? null : of_kernel,
		system: system == null ? null : of_system,
		left_out: found - length(of_kernel) - length(of_system),
		unknown
	};
}

/** @type {import('nft-offload.lib.error').Answer<'logs'>} */
const answer_logs = () => read_logs();

export { answer_logs, parse_ring_buffer, parse_system_log, read_logs };
