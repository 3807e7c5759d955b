import { swapped } from './kernel.ts';

/** A whole datagram as a CPU of the other byte order receives it: netlink's headers are swapped, ctnetlink's values not. */
export function swappedDatagram(bytes: Uint8Array): Uint8Array {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const parts: Uint8Array[] = [];
	for (let at = 0; at < bytes.length; ) {
		const length = view.getUint32(at, true);
		if (length < 16) throw new Error('not a datagram of netlink');
		const end = at + ((length + 3) & ~3);
		parts.push(swapped(bytes.slice(at, end)));
		at = end;
	}
	return new Uint8Array(Buffer.concat(parts));
}
