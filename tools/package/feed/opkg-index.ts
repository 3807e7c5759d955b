import { createHash } from 'node:crypto';
import type { Package } from '../parts.ts';
import { readControl } from './read-ipk.ts';

/** Fields that OpenWrt leaves out of the list; every name that starts so. */
const LEFT_OUT = /^(Maintainer|LicenseFiles|Source|SourceName|Require|SourceDateEpoch)/;

/**
 * The file `Packages` of a feed for opkg, as OpenWrt's scripts/ipkg-make-index.sh and package/Makefile make it: for each package the
 * fields of its control file and, before the description, where it is and its size and sum.
 */
export function opkgIndex(packages: Package[]): string {
	const sorted = [...packages].sort((a, b) => (a.name < b.name ? -1 : 1));
	return padded(sorted.map((file) => `${entry(file)}\n`).join(''));
}

function entry({ name, data }: Package): string {
	const sum = createHash('sha256').update(data).digest('hex');
	const place = `Filename: ${name}\nSize: ${data.length}\nSHA256sum: ${sum}\n`;
	const control = readControl(data).replace(/^Description:/m, `${place}Description:`);
	const lines = control.split('\n').filter((line) => !LEFT_OUT.test(line));
	return lines.join('\n');
}

/** usign once hashed messages of certain lengths wrongly: two more line feeds avoid them, as in OpenWrt's own lists. */
function padded(text: string): string {
	const rest = (64 + Buffer.byteLength(text)) % 128;
	return rest === 110 || rest === 111 ? `${text}\n\n` : text;
}
