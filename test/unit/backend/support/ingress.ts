/** A kernel whose devices have ingress queues, as rtnetlink tells of it. */
import { concat, done } from './kernel.ts';

const RTM_NEWQDISC = 36;
const RTM_GETQDISC = 38;
const RTM_NEWTFILTER = 44;

/** Answers for one ingress queue, on the device of this number, with these filters. */
export function ingressKernel(device: number, ...filters: Uint8Array[]) {
	return (request: Uint8Array): Uint8Array[] =>
		Buffer.from(request).readUInt16LE(4) === RTM_GETQDISC
			? [concat(qdisc(device)), done()]
			: [concat(...filters.map((filter) => framed(RTM_NEWTFILTER, filter)), done())];
}

function framed(type: number, content: Uint8Array): Uint8Array {
	const head = Buffer.alloc(16);
	head.writeUInt32LE(16 + content.length);
	head.writeUInt16LE(type, 4);
	return concat(head, content, new Uint8Array(-content.length & 3));
}

function qdisc(device: number): Uint8Array {
	const bytes = Buffer.alloc(20 + 12);
	bytes.writeInt32LE(device, 4);
	bytes.writeUInt16LE(12, 20);
	bytes.writeUInt16LE(1, 22);
	bytes.write('ingress\0', 24);
	return framed(RTM_NEWQDISC, bytes);
}
