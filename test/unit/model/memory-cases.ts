/** Routers with the results that they keep, and what has changed since: for the page (memory.test.ts) and for the backend (recall.test.ts). */
import type { ResultEnvironment, Status, StoredResult } from '../../../src/rpc/types/index.ts';
import { FLOWTABLE, LAN, networkWith, SYSTEM, statusWith, WAN } from './status-facts.ts';

export const OLD: ResultEnvironment = {
	release: 'OpenWrt 24.10.2 r28739-d9340319c6',
	kernel: '6.6.93',
	firewall4: '2024.12.18-r1',
	devices: ['br-lan', 'wan'],
	line: [{ device: 'wan', proto: 'dhcp' }],
};
export const SAME_SYSTEM = {
	...SYSTEM,
	release: OLD.release,
	kernel: OLD.kernel,
	firewall4_version: OLD.firewall4,
};
export const NEW_SYSTEM = { ...SAME_SYSTEM, release: 'OpenWrt 25.12.0 r32000-1234567890', kernel: '6.12.87' };
/** The environment of NEW_SYSTEM. */
const NEW: ResultEnvironment = { ...OLD, release: NEW_SYSTEM.release, kernel: NEW_SYSTEM.kernel };
const DAY = Date.UTC(2026, 9, 3, 12) / 1000;
const WORKED = 'Worked on OpenWrt 24.10.2 (October 3, 2026, 98 %).';

/** 98 % of 100 MB bypassed the firewall; `environment` and `changes` make another result of it. */
export function result(
	environment: Partial<ResultEnvironment> = {},
	changes: Partial<StoredResult> = {}
): StoredResult {
	const bytes = { total_bytes: 100e6, slow_bytes: 2e6, own_bytes: 0 };
	return {
		time: DAY,
		mode: 'software',
		seconds: 20,
		...bytes,
		download: bytes,
		upload: bytes,
		hardware_entries: 0,
		cpu: null,
		softirq: null,
		latency: null,
		environment: { ...OLD, ...environment },
		...changes,
	};
}

/** A router like that of the results; `changes` make another one of it. */
export function router(changes: Partial<Status> = {}): Status {
	const wan = networkWith('wan', { proto: 'dhcp', default_for: ['ipv4'], default_route: true });
	return statusWith({ system: SAME_SYSTEM, zones: [LAN, { ...WAN, networks: [wan] }], ...changes });
}

const line = (proto: string | null, up = true) => ({
	zones: [
		LAN,
		{
			...WAN,
			networks: [networkWith('wan', { proto, up, default_for: up ? ['ipv4'] : [], default_route: up })],
		},
	],
});
const OFF = { requested: { flow_offloading: false, flow_offloading_hw: false } };
const HARDWARE = {
	requested: { flow_offloading: true, flow_offloading_hw: true },
	flowtables: [{ ...FLOWTABLE, hardware: true }],
};
const BAD = { slow_bytes: 99e6 };
const IDLE = { total_bytes: 1e6, slow_bytes: 0 };

/** What the page says is in English; null where it says nothing. */
type Case = [name: string, status: Partial<Status>, results: StoredResult[], said: string | null];

