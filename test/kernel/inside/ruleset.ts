/**
 * The rulesets of the cases: a text of ours in the shape of firewall4's (table inet fw4, flowtable ft, the flow rule first in
 * chain forward, NAT for IPv4 on the WAN devices), so that the router half meets what it meets on OpenWrt.
 */
import { attempt, run } from './commands.ts';
import { DEVICES } from './topology.ts';

/** off: no flowtable. counter and plain: software offloading with and without the flowtable's `counter`. */
export type Offloading = 'off' | 'counter' | 'plain' | 'hardware';

/** What firewall4 puts into the flowtable in software: the bridge itself, not its ports, and the WAN devices. */
export const COVERED: string[] = [DEVICES.lan, DEVICES.wan, DEVICES.vlan];

/** And in hardware: what is below them. */
export const PORTS: string[] = [DEVICES.wan, 'lan1', 'lan2'];

/**
 * Loads the ruleset as a firewall4 reload does: in one transaction, with a new flowtable in the place of the old one. `ports` are the
 * devices of a flowtable for hardware.
 */
export function loadRuleset(offloading: Offloading, ports = PORTS): void {
	const known = attempt('nft', ['list', 'flowtables']).stdout.includes('flowtable ft {');
	const text = [
		'table inet fw4',
		'flush table inet fw4',
		known ? 'delete flowtable inet fw4 ft' : '',
		rulesetText(offloading, ports),
	];
	loadText(text.join('\n'));
}

/** Loads any nftables text; fails with nft's own words. */
export function loadText(text: string): void {
	run('nft', ['-f', '-'], text);
}

/** The whole live ruleset in nft's words, without the elements of sets. */
export function listRuleset(): string {
	return attempt('nft', ['--terse', 'list', 'ruleset']).stdout;
}

/** A table as firewall4 prints it. */
export function rulesetText(offloading: Offloading, ports = PORTS): string {
	const on = offloading !== 'off';
	const wan = `{ "${DEVICES.wan}", "${DEVICES.vlan}" }`;
	return `table inet fw4 {
	${on ? flowtable(offloading, ports) : ''}
	ct helper ftp { type "ftp" protocol tcp; }
	chain input {
		type filter hook input priority filter; policy drop;
		iif "lo" accept
		ct state vmap { established : accept, related : accept }
		iifname { "${DEVICES.lan}", "${DEVICES.dmz}" } accept
		meta l4proto { icmp, ipv6-icmp } accept
		jump handle_reject
	}
	chain forward {
		type filter hook forward priority filter; policy drop;
		${on ? 'meta l4proto { tcp, udp } flow offload @ft' : ''}
		ct state vmap { established : accept, related : accept }
		iifname "${DEVICES.lan}" jump accept_from_lan
		jump handle_reject
	}
	chain accept_from_lan {
		oifname ${wan} accept
		oifname "${DEVICES.dmz}" accept
	}
	chain handle_reject {
		meta l4proto tcp reject with tcp reset
		reject
	}
	chain raw_prerouting {
		type filter hook prerouting priority filter; policy accept;
		tcp dport 21 ct helper set "ftp"
	}
	chain srcnat {
		type nat hook postrouting priority srcnat; policy accept;
		oifname ${wan} meta nfproto ipv4 masquerade
	}
}`;
}

function flowtable(offloading: Offloading, ports: string[]): string {
	const devices = (offloading === 'hardware' ? ports : COVERED).map((device) => `"${device}"`).join(', ');
	const flags = { off: '', counter: 'counter;', plain: '', hardware: 'flags offload; counter;' }[offloading];
	return `flowtable ft { hook ingress priority filter; devices = { ${devices} }; ${flags} }`;
}
