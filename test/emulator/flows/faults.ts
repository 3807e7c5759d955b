/** What can be wrong with the connections that the kernel tells. */

export type TableFault =
	/** Nothing comes, although connections are tracked. */
	| 'empty'
	/** It ends in the middle of an entry. */
	| 'truncated'
	/** As much as usual, but no entries. */
	| 'garbage';

/** interrupted: the table changed during the dump, which the kernel marks with NLM_F_DUMP_INTR. */
export type NetlinkFault = TableFault | 'interrupted';

const NLM_F_DUMP_INTR = 0x10;

/** The text of the table with a fault. */
export function faultyText(text: string, fault: TableFault): string {
	if (fault === 'empty') return '';
	if (fault === 'garbage') return text.replace(/[^\n]/g, '~');
	const middle = Math.floor(text.length / 2);
	return text.slice(0, text[middle - 1] === '\n' ? middle + 1 : middle);
}

/** The datagrams of a dump with a fault. */
export function faultyDump(datagrams: Buffer[], fault: NetlinkFault): Buffer[] {
	const [first = Buffer.alloc(0)] = datagrams;
	if (fault === 'empty') return [Buffer.alloc(0)];
	if (fault === 'truncated') return [first.subarray(0, first.length - 6)];
	if (fault === 'garbage') return datagrams.map((datagram) => Buffer.alloc(datagram.length, 0xa5));
	return datagrams.map(markInterrupted);
}

function markInterrupted(datagram: Buffer): Buffer {
	const marked = Buffer.from(datagram);
	for (let at = 0; at + 16 <= marked.length; at += (marked.readUInt32LE(at) + 3) & ~3)
		marked.writeUInt16LE(marked.readUInt16LE(at + 6) | NLM_F_DUMP_INTR, at + 6);
	return marked;
}
