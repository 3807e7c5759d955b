/**
 * A second reader of the conntrack table's text: slow, with exact integers, written from the kernel's printing code (Linux
 * net/netfilter/nf_conntrack_standalone.c, ct_seq_show). The backend is compared with it.
 */
import type { FlowTally } from '../../../../src/rpc/types/index.ts';
import { emptySums, type Sums, tallyOf } from './plain-reader.ts';

export interface PlainText {
	/** Code of the reason why it could not be read to its end; null where it was. */
	trouble: 'garbled' | 'truncated' | null;
	software: FlowTally;
	hardware: FlowTally;
	/** Lines that were no entries, while the others count. */
	odd: number;
	/** Lines that were read as entries. */
	parsed: number;
}

/** Reads the whole text, without the lines that are no entries. */
export function readTextPlainly(text: string): PlainText {
	const sums = { software: emptySums(true), hardware: emptySums(true) };
	const lines = text.split('\n');
	const rest = lines.pop();
	const odd = lines.filter((line) => !readLine(line, sums)).length;
	// Where half of the lines are no entries, nothing is believed.
	const garbled = odd > 0 && odd * 2 >= lines.length;
	const trouble = rest !== '' ? 'truncated' : garbled ? 'garbled' : null;
	return {
		trouble,
		software: tallyOf(sums.software),
		hardware: tallyOf(sums.hardware),
		odd: trouble === null ? odd : 0,
		parsed: lines.length - odd,
	};
}

/** False where the line is no entry. */
function readLine(line: string, sums: { software: Sums; hardware: Sums }): boolean {
	const tuple = line.indexOf(' src=');
	if (tuple < 0) return false;
	const inHardware = line.includes(' [HW_OFFLOAD]');
	if (!inHardware && !line.includes(' [OFFLOAD]')) return true;

	const counters = line.split(' bytes=').slice(1);
	const values = counters.map((after) => numberOf(after.split(' ')[0]!));
	if (counters.length !== 0 && (counters.length !== 2 || values.includes(null))) return false;
	const bytes = counters.length === 0 ? null : values[0]! + values[1]!;

	const head = line.slice(0, tuple + 1);
	const family = /^ipv[46](?= )/.exec(line)?.[0];
	const protocol = [' tcp ', ' udp '].find((name) => head.indexOf(name) > 0)?.trim();
	const part = (inHardware ? sums.hardware : sums.software)[
		family && protocol ? (`${family}_${protocol}` as keyof Sums) : 'other'
	];
	part.entries++;
	part.bytes = part.bytes === null || bytes === null ? null : part.bytes + bytes;
	return true;
}

/** A number as the kernel prints it: without leading zeros, of 64 bits. */
function numberOf(digits: string): bigint | null {
	return /^(0|[1-9]\d{0,19})$/.test(digits) ? BigInt(digits) : null;
}
