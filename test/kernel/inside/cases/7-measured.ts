/** What the measurement says of traffic whose way is known, and that nothing of it stays behind. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { UplinkBytes } from '../../../../src/model/measurement.ts';
import type { MeasurementReading } from '../../../../src/rpc/types/measurement.ts';
import { attempt, run, until } from '../commands.ts';
import type { Group } from '../harness.ts';
import type { Lab } from '../lab.ts';
import { begin, leaseFor, measure, setJoining, WATCHDOG } from '../measuring.ts';
import { HOSTS } from '../topology.ts';
import type { Traffic } from '../traffic.ts';

const group: Group<Lab> = {
	name: 'the measurement',
	declare(test, lab) {
		for (const family of ['ipv4', 'ipv6'] as const) {
			test(`${family}, offloading on: over 90 % bypass the firewall`, async () => {
				await begin(lab, 'counter');
				const bytes = await measureBytes(lab, lab.lan, HOSTS.wan[family]);
				assert.ok(bypassed(bytes) > 0.9, text(bytes));
			});

			test(`${family}, offloading off: under 5 %`, async () => {
				await begin(lab, 'off');
				const bytes = await measureBytes(lab, lab.lan, HOSTS.wan[family]);
				assert.ok(bypassed(bytes) < 0.05, text(bytes));
				assert.ok(bytes.own_bytes < bytes.slow_bytes / 20, `none of it the router's own: ${text(bytes)}`);
			});
		}

		test('traffic made on the router, offloading off: under 5 %, and it is the own traffic', async () => {
			await begin(lab, 'off');
			const bytes = await measureBytes(lab, lab.router, HOSTS.wan.ipv4);
			assert.ok(bypassed(bytes) < 0.05, text(bytes));
			assert.ok(bytes.own_bytes > 0.95 * bytes.slow_bytes, text(bytes));
		});

		test('traffic made on the router, offloading on: under 5 % all the same', async () => {
			await begin(lab, 'counter');
			const bytes = await measureBytes(lab, lab.router, HOSTS.wan.ipv4);
			assert.ok(bypassed(bytes) < 0.05, text(bytes));
		});

		for (const family of ['ipv4', 'ipv6'] as const)
			test(`${family}, frames as on a real wire, which the kernel joins: off under 5 %, on over 90 %`, async () => {
				setJoining('on');
				try {
					await begin(lab, 'off');
					const off = await measureBytes(lab, lab.lan, HOSTS.wan[family]);
					assert.ok(lastPackets.firewall < lastPackets.line / 2, `joined: ${JSON.stringify(lastPackets)}`);
					assert.ok(bypassed(off) < 0.05, text(off));
					await begin(lab, 'counter');
					const on = await measureBytes(lab, lab.lan, HOSTS.wan[family]);
					assert.ok(bypassed(on) > 0.9, text(on));
				} finally {
					setJoining('off');
				}
			});

		test('a line in a VLAN is counted on its port: off under 5 %, on over 90 %', async () => {
			await begin(lab, 'off', 'vlan');
			const off = await measureBytes(lab, lab.lan, HOSTS.vlan.ipv4);
			assert.ok(bypassed(off) < 0.05, text(off));
			await begin(lab, 'counter', 'vlan');
			const on = await measureBytes(lab, lab.lan, HOSTS.vlan.ipv4);
			assert.ok(bypassed(on) > 0.9, text(on));
		});

		test('a second one is refused, a stop takes the table and the watchdog away', async () => {
			await begin(lab, 'counter');
			const { token } = lab.plugin.call('measurement_start');
			leaseFor(token, '1h');
			assert.equal(lab.plugin.refusal('measurement_start'), 'running');
			assert.equal(lab.plugin.refusal('measurement_read', { token: '0123456789abcdef' }), 'gone');
			assert.equal(lab.plugin.refusal('measurement_stop', { token: '0123456789abcdef' }), 'gone');
			await watchdogOf(token);
			lab.plugin.call('measurement_stop', { token });
			assert.equal(isLoaded(), false);
			await until('the watchdog to end', () => watchdogs(token).length === 0);
		});

		test('a lease that nobody renews: the watchdog takes the table away', async () => {
			await begin(lab, 'counter');
			const { token } = lab.plugin.call('measurement_start');
			await until('the table to go', () => !isLoaded());
			assert.equal(lab.plugin.refusal('measurement_read', { token }), 'gone');
			await until('the watchdog to end', () => watchdogs(token).length === 0);
		});

		test('the time limit: the watchdog takes away a table that is still leased', async () => {
			await begin(lab, 'counter');
			const { token } = lab.plugin.call('measurement_start');
			process.kill(await watchdogOf(token));
			const soon = Math.floor(Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0])) + 3;
			run('start-stop-daemon', ['-S', '-b', '-x', WATCHDOG, '--', token, String(soon)]);
			await until('the table to go', () => {
				lab.plugin.ask('measurement_read', { token });
				return !isLoaded();
			});
			assert.equal(lab.plugin.refusal('measurement_read', { token }), 'gone');
		});

		test('a watchdog that was killed: any next call clears the table', async () => {
			for (const next of ['counters', 'status', 'measurement_start'] as const) {
				await begin(lab, 'counter');
				const { token } = lab.plugin.call('measurement_start');
				process.kill(await watchdogOf(token));
				await until('the lease to run out', () => lease(token) === '');
				assert.ok(isLoaded());
				lab.plugin.call(next);
				assert.equal(isLoaded(), next === 'measurement_start');
				assert.ok(!run('nft', ['list', 'ruleset']).includes(token));
			}
		});
	},
};

export default group;

const TABLE = ['table', 'inet', 'nft_offload_probe'];

let lastPackets = { firewall: 0, line: 0 };

/** Measures while a client exchanges some megabytes with a server. */
async function measureBytes(lab: Lab, client: Traffic, to: string): Promise<UplinkBytes> {
	const { start, end, bytes } = await measure(lab, client, to);
	const packets = ({ lines: [line] }: MeasurementReading): number =>
		line!.received.packets + line!.sent.packets;
	lastPackets = {
		firewall: end.forwarded.download.packets + end.forwarded.upload.packets,
		line: packets(end) - packets(start),
	};
	console.log(`# ${to}: ${text(bytes)}`);
	return bytes;
}

