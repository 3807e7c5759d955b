/** What the traffic leaves in the counters of devices and processors. */
import type { Carried } from '../flows/traffic.ts';

/** Ticks of /proc/stat in a second (USER_HZ). */
const TICKS = 100;
/** Milliseconds of soft interrupts that a megabyte costs on the slow path and through a software flowtable; hardware costs none. */
const SOFTIRQ_MS_PER_MB = { slow: 8.7, software: 3.5 };
const CPUS = 2;

/** Bytes of an Ethernet header, which devices count and conntrack does not. */
const FRAME = 14;
const PACKET = 1400;

function onTheWire(bytes: number): { bytes: number; packets: number } {
	const packets = Math.ceil(bytes / PACKET);
	return { bytes: bytes + packets * FRAME, packets };
}

function deviceLine(name: string, received: number, sent: number): string {
	const [rx, tx] = [onTheWire(received), onTheWire(sent)];
	const columns = [rx.bytes, rx.packets, 0, 0, 0, 0, 0, 0, tx.bytes, tx.packets, 0, 0, 0, 0, 0, 0];
	return `${name.padStart(6)}: ${columns.map((value) => String(value).padStart(7)).join(' ')}\n`;
}

/** /proc/net/dev: the LAN bridge and its port, and the WAN port. The bridge misses what the hardware forwards. */
export function netDevText({ upload, download, hardware }: Carried): string {
	const seen = { upload: upload - hardware.upload, download: download - hardware.download };
	return [
		'Inter-|   Receive                                                |  Transmit\n',
		' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n',
		deviceLine('lo', 0, 0),
		deviceLine('eth0', upload, download),
		deviceLine('eth1', download, upload),
		deviceLine('br-lan', seen.upload, seen.download),
	].join('');
}

/** /proc/stat: what forwarding costs, shared evenly by the processors, beside a little work of other kinds. */
export function statText({ slow, software }: Carried, uptimeMs: number): string {
	const seconds = uptimeMs / 1000;
	const busyMs = (slow * SOFTIRQ_MS_PER_MB.slow + software * SOFTIRQ_MS_PER_MB.software) / 1e6;
	const softirq = Math.floor((busyMs * TICKS) / 1000 / CPUS);
	const [user, system] = [Math.floor(seconds), Math.floor(2 * seconds)];
	const idle = Math.max(0, Math.floor(seconds * TICKS) - softirq - user - system);
	const line = (name: string, factor: number) =>
		`${name} ${[user, 0, system, idle, 0, 0, softirq, 0, 0, 0].map((ticks) => ticks * factor).join(' ')}\n`;
	const single = Array.from({ length: CPUS }, (_, index) => line(`cpu${index}`, 1));
	return `${line('cpu ', CPUS)}${single.join('')}intr 0\nctxt 0\nbtime 0\nprocesses 1\n`;
}
