'use strict';

/** Longest text of a reason, in bytes. */
const LONGEST = 200;

/**
 * Texts of strerror() (glibc and musl alike) and their reason. Error numbers differ between CPUs.
 *
 * @type {Record<string, import('../../../../../../src/rpc/types/index.ts').ReasonCode>}
 */
const CODES = {
	'No such file or directory': 'missing',
	'Not a directory': 'missing',
	'Invalid argument': 'missing',
	'Protocol not supported': 'missing',
	'Not supported': 'missing',
	'Operation not supported': 'missing',
	'Address family not supported by protocol': 'missing',
	'Permission denied': 'denied',
	'Operation not permitted': 'denied',
	'No buffer space available': 'overrun',
	'Interrupted system call': 'overrun',
	'Resource temporarily unavailable': 'timeout'
};

/**
 * Why a value is unknown (Reason of the wire types).
 *
 * @param {import('../../../../../../src/rpc/types/index.ts').ReasonCode} code
 * @param {string} text  the file, command or message concerned
 * @returns {import('../../../../../../src/rpc/types/index.ts').Reason}
 */
function reason(code, text) {
	return { code, text: substr(text, 0, LONGEST) };
}

/**
 * The reason behind an error that the C library words.
 *
 * @param {string} subject  the file or call that failed
 * @param {?string} message  what strerror() says
 * @returns {import('../../../../../../src/rpc/types/index.ts').Reason}
 */
function reason_of_error(subject, message) {
	return reason(CODES[message ?? ''] ?? 'failed', `${subject}: ${message ?? 'unknown error'}`);
}

/**
 * Reports the entries of a table that could not be read.
 *
 * @param {string} subject  the file or interface
 * @param {number} odd  entries that were skipped
 * @param {number} sound  entries that were read
 * @returns {{ whole: ?import('../../../../../../src/rpc/types/index.ts').Reason,
 *   rest: ?import('../../../../../../src/rpc/types/index.ts').Reason }} whole: too many are odd for the others to be believed;
 *   rest: the others count
 */
function reason_of_odd(subject, odd, sound) {
	if (odd == 0) return { whole: null, rest: null };
	const why = reason('garbled', `${subject}: ${odd} of ${odd + sound} entries skipped`);
	return odd >= sound ? { whole: why, rest: null } : { whole: null, rest: why };
}

/**
 * Drops the fields whose value is known.
 *
 * @template {string} K
 * @param {Record<K, ?import('../../../../../../src/rpc/types/index.ts').Reason>} reasons
 * @returns {Partial<Record<K, import('../../../../../../src/rpc/types/index.ts').Reason>>}
 */
function known_reasons(reasons) {
	/** @type {Partial<Record<K, import('../../../../../../src/rpc/types/index.ts').Reason>>} */
	const known = {};
	for (let field in reasons) {
		const why = reasons[field];
		if (why != null) known[field] = why;
	}
	return known;
}

export { known_reasons, reason, reason_of_error, reason_of_odd };
