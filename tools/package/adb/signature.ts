import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { BLOCK, type Block, type Schema } from './container.ts';

/** apk's number for SHA-512 (src/apk_crypto.h of apk-tools 3). */
const SHA512 = 4;
/** Length of the uncompressed point of a P-256 key, which ends its SubjectPublicKeyInfo. */
const POINT_LENGTH = 65;

/**
 * A signature block over the payload of an ADB, by an ECDSA key on the curve P-256, as `apk adbsign` makes it: version, hash algorithm,
 * the first 16 bytes of the key's SHA-512, and the signature in DER.
 */
export function signatureBlock(schema: Schema, adb: Uint8Array, key: KeyObject): Block {
	const head = Buffer.concat([Buffer.from([0, SHA512]), keyId(key)]);
	const word = Buffer.alloc(4);
	word.writeUInt32LE(schema);
	const message = Buffer.concat([word, head, createHash('sha512').update(adb).digest()]);
	return { type: BLOCK.signature, payload: Buffer.concat([head, sign('sha512', message, key)]) };
}

/** The 16 bytes by which apk finds the key below /etc/apk/keys. `key` may be the private or the public one. */
export function keyId(key: KeyObject): Buffer {
	const isCurve = key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
	if (!isCurve) throw new Error('apk indexes are signed with an ECDSA key on the curve prime256v1');
	const open = key.type === 'private' ? createPublicKey(key) : key;
	const point = open.export({ type: 'spki', format: 'der' }).subarray(-POINT_LENGTH);
	return createHash('sha512').update(point).digest().subarray(0, 16);
}
