/** The programs that carry the packets of tun devices over UDP (carrier.py), one at each end of a line. */
import { JsonProcess } from '../json-process.ts';
import { ENDS, FAR, type Line, numberOf } from './lines.ts';

const carriers = new Map<Line, JsonProcess[]>();

/** Gives a line its packets from now on. Its devices exist; their addresses may come later. */
export async function carry(scripts: string, line: Line): Promise<void> {
	const start = (end: (typeof ENDS)[number]) => {
		const peer = line.outer!(FAR[end], numberOf(line));
		return JsonProcess.start(end, `${scripts}/conformance/carrier.py`, line.subject, peer);
	};
	carriers.set(line, await Promise.all(ENDS.map(start)));
}

/** Whether the kernel joins the packets that come out of the tunnel. Other lines have no such switch. */
export async function setMerging(line: Line, merging: boolean): Promise<void> {
	for (const carrier of carriers.get(line) ?? []) await carrier.command({ merging });
}
