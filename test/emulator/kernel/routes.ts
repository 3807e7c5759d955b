/** What /proc/net tells of the emulated router's addresses and routes, in the kernel's own words (Linux net/ipv4/fib_trie.c, net/ipv6). */
import type { Content } from './files.ts';
import { type Uplink, uplinkDevice } from './network.ts';

const HEADING = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT';

/** Destination, gateway and mask as a little-endian kernel prints them: the bytes of the address backwards. */
function ipv4Route(
	device: string,
	destination: string,
	gateway: string,
	flags: number,
	bits: number
): string {
	const mask = Buffer.alloc(4);
	mask.writeUInt32LE(bits === 0 ? 0 : (0xffffffff << (32 - bits)) >>> 0);
	const words = [
		device,
		backwards(destination),
		backwards(gateway),
		flags.toString(16).padStart(4, '0'),
		'0\t0\t0',
	];
	return [...words, Buffer.from(mask).toString('hex').toUpperCase(), '0\t0\t0'].join('\t');
}

function backwards(address: string): string {
	return Buffer.from(address.split('.').map(Number).toReversed()).toString('hex').toUpperCase();
}

function ipv6Route(destination: string, bits: number, device: string, flags = 1): string {
	const zeros = '0'.repeat(32);
	const numbers = ['00000100', '00000001', '00000000', flags.toString(16).padStart(8, '0')];
	const prefix = bits.toString(16).padStart(2, '0');
	return `${[destination, prefix, zeros, '00', zeros, ...numbers].join(' ')} ${device.padStart(8)}`;
}

/** 32 digits of an address that is written in full but for one run of zeros. */
function digits(head: string, tail = ''): string {
	return head.padEnd(32 - tail.length, '0') + tail;
}

const LAN6 = 'fdc0e9e3cb22';
const WAN6 = '20010db8';
const RTF_LOCAL_UP = 0x80200001;

const FIB_TRIE = `Main:
  +-- 0.0.0.0/0 3 0 4
     |-- 0.0.0.0
        /0 universe UNICAST
${['127.0.0.1', '192.168.1.1', '203.0.113.2'].map((address) => `     |-- ${address}\n        /32 host LOCAL\n`).join('')}`;

const OVER_ETHERNET: Record<string, string> = {
	'/proc/net/fib_trie': FIB_TRIE,
	'/proc/net/if_inet6': [
		`${digits('', '1')} 01 80 10 80       lo`,
		`${digits(LAN6, '1')} 02 3c 00 80   br-lan`,
		`${digits(WAN6, '1')} 03 40 00 80     eth1`,
		'',
	].join('\n'),
	'/proc/net/route': [
		HEADING,
		ipv4Route('eth1', '0.0.0.0', '203.0.113.1', 3, 0),
		ipv4Route('br-lan', '192.168.1.0', '0.0.0.0', 1, 24),
		ipv4Route('eth1', '203.0.113.0', '0.0.0.0', 1, 24),
		'',
	].join('\n'),
	'/proc/net/ipv6_route': [
		ipv6Route(digits(LAN6), 60, 'br-lan'),
		ipv6Route(digits(WAN6), 64, 'eth1'),
		ipv6Route(digits(''), 0, 'eth1', 3),
		ipv6Route(digits(LAN6, '1'), 128, 'br-lan', RTF_LOCAL_UP),
		ipv6Route(digits('ff'), 8, 'br-lan'),
		'',
	].join('\n'),
};

/** Contents by path. */
export function routeFiles(uplink: Uplink): Record<string, Content> {
	const device = uplinkDevice(uplink);
	return Object.fromEntries(
		Object.entries(OVER_ETHERNET).map(([path, text]) => [
			path,
			device === null ? withoutUplink(text) : text.replaceAll('eth1', deviceOf(path, uplink, device)),
		])
	);
}

/** In DS-Lite only IPv4 is in the tunnel. */
function deviceOf(path: string, uplink: Uplink, device: string): string {
	const tunneled = uplink !== 'ds-lite' || path === '/proc/net/route';
	return tunneled ? device : 'eth1';
}

function withoutUplink(text: string): string {
	return text.replaceAll(/^.*eth1$|^eth1\t.*$/gm, '').replaceAll(/\n+/g, '\n');
}
