import * as model from '../index.ts';
import { hideAddress } from './addresses.ts';
import { hideHexRuns, hideMac } from './hex.ts';
import type { Hide } from './options.ts';

const HEX_LETTER = /[a-f]/i;
/** Digits, colons and dots in one piece, with two colons at least: addresses of IPv6, MAC addresses, times of day. */
const COLON_RUN = /[\da-f.]*:[\da-f.]*:[\da-f:.]*/gi;
/** Some programs leave out leading zeros. */
const COLON_MAC = /^[\da-f]{1,2}(?::[\da-f]{1,2}){5}$|^[\da-f]{2}(?::[\da-f]{2}){5,}$/i;
const COLON_MAC_INSIDE = /[\da-f]{2}(?::[\da-f]{2}){5,}/i;
/** Times of day, and line numbers in a file such as 12:5-9: no address has three groups without '::'. */
const SHORT_RUN = /^[\da-f]{0,4}:[\da-f]{0,4}:[\da-f]{0,4}$/i;
const OTHER_MACS = [
	/[\da-f]{2}(?:-[\da-f]{2}){5,}/gi,
	/[\da-f]{2}(?:_[\da-f]{2}){5,}/gi,
	/[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4}/gi,
];
/** Of digits alone these are dates and numbers of other things. */
const GROUPED_MACS = /(?<![\da-z-])(?:[\da-f]{4}-[\da-f]{4}-[\da-f]{4}|[\da-f]{6}-[\da-f]{6})(?!-?[\da-z])/gi;
/** An address of IPv6 in a name that a provider or Windows gives. */
const DASHED_IPV6 = /(?<![\da-z])[23f][\da-f]{3}(?:-[\da-f]{0,4}){2,7}(?![\da-z])/gi;
/** Of one kind of separator: '6.1.0-56' is the version of a kernel. */
const DOTTED_RUN = /\d+(?:(?:\.\d+){3,}|(?:-\d+){3,})/g;
/** Addresses as names of reverse DNS (RFC 3596): a digit a label. */
const NIBBLES = /(?:[\da-f]\.){8,}/gi;
const WORD = /[\da-z]/i;

/** Hides addresses of IPv6 and MAC addresses with colons. */
export function hideColonRuns(text: string, hide: Hide): string {
	return text.replace(COLON_RUN, (run, offset: number) => {
		// Hexadecimal letters may belong to a word: 'std::string' holds the run 'd::'.
		const start = WORD.test(text[offset - 1] ?? '') ? run.indexOf(':') : 0;
		const after = WORD.test(text[offset + run.length] ?? '') ? run.lastIndexOf(':') + 1 : run.length;
		if (after <= start) return run;
		return run.slice(0, start) + hideRun(run.slice(start, after), hide) + run.slice(after);
	});
}

/** Colons and dots around an address are punctuation, unless they are part of it ('::1', '2001:db8::'). */
function hideRun(run: string, hide: Hide): string {
	for (const [head, body, tail] of readings(run)) {
		if (COLON_MAC.test(body)) return head + hideMac(body, body, hide) + tail;
		const bytes = model.parseAddress(body);
		if (bytes) return head + hideAddress(bytes, body, hide) + tail;
	}
	if (SHORT_RUN.test(run)) return run;
	if (COLON_MAC_INSIDE.test(run)) return hide('mac', run, run);
	// Too many groups, or two addresses in one piece: whatever it is, it is hidden as a whole.
	return run.includes('::') || run.split(':').length > 6 ? hide('ipv6', run, run) : run;
}

function readings(run: string): Array<[head: string, body: string, tail: string]> {
	const head = /^:?(?!:)/.exec(run)?.[0] ?? '';
	const tail = (/[^.:]([.:]+)$/.exec(run)?.[1] ?? '').replace(/^::/, '');
	const middle = run.slice(head.length, run.length - tail.length);
	return [
		['', run, ''],
		[head, middle, tail],
		[head, middle.replace(/::?\.?$/, ''), (/::?\.?$/.exec(middle)?.[0] ?? '') + tail],
	];
}

/** Hides MAC addresses in groups of four or six digits; before the colon runs, because a port may follow. */
export function hideGroupedMacs(text: string, hide: Hide): string {
	return text.replace(GROUPED_MACS, (run) => (HEX_LETTER.test(run) ? hideMac(run, run, hide) : run));
}

/** Hides addresses of IPv6 and MAC addresses that are written without colons, and identifiers that hold one. */
export function hideOtherRuns(text: string, hide: Hide): string {
	const named = text.replace(DASHED_IPV6, (run) => {
		const bytes = model.parseAddress(run.replace(/-/g, ':'));
		return bytes ? hideAddress(bytes, run, hide) : run;
	});
	const dashed = OTHER_MACS.reduce(
		(rest, form) => rest.replace(form, (run) => hideMac(run, run, hide)),
		named
	);
	return hideHexRuns(dashed, hide);
}

/** Hides addresses of IPv4, with dots or (in names that providers give) hyphens, and those of IPv6 in names of reverse DNS. */
export function hideDottedRuns(text: string, hide: Hide): string {
	const named = text.replace(NIBBLES, (run) => `${hide('ipv6', run, run.slice(0, -1))}.`);
	return named.replace(DOTTED_RUN, (run, offset: number) => {
		const groups = run.split(/[.-]/);
		// Names of reverse DNS have the last byte first; those of providers have it as they like.
		const isReverse = /^\.in-addr/i.test(named.slice(offset + run.length));
		const readings = isReverse ? [] : [groups];
		if (isReverse || run.includes('-')) readings.push([...groups].reverse());
		// More groups than four: a port, or a version; hidden as a whole if any four of them are an address.
		for (const reading of readings)
			for (let at = 0; at + 4 <= reading.length; at++) {
				const bytes = model.parseAddress(reading.slice(at, at + 4).join('.'));
				const hidden = bytes ? hideAddress(bytes, run, hide) : run;
				if (hidden !== run) return hidden;
			}
		return run;
	});
}
