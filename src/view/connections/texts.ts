/** Bytes per second as people know it from their contract: bits, in steps of 1,000. */
export function rateText(rate: number | null): string {
	return rate === null ? '–' : '%1000.1mbit/s'.format(Math.round(rate * 8));
}
