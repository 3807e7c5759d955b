'use strict';

import * as struct from 'struct';
import {
	ATTRIBUTES,
	CTA_HELP,
	CTA_PROTOINFO,
	CTA_PROTOINFO_TCP,
	CTA_PROTOINFO_TCP_FLAGS_ORIGINAL,
	CTA_PROTOINFO_TCP_FLAGS_REPLY,
	CTA_PROTOINFO_TCP_STATE,
	CTA_PROTO_NUM,
	CTA_STATUS,
	CTA_TIMEOUT,
	CTA_TUPLE_ORIG,
	CTA_TUPLE_PROTO,
	CTA_TUPLE_REPLY,
	IPCTNL_MSG_CT_NEW,
	IPPROTO_TCP,
	IPPROTO_UDP
} from 'nft-offload.conntrack.constants';
import { read_local } from 'nft-offload.conntrack.local_addresses';
import { dump_request } from 'nft-offload.conntrack.request';
import { source_of } from 'nft-offload.conntrack.source';
import { find_nested, list_attributes } from 'nft-offload.netlink.attribute';
import { read_dump } from 'nft-offload.netlink.dump';
import { open_netlink } from 'nft-offload.netlink.socket';
import { now_ms } from 'nft-offload.system.clock';
import { read_sysctl } from 'nft-offload.system.sysctl';
import { read_address } from 'nft-offload.lib.address';
import { reason_of_odd } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').SlowConnections} SlowConnections */
/**
 * Seconds that the kernel gives an entry with each packet: so much is left of its timeout right after one.
 *
 * @typedef {{ established: number, unacknowledged: number, stream: number }} Timeouts
 */
/**
 * Reads protocol and timeout of messages of one size with the headers of their attributes, what it read where it was
 * learnt, and what is left of the timeout right after a packet.
 *
 * @typedef {{ format: StructFormat, seen: number[], usual: number, other: number }} Layout
 */
/**
 * @typedef {object} Reader
 * @property {Timeouts} timeouts
 * @property {string[]} local  addresses of the router as bytes
 * @property {Record<number, Layout>} layouts
 * @property {number} read
 * @property {number} found
 * @property {number} odd  messages that should be entries and are not
 */

/** Linux include/uapi/linux/netfilter/nf_conntrack_tcp.h */
const TCP_CONNTRACK_ESTABLISHED = 3;
const IP_CT_TCP_FLAG_DATA_UNACKNOWLEDGED = 0x10;

/**
 * Linux include/uapi/linux/netfilter/nf_conntrack_common.h. Wanted: IPS_SEEN_REPLY and IPS_ASSURED, without IPS_OFFLOAD or
 * IPS_HW_OFFLOAD, and without what bars an entry from offloading (Linux net/netfilter/nft_flow_offload.c):
 * IPS_SEQ_ADJUST, IPS_DYING, IPS_NAT_CLASH, IPS_HELPER.
 */
const STATUS = 0x0006;
const STATUS_MASK = 0xf246;

/** Seconds since its last packet for which an entry is in use. */
const RECENT = 10;
/**
 * The same for TCP whose receiver has no room right now, as in the middle of a download: it has the shorter timeout, but
 * nothing else tells it from a connection that is idle and will end in so many seconds.
 */
const BURST = 2;
/** So many entries are read at most, so many are counted at most, and so many milliseconds may that take. */
const MOST_READ = 4000;
const MOST_FOUND = 500;
const WHOLE_TIME = 3000;

/**
 * Timeouts of the entries that count. A UDP connection is IPS_ASSURED as long as it is a stream. A TCP connection gets
 * a shorter one while a packet waits for its acknowledgement, or while a receiver has no room (Linux
 * net/netfilter/nf_conntrack_proto_tcp.c).
 *
 * @returns {{ timeouts: ?Timeouts, reason: ?Reason }}
 */
