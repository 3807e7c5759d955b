import { type Kind, newLabels } from './labels.ts';
import { nameHider, type Vocabulary } from './names.ts';
import { hideColonRuns, hideDottedRuns, hideOtherRuns } from './patterns.ts';

/** What is hidden; each can be switched off. */
export interface Switches {
	/** Addresses that can be reached from outside. */
	addresses: boolean;
	/** Hardware addresses, also inside others. */
	macs: boolean;
	/** Names of devices and of firewall rules. */
	hosts: boolean;
	/** Names of Wi-Fi networks and user names of the internet connection. */
	accounts: boolean;
}

/** Everything is hidden. */
export const HIDE_ALL: Switches = { addresses: true, macs: true, hosts: true, accounts: true };

/** Gives what stands for `thing` in the text, or `written` where this kind is not hidden. */
export type Hide = (kind: Kind, thing: string, written: string) => string;

export interface Mask {
	text(text: string): string;
	/** The same value with every text in it masked, however deep. Keys are ours and stay. */
	value<T>(value: T): T;
}

/** Which switch a kind belongs to. */
const SWITCH_OF: Record<Kind, keyof Switches> = {
	ipv4: 'addresses',
	ipv6: 'addresses',
	mac: 'macs',
	host: 'hosts',
	name: 'hosts',
	wifi: 'accounts',
	login: 'accounts',
};

/** Comments in rules, and sections as firewall4 names them: names that their owner gave. */
const COMMENT = /(\bcomment ")((?:[^"\\]|\\.)*)/g;
const SECTION = /(\bSection \S+ \()(.*)(?=\))/g;
/** User names of an internet connection, and mail addresses. */
const ACCOUNT = /[^\s"'()<>,;:=]+@[^\s"'()<>,;:=]+/g;

/**
 * A mask with labels of its own: within one report the same thing keeps the same label. Hides public addresses of IPv4 and IPv6 in all
 * their forms, MAC addresses in theirs, the names of the vocabulary, comments of rules and names of firewall sections.
 */
export function newMask(vocabulary: Vocabulary, switches: Switches = HIDE_ALL): Mask {
	const labels = newLabels();
	const names = nameHider(vocabulary);
	const text = (given: string) => {
		const hidden: string[] = [];
		// A label must not be read again by the next step, so it waits behind a character that no text has.
		const hide: Hide = (kind, thing, written) => {
			if (!switches[SWITCH_OF[kind]]) return written;
			hidden.push(labels.labelFor(kind, thing));
			return `${OPEN}${String.fromCharCode(FIRST + hidden.length - 1)}`;
		};
		const masked = STEPS(names).reduce((rest, step) => step(rest, hide), given.replace(PRIVATE_USE, '?'));
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

function STEPS(names: ReturnType<typeof nameHider>): Step[] {
	return [
		(text, hide) =>
			text.replace(COMMENT, (_all, head: string, name: string) => head + hide('name', name, name)),
		(text, hide) =>
			text.replace(SECTION, (_all, head: string, name: string) => head + hide('name', name, name)),
		names.before,
		(text, hide) => text.replace(ACCOUNT, (account) => hide('login', account.toLowerCase(), account)),
		hideColonRuns,
		hideOtherRuns,
		hideDottedRuns,
		names.after,
	];
}
