'use strict';

import * as struct from 'struct';
import {
	ATTRIBUTES,
	CTA_COUNTERS_BYTES,
	CTA_COUNTERS_ORIG,
	CTA_COUNTERS_REPLY,
	CTA_PROTO_NUM,
	CTA_STATUS,
	CTA_TUPLE_ORIG,
	CTA_TUPLE_PROTO,
	CTA_TUPLE_REPLY,
	IPCTNL_MSG_CT_NEW,
	IPPROTO_TCP,
	IPPROTO_UDP
} from 'nft-offload.conntrack.constants';
import { source_of } from 'nft-offload.conntrack.source';
import { UNCOUNTED, offer } from 'nft-offload.conntrack.top';
import { find_attribute, find_nested } from 'nft-offload.netlink.attribute';
import { read_dump } from 'nft-offload.netlink.dump';
import { MOST, from_halves } from 'nft-offload.lib.number';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('nft-offload.conntrack.top').Ranking} Ranking */
/** @typedef {import('nft-offload.conntrack.filter').Wanted} Wanted */
/**
 * Where messages of one size have the fields that ranking needs, and what was there when they were found.
 *
 * @typedef {{ format: StructFormat, seen: number[] }} Layout
 */
/**
 * What a dump is read into.
 *
 * @typedef {object} Reader
 * @property {Wanted} wanted
 * @property {Ranking} ranking
 * @property {Record<number, Layout>} layouts
 */

/**
 * Makes a format that reads the fields of an entry at once, with the headers of their attributes, from where this message has
 * them. It reads big endian throughout: headers are only compared with what they were here.
 *
 * @param {string} data
 * @param {number} start  of the message
 * @param {number[]} places  ascending: payloads of protocol number, status, counters and bytes of both directions
 * @returns {?Layout} null if the order differs
 */
function learn_layout(data, start, places) {
	const fields = ['IB', 'II', 'I', 'III', 'I', 'III'];
	const sizes = [5, 8, 4, 12, 4, 12];
	let text = '>16xB';
	let at = start + 17;
	for (let next = 0; next < length(places); next++) {
		const begin = places[next] - 4;
		if (begin < at) return null;
		text += (begin > at ? `${begin - at}x` : '') + fields[next];
		at = begin + sizes[next];
	}
	const format = struct.new(text);
	return { format, seen: format.unpack(data, start) ?? [] };
}

/**
 * @param {Wanted} wanted
 * @param {number} protocol
 * @returns {boolean}
 */
function passes_protocol(wanted, protocol) {
	if (wanted.protocol == 'tcp') return protocol == IPPROTO_TCP;
	if (wanted.protocol == 'udp') return protocol == IPPROTO_UDP;
	return protocol != IPPROTO_TCP && protocol != IPPROTO_UDP;
}

/**
 * @param {Wanted} wanted
 * @param {string} data
 * @param {number[]} all
 * @param {number} family
 * @returns {boolean}
 */
function passes_addresses(wanted, data, all, family) {
	const addresses = wanted.addresses ?? [];
	for (let kind in [CTA_TUPLE_ORIG, CTA_TUPLE_REPLY]) {
		const tuple = find_attribute(data, all[0], all[1], kind);
		if (index(addresses, source_of(data, tuple, family)) >= 0) return true;
	}
	return false;
}

/**
 * @param {Reader} reader
 * @param {string} data
 * @param {number} start
 * @param {number} size
 * @param {number} family
 * @param {number} protocol
 * @param {number} status
 * @returns {boolean} whether the entry passes the filter
 */
function passes(reader, data, start, size, family, protocol, status) {
	const wanted = reader.wanted;
	// A kernel that knows no filter sends what was not asked for.
	if ((status & wanted.mask) != wanted.status) return false;
	if (wanted.protocol != null && !passes_protocol(wanted, protocol)) return false;
	return (
		wanted.addresses == null || passes_addresses(wanted, data, [start + ATTRIBUTES, start + size], family)
	);
}

/**
 * Rank of an entry by a walk through its attributes; also remembers the layout of its message.
 *
 * @param {Reader} reader
 * @param {string} data
 * @param {number} start
 * @param {number} size
 * @param {number[]} places  payloads of protocol number and status
 * @returns {number}
 */