export const CASES: Case[] = [
	['nothing is kept', {}, [], null],
	['nothing has changed', {}, [result()], null],
	[
		'another release',
		{ system: NEW_SYSTEM },
		[result()],
		`${WORKED} The firmware has changed since: measure again.`,
	],
	[
		'another revision of the same release',
		{ system: { ...SAME_SYSTEM, release: 'OpenWrt SNAPSHOT r2-b' } },
		[result({ release: 'OpenWrt SNAPSHOT r1-a' })],
		'Worked on OpenWrt SNAPSHOT r1-a (October 3, 2026, 98 %). The firmware has changed since: measure again.',
	],
	[
		'another kernel alone',
		{ system: { ...SAME_SYSTEM, kernel: '6.6.110' } },
		[result()],
		`${WORKED} The kernel was 6.6.93 then, and is 6.6.110 now: measure again.`,
	],
	[
		'another firewall4 alone',
		{ system: { ...SAME_SYSTEM, firewall4_version: '2025.03.17-r1' } },
		[result()],
		`${WORKED} firewall4 has changed since: measure again.`,
	],
	[
		'a device that is missing',
		{},
		[result({ devices: ['br-lan', 'wan', 'wlan1'] })],
		`${WORKED} wlan1 was in the flowtable then, and is not now.`,
	],
	[
		'two devices, after an upgrade',
		{ system: NEW_SYSTEM },
		[result({ devices: ['wan', 'wlan0', 'wlan1'] })],
		`${WORKED} The firmware has changed since: measure again. wlan0, wlan1 were in the flowtable then, and are not now.`,
	],
	['a device that was added', {}, [result({ devices: ['wan'] })], null],
	[
		'another protocol of the line',
		line('pppoe'),
		[result()],
		`${WORKED} The Internet connection used dhcp then, and uses pppoe now.`,
	],
	[
		'one of two lines is left',
		{},
		[result({ line: [...OLD.line!, { device: 'wwan0', proto: 'qmi' }] })],
		null,
	],
	[
		'both families on one device, of which the first is kept',
		{
			zones: [
				LAN,
				{
					...WAN,
					networks: ['dhcp', 'dhcpv6'].map((proto) =>
						networkWith(proto, { proto, l3_device: 'wan', default_route: true })
					),
				},
			],
		},
		[result()],
		null,
	],
	[
		'a fifth line, which no result holds',
		{
			zones: [
				{
					...WAN,
					networks: ['dhcp', 'dhcp', 'dhcp', 'dhcp', 'qmi'].map((proto, at) =>
						networkWith(`wan${at}`, { proto, default_route: true })
					),
				},
			],
		},
		[result()],
		null,
	],
	['the line is down', line('pppoe', false), [result()], null],
	['the protocol is unknown', line(null), [result()], null],
	['the protocol was unknown', {}, [result({ line: [{ device: 'wan', proto: null }] })], null],
	['the line was unknown', {}, [result({ line: null })], null],
	[
		'the networks are unknown',
		{ zones: null, unknown: { zones: { code: 'failed', text: '' } } },
		[result()],
		null,
	],
	['all versions are unknown', { system: { ...SYSTEM, kernel: null } }, [result()], null],
	[
		'all versions were unknown',
		{},
		[result({ release: null, kernel: null, firewall4: null, devices: null, line: null })],
		null,
	],
	[
		'the release was unknown, the kernel is another one',
		{ system: NEW_SYSTEM },
		[result({ release: null })],
		'Offloading worked before (October 3, 2026, 98 %). The kernel was 6.6.93 then, and is 6.12.87 now: measure again.',
	],
	['the devices were unknown', {}, [result({ devices: null })], null],
	[
		'the list of devices is cut',
		{ unknown: { flowtables: { code: 'truncated', text: '3' } } },
		[result({ devices: ['br-lan', 'wan', 'wlan1'] })],
		null,
	],
	['the flowtable is not loaded, which the verdict says', { flowtables: [], adders: [] }, [result()], null],
	[
		'the router did not know the time',
		{ system: NEW_SYSTEM },
		[result({}, { time: 0 })],
		'Worked on OpenWrt 24.10.2 (98 %). The firmware has changed since: measure again.',
	],
	['offloading is off', { system: NEW_SYSTEM, ...OFF }, [result()], null],
	['what is enabled is unknown', { system: NEW_SYSTEM, requested: null }, [result()], null],
	['it never worked', { system: NEW_SYSTEM }, [result({}, BAD)], null],
	['it was never measured with traffic enough', { system: NEW_SYSTEM }, [result({}, IDLE)], null],
	['it worked in another mode', { system: NEW_SYSTEM, ...HARDWARE }, [result()], null],
	[
		'hardware is enabled, software is what runs and ran',
		{ system: NEW_SYSTEM, requested: HARDWARE.requested },
		[result()],
		`${WORKED} The firmware has changed since: measure again.`,
	],
	[
		'hardware worked, and only software runs',
		{ system: NEW_SYSTEM, requested: HARDWARE.requested },
		[result({}, { mode: 'hardware', slow_bytes: 0 }), result()],
		'Worked on OpenWrt 24.10.2 (October 3, 2026, 100 %). The firmware has changed since: measure again.',
	],
	['measured again, and it works', { system: NEW_SYSTEM }, [result(NEW), result()], null],
	['measured again, and it does not work', { system: NEW_SYSTEM }, [result(NEW, BAD), result()], null],
	[
		'measured again without traffic enough',
		{ system: NEW_SYSTEM },
		[result(NEW, IDLE), result()],
		`${WORKED} The firmware has changed since: measure again.`,
	],
	[
		'measured again in another mode',
		{ system: NEW_SYSTEM },
		[result(NEW, { ...BAD, mode: 'off' }), result()],
		`${WORKED} The firmware has changed since: measure again.`,
	],
	[
		'did not work before the last upgrade either',
		{ system: { ...NEW_SYSTEM, release: 'OpenWrt 25.12.1 r1-a' } },
		[result(NEW, BAD), result()],
		`${WORKED} The firmware has changed since: measure again.`,
	],
];
