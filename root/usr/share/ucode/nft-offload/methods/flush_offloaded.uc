'use strict';

import * as struct from 'struct';
import { readfile } from 'fs';
import { ATTRIBUTES, CTA_ID, IPCTNL_MSG_CT_NEW, IPS_OFFLOAD } from 'nft-offload.conntrack.constants';
import { delete_request, dump_request } from 'nft-offload.conntrack.request';
import { call_error } from 'nft-offload.lib.error';
import { find_attribute } from 'nft-offload.netlink.attribute';
import { read_dump } from 'nft-offload.netlink.dump';
import { open_netlink } from 'nft-offload.netlink.socket';
import { now_ms } from 'nft-offload.system.clock';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Fault} Fault */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Flushed} Flushed */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

const KERNEL = '/proc/sys/kernel/osrelease';
const TOO_OLD = 'this kernel deletes no offloaded connections (Linux 6.4 and newer do)';
/** Milliseconds that the kernel may take for all of it. */
const TIME = 6000;
/** Entries that are looked for again afterwards. */
const MOST = 64;

/**
 * Linux 6.4 is the first that deletes offloaded entries (commit 9b7c68b3911a). An older one says that it has, and keeps them.
 *
 * @returns {boolean} false also where the release is unknown
 */
function is_too_old() {
	const parts = split(readfile(KERNEL, 256) ?? '', '.');
	const major = int(parts[0]);
	return major < 6 || (major == 6 && int(parts[1] ?? '') < 4);
}

/**
 * @param {import('nft-offload.netlink.socket').Netlink} netlink
 * @returns {{ entries: number, ids: number[], reason: ?Reason }}  ids: of the first offloaded entries
 */
function read_offloaded(netlink) {
	/** @type {number[]} */
	const ids = [];
	let entries = 0;
	const unsent = netlink.send(dump_request(IPS_OFFLOAD, IPS_OFFLOAD));
	if (unsent != null) return { entries, ids, reason: unsent };
	const read = read_dump(netlink.receive, {
		name: 'ctnetlink',
		read: (data, start, size, kind) => {
			if (kind != IPCTNL_MSG_CT_NEW) return true;
			entries++;
			const place = find_attribute(data, start + ATTRIBUTES, start + size, CTA_ID);
			const id = place == null || place[1] - place[0] < 4 ? null : struct.unpack('>I', data, place[0]);
			if (id != null && length(ids) < MOST) push(ids, id[0]);
			return true;
		}
	});
	return { entries, ids, reason: read.reason };
}

/**
 * @param {import('nft-offload.netlink.socket').Netlink} netlink
 * @returns {{ entries: number, error: ?string }}
 */
function flush(netlink) {
	const before = read_offloaded(netlink);
	if (before.reason != null) return { entries: 0, error: before.reason.text };
	if (before.entries == 0) return { entries: 0, error: null };
	if (is_too_old()) return { entries: 0, error: TOO_OLD };
	const unsent = netlink.send(delete_request(IPS_OFFLOAD, IPS_OFFLOAD));
	const refused = unsent ?? read_dump(netlink.receive, { name: 'ctnetlink', read: () => true }).reason;
	if (refused != null) return { entries: 0, error: refused.text };
	const after = read_offloaded(netlink);
	if (after.reason != null) return { entries: before.entries, error: null };
	for (let id in before.ids) if (index(after.ids, id) < 0) return { entries: before.entries, error: null };
	return { entries: 0, error: TOO_OLD };
}

/**
 * Reply of `flush_offloaded`: the kernel forgets all offloaded connections, so that their next packets meet every rule as if they
 * began. Merely taking them out of the flowtable would not do: firewall4 accepts what is established before its other rules.
 *
 * @returns {Flushed | Fault}
 */
function flush_offloaded() {
	const netlink = open_netlink(now_ms() + TIME);
	if (netlink.reason != null) return call_error('unavailable', netlink.reason.text);
	const flushed = flush(netlink);
	netlink.close();
	return flushed.error == null ? { entries: flushed.entries } : call_error('unavailable', flushed.error);
}

/** @type {import('nft-offload.lib.error').Answer<'flush_offloaded'>} */
const answer_flush_offloaded = () => flush_offloaded();

export { answer_flush_offloaded };
