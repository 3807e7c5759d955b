'use strict';

import { fault } from 'nft-offload.lib.error';
import { clean } from 'nft-offload.lib.text';

/** Bytes of a reply. One over 1 MiB takes rpcd off the bus for good; 64 KiB are promised. */
const LARGEST = 65000;

/**
 * @param {import('../../../../../../src/rpc/types/index.ts').ErrorCode} code
 * @param {string} text
 */
function failure(code, text) {
	return { ok: false, ...fault(code, text) };
}

/**
 * Shortens a reply that is too long. That is rare, and what it takes is compiled only then.
 *
 * @param {object} reply  changed
 * @returns {string} the reply as JSON
 */
function shorten(reply) {
	const source = "import { cut_reply } from 'nft-offload.lib.cut'; return cut_reply;";
	const text = loadstring(source, { raw_mode: true })()(reply, LARGEST);
	if (length(text) <= LARGEST) return text;
	return sprintf('%J', failure('internal', `the reply has ${length(text)} bytes`));
}

/**
 * The text of a reply: valid JSON on one line, whatever the router's names are made of.
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

export { failure, print_reply, reply_text };
