/** Reply of `logs`: what the kernel and the firewall say in the logs about flowtables, offloading and other accelerators. */
import type { Reason } from './common.ts';

/** Most lines of one reply. */
export const MOST_MESSAGES = 50;

/**
 * A line of a log, chosen by the program that wrote it: lines of DHCP, DNS or SSH and packets that a rule logs are never among them.
 * Its text may hold addresses and names all the same, of rules above all: redact it before it is shared.
 */
export interface LogLine {
	/** As the log has it: seconds since boot ('12.345678') of the kernel's ring buffer, a date of the system log. */
	time: string;
	/** At most 300 bytes. A longer one is cut between two words, and ends in '…'. */
	text: string;
}

/** The newest lines, in their order. */
export interface Logs {
	monotonic_ms: number;
	/** Of the kernel; null = unknown. */
	kernel: LogLine[] | null;
	/** Of fw4, the firewall's scripts and this app, from the system log; null = unknown. */
	system: LogLine[] | null;
	/** Lines that were found but not sent, because there are more than MOST_MESSAGES. */
	left_out: number;
	unknown: { kernel?: Reason; system?: Reason };
}
