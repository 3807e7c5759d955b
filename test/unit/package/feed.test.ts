import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import QUnit from 'qunit';
import { buildApk } from '../../../tools/package/apk.ts';
import { apkIndex } from '../../../tools/package/feed/apk-index.ts';
import { parseHashes, sha256, writeFeed } from '../../../tools/package/feed/index.ts';
import { createKeys, readKeys } from '../../../tools/package/feed/keys.ts';
import { opkgIndex } from '../../../tools/package/feed/opkg-index.ts';
import { parseSecretKey, printSecretKey, signMessage } from '../../../tools/package/feed/usign.ts';
import { buildIpk } from '../../../tools/package/ipk.ts';
import type { Package } from '../../../tools/package/parts.ts';
import { fieldAt, hexAt, isSignedBy, listAt, readAdbFile, textAt } from './adb-reader.ts';
import { METADATA, PARTS, withFolder } from './fixtures.ts';

const RECORDED_INDEX = new URL('./recorded/packages.adb', import.meta.url);
const RECORDED_PACKAGE = new URL('./recorded/luci-app-demo-1.2.3-r1.apk', import.meta.url);

function packagesOf(version: string): Package[] {
	const parts = { ...PARTS, metadata: { ...METADATA, version } };
	return [buildIpk(parts), buildApk(parts)];
}

/** Writes a feed with new keys and hands both folders over. */
function withFeed(use: (feed: string, keys: string) => void, versions = ['1.2.3-r1']): void {
	withFolder((folder) => {
		const [keys, feed] = [join(folder, 'keys'), join(folder, 'feed')];
		createKeys(keys);
		const known: string[] = [];
		for (const version of versions) {
			const packages = packagesOf(version);
			writeFeed(feed, packages, readKeys(keys), known);
			known.push(...packages.map(({ data }) => sha256(data)));
		}
		use(feed, keys);
	});
}

/** The raw parts of a file of usign: algorithm, fingerprint and the rest. */
function usignParts(text: string): { start: string; fingerprint: string; rest: Buffer } {
	const bytes = Buffer.from(text.split('\n')[1] ?? '', 'base64');
	return {
		start: bytes.toString('latin1', 0, 2),
		fingerprint: bytes.toString('hex', 2, 10),
		rest: bytes.subarray(10),
	};
}

function ed25519(raw: Buffer): ReturnType<typeof createPublicKey> {
	return createPublicKey({
		key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
		format: 'jwk',
	});
}

QUnit.module('package > feed > opkg', () => {
	QUnit.test(
		'the list says where a package is, how large, and its sum; the makers’ fields are left out',
		(assert) => {
			const [ipk] = packagesOf('1.2.3-r1') as [Package];
			const sum = createHash('sha256').update(ipk.data).digest('hex');
			const expected = [
				'Package: luci-app-demo',
				'Version: 1.2.3-r1',
				'Depends: libc, luci-base, rpcd',
				'License: Apache-2.0',
				'Section: luci',
				'Architecture: all',
				'Installed-Size: 10240',
				'Filename: luci-app-demo_1.2.3-r1_all.ipk',
				`Size: ${ipk.data.length}`,
				`SHA256sum: ${sum}`,
				'Description:  A demo',
				'',
				'',
			];
			assert.deepEqual(opkgIndex([ipk]).split('\n'), expected);
		}
	);

	QUnit.test('the list never has a length that old versions of usign hash wrongly', (assert) => {
		const lengths = Array.from({ length: 128 }, (_, extra) => {
			const metadata = { ...METADATA, description: 'x'.repeat(1 + extra) };
			return (64 + opkgIndex([buildIpk({ ...PARTS, metadata })]).length) % 128;
		});
		assert.notOk(lengths.some((length) => length === 110 || length === 111));
		assert.ok(lengths.includes(112) && lengths.includes(109));
	});

	QUnit.test('the signature is one over the list, by the public key that is published', (assert) => {
		withFeed((feed) => {
			const key = usignParts(readFileSync(join(feed, 'nft-offload.pub'), 'utf8'));
			const signature = usignParts(readFileSync(join(feed, 'opkg/Packages.sig'), 'utf8'));
			assert.deepEqual([key.start, signature.start], ['Ed', 'Ed']);
			assert.strictEqual(signature.fingerprint, key.fingerprint);
			const list = readFileSync(join(feed, 'opkg/Packages'));
			assert.true(verify(null, list, ed25519(key.rest), signature.rest));
			list[0] = (list[0] ?? 0) ^ 1;
			assert.false(verify(null, list, ed25519(key.rest), signature.rest));
		});
	});

	QUnit.test('Packages.gz holds the same list', (assert) => {
		withFeed((feed) => {
			const packed = readFileSync(join(feed, 'opkg/Packages.gz'));
			assert.ok(gunzipSync(packed).equals(readFileSync(join(feed, 'opkg/Packages'))));
		});
	});
});

