'use strict';

/**
 * A function that answers a method, called `answer_METHOD`. Every argument may be missing.
 *
 * @template {keyof import('../../../../../../src/rpc/types/index.ts').Methods} M
 * @typedef {(args: Partial<import('../../../../../../src/rpc/types/index.ts').Methods[M]['args']>) =>
 *   import('../../../../../../src/rpc/types/index.ts').Methods[M]['reply'] | import('../../../../../../src/rpc/types/index.ts').Fault} Answer
 */

/** Longest text of an error, in bytes. */
const LONGEST = 200;

/**
 * An error that a method gives instead of its reply.
 *
 * @param {import('../../../../../../src/rpc/types/index.ts').ErrorCode} code
 * @param {string} text  what happened, in English
 * @returns {import('../../../../../../src/rpc/types/index.ts').Fault}
 */
function call_error(code, text) {
	return { error: { code, text: substr(text, 0, LONGEST) } };
}

/**
 * @template {object} T
 * @param {T | import('../../../../../../src/rpc/types/index.ts').Fault} answer  of a method
 * @returns {{ reply: ?T, error: ?string }} one of them is null
 */
function outcome_of(answer) {
	const fault = /** @type {Partial<import('../../../../../../src/rpc/types/index.ts').Fault>} */ (answer)
		.error;
	if (fault != null) return { reply: null, error: fault.text };
	return { reply: /** @type {T} */ (answer), error: null };
}

export { call_error, outcome_of };