function walk_rank(reader, data, start, size, places) {
	const end = start + size;
	const original = find_attribute(data, start + ATTRIBUTES, end, CTA_COUNTERS_ORIG);
	const reply = find_attribute(data, start + ATTRIBUTES, end, CTA_COUNTERS_REPLY);
	const sent_at = find_nested(data, original, CTA_COUNTERS_BYTES, 8);
	const received_at = find_nested(data, reply, CTA_COUNTERS_BYTES, 8);
	if (original == null || reply == null || sent_at == null || received_at == null) return UNCOUNTED;

	const layout = learn_layout(data, start, [...places, original[0], sent_at, reply[0], received_at]);
	if (layout != null) reader.layouts[size] = layout;
	const sent = struct.unpack('>II', data, sent_at) ?? [0, 0];
	const received = struct.unpack('>II', data, received_at) ?? [0, 0];
	const wanted = reader.wanted;
	const rank =
		from_halves(sent[0], sent[1]) * wanted.original + from_halves(received[0], received[1]) * wanted.reply;
	return min(rank, MOST);
}

/**
 * Ranks an entry by a walk through its attributes.
 *
 * @param {Reader} reader
 * @param {string} data
 * @param {number} start
 * @param {number} size
 * @param {number} family
 */
function walk_entry(reader, data, start, size, family) {
	const all = [start + ATTRIBUTES, start + size];
	const status_at = find_nested(data, all, CTA_STATUS, 4);
	const tuple = find_attribute(data, all[0], all[1], CTA_TUPLE_ORIG);
	const numbers = tuple && find_attribute(data, tuple[0], tuple[1], CTA_TUPLE_PROTO);
	const protocol_at = find_nested(data, numbers, CTA_PROTO_NUM, 1);
	const ranking = reader.ranking;
	if (status_at == null || protocol_at == null) {
		ranking.odd++;
		return;
	}
	ranking.seen++;
	const rank = walk_rank(reader, data, start, size, [protocol_at, status_at]);
	const status = (struct.unpack('>I', data, status_at) ?? [0])[0];
	if (!passes(reader, data, start, size, family, ord(data, protocol_at) ?? 0, status)) return;
	ranking.matching++;
	if (rank > ranking.floor) offer(ranking, rank, substr(data, start, size));
}

/**
 * Ranks an entry: through the layout of the last message of this size if every header that matters is where
 * it was, else by a walk. Kernels pad their 64-bit counters by where the message lies in memory, so sizes vary.
 *
 * @param {Reader} reader
 * @param {string} data
 * @param {number} start
 * @param {number} size
 * @param {number} family
 */
function rank_entry(reader, data, start, size, family) {
	const layout = reader.layouts[size];
	if (layout == null) {
		walk_entry(reader, data, start, size, family);
		return;
	}
	const seen = layout.seen;
	const now = layout.format.unpack(data, start) ?? [];
	const same = now[0] == seen[0] && now[1] == seen[1] && now[3] == seen[3] && now[5] == seen[5];
	if (!same || now[6] != seen[6] || now[9] != seen[9] || now[10] != seen[10]) {
		walk_entry(reader, data, start, size, family);
		return;
	}

	const ranking = reader.ranking;
	const wanted = reader.wanted;
	ranking.seen++;
	if (!wanted.plain && !passes(reader, data, start, size, family, now[2], now[4])) return;
	ranking.matching++;
	const high = now[7] * wanted.original + now[11] * wanted.reply;
	const rank = high > 0x1fffff ? MOST : high * 4294967296 + now[8] * wanted.original + now[12] * wanted.reply;
	if (rank > ranking.floor) offer(ranking, min(rank, MOST), substr(data, start, size));
}

/**
 * Reads the answer to a request for what is wanted, and ranks it.
 *
 * @param {Wanted} wanted
 * @param {Ranking} ranking  filled in
 * @param {() => { bytes: string, reason: ?Reason }} receive  gives the next datagram, or the reason why there is none
 * @param {() => boolean} is_late  whether time is up
 * @returns {?Reason} null where the dump was read to its end
 */
function rank_dump(wanted, ranking, receive, is_late) {
	/** @type {Reader} */
	const reader = { wanted, ranking, layouts: {} };
	return read_dump(receive, {
		name: 'ctnetlink',
		is_enough: is_late,
		read: (data, start, size, kind, family) => {
			if (kind == IPCTNL_MSG_CT_NEW) rank_entry(reader, data, start, size, family);
			return true;
		}
	}).reason;
}

export { rank_dump };
