import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Metadata } from '../../../tools/package/metadata.ts';
import type { PackageParts } from '../../../tools/package/parts.ts';
import { type PackageFile, textFile } from '../../../tools/package/payload.ts';

/** The root of the checkout. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');

export const METADATA: Metadata = {
	name: 'luci-app-demo',
	version: '1.2.3-r1',
	depends: ['libc', 'luci-base', 'rpcd'],
	source: 'openwrt/luci-app-demo',
	license: 'Apache-2.0',
	section: 'luci',
	maintainer: 'Somebody',
	description: 'A demo',
	epoch: 1_700_000_000,
};

/** Names that sort differently with and without their slashes, an empty file, one that fills a block of tar, equal contents. */
export const FILES: PackageFile[] = [
	textFile('usr/share/a/z', 'z'),
	textFile('usr/share/a-b/y', ''),
	textFile('usr/share/a.txt', 'x'.repeat(512)),
	textFile('usr/share/b.txt', 'x'.repeat(512)),
	textFile('usr/libexec/plugin', '#!/bin/sh\n', 0o755),
	textFile('www/view.js', 'return 1;\n'),
];

export const PARTS: PackageParts = {
	metadata: METADATA,
	files: FILES,
	scripts: { postinst: '#!/bin/sh\necho installed\n', postrm: '#!/bin/sh\necho gone\n' },
};

/** Gives `use` a folder that is gone afterwards. */
export function withFolder<T>(use: (folder: string) => T): T {
	const folder = mkdtempSync(join(tmpdir(), 'nft-offload-'));
	try {
		return use(folder);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** Unpacks a tar archive with the system's own tar. */
export function unpack(name: string, archive: Uint8Array, folder: string): void {
	mkdirSync(join(folder, name));
	execFileSync('tar', ['-xf', '-', '-C', join(folder, name)], { input: archive });
}
