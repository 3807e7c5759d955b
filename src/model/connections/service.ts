import type { Connection } from '../../rpc/types/index.ts';

const TCP = 6;
const UDP = 17;

/** Names of protocols without ports: https://www.iana.org/assignments/protocol-numbers. */
const PROTOCOLS: Record<number, string> = {
	1: 'ICMP',
	2: 'IGMP',
	6: 'TCP',
	17: 'UDP',
	41: '6in4',
	47: 'GRE',
	50: 'ESP',
	51: 'AH',
	58: 'ICMPv6',
	132: 'SCTP',
	136: 'UDP-Lite',
};

/** Usual services by port: https://www.iana.org/assignments/service-names-port-numbers, and what people know in addition. */
const SERVICES: Record<string, string> = {
	'tcp 21': 'FTP',
	'tcp 22': 'SSH',
	'tcp 25': 'SMTP',
	'tcp 53': 'DNS',
	'udp 53': 'DNS',
	'udp 67': 'DHCP',
	'tcp 80': 'HTTP',
	'udp 123': 'NTP',
	'tcp 143': 'IMAP',
	'udp 443': 'QUIC',
	'tcp 443': 'HTTPS',
	'tcp 445': 'SMB',
	'tcp 465': 'SMTP',
	'udp 500': 'IPsec',
	'udp 547': 'DHCPv6',
	'tcp 587': 'SMTP',
	'tcp 853': 'DNS over TLS',
	'udp 853': 'DNS over QUIC',
	'tcp 993': 'IMAP',
	'udp 1194': 'OpenVPN',
	'udp 1900': 'SSDP',
	'tcp 3389': 'RDP',
	'udp 3478': 'STUN',
	'udp 4500': 'IPsec',
	'tcp 5201': 'iperf3',
	'udp 5201': 'iperf3',
	'udp 5353': 'mDNS',
	'tcp 8080': 'HTTP',
	'udp 51820': 'WireGuard',
};

/** 'tcp', 'udp' or 'other', as the filter of the wire has it. */
export function protocolKind(protocol: number): 'tcp' | 'udp' | 'other' {
	if (protocol === TCP) return 'tcp';
	return protocol === UDP ? 'udp' : 'other';
}

/** The protocol's name, or its number. */
export function protocolText(protocol: number): string {
	return PROTOCOLS[protocol] ?? _('protocol %d').format(protocol);
}

/** What a connection is for, as far as its port tells: 'HTTPS', else 'TCP 5201'. */
export function serviceText({ protocol, original }: Connection): string {
	const name = protocolText(protocol);
	if (original.dport === null) return name;
	const known = SERVICES[`${protocolKind(protocol)} ${original.dport}`];
	return known ?? '%s %d'.format(name, original.dport);
}
