import { ungzip } from 'pako';

/** The control file of an ipk. */
export function readControl(ipk: Uint8Array): string {
	const control = memberOf(Buffer.from(ungzip(ipk)), './control.tar.gz');
	return memberOf(Buffer.from(ungzip(control)), './control').toString('utf8');
}

/** The content of the file `name` of a tar archive. */
function memberOf(archive: Buffer, name: string): Buffer {
	for (let at = 0; at + 512 <= archive.length; ) {
		const found = archive.toString('latin1', at, at + 100).replace(/\0.*$/s, '');
		const size = Number.parseInt(archive.toString('latin1', at + 124, at + 135), 8) || 0;
		if (found === name) return archive.subarray(at + 512, at + 512 + size);
		at += 512 + Math.ceil(size / 512) * 512;
	}
	throw new Error(`the archive has no ${name}`);
}
