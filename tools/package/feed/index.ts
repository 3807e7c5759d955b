import { createPublicKey } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipped } from '../compress.ts';
import type { Package } from '../parts.ts';
import { apkIndex } from './apk-index.ts';
import type { FeedKeys } from './keys.ts';
import { opkgIndex } from './opkg-index.ts';
import { printPublicKey, signMessage } from './usign.ts';

/**
 * Writes a feed to `folder`, for any static web server: opkg/ for OpenWrt 24.10 and apk/ for 25.12 and main, each with the packages and
 * a signed list, and the public keys beside them. Packages of earlier versions that lie there stay and are listed too, so that a
 * router can go back.
 */
export function writeFeed(folder: string, packages: Package[], keys: FeedKeys): void {
	const opkg = join(folder, 'opkg');
	const list = Buffer.from(opkgIndex(publish(opkg, packages, '.ipk')), 'utf8');
	writeFileSync(join(opkg, 'Packages'), list);
	writeFileSync(join(opkg, 'Packages.gz'), gzipped(list, 9));
	writeFileSync(join(opkg, 'Packages.sig'), signMessage(list, keys.usign));
	const apk = join(folder, 'apk');
	writeFileSync(join(apk, 'packages.adb'), apkIndex(publish(apk, packages, '.apk'), keys.apk));
	writeFileSync(join(folder, 'nft-offload.pub'), printPublicKey(keys.usign));
	writeFileSync(join(folder, 'nft-offload.pem'), publicPem(keys));
}

/** Puts the packages of a format into `folder` and returns all that are there now. */
function publish(folder: string, packages: Package[], ending: string): Package[] {
	mkdirSync(folder, { recursive: true });
	for (const { name, data } of packages.filter((file) => file.name.endsWith(ending))) {
		const file = join(folder, name);
		if (existsSync(file) && !readFileSync(file).equals(data))
			throw new Error(`${file} is published with other content: raise PKG_RELEASE in the recipe`);
		writeFileSync(file, data);
	}
	const names = readdirSync(folder).filter((name) => name.endsWith(ending));
	return names.map((name) => ({ name, data: readFileSync(join(folder, name)) }));
}

function publicPem({ apk }: FeedKeys): string {
	return `${createPublicKey(apk).export({ type: 'spki', format: 'pem' })}`;
}
