import { isCommon } from './common.ts';
import type { Hide } from './options.ts';

/** A key of WireGuard: 32 bytes in Base64, or in its form for addresses of the Web. */
const KEYS = [/[A-Za-z\d+/]{42,}=+/g, /[\w-]{43}=+(?!\w)/g];
const KEY_SIZE = 44;

/** Where a text says that a name follows; each pattern has the words before it and the name. */
const NAMES = [
	/** Comments and log prefixes of rules, in nft's words and those of iptables. */
	/(\b(?:comment|log prefix|log-prefix|nflog-prefix)[ =]+")((?:[^"\\]|\\.)*)/g,
	/(\b(?:comment|log prefix|log-prefix|nflog-prefix)[ =]+')([^']*)/g,
	/(--(?:comment|log-prefix|nflog-prefix)[ =]+)([^\s"']+)/g,
	/(\/\* )(.*?)(?= \*\/)/g,
	/** Sections as firewall4 names them. */
	/(\bSection \S+ \()(.*)(?=\))/g,
	/** Options as uci writes them. */
	/(\.(?:name|comment|description|hostname|ssid|mesh_id|username|domain|endpoint_host)=')([^']*)/g,
	/(\boption (?:name|comment|description|hostname|ssid|mesh_id|username|domain|endpoint_host) ')([^']*)/g,
];
/** What a rule puts before a packet that it logs. */
const PACKET = /^((?:\[[^\]\n]*\] *|kernel: *)*)(\S.*?)(?= *\bIN=\S* )/gm;
/** As firewall4 itself words it. */
const STOCK_PREFIX = /^(?:accept|reject|drop) (\S+) (?:in|out|forward):$/;
const SERIAL = /(\b(?:serial[ _-]?(?:numbers?|num|no|nr|#)?\.?|s\/n|sn) *[:=] *["']?)([\w.-]{4,})(?![\w/])/gi;

/** Hides keys wherever they are. */
export function hideKeys(text: string, hide: Hide): string {
	return KEYS.reduce(
		(rest, form) => rest.replace(form, (run) => hide('key', run.replace(/=+$/, '=').slice(-KEY_SIZE), run)),
		text
	);
}

/** Hides names by what is before them, whether or not they are known. */
export function hideWrittenNames(text: string, hide: Hide): string {
	const hidden = NAMES.reduce(
		(rest, form) =>
			rest.replace(form, (_all, head: string, name: string) =>
				name === '' || isCommon(name) ? head + name : head + hide('name', name, name)
			),
		text
	);
	return hidden.replace(PACKET, (all, head: string, prefix: string) => {
		const zone = STOCK_PREFIX.exec(prefix)?.[1];
		return zone && isCommon(zone) ? all : head + hide('name', prefix, prefix);
	});
}

/** Hides serial numbers of hardware. */
export function hideSerials(text: string, hide: Hide): string {
	return text.replace(SERIAL, (_all, head: string, serial: string) => head + hide('serial', serial, serial));
}
