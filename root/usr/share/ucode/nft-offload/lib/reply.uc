'use strict';

import { call_error } from 'nft-offload.lib.error';
import { clean } from 'nft-offload.lib.text';

/** Bytes of a reply. One over 1 MiB takes rpcd off the bus for good; the interface promises 64 KiB. */
const LARGEST = 65000;

/**
 * @param {import('../../../../../../src/rpc/types/index.ts').ErrorCode} code
 * @param {string} text
 */
function error_reply(code, text) {
	return { ok: false, ...call_error(code, text) };
}

/**
 * Shortens a reply that is too long. That is rare, so its code is compiled only then.
 *
 * @param {object} reply  changed
 * @returns {string} the reply as JSON
 */
function shorten(reply) {
	const source = "import { cut_reply } from 'nft-offload.lib.cut'; return cut_reply;";
	const text = loadstring(source, { raw_mode: true })()(reply, LARGEST);
	if (length(text) <= LARGEST) return text;
	return sprintf('%J', error_reply('internal', `the reply has ${length(text)} bytes`));
}

/**
 * Turns a reply into valid JSON on one line, whatever bytes the router's names hold.
 *
 * @param {object} reply
 * @returns {string}
 */
function reply_text(reply) {
	const cleaned = clean(reply);
	const text = sprintf('%J', cleaned);
	return length(text) > LARGEST ? shorten(cleaned) : text;
}

/**
 * Prints an object as the program's one line of output.
 *
 * @param {object} reply
 */
function print_reply(reply) {
	print(reply_text(reply), '\n');
}

export { error_reply, print_reply, reply_text };
