import { compareBytes, foldersOf, type PackageFile } from './payload.ts';

const BLOCK = 512;
/** tar writes records of 20 blocks and fills the last one with zeros. */
const RECORD = 20 * BLOCK;

/**
 * A GNU tar archive of `files` and of every folder above them, byte for byte as OpenWrt's scripts/ipkg-build makes it:
 * `tar --format=gnu --numeric-owner --owner=0 --group=0 --sort=name --mtime=@EPOCH`, names starting with `./`.
 * Names longer than 99 characters would need GNU's long-name records and are rejected.
 */
export function tarTree(files: PackageFile[], epoch: number): Uint8Array {
	return archive([...folderMembers(files), ...files.map(fileMember)].sort(byPathParts), epoch);
}

/** The same form of archive with just these files, in the order given. */
export function tarFiles(files: PackageFile[], epoch: number): Uint8Array {
	return archive(files.map(fileMember), epoch);
}

interface Member {
	name: string;
	mode: number;
	type: '0' | '5';
	data: Uint8Array;
}

function archive(members: Member[], epoch: number): Uint8Array {
	const blocks = members.flatMap((member) => [header(member, epoch), padded(member.data, BLOCK)]);
	return padded(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]), RECORD);
}

function fileMember({ path, mode, data }: PackageFile): Member {
	return { name: path, mode, type: '0', data };
}

function folderMembers(files: PackageFile[]): Member[] {
	const names = foldersOf(files).map((folder) => (folder === '' ? '' : `${folder}/`));
	return names.map((name) => ({ name, mode: 0o755, type: '5', data: new Uint8Array() }));
}

/** Each folder is followed by its content; what lies in one folder is sorted by byte. */
function byPathParts(a: Member, b: Member): number {
	const left = a.name.split('/').filter(Boolean);
	const right = b.name.split('/').filter(Boolean);
	const at = left.findIndex((part, index) => part !== right[index]);
	if (at === -1) return left.length - right.length;
	return right[at] === undefined ? 1 : compareBytes(left[at] ?? '', right[at]);
}

function header(member: Member, epoch: number): Uint8Array {
	const { mode, type, data } = member;
	const name = `./${member.name}`;
	if (name.length > 99) throw new Error(`${name}: too long for a tar header`);
	const block = Buffer.alloc(BLOCK);
	block.write(name, 0, 'latin1');
	block.write(`${octal(mode, 7)}\0`, 100);
	block.write(`${octal(0, 7)}\0`, 108);
	block.write(`${octal(0, 7)}\0`, 116);
	block.write(`${octal(data.length, 11)}\0`, 124);
	block.write(`${octal(epoch, 11)}\0`, 136);
	block.write(type, 156);
	block.write('ustar  \0', 257);
	// The checksum is taken over the header with blanks in its place.
	block.write(' '.repeat(8), 148);
	const sum = block.reduce((total, byte) => total + byte, 0);
	block.write(`${octal(sum, 6)}\0 `, 148);
	return block;
}

function octal(value: number, digits: number): string {
	return value.toString(8).padStart(digits, '0');
}

function padded(data: Uint8Array, unit: number): Uint8Array {
	return Buffer.concat([data, Buffer.alloc((unit - (data.length % unit)) % unit)]);
}