function read_timeouts() {
	const established = read_sysctl('nf_conntrack_tcp_timeout_established');
	const unacknowledged = read_sysctl('nf_conntrack_tcp_timeout_unacknowledged');
	const stream = read_sysctl('nf_conntrack_udp_timeout_stream');
	if (established.value == null || unacknowledged.value == null || stream.value == null)
		return { timeouts: null, reason: established.reason ?? unacknowledged.reason ?? stream.reason };
	return {
		timeouts: {
			established: established.value,
			unacknowledged: min(unacknowledged.value, established.value),
			stream: stream.value
		},
		reason: null
	};
}

/**
 * Remembers where an entry has its protocol and its timeout, so that others of its size need no walk while they are idle.
 *
 * @param {Reader} reader
 * @param {string} data
 * @param {number} start
 * @param {number} key
 * @param {number} protocol_at  place of the protocol's number
 * @param {number} timeout_at  place of the timeout
 */
function learn_layout(reader, data, start, key, protocol_at, timeout_at) {
	const between = timeout_at - 5 - protocol_at;
	if (between < 0) return;
	const format = struct.new(`>${protocol_at - 4 - start}xIB${between}xII`);
	const seen = format.unpack(data, start);
	if (seen == null) return;
	const timeouts = reader.timeouts;
	const is_tcp = ord(data, protocol_at) == IPPROTO_TCP;
	const usual = is_tcp ? timeouts.established : timeouts.stream;
	const other = is_tcp ? timeouts.unacknowledged : usual;
	reader.layouts[key] = { format, seen, usual, other };
}

/**
 * Whether a TCP connection is established and was used just now.
 *
 * @param {string} data
 * @param {?number[]} protoinfo
 * @param {number} left  seconds of its timeout
 * @param {Timeouts} timeouts
 * @returns {boolean}
 */
function is_tcp_in_use(data, protoinfo, left, timeouts) {
	const all = protoinfo && list_attributes(data, protoinfo[0], protoinfo[1]);
	const place = all && all[CTA_PROTOINFO_TCP];
	const state = find_nested(data, place, CTA_PROTOINFO_TCP_STATE, 1);
	if (state == null || ord(data, state) != TCP_CONNTRACK_ESTABLISHED) return false;
	let flags = 0;
	for (let kind in [CTA_PROTOINFO_TCP_FLAGS_ORIGINAL, CTA_PROTOINFO_TCP_FLAGS_REPLY]) {
		const at = find_nested(data, place, kind, 1);
		if (at != null) flags = flags | (ord(data, at) ?? 0);
	}
	const age = timeouts.unacknowledged - left;
	const waits = flags & IP_CT_TCP_FLAG_DATA_UNACKNOWLEDGED;
	if (age >= 0 && age <= (waits ? RECENT : BURST)) return true;
	return left >= timeouts.established - RECENT && left <= timeouts.established;
}

/**
 * Reads one entry by a walk over its attributes.
 *
 * @param {Reader} reader
 * @param {string} data
 * @param {number} start
 * @param {number} size
 * @param {number} family
 */
