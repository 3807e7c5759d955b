/**
 * The share of the data that bypasses the firewall, from what the router's IP stack received and what the line carried, less the longest
 * headers: at least 1 - received / carried. The bound must never claim more than is true.
 */
import assert from 'node:assert/strict';
import {
	CONNECTIONS,
	type Connection,
	flowtableOf,
	type Measured,
	measure,
	prepare,
	startMatrix,
} from '../conformance/matrix.ts';
import type { Group } from '../harness.ts';
import type { Lab } from '../lab.ts';

const group: Group<Lab> = {
	name: 'conformance of the IP stack',
	declare(test, lab) {
		test('plain line with offloading: at least 95 % bypass', async () => {
			for (const one of await bounds(lab, true, 'plain')) assert.ok(boundOf(one) >= 0.95, text(one));
		});

		test('plain line without offloading: at most 5 % bypass', async () => {
			for (const one of await bounds(lab, false, 'plain')) assert.ok(boundOf(one) <= 0.05, text(one));
		});

		test('PPPoE over VLAN as firewall4 lists it: uploads bypass, downloads are not claimed', async () => {
			for (const one of await bounds(lab, true, 'pppoe-v')) {
				if (one.direction === 'upload') assert.ok(boundOf(one) >= 0.95, text(one));
				else assert.ok(boundOf(one) <= 0.05, text(one));
			}
		});

		test('DS-Lite as firewall4 lists it: IPv4 uploads bypass, downloads are not claimed; IPv6 bypasses', async () => {
			for (const one of await bounds(lab, true, 'dslite')) {
				const isSlow = one.family === 'ipv4' && one.direction === 'download';
				assert.ok(isSlow ? boundOf(one) <= 0.05 : boundOf(one) >= 0.95, text(one));
			}
		});

		test("the router's own traffic never counts as bypassing", async () => {
			const own = await measured(lab, true, 'plain', 'gateway');
			for (const one of own.filter(({ direction }) => direction === 'download'))
				assert.ok(boundOf(one) <= 0.05, text(one));
		});
	},
};

export default group;

/** Both families and directions over a line, with firewall4's list or without a flowtable. No byte that met the firewall is missing. */
async function bounds(lab: Lab, offloading: boolean, line: string): Promise<Measured[]> {
	const all = await measured(lab, offloading, line);
	for (const one of all) {
		const seen = one.slow.bytes + one.slowAnswers.bytes;
		assert.ok(one.stack >= seen, `${seen} bytes met the firewall, ${text(one)}`);
	}
	return all;
}

async function measured(lab: Lab, offloading: boolean, line: string, client?: string): Promise<Measured[]> {
	const ends = await startMatrix(lab);
	const connections = CONNECTIONS.filter((connection) => connection.line.name === line);
	const from = ({ route, ...rest }: Connection) => ({
		...rest,
		route: { ...route, client: client ?? route.client },
	});
	const opened = connections.map(from);
	await prepare(ends, offloading ? flowtableOf('listed') : null, opened);
	return measure(ends, opened);
}

function boundOf({ stack, carried }: Measured): number {
	return 1 - stack / carried;
}

function text(one: Measured): string {
	const { family, direction, stack, carried } = one;
	return `${family} ${direction}: ${stack} of ${carried} bytes met the IP stack`;
}
