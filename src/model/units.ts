import type { Tally } from '../rpc/types/index.ts';
import { locale } from './locale.ts';
import { localized, numberText } from './numbers.ts';

/** A number of entries for people, '?' never: an unknown number is the word "unknown". */
export function countText(count: number | null): string {
	return count === null ? _('unknown') : numberText(count);
}

/** Bytes in binary units (1 KiB = 1024 B), as LuCI prints them. */
export function bytesText(bytes: number | null): string {
	return bytes === null ? _('no data') : localized('%1024.1mB'.format(bytes));
}

/** "12 of 262144", or what is known of it. */
export function shareText(count: number | null, most: number | null): string {
	return most === null ? countText(count) : _('%s of %s').format(countText(count), countText(most));
}

/**
 * The bytes of some entries: with no entry there is nothing to have carried any, so no figure is shown. `counted` is false where the
 * sum stands still while connections are offloaded: then there is no data.
 */
export function carriedText(tally: Tally, counted: boolean): string {
	return tally.entries === 0 ? '–' : bytesText(counted ? tally.bytes : null);
}

/** A share from 0 to 1 in whole percent; 0 and 100 are only said where they are exact. */
export function percentText(share: number): string {
	const percent = Math.round(share * 100);
	const honest = share > 0 && share < 1 ? Math.min(99, Math.max(1, percent)) : percent;
	return _('%d %%').format(honest);
}

/** A lower bound in whole percent, never rounded up. */
export function leastText(share: number): string {
	return percentText(Math.floor(share * 100 + 1e-9) / 100);
}

/** Day and minute in universal time, as in '2026-01-31 23:59 UTC'; `time` in milliseconds since 1970. */
export function timeText(time: number): string {
	return `${new Date(time).toISOString().replace('T', ' ').slice(0, 16)} UTC`;
}

/** The browser's time of day, in the format of the page's language; `time` in milliseconds since 1970. */
export function timeOfDayText(time: number): string {
	return new Date(time).toLocaleTimeString(locale());
}
