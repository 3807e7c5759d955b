/** What the traffic leaves in the counters of devices and processors. */
import type { Carried } from '../flows/traffic.ts';
import type { Uplink } from './network.ts';

/** Ticks of /proc/stat in a second (USER_HZ). */
const TICKS = 100;
/** Milliseconds of soft interrupts that a megabyte costs on the slow path and through a software flowtable; hardware costs none. */
const SOFTIRQ_MS_PER_MB = { slow: 8.7, software: 3.5 };
const CPUS = 2;

/** Bytes a second of a download by the path that it takes. */
export type DownloadRates = Record<'slow' | 'software' | 'hardware', number>;

/** What a download leaves of the cores at most. */
const HIGHEST_LOAD = 0.9;

/** As fast as the line, or as the cores let it where they forward. `slowness`: times the usual cost. */
export function downloadRates(line: number, slowness: number): DownloadRates {
	const most = (path: 'slow' | 'software') =>
		Math.min(line, (HIGHEST_LOAD * CPUS * 1000 * 1e6) / (SOFTIRQ_MS_PER_MB[path] * slowness));
	return { slow: most('slow'), software: most('software'), hardware: line };
}

/** Bytes of an Ethernet header, which devices count and conntrack does not. */
const FRAME = 14;
const PACKET = 1400;

/** Bytes of the headers of IP and TCP, and how many packets the kernel joins to one before its firewall sees them. */
const HEADERS = 40;
const JOINED = 8;

interface Count {
	bytes: number;
	packets: number;
}

function onTheWire(bytes: number): Count {
	const packets = Math.ceil(bytes / PACKET);
	return { bytes: bytes + packets * FRAME, packets };
}

/** IP packets, not joined. */
function bare(bytes: number): Count {
	return { bytes, packets: Math.ceil(bytes / PACKET) };
}

function inTheFirewall(bytes: number): Count {
	const packets = Math.ceil(bytes / PACKET);
	const joined = Math.ceil(packets / JOINED);
	return { bytes: bytes - (packets - joined) * HEADERS, packets: joined };
}

interface BothWays {
	download: Count;
	upload: Count;
}

/** What the measurement finds on the Internet line. */
export interface LineState {
	received: Count;
	sent: Count;
	/** What met the firewall there: on its way through, from or to the router itself, and outer packets of a tunnel. */
	forwarded: BothWays;
	own: BothWays;
	tunnel: BothWays;
	/** What the tunnel above the line has carried; nothing where there is none. */
	inside: { received: Count; sent: Count };
}

/** `silent`: the device does not count what the hardware forwards. */
export function lineState(
	{ upload, download, own, slow, slowDownload, hardware }: Carried,
	silent: boolean,
	uplink: Uplink
): LineState {
	const unseen = silent ? hardware : { upload: 0, download: 0 };
	const tunnelled = uplink === 'ds-lite' ? { upload, download } : { upload: 0, download: 0 };
	return {
		received: onTheWire(download + own - unseen.download),
		sent: onTheWire(upload - unseen.upload),
		forwarded: { download: inTheFirewall(slowDownload), upload: inTheFirewall(slow - slowDownload) },
		own: { download: inTheFirewall(own), upload: inTheFirewall(0) },
		tunnel: { download: bare(tunnelled.download), upload: bare(tunnelled.upload) },
		inside: { received: bare(tunnelled.download), sent: bare(tunnelled.upload) },
	};
}

/** Its counters as files. */
export function lineFiles(
	device: string,
	line: () => Pick<LineState, 'received' | 'sent'>
): Record<string, () => string> {
	const folder = `/sys/class/net/${device}/statistics`;
	return {
		[`${folder}/rx_bytes`]: () => `${line().received.bytes}\n`,
		[`${folder}/rx_packets`]: () => `${line().received.packets}\n`,
		[`${folder}/tx_bytes`]: () => `${line().sent.bytes}\n`,
		[`${folder}/tx_packets`]: () => `${line().sent.packets}\n`,
	};
}

function deviceLine(name: string, rx: Count, tx: Count): string {
	const columns = [rx.bytes, rx.packets, 0, 0, 0, 0, 0, 0, tx.bytes, tx.packets, 0, 0, 0, 0, 0, 0];
	return `${name.padStart(6)}: ${columns.map((value) => String(value).padStart(7)).join(' ')}\n`;
}

/** /proc/net/dev: the LAN bridge and its port, the WAN port and what lies over it. Bridge and PPPoE miss what the hardware forwards. */
export function netDevText({ upload, download, hardware }: Carried, line: LineState, uplink: Uplink): string {
	const none = onTheWire(0);
	const seen = { upload: upload - hardware.upload, download: download - hardware.download };
	return [
		'Inter-|   Receive                                                |  Transmit\n',
		' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n',
		deviceLine('lo', none, none),
		deviceLine('eth0', onTheWire(upload), onTheWire(download)),
		deviceLine('eth1', line.received, line.sent),
		deviceLine('br-lan', onTheWire(seen.upload), onTheWire(seen.download)),
		...linesAbove(uplink).map((name) => deviceLine(name, onTheWire(seen.download), onTheWire(seen.upload))),
	].join('');
}

/** Devices of the line above eth1. */
function linesAbove(uplink: Uplink): string[] {
	const above: Partial<Record<Uplink, string[]>> = {
		pppoe: ['pppoe-wan'],
		'pppoe-vlan': ['eth1.7', 'pppoe-wan'],
		'ds-lite': ['ds-wan6_4'],
	};
	return above[uplink] ?? [];
}

/** /proc/net/netstat: what met the IP stack, which forwards it or is its end. */
export function netstatText({ slow, own }: Carried): string {
	const received = inTheFirewall(slow).bytes + inTheFirewall(own).bytes;
	return [
		'TcpExt: SyncookiesSent SyncookiesRecv\n',
		'TcpExt: 0 0\n',
		'IpExt: InNoRoutes InTruncatedPkts InOctets OutOctets InMcastOctets\n',
		`IpExt: 0 0 ${received} ${inTheFirewall(slow).bytes} 0\n`,
	].join('');
}

/** /proc/stat: what forwarding costs, shared evenly by the processors, beside a little work of other kinds. */
export function statText({ slow, software }: Carried, uptimeMs: number, slowness = 1): string {
	const seconds = uptimeMs / 1000;
	const cost = slow * SOFTIRQ_MS_PER_MB.slow + software * SOFTIRQ_MS_PER_MB.software;
	const busyMs = (cost * slowness) / 1e6;
	const softirq = Math.floor((busyMs * TICKS) / 1000 / CPUS);
	const [user, system] = [Math.floor(seconds), Math.floor(2 * seconds)];
	const idle = Math.max(0, Math.floor(seconds * TICKS) - softirq - user - system);
	const line = (name: string, factor: number) =>
		`${name} ${[user, 0, system, idle, 0, 0, softirq, 0, 0, 0].map((ticks) => ticks * factor).join(' ')}\n`;
	const single = Array.from({ length: CPUS }, (_, index) => line(`cpu${index}`, 1));
	return `${line('cpu ', CPUS)}${single.join('')}intr 0\nctxt 0\nbtime 0\nprocesses 1\n`;
}
