import type { Kind } from './labels.ts';

/** What is hidden; each can be switched off. */
export interface Switches {
	/** Addresses that can be reached from outside. */
	addresses: boolean;
	/** Hardware addresses, also inside others, and serial numbers. */
	macs: boolean;
	/** Names of devices, networks and firewall rules. */
	hosts: boolean;
	/** Names of Wi-Fi networks and user names of the internet connection. */
	accounts: boolean;
}

/** Everything is hidden. */
export const HIDE_ALL: Switches = { addresses: true, macs: true, hosts: true, accounts: true };

/** Returns what replaces `thing` in the text, or `written` where this kind is not hidden. */
export type Hide = (kind: Kind, thing: string, written: string) => string;
