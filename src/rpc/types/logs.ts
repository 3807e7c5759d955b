/** Reply of `logs`: what the logs say about flow tables, offloading, accelerators and the firewall. */
import type { Reason } from './index.ts';

/** Most lines of one reply. */
export const MOST_MESSAGES = 50;

/** A line of a log. Its text may hold addresses and names: mask it before it is shared. */
export interface LogLine {
	/** As the log has it: seconds since boot ('12.345678') of the kernel's ring buffer, a date of the system log. */
	time: string;
	/** At most 300 bytes. */
	text: string;
}

/** The newest lines, in their order. */
export interface Logs {
	monotonic_ms: number;
	/** Of the kernel; null = unknown. */
	kernel: LogLine[] | null;
	/** Of firewall4 and other programs, from the system log; null = unknown. */
	system: LogLine[] | null;
	/** Lines that were found but not sent, because there are more than MOST_MESSAGES. */
	left_out: number;
	unknown: { kernel?: Reason; system?: Reason };
}
