'use strict';

/*
 * Words from outside that become part of a command, a path or a script of nft. Each kind has one function here, which looks
 * at the length and at every byte. A pattern must not decide this: in some releases of ucode `^` and `$` match at every
 * line, and in all of them a NUL byte ends the text for a pattern.
 */

/** First and last byte of each range. */
const DIGITS = [0x30, 0x39];
const HEX = [0x30, 0x39, 0x41, 0x46, 0x61, 0x66];
/** A-Z, a-z, 0-9, '_'. */
const NAME_START = [0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a];
/** These and '-', '.', '@'. */
const NAME = [...NAME_START, 0x2d, 0x2e, 0x40, 0x40];
/** Longest name of a network device: IFNAMSIZ of Linux include/uapi/linux/if.h without its NUL. */
const DEVICE = 15;
/** Bytes of a MAC address as text, and of the longest range of ports. */
const MAC = 17;
const PORTS = 15;
const COLON = 0x3a;

/**
 * @param {?number} byte
 * @param {number[]} ranges
 * @returns {boolean}
 */
function is_within(byte, ranges) {
	if (byte == null) return false;
	for (let at = 0; at < length(ranges); at += 2) {
		if (byte >= ranges[at] && byte <= ranges[at + 1]) return true;
	}
	return false;
}

/**
 * @param {unknown} text
 * @param {number[]} ranges  that each byte must be in
 * @param {number} fewest  bytes
 * @param {number} most
 * @returns {boolean}
 */
function is_made_of(text, ranges, fewest, most) {
	if (type(text) != 'string') return false;
	const word = /** @type {string} */ (text);
	if (length(word) < fewest || length(word) > most) return false;
	for (let at = 0; at < length(word); at++) if (!is_within(ord(word, at), ranges)) return false;
	return true;
}

/**
 * @param {unknown} text
 * @returns {boolean} whether it can be the name of a section of UCI (libuci util.c, uci_validate_str)
 */
function is_section_name(text) {
	return is_made_of(text, NAME_START, 1, 64);
}

/**
 * @param {unknown} text
 * @param {number} most  digits
 * @returns {boolean} whether it consists of decimal digits
 */
function is_decimal(text, most) {
	return is_made_of(text, DIGITS, 1, most);
}

/**
 * @param {unknown} text
 * @param {number} most  digits
 * @returns {boolean} whether it consists of hexadecimal digits
 */
function is_hexadecimal(text, most) {
	return is_made_of(text, HEX, 1, most);
}

/**
 * Whether the kernel accepts a text as the name of a network device (dev_valid_name() of Linux net/core/dev.c). Such a name may
 * be one part of a path. It is not safe in a command or a script: it can hold quotes.
 *
 * @param {unknown} text
 * @returns {boolean}
 */
function is_device_name(text) {
	if (type(text) != 'string') return false;
	const name = /** @type {string} */ (text);
	if (length(name) < 1 || length(name) > DEVICE || name == '.' || name == '..') return false;
	for (let at = 0; at < length(name); at++) {
		const byte = ord(name, at) ?? 0;
		// Control characters, the space, '/' and ':'.
		if (byte <= 0x20 || byte == 0x2f || byte == 0x3a || byte == 0x7f) return false;
	}
	return true;
}

/**
 * @param {unknown} text
 * @returns {boolean} whether it is the name of a network device that is safe in a command and in a script of nft
 */
function is_plain_device_name(text) {
	return is_made_of(text, NAME, 1, DEVICE) && is_within(ord(/** @type {string} */ (text), 0), NAME_START);
}

/**
 * @param {unknown} text
 * @returns {boolean} whether it is a MAC address: six pairs of hexadecimal digits with colons between them
 */
function is_mac(text) {
	if (type(text) != 'string') return false;
	const word = /** @type {string} */ (text);
	if (length(word) != MAC) return false;
	for (let at = 0; at < MAC; at++) {
		const byte = ord(word, at);
		if (at % 3 == 2 ? byte != COLON : !is_within(byte, HEX)) return false;
	}
	return true;
}

/**
 * @param {string} text  of decimal digits
 * @param {number} fewest
 * @param {number} most
 * @returns {?number} null where it is another text, or outside of these
 */
function read_decimal(text, fewest, most) {
	if (!is_decimal(text, length(`${most}`))) return null;
	const number = int(text);
	return number >= fewest && number <= most ? number : null;
}

/**
 * Reads a port, or a range of ports, of one protocol or of both: `443`, `tcp/443`, `udp/3478-3481`.
 *
 * @param {unknown} text
 * @returns {?{ protocol: ?('tcp' | 'udp'), first: number, last: number }}  protocol: null for both
 */
function read_ports(text) {
	if (type(text) != 'string' || length(/** @type {string} */ (text)) > PORTS) return null;
	const parts = split(/** @type {string} */ (text), '/');
	const ends = split(pop(parts) ?? '', '-');
	const protocol = parts[0] ?? null;
	if (length(parts) > 1 || length(ends) > 2) return null;
	if (protocol != null && protocol !== 'tcp' && protocol !== 'udp') return null;
	const first = read_decimal(ends[0], 1, 65535);
	const last = length(ends) == 2 ? read_decimal(ends[1], 1, 65535) : first;
	return first == null || last == null || last < first ? null : { protocol, first, last };
}

export {
	is_decimal,
	is_device_name,
	is_hexadecimal,
	is_mac,
	is_made_of,
	is_plain_device_name,
	is_section_name,
	read_decimal,
	read_ports
};
