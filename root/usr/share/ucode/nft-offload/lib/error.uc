'use strict';

/**
 * What answers a method, as `answer_METHOD`: takes the arguments, of which each may be missing, and gives the reply or a
 * fault.
 *
 * @template {keyof import('../../../../../../src/rpc/types/index.ts').Methods} M
 * @typedef {(args: Partial<import('../../../../../../src/rpc/types/index.ts').Methods[M]['args']>) =>
 *   import('../../../../../../src/rpc/types/index.ts').Methods[M]['reply'] | import('../../../../../../src/rpc/types/index.ts').Fault} Answer
 */

/** Longest text of a fault, in bytes. */
const LONGEST = 200;

/**
 * What a method gives instead of its reply where it could not do what was asked.
 *
 * @param {import('../../../../../../src/rpc/types/index.ts').ErrorCode} code
 * @param {string} text  what happened, in English
 * @returns {import('../../../../../../src/rpc/types/index.ts').Fault}
 */
function fault(code, text) {
	return { error: { code, text: substr(text, 0, LONGEST) } };
}

export { fault };
