/** The router's ruleset in the conformance matrix, in the shape of firewall4's, and the counters of what it sees. */
import { attempt, run } from '../commands.ts';
import { address4, type Family, LINES, type Line, numberOf } from './lines.ts';
import { HOME } from './network.ts';

const IN_GATEWAY = ['netns', 'exec', 'gateway'];

/** Loads the ruleset with these devices in the flowtable; null: without a flowtable. */
export function loadFirewall(devices: string[] | null): void {
	run('ip', [...IN_GATEWAY, 'nft', '-f', '-'], `flush ruleset\n${firewall(devices)}\n${PROBE}`);
}

/** The devices that the flowtable holds now, in the order of their names. */
export function listedDevices(): string[] {
	const text = run('ip', [...IN_GATEWAY, 'nft', '-j', 'list', 'flowtables']);
	const objects: { flowtable?: { dev: string | string[] } }[] = JSON.parse(text).nftables;
	return objects.flatMap(({ flowtable }) => flowtable?.dev ?? []).sort();
}

/** The kernel's answer to a flowtable of this device alone, as firewall4 asks it; '' where it takes it. */
export function tryDevice(device: string, hardware: boolean): string {
	const flags = hardware ? 'flags offload;' : '';
	const flowtable = `hook ingress priority 0; devices = { "${device}" }; ${flags}`;
	const script = `table inet tried {\n flowtable ft {\n ${flowtable}\n }\n}\ndelete table inet tried\n`;
	return attempt('ip', [...IN_GATEWAY, 'nft', '-f', '-'], script).stderr;
}

/** What the chain of the forward hook has seen between two devices since the ruleset was loaded. */
export interface Seen {
	packets: number;
	bytes: number;
}

/** Keys are those of `seenKey`. */
export type SeenTable = Map<string, Seen>;

export function seenKey(from: string, to: string, family: Family): string {
	return `${from} > ${to} ${family}`;
}

/** All that the forward hook has seen so far. */
export function readSeen(): SeenTable {
	const text = run('ip', [...IN_GATEWAY, 'nft', '-j', 'list', 'set', 'inet', 'probe', 'seen']);
	const list = JSON.parse(text).nftables.find((object: { set?: unknown }) => object.set)?.set.elem ?? [];
	return new Map(list.map(({ elem: { val, counter } }: Element) => [key(val.concat), counter]));
}

interface Element {
	elem: { val: { concat: [string, string, string] }; counter: Seen };
}

function key([from, to, family]: Element['elem']['val']['concat']): string {
	return seenKey(from, to, family as Family);
}

/** Before firewall4's chain: there the flow rule meets a packet only if the fast path has not taken it. */
const PROBE = `table inet probe {
	set seen { typeof iifname . oifname . meta nfproto; size 1024; flags dynamic; counter; }
	chain forward {
		type filter hook forward priority filter - 10; policy accept;
		meta l4proto tcp add @seen { iifname . oifname . meta nfproto }
	}
}`;

function quoted(devices: Iterable<string>): string {
	return `{ ${[...new Set(devices)].map((device) => `"${device}"`).join(', ')} }`;
}

/** As map.sh has firewall4 translate IPv4, one of its ranges of ports; nothing for other lines. */
function toPorts(line: Line): string {
	if (!line.ports) return '';
	const to = `${address4('gateway', numberOf(line))}:${line.ports.join('-')}`;
	return `oifname "${line.subject}" meta l4proto { tcp, udp } snat ip to ${to}`;
}

function firewall(devices: string[] | null): string {
	const subjects = (wanted: string) =>
		LINES.filter(({ side }) => side === wanted).flatMap(({ l3 }) => Object.values(l3.gateway));
	const wan = quoted(subjects('wan'));
	return `table inet fw4 {
	${devices ? `flowtable ft { hook ingress priority filter; devices = ${quoted(devices)}; counter; }` : ''}
	chain input {
		type filter hook input priority filter; policy accept;
	}
	chain forward {
		type filter hook forward priority filter; policy drop;
		${devices ? 'meta l4proto { tcp, udp } flow offload @ft' : ''}
		ct state vmap { established : accept, related : accept }
		iifname ${quoted([HOME, ...subjects('lan')])} jump accept_from_lan
		jump handle_reject
	}
	chain accept_from_lan {
		oifname ${wan} accept
	}
	chain handle_reject {
		meta l4proto tcp reject with tcp reset
		reject
	}
	chain srcnat {
		type nat hook postrouting priority srcnat; policy accept;
		${LINES.map(toPorts).join('\n')}
		oifname ${wan} meta nfproto ipv4 masquerade
	}
}`;
}
