/** A router on which measurements run, for tests of them. */
import type { MeasurementReading, MeasurementStart } from '../../../../src/rpc/types/index.ts';
import { WritableRouter } from './writable.ts';

export const TABLE = 'inet nft_offload_probe';
export const STATISTICS = { rx_bytes: '1000', rx_packets: '10', tx_bytes: '500', tx_packets: '5' };
export const ETHER = '1\n';

export interface Network {
	interface: string;
	device?: string | null;
	l3_device?: string;
	up?: boolean;
	proto?: string;
	route?: object[];
}

export const DEFAULT4 = { target: '0.0.0.0', mask: 0, nexthop: '203.0.113.1' };
export const DEFAULT6 = { target: '::', mask: 0, nexthop: 'fe80::1', metric: 512 };
export const WAN: Network = { interface: 'wan', device: 'eth1', l3_device: 'eth1', route: [DEFAULT4] };
export const LAN: Network = { interface: 'lan', device: 'br-lan', l3_device: 'br-lan' };

/** The kernel's part: the table of the measurement, with the seconds that its lease has left. */
export class Tables {
	loaded: { token: string; comment: string; text: string } | null = null;
	leaseEnds = 0;
	/** Packets and bytes by the names of the counters. */
	counts: Record<string, [packets: number, bytes: number]> = {};
	/** Printed instead of the table. */
	garbage: string | null = null;

	constructor(private readonly router: { now: number }) {}

	run(line: string): string | { code: number; output: string } {
		if (line.startsWith(`nft table ${TABLE} `)) return this.load(line);
		if (line === `nft list table ${TABLE}`) return this.loaded ? this.text() : missing();
		if (line === `nft delete table ${TABLE}`) return this.delete();
		const named = /lease_(\w+)/.exec(line)?.[1];
		if (!this.loaded || named !== this.loaded.token) return missing();
		if (line.startsWith('nft flush set')) return this.delete();
		if (!this.isLeased()) return missing();
		const text = this.text();
		this.leaseEnds = this.router.now + 10_000;
		return text;
	}

	private isLeased(): boolean {
		return this.router.now < this.leaseEnds;
	}

	private load(text: string) {
		if (this.loaded) return { code: 1, output: 'Error: Could not process rule: File exists\n' };
		const [, comment] = /comment "([^"]*)"/.exec(text) ?? [];
		this.loaded = { token: /lease_(\w+)/.exec(text)![1]!, comment: comment!, text };
		this.leaseEnds = this.router.now + 10_000;
		return '';
	}

	private delete(): string {
		this.loaded = null;
		return '';
	}

	private text(): string {
		if (this.garbage !== null) return this.garbage;
		const { token, comment } = this.loaded!;
		const counter = (name: string) => {
			const [packets, bytes] = this.counts[name] ?? [0, 0];
			return `\tcounter ${name} {\n\t\tpackets ${packets} bytes ${bytes}\n\t}\n\n`;
		};
		const names = [...this.loaded!.text.matchAll(/create counter inet nft_offload_probe (\w+);/g)];
		const counters = names.map(([, name]) => counter(name!)).join('');
		const lease = this.isLeased() ? '\t\telements = { 1 timeout 10s expires 4s120ms }\n' : '';
		return `table ${TABLE} {\n\tcomment "${comment}"\n${counters}\tset lease_${token} {\n\t\ttype inet_service\n\t\tflags timeout\n${lease}\t}\n}\n`;
	}
}

export function missing() {
	return { code: 1, output: 'Error: No such file or directory\n' };
}

export function statistics(device: string, type = ETHER, kind = ''): Record<string, string> {
	const folder = `/sys/class/net/${device}`;
	const counters = Object.entries(STATISTICS).map(([name, value]) => [
		`${folder}/statistics/${name}`,
		`${value}\n`,
	]);
	const uevent = `${kind && `DEVTYPE=${kind}\n`}INTERFACE=${device}\nIFINDEX=3\n`;
	return { [`${folder}/type`]: type, [`${folder}/uevent`]: uevent, ...Object.fromEntries(counters) };
}

/** A router on which a measurement can run. */
export function routerWith(
	networks: Network[] = [LAN, WAN],
	files: Record<string, string> = statistics('eth1')
) {
	const router = new WritableRouter(files);
	const tables = new Tables(router);
	router.ubus = () => ({ interface: networks.map((network) => ({ up: true, ...network })) });
	router.onCommand(/^nft /, (line) => tables.run(line)).onCommand(/^start-stop-daemon/, () => '');
	return { router, tables };
}

export const start = (router: WritableRouter) => router.call<MeasurementStart>('measurement_start');
export const read = (router: WritableRouter, token: unknown) =>
	router.call<MeasurementReading>('measurement_read', { token });
export const stop = (router: WritableRouter, token: unknown) =>
	router.call<object>('measurement_stop', { token });
