import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A key pair of usign, OpenWrt's tool that signs the package lists of opkg: Ed25519 with a name of 8 random bytes. */
export interface UsignKey {
	/** Sixteen hexadecimal digits; the public key is installed as /etc/opkg/keys/FINGERPRINT. */
	fingerprint: string;
	seed: Buffer;
	publicKey: Buffer;
}

export function generateUsignKey(): UsignKey {
	const { d, x } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
	return {
		fingerprint: randomBytes(8).toString('hex'),
		seed: Buffer.from(d ?? '', 'base64url'),
		publicKey: Buffer.from(x ?? '', 'base64url'),
	};
}

/** The file with the secret key: "Ed", "BK", no rounds of key derivation, a salt, a check sum, the fingerprint, seed and public key. */
export function printSecretKey({ fingerprint, seed, publicKey }: UsignKey): string {
	const sum = createHash('sha512').update(seed).update(publicKey).digest().subarray(0, 8);
	const start = [Buffer.from('EdBK', 'latin1'), Buffer.alloc(4), randomBytes(16), sum];
	return keyFile('private key', [...start, Buffer.from(fingerprint, 'hex'), seed, publicKey]);
}

/** The file with the public key: "Ed", the fingerprint and the key. */
export function printPublicKey({ fingerprint, publicKey }: UsignKey): string {
	return keyFile('public key', [Buffer.from('Ed', 'latin1'), Buffer.from(fingerprint, 'hex'), publicKey]);
}

/** Reads what `printSecretKey` or `usign -G` wrote; throws for anything else and for keys with a password. */
export function parseSecretKey(text: string): UsignKey {
	const bytes = Buffer.from(text.split('\n')[1] ?? '', 'base64');
	if (bytes.length !== 104 || bytes.toString('latin1', 0, 4) !== 'EdBK')
		throw new Error('not a secret key of usign');
	if (bytes.readUInt32BE(4) !== 0) throw new Error('the secret key has a password');
	const seed = bytes.subarray(40, 72);
	const publicKey = bytes.subarray(72);
	const sum = createHash('sha512').update(seed).update(publicKey).digest().subarray(0, 8);
	if (!sum.equals(bytes.subarray(24, 32))) throw new Error('the secret key is damaged');
	return { fingerprint: bytes.toString('hex', 32, 40), seed, publicKey };
}

/** The signature file of `message`; the same for the same key and message. */
export function signMessage(message: Uint8Array, key: UsignKey): string {
	const signature = sign(null, message, ed25519Key(key));
	const parts = [Buffer.from('Ed', 'latin1'), Buffer.from(key.fingerprint, 'hex'), signature];
	return keyFile(`signed by key ${key.fingerprint}`, parts);
}

function ed25519Key({ seed, publicKey }: UsignKey): ReturnType<typeof createPrivateKey> {
	const jwk = {
		kty: 'OKP',
		crv: 'Ed25519',
		d: seed.toString('base64url'),
		x: publicKey.toString('base64url'),
	};
	return createPrivateKey({ key: jwk, format: 'jwk' });
}

function keyFile(comment: string, parts: Buffer[]): string {
	return `untrusted comment: ${comment}\n${Buffer.concat(parts).toString('base64')}\n`;
}
