'use strict';

import { fault } from 'nft-offload.lib.error';
import { clean } from 'nft-offload.lib.text';

/** A reply over 1 MiB takes rpcd off the bus for good; nothing that we send comes near this. */
const LARGEST = 65000;

/**
 * @param {import('../../../../../../src/rpc/types/index.ts').ErrorCode} code
 * @param {string} text
 */
function failure(code, text) {
	return { ok: false, ...fault(code, text) };
}

/**
 * Prints an object as the program's one line of output: valid JSON, whatever the router's names are made of.
 *
 * @param {object} reply
 */
function print_reply(reply) {
	let text = sprintf('%J', clean(reply));
	if (length(text) > LARGEST)
		text = sprintf('%J', failure('internal', `the reply has ${length(text)} bytes`));
	print(text, '\n');
}

export { failure, print_reply };