QUnit.module('package > feed > apk', () => {
	QUnit.test('the index has the bytes of apk mkndx, and a signature behind them', (assert) => {
		withFeed((_feed, keys) => {
			const [, apk] = packagesOf('1.2.3-r1') as [Package, Package];
			// apk's own file of the same package: the index names its size.
			const data = readFileSync(RECORDED_PACKAGE);
			const ours = readAdbFile(apkIndex([{ ...apk, data }], readKeys(keys).apk));
			const theirs = readAdbFile(readFileSync(RECORDED_INDEX));
			assert.ok(ours.payload.equals(theirs.payload));
			assert.deepEqual([ours.schema, theirs.schema], ['indx', 'indx']);
		});
	});

	QUnit.test('it identifies a package by the hash of its ADB and knows the size of its file', (assert) => {
		withFeed((feed) => {
			const [, apk] = packagesOf('1.2.3-r1') as [Package, Package];
			const { root } = readAdbFile(readFileSync(join(feed, 'apk/packages.adb')));
			const hash = createHash('sha256').update(readAdbFile(apk.data).payload).digest('hex');
			assert.strictEqual(hexAt(root, 2, 1, 3), hash);
			assert.strictEqual(fieldAt(root, 2, 1, 13), apk.data.length);
		});
	});

	QUnit.test('the signature is by the published key and by no other', (assert) => {
		withFeed((feed) => {
			const index = readAdbFile(readFileSync(join(feed, 'apk/packages.adb')));
			const key = createPublicKey(readFileSync(join(feed, 'nft-offload.pem'), 'utf8'));
			assert.true(isSignedBy(index, key));
			const changed = Buffer.from(index.payload);
			changed[40] = (changed[40] ?? 0) ^ 1;
			assert.false(isSignedBy({ ...index, payload: changed }, key));
		});
	});
});

