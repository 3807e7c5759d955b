'use strict';

/** `nft-offload why`: the largest connections, each with why it is offloaded or not. */

import { bytes_text } from 'nft-offload.commands.figures';
import { read_judged } from 'nft-offload.commands.judged';
import { wrapped } from 'nft-offload.commands.output';
import { state_words, why_words } from 'nft-offload.commands.why_words';
import { read_address } from 'nft-offload.lib.address';
import { items_where } from 'nft-offload.lib.list';
import { clean } from 'nft-offload.lib.text';
import { read_status } from 'nft-offload.methods.status';

/** @typedef {import('../../../../../../src/rpc/types/shell.ts').JudgedConnection} Judged */

/** Connections that are shown: about a screen. */
const SHOWN = 10;
/** Names of protocols by their numbers (IANA). */
const PROTOCOLS = [
	[1, 'ICMP'],
	[6, 'TCP'],
	[17, 'UDP'],
	[58, 'ICMPv6']
];

/**
 * @param {string} group  of an IPv6 address
 * @returns {string} without the zeros that only make it longer
 */
function short_group(group) {
	let short = group;
	while (length(short) > 1 && substr(short, 0, 1) == '0') short = substr(short, 1);
	return short;
}

/**
 * @param {string[]} groups  of an IPv6 address
 * @returns {string} as RFC 5952 has it: the first of the longest runs of zeros as '::'
 */
function short_address(groups) {
	const short = map(groups, short_group);
	let at = 0;
	let longest = 1;
	for (let start = 0; start < length(short); start++) {
		let end = start;
		while (short[end] == '0') end++;
		if (end - start <= longest) continue;
		at = start;
		longest = end - start;
	}
	if (longest == 1) return join(':', short);
	/** @type {string[]} */
	const before = [];
	/** @type {string[]} */
	const after = [];
	for (let place = 0; place < length(short); place++)
		if (place < at) push(before, short[place]);
		else if (place >= at + longest) push(after, short[place]);
	return `${join(':', before)}::${join(':', after)}`;
}

/**
 * @param {string} address
 * @param {?number} port
 * @returns {string}
 */
function end_text(address, port) {
	const groups = split(address, ':');
	if (length(groups) == 1) return port == null ? address : `${address}:${port}`;
	const short = short_address(groups);
	return port == null ? short : `[${short}]:${port}`;
}

/**
 * @param {Judged} judged
 * @returns {string}
 */
function block_text(judged) {
	const connection = judged.connection;
	const original = connection.original;
	const from = end_text(original.src, original.sport);
	const to = end_text(original.dst, original.dport);
	const named = items_where(PROTOCOLS, (one) => one[0] == connection.protocol)[0];
	const protocol = named == null ? `protocol ${connection.protocol}` : named[1];
	const received = connection.reply.bytes;
	const bytes = original.bytes == null || received == null ? null : original.bytes + received;
	const amount = bytes == null ? '' : `, ${bytes_text(bytes)}`;
	const whys = map(judged.whys, (why) => `\n${wrapped(why_words(why), '    ')}`);
	return `${from} > ${to} ${protocol}${amount}\n  ${state_words(judged)}${join('', whys)}\n`;
}

/**
 * @param {string[]} words  an address, or nothing
 * @param {boolean} as_json
 * @returns {?number} the exit code; null for other words
 */
function why(words, as_json) {
	const address = words[0] ?? null;
	if (length(words) > 1 || (address != null && read_address(address) == null)) return null;
	const filter = address == null ? {} : { addresses: [address] };
	const found = read_judged({ limit: SHOWN, filter }, () => clean(read_status()));
	const judged = found.connections;
	if (as_json) print(sprintf('%J\n', found));
	else if (judged == null) print(`The connections are unknown: ${found.unknown?.text ?? ''}\n`);
	else if (length(judged) == 0) print('no connections\n');
	else
		print(
			join('\n', map(judged, block_text)),
			found.left_out > 0 ? `\n${found.left_out} smaller ones are left out.\n` : ''
		);
	return judged == null ? 2 : 0;
}

export { end_text, why };
