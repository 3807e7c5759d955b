/** The conformance matrix: what the backend claims follows the packets, on every kind of line and under every list of devices. */
import assert from 'node:assert/strict';
import { release } from 'node:os';
import { type Claims, readClaims } from '../conformance/claims.ts';
import { LINES, LISTS, type Line, type ListName } from '../conformance/lines.ts';
import {
	BYTES,
	CONNECTIONS,
	countMarked,
	flowtableOf,
	type Measured,
	measure,
	prepare,
	startMatrix,
	takenBy,
	translatedPorts,
} from '../conformance/matrix.ts';
import { type Cell, type Recording, recorded, verdictOf } from '../conformance/record.ts';
import type { Group } from '../harness.ts';
import type { Lab } from '../lab.ts';

const all: Cell[] = [];

const group: Group<Lab> = {
	name: 'conformance',
	declare(test, lab) {
		for (const list of Object.keys(LISTS) as ListName[])
			test(`${LISTS[list]}: packets take the path that the backend claims`, async () => {
				const ends = await startMatrix(lab);
				await prepare(ends, flowtableOf(list), CONNECTIONS);
				const [claims, measured] = await Promise.all([readClaims(lab), measure(ends, CONNECTIONS)]);
				assert.equal(
					countMarked(),
					CONNECTIONS.length,
					'every connection carries the mark, whatever its path'
				);
				for (const line of LINES) assertPorts(line);
				const cells = measured.map((one) => cellOf(list, one, claims));
				all.push(...cells);
				if (all.length === measured.length * Object.keys(LISTS).length) printRecord();
				assert.deepEqual(cells.filter(isWrong), []);
				const before = recorded(lab.recording, list);
				if (before) assert.deepEqual(cells.map(verdictOf), before.map(verdictOf));
			});
	},
};

export default group;

function cellOf(list: ListName, measured: Measured, claims: Claims): Cell {
	const { line, family, direction, route, slow } = measured;
	const device = direction === 'download' ? route.wan : route.lan;
	const arriving = claims.get(device) ?? assert.fail(`the backend has no path for ${device}`);
	return {
		line: line.name,
		list,
		family,
		direction,
		taken: takenBy(measured),
		slow_packets: slow.packets,
		claimed: arriving.fast,
		through: arriving.through,
	};
}

function isWrong({ taken, claimed }: Cell): boolean {
	return claimed === null || taken !== (claimed ? 'fast' : 'slow');
}

function assertPorts(line: Line): void {
	if (!line.ports) return;
	const [first, last] = line.ports;
	const used = translatedPorts(line);
	assert.ok(used.length > 0 && used.every((port) => port >= first && port <= last), `${line.name}: ${used}`);
}

/** For the host, which writes it to the repository where that was asked for. */
function printRecord(): void {
	const recording: Recording = {
		kernel: release(),
		lines: Object.fromEntries(LINES.map(({ name, title }) => [name, title])),
		lists: LISTS,
		bytes: BYTES,
		cells: all,
	};
	console.log(`#record ${JSON.stringify(recording)}`);
}
