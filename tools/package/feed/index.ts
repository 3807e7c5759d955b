import { createHash, createPublicKey } from 'node:crypto';
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
 * a signed list, and the public keys next to them. Packages of earlier versions that lie there stay and are listed too, so that a
 * router can go back, if their SHA-256 is among `known`: a signature must not cover what only lies in the folder. Throws for any other
 * file, before it writes or signs anything.
 */
export function writeFeed(folder: string, packages: Package[], keys: FeedKeys, known: string[] = []): void {
	const trusted = new Set([...known, ...packages.map(({ data }) => sha256(data))]);
	const [opkg, apk] = [join(folder, 'opkg'), join(folder, 'apk')];
	const ipks = collect(opkg, packages, '.ipk', trusted);
	const apks = collect(apk, packages, '.apk', trusted);
	publish(opkg, ipks);
	publish(apk, apks);
	const list = Buffer.from(opkgIndex(ipks), 'utf8');
	writeFileSync(join(opkg, 'Packages'), list);
	writeFileSync(join(opkg, 'Packages.gz'), gzipped(list, 9));
	writeFileSync(join(opkg, 'Packages.sig'), signMessage(list, keys.usign));
	writeFileSync(join(apk, 'packages.adb'), apkIndex(apks, keys.apk));
	writeFileSync(join(folder, 'nft-offload.pub'), printPublicKey(keys.usign));
	writeFileSync(join(folder, 'nft-offload.pem'), publicPem(keys));
}

export function sha256(data: Uint8Array): string {
	return createHash('sha256').update(data).digest('hex');
}

/** The hashes in a text as `sha256sum` prints it. Throws for a line of another form. */
export function parseHashes(text: string): string[] {
	const lines = text.split('\n').filter((line) => line.trim() !== '');
	return lines.map((line) => {
		const [, hash] = /^([0-9a-f]{64}) [ *]\S/.exec(line) ?? [];
		if (!hash) throw new Error(`not a line of sha256sum: ${line}`);
		return hash;
	});
}

/** The packages of a format: the new ones, and those in `folder` whose hash is trusted. Their bytes are read once: what is checked is signed. */
function collect(folder: string, packages: Package[], ending: string, trusted: Set<string>): Package[] {
	const collected = new Map<string, Package>();
	for (const name of existsSync(folder) ? readdirSync(folder) : []) {
		if (!name.endsWith(ending)) continue;
		const file = join(folder, name);
		const data = readFileSync(file);
		const built = packages.find((made) => made.name === name);
		if (built && !data.equals(built.data))
			throw new Error(`${file} is published with other content: raise PKG_RELEASE in the recipe`);
		if (!trusted.has(sha256(data)))
			throw new Error(`${file} was not built here and its hash is not among those given: nothing is signed`);
		collected.set(name, { name, data });
	}
	for (const made of packages.filter(({ name }) => name.endsWith(ending))) collected.set(made.name, made);
	return [...collected.values()];
}

function publish(folder: string, packages: Package[]): void {
	mkdirSync(folder, { recursive: true });
	for (const { name, data } of packages) writeFileSync(join(folder, name), data);
}

function publicPem({ apk }: FeedKeys): string {
	return `${createPublicKey(apk).export({ type: 'spki', format: 'pem' })}`;
}
