/**
 * Writes the archive that a Linux kernel unpacks as its first root file system (initramfs).
 * The format is cpio "newc", described in the kernel's Documentation/driver-api/early-userspace/buffer-format.rst.
 * Written here so that no cpio program is needed.
 */

const DIRECTORY = 0o040755;
const EXECUTABLE = 0o100755;

/** A folder where `data` is absent, otherwise a file with mode 755. `name` has no leading slash. */
export interface ArchiveEntry {
	name: string;
	data?: Buffer;
}

/** The archive of these entries, in this order: a folder must stand before what lies in it. */
export function cpio(entries: ArchiveEntry[]): Buffer {
	const members = entries.map((entry, at) => member(entry, at + 1));
	return Buffer.concat([...members, member({ name: 'TRAILER!!!' }, 0)]);
}

/** One member: a header of hexadecimal texts, the name ended by NUL, the data, each padded to four bytes. */
function member({ name, data }: ArchiveEntry, inode: number): Buffer {
	const mode = data ? EXECUTABLE : DIRECTORY;
	// inode, mode, uid, gid, links, time, size, device (2), special device (2), length of the name, checksum
	const numbers = [inode, mode, 0, 0, 1, 0, data?.length ?? 0, 0, 0, 0, 0, name.length + 1, 0];
	const header = `070701${numbers.map((number) => number.toString(16).padStart(8, '0')).join('')}`;
	return Buffer.concat([padded(Buffer.from(`${header}${name}\0`)), padded(data ?? Buffer.alloc(0))]);
}

function padded(bytes: Buffer): Buffer {
	return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}
