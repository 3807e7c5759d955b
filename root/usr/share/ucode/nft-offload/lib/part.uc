'use strict';

import { reason } from 'nft-offload.lib.reason';

/**
 * Reads one part of a reply. Where reading throws, the source is not what it should be: then only this part is unknown.
 *
 * @template {{ reason: ?import('../../../../../../src/rpc/types/index.ts').Reason }} R
 * @template {{ [Name in Exclude<keyof R, 'reason'>]: unknown }} N
 * @param {string} subject  what is read, for the reason
 * @param {N} none  the part while its values are unknown
 * @param {() => R} read
 * @returns {{ [Name in keyof R]: R[Name] | (Name extends keyof N ? N[Name] : never) }}
 */
function part(subject, none, read) {
	try {
		return read();
	} catch (e) {
		const why = reason('garbled', `${subject}: ${e.message}`);
		return /** @type {any} */ ({ ...none, reason: why });
	}
}

export { part };
