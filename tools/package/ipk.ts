import { gzip } from 'pako';
import type { Metadata } from './metadata.ts';
import type { PackageFile } from './payload.ts';
import { IPK_SCRIPTS } from './scripts.ts';
import { tarFiles, tarTree } from './tar.ts';

/** File name and content of a package. */
export interface Package {
	name: string;
	data: Uint8Array;
}

/**
 * An ipk as OpenWrt's scripts/ipkg-build makes it: a gzipped tar of `debian-binary`, `data.tar.gz` and `control.tar.gz`.
 * pako and not Node's zlib compresses, because zlib's output differs between builds of Node.
 */
export function buildIpk(metadata: Metadata, files: PackageFile[]): Package {
	const data = tarTree(files, metadata.epoch);
	const scripts = Object.entries(IPK_SCRIPTS).map(([path, text]) => textFile(path, text, 0o755));
	const control = tarTree(
		[textFile('control', controlText(metadata, data.length), 0o644), ...scripts],
		metadata.epoch
	);
	const parts = [
		textFile('debian-binary', '2.0\n', 0o644),
		{ path: 'data.tar.gz', mode: 0o644, data: compress(data) },
		{ path: 'control.tar.gz', mode: 0o644, data: compress(control) },
	];
	return {
		name: `${metadata.name}_${metadata.version}_all.ipk`,
		data: compress(tarFiles(parts, metadata.epoch)),
	};
}

/** The fields and their order are those of OpenWrt's include/package-pack.mk. */
function controlText(metadata: Metadata, installedSize: number): string {
	return [
		`Package: ${metadata.name}`,
		`Version: ${metadata.version}`,
		`Depends: ${['libc', ...metadata.depends].join(', ')}`,
		`Source: ${metadata.source}`,
		`SourceName: ${metadata.name}`,
		`License: ${metadata.license}`,
		`Section: ${metadata.section}`,
		`SourceDateEpoch: ${metadata.epoch}`,
		`Maintainer: ${metadata.maintainer}`,
		'Architecture: all',
		`Installed-Size: ${installedSize}`,
		`Description:  ${metadata.description}`,
		'',
	].join('\n');
}

function textFile(path: string, text: string, mode: number): PackageFile {
	return { path, mode, data: Buffer.from(text, 'utf8') };
}

/** `gzip -n`: no name and no time in the header; operating system 3 is Unix. */
function compress(data: Uint8Array): Uint8Array {
	return gzip(data, { level: 6, header: { time: 0, os: 3 } } as Parameters<typeof gzip>[1]);
}