QUnit.module('package > feed > folder', () => {
	QUnit.test('earlier versions stay and are listed, so that a router can go back', (assert) => {
		const versions = ['1.2.9-r1', '1.2.10-r1', '1.2.10-r2'];
		withFeed((feed) => {
			const { root } = readAdbFile(readFileSync(join(feed, 'apk/packages.adb')));
			assert.deepEqual(
				listAt(root, 2).map((info) => textAt(info, 2)),
				versions
			);
			const list = readFileSync(join(feed, 'opkg/Packages'), 'utf8');
			const listed = [...list.matchAll(/^Version: (.*)$/gm)].map(([, version]) => version);
			assert.deepEqual(listed.sort(), [...versions].sort());
		}, versions);
	});

	QUnit.test(
		'what only lies in the folder is not signed, and stops everything before anything is written',
		(assert) => {
			for (const [folder, stranger] of ['opkg', 'apk'].entries()) {
				withFeed((feed, keys) => {
					const planted = packagesOf('9.9.9-r1')[folder]!;
					writeFileSync(join(feed, stranger, planted.name), planted.data);
					const contents = () =>
						readdirSync(feed, { recursive: true, encoding: 'utf8' })
							.filter((name) => statSync(join(feed, name)).isFile())
							.map((name) => `${name} ${sha256(readFileSync(join(feed, name)))}`);
					const before = contents();
					const published = packagesOf('1.2.3-r1').map(({ data }) => sha256(data));
					const write = (known: string[]) => writeFeed(feed, packagesOf('1.2.4-r1'), readKeys(keys), known);
					assert.throws(() => write(published), /not built here.*nothing is signed/);
					assert.throws(() => write([]), /not built here/, 'nor is an earlier version without its hash');
					assert.deepEqual(contents(), before);
					write([...published, sha256(planted.data)]);
					assert.true(readFileSync(join(feed, 'opkg/Packages'), 'utf8').includes('1.2.4-r1'));
				});
			}
		}
	);

	QUnit.test('hashes are read as sha256sum prints them', (assert) => {
		const hash = sha256(Buffer.from('x'));
		assert.deepEqual(parseHashes(`${hash}  a.ipk\n\n${hash} *b.apk\n`), [hash, hash]);
		for (const text of [hash, `${hash.slice(1)}  a.ipk`, `${hash.toUpperCase()}  a.ipk`, 'x'])
			assert.throws(() => parseHashes(text), /not a line of sha256sum/, text);
	});

	QUnit.test('a published file is never replaced by another one of its name', (assert) => {
		withFeed((feed, keys) => {
			const changed = packagesOf('1.2.3-r1').map(({ name, data }) => ({
				name,
				data: Buffer.concat([data, Buffer.alloc(1)]),
			}));
			assert.throws(() => writeFeed(feed, changed, readKeys(keys)), /raise PKG_RELEASE/);
		});
	});

	QUnit.test('no secret key gets into the feed', (assert) => {
		withFeed((feed, keys) => {
			const { usign } = readKeys(keys);
			const files = readdirSync(feed, { recursive: true, encoding: 'utf8' }).map((name) => join(feed, name));
			for (const file of files.filter((name) => statSync(name).isFile())) {
				const content = readFileSync(file);
				assert.false(content.includes('PRIVATE') || content.includes(usign.seed.toString('base64')), file);
			}
		});
	});
});

QUnit.module('package > feed > keys', () => {
	QUnit.test('secret keys are readable by their owner alone and are never overwritten', (assert) => {
		withFolder((folder) => {
			createKeys(folder);
			for (const name of ['key-build', 'private-key.pem'])
				assert.strictEqual(statSync(join(folder, name)).mode & 0o777, 0o600, name);
			assert.throws(() => createKeys(folder), /exists/);
		});
	});

	QUnit.test('one key that is there already keeps all from being made', (assert) => {
		withFolder((folder) => {
			writeFileSync(join(folder, 'public-key.pem'), 'precious');
			assert.throws(() => createKeys(folder), /exists/);
			assert.deepEqual(readdirSync(folder), ['public-key.pem']);
		});
	});

	QUnit.test('missing keys are named', (assert) => {
		withFolder((folder) => assert.throws(() => readKeys(folder), /key-build is missing/));
	});

	QUnit.test('a secret key of usign survives printing; a damaged or locked one is refused', (assert) => {
		withFolder((folder) => {
			createKeys(folder);
			const { usign } = readKeys(folder);
			const text = printSecretKey(usign);
			const message = Buffer.from('message');
			assert.strictEqual(signMessage(message, parseSecretKey(text)), signMessage(message, usign));
			const bytes = Buffer.from(text.split('\n')[1] ?? '', 'base64');
			const altered = (at: number) => {
				const copy = Buffer.from(bytes);
				copy[at] = (copy[at] ?? 0) ^ 1;
				return `untrusted comment: x\n${copy.toString('base64')}\n`;
			};
			assert.throws(() => parseSecretKey(altered(50)), /damaged/);
			assert.throws(() => parseSecretKey(altered(7)), /password/);
			assert.throws(() => parseSecretKey('untrusted comment: x\nRWQ=\n'), /not a secret key/);
		});
	});

	QUnit.test('a key on another curve is refused before it signs', (assert) => {
		const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
		assert.throws(() => apkIndex(packagesOf('1.2.3-r1').slice(1), privateKey), /prime256v1/);
	});
});
