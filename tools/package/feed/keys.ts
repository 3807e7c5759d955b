import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateUsignKey, parseSecretKey, printPublicKey, printSecretKey, type UsignKey } from './usign.ts';

/** The keys of a feed: one for each package manager. */
export interface FeedKeys {
	usign: UsignKey;
	/** ECDSA on the curve prime256v1. */
	apk: KeyObject;
}

/** The names that OpenWrt's build system gives its keys, so that the keys of an SDK can be used as they are. */
const USIGN_SECRET = 'key-build';
const USIGN_PUBLIC = 'key-build.pub';
const APK_SECRET = 'private-key.pem';
const APK_PUBLIC = 'public-key.pem';

/** Reads the secret keys from `folder`. */
export function readKeys(folder: string): FeedKeys {
	const read = (name: string): string => {
		const file = join(folder, name);
		if (!existsSync(file)) throw new Error(`${file} is missing: make keys with --new-keys`);
		return readFileSync(file, 'utf8');
	};
	return { usign: parseSecretKey(read(USIGN_SECRET)), apk: createPrivateKey(read(APK_SECRET)) };
}

/** Makes new keys in `folder`, readable by their owner alone. Never overwrites: with a key goes the trust of every router that has it. */
export function createKeys(folder: string): void {
	const usign = generateUsignKey();
	const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
	const files: Array<[name: string, text: string, mode: number]> = [
		[USIGN_SECRET, printSecretKey(usign), 0o600],
		[USIGN_PUBLIC, printPublicKey(usign), 0o644],
		[APK_SECRET, `${pair.privateKey.export({ type: 'sec1', format: 'pem' })}`, 0o600],
		[APK_PUBLIC, `${pair.publicKey.export({ type: 'spki', format: 'pem' })}`, 0o644],
	];
	const taken = files.find(([name]) => existsSync(join(folder, name)));
	if (taken) throw new Error(`${join(folder, taken[0])} exists`);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	for (const [name, text, mode] of files) writeFileSync(join(folder, name), text, { mode, flag: 'wx' });
}