function bypassed({ slow_bytes, total_bytes }: UplinkBytes): number {
	assert.ok(total_bytes > 3_000_000, `${total_bytes} bytes in all`);
	return 1 - slow_bytes / total_bytes;
}

function text(bytes: UplinkBytes): string {
	return `${(100 * (1 - bytes.slow_bytes / bytes.total_bytes)).toFixed(2)} % of ${JSON.stringify(bytes)}`;
}

function isLoaded(): boolean {
	return attempt('nft', ['list', ...TABLE]).status === 0;
}

/** The elements of the set that holds the lease, in nft's words; '' when it has run out. */
function lease(token: string): string {
	const listed = run('nft', ['list', 'set', ...TABLE.slice(1), `lease_${token}`]);
	return /elements = \{[^}]*\}/.exec(listed)?.[0] ?? '';
}

/** The process id of the watchdog of this measurement, which starts a moment after the call has returned. */
async function watchdogOf(token: string): Promise<number> {
	await until('the watchdog to run', () => watchdogs(token).length === 1);
	return watchdogs(token)[0]!;
}

/** The process ids of the watchdogs of this measurement. */
function watchdogs(token: string): number[] {
	const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
	return processes.filter((id) => commandLine(id).includes(`measurement-watchdog\0${token}`)).map(Number);
}

function commandLine(process: string): string {
	try {
		return readFileSync(`/proc/${process}/cmdline`, 'utf8');
	} catch {
		return '';
	}
}
