'use strict';

import { now_ms } from 'nft-offload.system.clock';
import { run } from 'nft-offload.system.command';
import { parse_kernel_line, parse_system_line, said_in } from 'nft-offload.system.log';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').LogLine} LogLine */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Logs} Logs */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

/** Lines of a reply, and bytes of a line. */
const MOST = 50;
const LONGEST = 300;
/** Replaces the words that were cut off: an ellipsis. */
const CUT = chr(0xe2, 0x80, 0xa6);

/*
 * A line is told by who wrote it, never by words in it: DHCP, DNS and SSH lines hold names and traffic of devices in the
 * LAN, and a device may be called `firewall`. logread itself looks at the beginning of each message, so that a busy LAN
 * cannot push other lines out; the lines are looked at again here.
 */
const RING_BUFFER = 'dmesg';
const SYSTEM_LOG = `logread -e '^\\(firewall\\|fw4\\|nft-offload\\|procd\\)'`;
const KERNEL_LOG = `logread -e '^\\['`;

const PROGRAMS = ['firewall', 'fw4', 'nft-offload'];
/** procd passes on what an init script or nft says, with the name of the speaker in front. */
const INIT_SCRIPTS = '/etc/rc.d/';
const SPEAKERS = ['/dev/stdin', '/etc/init.d/firewall', '/etc/init.d/nft-offload'];

/** How names of kernel modules for flowtables and other offload engines begin. */
const MODULES = [
	'nf_flow',
	'nf_conntrack',
	'nf_tables',
	'nft_',
	'flow_offload',
	'mtk_ppe',
	'mtk_wed',
	'mtk-wed',
	'mtk_hnat',
	'mtkhnat',
	'airoha_ppe',
	'airoha_npu',
	'shortcut-fe',
	'shortcut_fe',
	'fast-classifier',
	'fast_classifier',
	'qca-nss',
	'qca_nss',
	'qca-ppe',
	'qca_ppe',
	'nss_',
	'ecm_',
	'natflow'
];
/** Drivers of network hardware that log much else too. */
const DRIVERS = [
	'mtk_',
	'mt7',
	'airoha',
	'rtl',
	'realtek',
	'qca',
	'ipq',
	'nss',
	'mv',
	'bcm',
	'mlx5',
	'octeon',
	'fsl',
	'xrx'
];
/** Of their lines those whose message, behind the device's name, holds one of these. */
const TOPICS = [
	'PPE',
	'ppe',
	'offload',
	'Offload',
	'flow_',
	'flowtable',
	'flow table',
	'flow entry',
	'WED',
	'FOE',
	'foe',
	'HNAT',
	'hnat',
	'nf_conntrack'
];

/**
 * @param {string} text
 * @param {string[]} beginnings
 * @returns {boolean} whether it begins with one of them
 */
function begins_with(text, beginnings) {
	for (let beginning in beginnings) {
		if (substr(text, 0, length(beginning)) == beginning) return true;
	}
	return false;
}

/**
 * @param {string} text
 * @param {string[]} words
 * @returns {boolean} whether it holds one of them
 */
function holds(text, words) {
	for (let word in words) {
		if (index(text, word) >= 0) return true;
	}
	return false;
}

/**
 * Whether a line tells of a packet: who talks to whom. The target LOG writes it, after a text that may be anything.
 *
 * @param {string} text
 * @returns {boolean}
 */
function tells_of_packet(text) {
	return holds(text, ['SRC=', 'DST=', 'MAC=']) || (index(text, 'IN=') >= 0 && index(text, 'OUT=') >= 0);
}

/**
 * Whether a crash report names a place in one of the modules: `nf_flow_offload_ip_hook+0x1c/0x40` or a source file. No
 * device can have a slash in its name.
 *
 * @param {string} text
 * @returns {boolean}
 */
function names_place(text) {
	if (index(text, '+0x') < 0 && index(text, 'net/netfilter/') < 0) return false;
	for (let word in split(text, ' ') ?? []) {
		if (holds(word, ['+0x']) && holds(word, ['/0x']) && begins_with(word, MODULES)) return true;
		if (begins_with(word, ['net/netfilter/nf_', 'net/netfilter/nft_'])) return true;
	}
	return false;
}

/**
 * @param {string} text  a message of the kernel
 * @returns {boolean} whether flowtables, conntrack or another offload engine wrote it
 */
function is_kernel_message(text) {
	if (tells_of_packet(text)) return false;
	if (begins_with(text, MODULES) || names_place(text)) return true;
	return begins_with(text, DRIVERS) && holds(split(text, ': ', 2)[1] ?? '', TOPICS);
}

/**
 * @param {string} text  a message of procd
 * @returns {boolean} whether it passes on what the firewall said
 */
function is_of_firewall(text) {
	const speaker = split(text, ':', 2)[0];
	if (!begins_with(speaker, [INIT_SCRIPTS])) return index(SPEAKERS, speaker) >= 0;
	// `/etc/rc.d/S19firewall`: three characters tell when it starts.
	return index(PROGRAMS, substr(speaker, length(INIT_SCRIPTS) + 3)) >= 0;
}

/**
 * Cuts a text between two words: half an address or half a name could not be recognized and hidden any more.
 *
 * @param {string} text
 * @returns {string}
 */
function cut_text(text) {
	if (length(text) <= LONGEST) return text;
	let end = LONGEST - length(CUT) - 1;
	while (end > 0 && ord(text, end) != 32) end--;
	return `${substr(text, 0, end)} ${CUT}`;
}

/**
 * Lines of the kernel's ring buffer.
 *
 * @param {string} text
 * @returns {LogLine[]}
 */
function parse_ring_buffer(text) {
	/** @type {LogLine[]} */
	const found = [];
	for (let line in split(text, '\n') ?? []) {
		const entry = parse_kernel_line(line);
		if (entry != null && is_kernel_message(entry.text))
			push(found, { time: entry.time, text: cut_text(entry.text) });
	}
	return found;
}

/**
 * Lines of the system log.
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
		const entry = parse_system_line(line);
		if (entry == null) continue;
		const told = { time: entry.time, text: cut_text(entry.text) };
		if (entry.facility == 'kern') {
			const of_kernel = entry.program == 'kernel' ? parse_kernel_line(said_in(entry.text)) : null;
			if (of_kernel != null && is_kernel_message(of_kernel.text)) push(kernel, told);
		} else if (index(PROGRAMS, entry.program) >= 0) push(system, told);
		else if (entry.program == 'procd' && is_of_firewall(said_in(entry.text))) push(system, told);
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
 * Lines of the kernel from the ring buffer, and from the system log where that cannot be read.
 *
 * @returns {{ lines: ?LogLine[], reason: ?Reason }}
 */
function read_kernel() {
	const ring = run(RING_BUFFER);
	if (ring.reason == null) return { lines: parse_ring_buffer(ring.text), reason: null };
	const log = run(KERNEL_LOG);
	return log.reason == null
		? { lines: parse_system_log(log.text).kernel, reason: null }
		: { lines: null, reason: ring.reason };
}

/**
 * Reply of `logs`.
 *
 * @returns {Logs}
 */
function read_logs() {
	const monotonic_ms = now_ms();
	/** @type {Logs['unknown']} */
	const unknown = {};
	const ring = read_kernel();
	const kernel = ring.lines;
	if (ring.reason != null) unknown.kernel = ring.reason;
	const log = run(SYSTEM_LOG);
	const system = log.reason == null ? parse_system_log(log.text).system : null;
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
