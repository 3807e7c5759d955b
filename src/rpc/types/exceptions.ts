/** Exceptions: what stays in the firewall although offloading is on (config `nft-offload`), as `status` tells of them. */

/** Valid exceptions, each once, in one form: MAC addresses in small letters, networks by their first address. */
export interface ExceptionList {
	/** MAC addresses, or addresses of IPv4 and IPv6. */
	devices: string[];
	/** Addresses, or networks such as `203.0.113.0/24`. */
	networks: string[];
	/** `443`, `tcp/443`, `udp/3478-3481`. */
	ports: string[];
	/** So many packets of each connection stay in the firewall, counted in the direction in which it was opened: 10, 30, 60; 0 = none. */
	first_packets: number;
}

/** A word in the configuration that is no exception. While there is one, none is loaded. */
export interface InvalidException {
	option: string;
	/** The word, cut; `> 64` where the list is too long. */
	value: string;
}

/** What is requested against what the ruleset has. */
export interface ExceptionState {
	requested: ExceptionList;
	invalid: InvalidException[];
	/** Whether firewall4 is told to run the script that loads them; null = unknown. */
	included: boolean | null;
	/** none: nothing of ours is in the ruleset. requested: what is requested. others: earlier ones. null = unknown. */
	loaded: 'none' | 'requested' | 'others' | null;
	/** Why the last load failed; null where it did not, or where there was none. */
	error: string | null;
}

/** Reply of `flush_offloaded`. */
export interface Flushed {
	/** Offloaded connections that the kernel has forgotten. */
	entries: number;
}

export interface FlushMethods {
	/** `unavailable` where this kernel deletes none. */
	flush_offloaded: { args: Record<string, never>; reply: Flushed };
}