function walk_entry(reader, data, start, size, family) {
	const found = list_attributes(data, start + ATTRIBUTES, start + size);
	const original = found && found[CTA_TUPLE_ORIG];
	const numbers = original && list_attributes(data, original[0], original[1])?.[CTA_TUPLE_PROTO];
	const protocol_at = find_nested(data, numbers ?? null, CTA_PROTO_NUM, 1);
	const status_place = found && found[CTA_STATUS];
	if (!found || !original || protocol_at == null || !status_place) {
		reader.odd++;
		return;
	}

	const timeout_place = found[CTA_TIMEOUT];
	// The kernel leaves it out while an entry is offloaded.
	if (!timeout_place || timeout_place[1] - timeout_place[0] != 4) return;
	learn_layout(reader, data, start, size * 16 + family, protocol_at, timeout_place[0]);
	const status = struct.unpack('>I', data, status_place[0])?.[0] ?? 0;
	// A kernel that knows no filter sends what was not asked for.
	if ((status & STATUS_MASK) != STATUS || found[CTA_HELP]) return;

	const left = struct.unpack('>I', data, timeout_place[0])?.[0] ?? 0;
	const stream = reader.timeouts.stream;
	const in_use =
		ord(data, protocol_at) == IPPROTO_TCP
			? is_tcp_in_use(data, found[CTA_PROTOINFO] ?? null, left, reader.timeouts)
			: ord(data, protocol_at) == IPPROTO_UDP && left >= stream - RECENT && left <= stream;
	if (!in_use) return;
	// Its two ends are who sent the first packet and who answered it.
	const ends = [source_of(data, original, family), source_of(data, found[CTA_TUPLE_REPLY] ?? null, family)];
	if (index(reader.local, ends[0]) < 0 && index(reader.local, ends[1]) < 0) reader.found++;
}

/**
 * Reads one entry. Idle ones are told by their timeout alone, because a walk takes many times as long and there may be
 * thousands of them.
 *
 * @param {Reader} reader
 * @param {string} data
 * @param {number} start
 * @param {number} size
 * @param {number} family
 */
function read_entry(reader, data, start, size, family) {
	reader.read++;
	const layout = reader.layouts[size * 16 + family];
	const now = layout?.format.unpack(data, start);
	if (layout != null && now != null) {
		const seen = layout.seen;
		const same = now[0] == seen[0] && now[1] == seen[1] && now[2] == seen[2];
		const left = now[3];
		const may_be_usual = left >= layout.usual - RECENT && left <= layout.usual;
		const may_be_other = left >= layout.other - RECENT && left <= layout.other;
		if (same && !may_be_usual && !may_be_other) return;
	}
	walk_entry(reader, data, start, size, family);
}

/**
 * @param {Reader} reader
 * @returns {{ slow: ?SlowConnections, reason: ?Reason }}
 */
function count_slow(reader) {
	const deadline = now_ms() + WHOLE_TIME;
	const is_enough = () => reader.read >= MOST_READ || reader.found >= MOST_FOUND || now_ms() > deadline;
	const netlink = open_netlink(deadline);
	if (netlink.reason != null) return { slow: null, reason: netlink.reason };
	const unread =
		netlink.send(dump_request(STATUS, STATUS_MASK)) ??
		read_dump(netlink.receive, {
			name: 'ctnetlink',
			is_enough,
			read: (data, start, size, kind, family) => {
				if (kind == IPCTNL_MSG_CT_NEW) read_entry(reader, data, start, size, family);
				return true;
			}
		}).reason;
	netlink.close();
	const is_part = unread?.code == 'timeout' && reader.read > 0;
	if (unread != null && !is_part) return { slow: null, reason: unread };
	const odd = reason_of_odd('ctnetlink', reader.odd, reader.read - reader.odd);
	if (odd.whole != null) return { slow: null, reason: odd.whole };
	return { slow: { entries: reader.found, complete: !is_part && odd.rest == null }, reason: odd.rest };
}

/**
 * Counts the eligible connections that are in use and not offloaded: established TCP and answered UDP
 * without a helper, of which neither end is the router, with a packet in the last RECENT seconds.
 *
 * @returns {{ slow: ?SlowConnections, reason: ?Reason }}
 */
function read_slow() {
	const timeouts = read_timeouts();
	if (timeouts.timeouts == null) return { slow: null, reason: timeouts.reason };
	const local = read_local();
	if (local.local == null) return { slow: null, reason: local.reason };
	return count_slow({
		timeouts: timeouts.timeouts,
		local: map(local.local, (text) => read_address(text)?.bytes ?? ''),
		layouts: {},
		read: 0,
		found: 0,
		odd: 0
	});
}

export { read_slow };
