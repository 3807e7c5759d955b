'use strict';

import { IPS_ASSURED, IPS_HW_OFFLOAD, IPS_OFFLOAD, IPS_SEEN_REPLY } from 'nft-offload.conntrack.constants';
import { TCP_STATES } from 'nft-offload.conntrack.parse_entry';
import { read_text_table } from 'nft-offload.conntrack.text_table';
import { UNCOUNTED, offer } from 'nft-offload.conntrack.top';
import { MOST, from_digits } from 'nft-offload.lib.number';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Connection} Connection */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Direction} Direction */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('nft-offload.conntrack.filter').Wanted} Wanted */
/** @typedef {import('nft-offload.conntrack.top').Ranking} Ranking */

/**
 * The status bits that a line shows (Linux nf_conntrack_standalone.c, ct_seq_show: of the last three only the strongest).
 *
 * @param {string} line
 * @returns {number}
 */
function status_of(line) {
	let status = index(line, ' [UNREPLIED] ') < 0 ? IPS_SEEN_REPLY : 0;
	if (index(line, ' [ASSURED] ') >= 0) status |= IPS_ASSURED;
	if (index(line, 'OFFLOAD] ') < 0) return status;
	if (index(line, ' [HW_OFFLOAD] ') >= 0) return status | IPS_HW_OFFLOAD | IPS_OFFLOAD;
	return index(line, ' [OFFLOAD] ') >= 0 ? status | IPS_OFFLOAD : status;
}

/**
 * @param {Wanted} wanted
 * @param {string} line
 * @param {string} head  what precedes the first address
 * @returns {boolean}
 */
function passes(wanted, line, head) {
	if ((status_of(line) & wanted.mask) != wanted.status) return false;
	if (wanted.protocol != null) {
		const protocol = index(head, ' tcp ') > 0 ? 'tcp' : index(head, ' udp ') > 0 ? 'udp' : 'other';
		if (protocol != wanted.protocol) return false;
	}
	if (wanted.addresses == null) return true;
	for (let address in wanted.texts) {
		if (index(line, ` src=${address} `) >= 0) return true;
	}
	return false;
}

/**
 * @param {Wanted} wanted
 * @param {string} line
 * @returns {?number} null where its numbers are none
 */
function rank_of(wanted, line) {
	const parts = split(line, ' bytes=') ?? [];
	if (length(parts) == 1) return UNCOUNTED;
	const sent = from_digits(parts[1]);
	const received = from_digits(parts[2]);
	if (length(parts) != 3 || sent == null || received == null) return null;
	return min(sent * wanted.original + received * wanted.reply, MOST);
}

/**
 * @param {Wanted} wanted
 * @param {Ranking} ranking
 * @param {string} line
 */
function rank_line(wanted, ranking, line) {
	const tuple = index(line, ' src=');
	const rank = tuple < 0 ? null : rank_of(wanted, line);
	if (rank == null) {
		ranking.odd++;
		return;
	}
	ranking.seen++;
	if (!wanted.plain && !passes(wanted, line, substr(line, 0, tuple + 1))) return;
	ranking.matching++;
	if (rank > ranking.floor) offer(ranking, rank, line);
}

/**
 * Ranks the entries of the text of the conntrack table in one pass.
 *
 * @param {Wanted} wanted
 * @param {Ranking} ranking  filled in
 * @param {(size: number) => ?string} read  gives up to `size` bytes, '' at the end, null where reading fails
 * @param {() => boolean} is_late  whether time is up
 * @returns {?Reason} null where it was read to its end
 */
function rank_table(wanted, ranking, read, is_late) {
	return read_text_table(read, is_late, (lines) => {
		for (let line in lines) rank_line(wanted, ranking, line);
	});
}

/** @returns {Record<string, string>} */
function no_words() {
	return {};
}

/**
 * @param {Record<string, string>} words
 * @returns {?Direction} null where an address is missing
 */
function direction_of(words) {
	const src = words.src;
	const dst = words.dst;
	if (src == null || dst == null) return null;
	return {
		src,
		dst,
		sport: from_digits(words.sport),
		dport: from_digits(words.dport),
		packets: from_digits(words.packets),
		bytes: from_digits(words.bytes)
	};
}

/**
 * The words before the addresses: family, its number, protocol, its number, and, unless the entry is offloaded,
 * timeout and TCP state.
 *
 * @param {string} head
 * @returns {string[]}
 */
function words_of_head(head) {
	/** @type {string[]} */
	const words = [];
	for (let word in split(head, ' ') ?? []) {
		if (word != '') push(words, word);
	}
	return words;
}

/**
 * Reads a whole entry by its words and tags, never by columns.
 *
 * @param {string} line
 * @returns {?Connection} null where it lacks what every entry has
 */
function parse_line(line) {
	const tuple = index(line, ' src=');
	const head = words_of_head(substr(line, 0, max(tuple, 0)));
	const protocol = from_digits(head[3]);
	if (length(head) < 4 || protocol == null) return null;
	const original = no_words();
	const reply = no_words();
	for (let word in split(substr(line, tuple + 1), ' ') ?? []) {
		const pair = split(word, '=', 2) ?? [];
		if (length(pair) < 2) continue;
		const side = exists(original, pair[0]) ? reply : original;
		side[pair[0]] ??= pair[1];
	}
	const there = direction_of(original);
	const back = direction_of(reply);
	if (there == null || back == null) return null;
	return {
		family: head[0] == 'ipv4' ? 4 : 6,
		protocol,
		original: there,
		reply: back,
		status: status_of(line),
		tcp_state: /** @type {Connection['tcp_state']} */ (index(TCP_STATES, head[5]) < 0 ? null : head[5]),
		timeout: from_digits(head[4]),
		mark: from_digits(original.mark),
		helper: null
	};
}

export { parse_line, rank_table };
