'use strict';

import { AF_INET, AF_INET6, IPPROTO_TCP, IPPROTO_UDP } from 'nft-offload.conntrack.constants';
import { add_to_tally, empty_flow_tally, finish_flow_tally, part_of } from 'nft-offload.conntrack.tally';
import { TABLE, read_text_table } from 'nft-offload.conntrack.text_table';
import { now_ms } from 'nft-offload.system.clock';
import { open_file } from 'nft-offload.system.file';
import { doubt_empty } from 'nft-offload.system.sysctl';
import { add, from_digits } from 'nft-offload.lib.number';
import { reason_of_odd } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Counters['offloaded']} Offloaded */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').FlowTally} FlowTally */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

/**
 * Both directions' bytes of an entry.
 *
 * @param {string} line
 * @returns {{ bytes: ?number, garbled: boolean }}  bytes null without accounting
 */
function read_bytes(line) {
	const parts = split(line, ' bytes=') ?? [];
	if (length(parts) == 1) return { bytes: null, garbled: false };
	const sent = from_digits(parts[1]);
	const received = from_digits(parts[2]);
	if (length(parts) != 3 || sent == null || received == null) return { bytes: null, garbled: true };
	return { bytes: add(sent, received), garbled: false };
}

/**
 * Counts one line of the table. An entry is read by its words and tags, never by columns: offloaded ones mostly have neither
 * timeout nor state, and `zone=` depends on the kernel (Linux nf_conntrack_standalone.c, ct_seq_show).
 *
 * @param {FlowTally} software
 * @param {FlowTally} hardware
 * @param {string} line
 * @returns {boolean} false if it is not a conntrack entry
 */
function read_line(software, hardware, line) {
	const tuple = index(line, ' src=') ?? -1;
	if (tuple < 0) return false;
	if (index(line, 'OFFLOAD]') < 0) return true;
	const in_hardware = index(line, ' [HW_OFFLOAD]') >= 0;
	if (!in_hardware && index(line, ' [OFFLOAD]') < 0) return true;

	const counted = read_bytes(line);
	if (counted.garbled) return false;
	const head = substr(line, 0, tuple + 1);
	const name = substr(line, 0, 5);
	const family = name == 'ipv4 ' ? AF_INET : name == 'ipv6 ' ? AF_INET6 : 0;
	const protocol = index(head, ' tcp ') > 0 ? IPPROTO_TCP : index(head, ' udp ') > 0 ? IPPROTO_UDP : 0;
	add_to_tally(part_of(in_hardware ? hardware : software, family, protocol), 1, counted.bytes);
	return true;
}

/**
 * Reads the text of the conntrack table in one pass and counts its offloaded entries into the two tallies.
 *
 * @param {(size: number) => ?string} read  gives up to `size` bytes, '' at the end, null where reading fails
 * @param {() => boolean} is_late  whether time is up
 * @param {FlowTally} software
 * @param {FlowTally} hardware
 * @returns {{ reason: ?Reason, rest: ?Reason }} reason: why it could not be read to its end, or not be believed; rest: that odd
 *   lines were skipped
 */
function read_table(read, is_late, software, hardware) {
	let count = 0;
	let odd = 0;
	const unread = read_text_table(read, is_late, (lines) => {
		count += length(lines);
		for (let line in lines) {
			if (!read_line(software, hardware, line)) odd++;
		}
	});
	if (unread != null) return { reason: unread, rest: null };
	const found = reason_of_odd(TABLE, odd, count - odd);
	return { reason: found.whole, rest: found.rest };
}

/**
 * Counts the offloaded entries, for kernels without ctnetlink. One that the flowtable has given up while the hardware has
 * not yet is among them for that moment: its line still says so.
 *
 * @param {boolean} with_bytes
 * @param {number} deadline
 * @returns {{ offloaded: Offloaded, reason: ?Reason, rest: ?Reason }}
 */
function count_in_text(with_bytes, deadline) {
	const opened = open_file(TABLE);
	const table = opened.file;
	if (table == null) return { offloaded: null, reason: opened.reason, rest: null };
	const software = empty_flow_tally(with_bytes);
	const hardware = empty_flow_tally(with_bytes);
	let empty = true;
	const found = read_table(
		(size) => {
			const chunk = table.read(size);
			if (chunk != '') empty = false;
			return chunk;
		},
		() => now_ms() > deadline,
		software,
		hardware
	);
	table.close();
	const doubt = found.reason ?? (empty ? doubt_empty(TABLE) : null);
	if (doubt != null) return { offloaded: null, reason: doubt, rest: null };
	return {
		offloaded: { software: finish_flow_tally(software), hardware: finish_flow_tally(hardware) },
		reason: null,
		rest: found.rest
	};
}

export { count_in_text, read_table };
