import { decodeEscapes } from './decode.ts';
import { knownHider } from './hex.ts';
import { type Kind, newLabels } from './labels.ts';
import { type NameHider, nameHider, type Vocabulary } from './names.ts';
import { HIDE_ALL, type Hide, type Switches } from './options.ts';
import { hideColonRuns, hideDottedRuns, hideGroupedMacs, hideOtherRuns } from './patterns.ts';
import { hideKeys, hideSerials, hideWrittenNames } from './phrases.ts';

export interface Mask {
	text(text: string): string;
	/** The same value with every text in it masked, however deep. Keys are ours and stay. */
	value<T>(value: T): T;
}

/** Which switch a kind belongs to; a key is hidden always. */
const SWITCH_OF: Record<Kind, keyof Switches | null> = {
	ipv4: 'addresses',
	ipv6: 'addresses',
	mac: 'macs',
	serial: 'macs',
	host: 'hosts',
	name: 'hosts',
	network: 'hosts',
	wifi: 'accounts',
	login: 'accounts',
	key: null,
};

/** User names of an internet connection, and mail addresses; not `firewall.@rule`. */
const ACCOUNT = /[^\s"'()<>,;:=]*[^\s"'()<>,;:=.]@[^\s"'()<>,;:=]+/g;

/**
 * A mask with labels of its own: within one report the same thing keeps the same label. Hides public addresses of IPv4 and IPv6 in all
 * their forms, MAC addresses in theirs, keys of WireGuard, serial numbers, the names of the vocabulary, comments and log prefixes of
 * rules and names of firewall sections. Escapes in the text are read, so that they hide nothing from it.
 */
export function newMask(vocabulary: Vocabulary, switches: Switches = HIDE_ALL): Mask {
	const labels = newLabels();
	const steps = stepsOf(nameHider(vocabulary), knownHider(vocabulary.address ?? []));
	const hidesNothing = Object.values(switches).every((on) => !on);
	const text = (given: string) => {
		const hidden: string[] = [];
		// A label must not be read again by the next step, so it waits behind a character that no text has.
		const hide: Hide = (kind, thing, written) => {
			const name = SWITCH_OF[kind];
			if (name && !switches[name]) return written;
			hidden.push(labels.labelFor(kind, thing));
			return `${OPEN}${String.fromCharCode(FIRST + hidden.length - 1)}`;
		};
		const readable = (hidesNothing ? given : decodeEscapes(given)).replace(PRIVATE_USE, '?');
		const masked = steps.reduce((rest, step) => step(rest, hide), readable);
		return masked.replace(PLACEHOLDER, (_all, index: string) => hidden[index.charCodeAt(0) - FIRST] ?? '');
	};
	const value = (given: unknown): unknown => {
		if (typeof given === 'string') return text(given);
		if (Array.isArray(given)) return given.map(value);
		if (typeof given !== 'object' || given === null) return given;
		return Object.fromEntries(Object.entries(given).map(([key, member]) => [key, value(member)]));
	};
	return { text, value: value as Mask['value'] };
}

/** Private use area of Unicode: no name is written in it. */
const OPEN = '\uE000';
const FIRST = 0xe001;
const PRIVATE_USE = /[\uE000-\uF8FF]/g;
const PLACEHOLDER = /\uE000([\uE001-\uF8FF])/g;

type Step = (text: string, hide: Hide) => string;

/** Keys first: a name or a number may be found in one. Names that may be part of an address come after the addresses. */
function stepsOf(names: NameHider, hideKnown: Step): Step[] {
	return [
		hideKeys,
		hideWrittenNames,
		hideSerials,
		names.before,
		(text, hide) => text.replace(ACCOUNT, (account) => hide('login', account.toLowerCase(), account)),
		hideGroupedMacs,
		hideColonRuns,
		hideKnown,
		hideOtherRuns,
		hideDottedRuns,
		names.after,
	];
}
