import { gzipped, smallestGzip } from './compress.ts';
import type { Metadata } from './metadata.ts';
import type { Package, PackageParts } from './parts.ts';
import { dataFile, textFile } from './payload.ts';
import { ipkScripts } from './scripts.ts';
import { tarFiles, tarTree } from './tar.ts';

/** The package of opkg (OpenWrt 24.10), as scripts/ipkg-build makes it: a gzipped tar of `debian-binary`, `data.tar.gz`, `control.tar.gz`. */
export function buildIpk({ metadata, files, scripts }: PackageParts): Package {
	const { name, version, epoch } = metadata;
	const data = tarTree(files, epoch);
	const control = [
		textFile('control', controlText(metadata, data.length)),
		...ipkScripts(scripts).map(([path, text]) => textFile(path, text, 0o755)),
	];
	const parts = [
		textFile('debian-binary', '2.0\n'),
		dataFile('data.tar.gz', smallestGzip(data)),
		dataFile('control.tar.gz', gzipped(tarTree(control, epoch), 6)),
	];
	return { name: `${name}_${version}_all.ipk`, data: gzipped(tarFiles(parts, epoch), 6) };
}

/** The fields and their order are those of OpenWrt's include/package-pack.mk. */
function controlText(metadata: Metadata, installedSize: number): string {
	return [
		`Package: ${metadata.name}`,
		`Version: ${metadata.version}`,
		`Depends: ${metadata.depends.join(', ')}`,
		`Source: ${metadata.source}`,
		`SourceName: ${metadata.source.split('/').at(-1)}`,
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
