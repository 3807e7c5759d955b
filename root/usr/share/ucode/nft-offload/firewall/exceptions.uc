'use strict';

import { cursor, error } from 'uci';
import { is_inside, read_prefix } from 'nft-offload.lib.address';
import { reason } from 'nft-offload.lib.reason';
import { list_of, object_of, text_of } from 'nft-offload.lib.value';
import { is_mac, read_decimal, read_ports } from 'nft-offload.lib.word';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').ExceptionList} ExceptionList */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').InvalidException} InvalidException */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('nft-offload.lib.address').Prefix} Prefix */
/**
 * A range of ports of one protocol.
 *
 * @typedef {{ first: number, last: number }} Range
 */
/**
 * Exceptions that are checked, in the form that a ruleset is made of: nothing lies in anything else.
 *
 * @typedef {object} Exceptions
 * @property {string[]} macs
 * @property {Prefix[]} prefixes
 * @property {{ tcp: Range[], udp: Range[] }} ports
 * @property {number} first_packets  0: none
 */

const CONFIG = '/etc/config/nft-offload';
const PACKAGE = 'nft-offload';
const SECTION = 'exceptions';
/** Words of each list: the rules are looked at for every packet that is not offloaded. */
const MOST = 64;
/** Numbers of first packets that may stay in the firewall. */
const FIRST_PACKETS = [10, 30, 60];
/** Bytes of a word that is not valid, as it is shown. */
const LONGEST = 64;

/**
 * @param {unknown} value  a list of UCI, or a single word
 * @returns {string[]}
 */
function words_of(value) {
	/** @type {string[]} */
	const words = [];
	for (let item in type(value) == 'array' ? list_of(value) : [value]) {
		const word = text_of(item) ?? '';
		if (word != '') push(words, word);
	}
	return words;
}

/**
 * @param {string} word
 * @returns {?string} the word of a device in its one form
 */
function device_word(word) {
	if (is_mac(word))
		return join(
			':',
			map(split(word, ':'), (pair) => sprintf('%02x', +`0x${pair}`))
		);
	const address = index(word, '/') < 0 ? read_prefix(word) : null;
	return address == null ? null : address.text;
}

/**
 * @param {string} word
 * @returns {?string}
 */
function network_word(word) {
	const prefix = read_prefix(word);
	return prefix == null ? null : prefix.text;
}

/**
 * @param {string} word
 * @returns {?string}
 */
function port_word(word) {
	const ports = read_ports(word);
	if (ports == null) return null;
	const range = ports.first == ports.last ? `${ports.first}` : `${ports.first}-${ports.last}`;
	return ports.protocol == null ? range : `${ports.protocol}/${range}`;
}

/**
 * @param {string} option
 * @param {unknown} value
 * @param {(word: string) => ?string} tidy
 * @param {InvalidException[]} invalid  filled
 * @returns {string[]} its words, each once
 */
function read_list(option, value, tidy, invalid) {
	/** @type {string[]} */
	const words = [];
	for (let word in words_of(value)) {
		const tidied = tidy(word);
		if (tidied == null || length(words) >= MOST)
			push(invalid, { option, value: tidied == null ? substr(word, 0, LONGEST) : `> ${MOST}` });
		else if (index(words, tidied) < 0) push(words, tidied);
	}
	return words;
}

/**
 * @param {unknown} value
 * @param {InvalidException[]} invalid  filled
 * @returns {number}
 */
function read_first_packets(value, invalid) {
	if (value == null || value === '' || value === '0') return 0;
	const number = read_decimal(text_of(value) ?? '', 1, 99);
	if (number != null && index(FIRST_PACKETS, number) >= 0) return number;
	push(invalid, { option: 'first_packets', value: substr(text_of(value) ?? '', 0, LONGEST) });
	return 0;
}

/**
 * Reads the options of the section.
 *
 * @param {unknown} section
 * @returns {{ list: ExceptionList, invalid: InvalidException[] }}
 */
function parse_section(section) {
	const options = object_of(section);
	/** @type {InvalidException[]} */
	const invalid = [];
	const list = {
		devices: read_list('device', options.device, device_word, invalid),
		networks: read_list('network', options.network, network_word, invalid),
		ports: read_list('port', options.port, port_word, invalid),
		first_packets: read_first_packets(options.first_packets, invalid)
	};
	while (length(invalid) > MOST) pop(invalid);
	return { list, invalid };
}

/**
 * What is configured, as applied. Without the file, or the section, there is no exception.
 *
 * @returns {{ list: ?ExceptionList, invalid: InvalidException[], reason: ?Reason }}
 */
function read_exceptions() {
	const config = cursor();
	if (config != null && config.load(CONFIG))
		return { ...parse_section(config.get_all(PACKAGE, SECTION)), reason: null };
	const message = error() ?? 'unknown error';
	if (message == 'Entry not found') return { ...parse_section(null), reason: null };
	return { list: null, invalid: [], reason: reason('garbled', `${CONFIG}: ${message}`) };
}

/**
 * @param {ExceptionList} list
 * @returns {boolean}
 */
function is_empty(list) {
	const words = length(list.devices) + length(list.networks) + length(list.ports);
	return words == 0 && list.first_packets == 0;
}

/**
 * @param {Prefix[]} prefixes
 * @returns {Prefix[]} without those that lie in another one
 */
function outermost(prefixes) {
	/** @type {Prefix[]} */
	const kept = [];
	for (let prefix in prefixes) {
		let covered = false;
		for (let other in prefixes) {
			if (other.text != prefix.text && is_inside(prefix, other)) covered = true;
		}
		for (let other in kept) if (other.text == prefix.text) covered = true;
		if (!covered) push(kept, prefix);
	}
	return kept;
}

/**
 * @param {Range[]} ranges  changed
 * @returns {Range[]} in their order, those that overlap joined
 */
function joined(ranges) {
	/** @type {Range[]} */
	const kept = [];
	for (let range in sort(ranges, (a, b) => a.first - b.first)) {
		const last = kept[length(kept) - 1];
		if (last != null && range.first <= last.last) last.last = max(last.last, range.last);
		else push(kept, { first: range.first, last: range.last });
	}
	return kept;
}

/**
 * @param {ExceptionList} list  as read_exceptions() gives it
 * @returns {Exceptions}
 */
function resolve(list) {
	/** @type {string[]} */
	const macs = [];
	/** @type {Prefix[]} */
	const prefixes = [];
	/** @type {{ tcp: Range[], udp: Range[] }} */
	const ports = { tcp: [], udp: [] };
	for (let word in [...list.devices, ...list.networks]) {
		const prefix = read_prefix(word);
		if (prefix != null) push(prefixes, prefix);
		else push(macs, word);
	}
	for (let word in list.ports) {
		const range = read_ports(word);
		if (range == null) continue;
		if (range.protocol != 'udp') push(ports.tcp, range);
		if (range.protocol != 'tcp') push(ports.udp, range);
	}
	return {
		macs,
		prefixes: outermost(prefixes),
		ports: { tcp: joined(ports.tcp), udp: joined(ports.udp) },
		first_packets: list.first_packets
	};
}

export { is_empty, parse_section, read_exceptions, resolve };
