import fc from 'fast-check';
import QUnit from 'qunit';
import type { FlowTally } from '../../../../src/rpc/types/index.ts';
import { encodeJson } from '../../../../tools/ucode/format.ts';
import { loadModule } from '../../../../tools/ucode/load.ts';
import { swappedDatagram } from '../support/byte-swap.ts';
import { hostWith, SEARCH_PATH } from '../support/host.ts';
import { concat, done, entriesOf, recorded } from '../support/kernel.ts';
import { type PlainResult, readPlainly } from '../support/plain-reader.ts';
import { applyDamage, damages, inRows, wellFormed } from '../support/property-input.ts';

interface Ctnetlink {
	count_dump(
		receive: () => { bytes: string; reason: { code: string } | null },
		software: FlowTally,
		hardware: FlowTally
	): { reason: { code: string } | null; rest: { code: string; text: string } | null };
}

interface TallyModule {
	empty_flow_tally(withBytes: boolean): FlowTally;
	finish_flow_tally(flows: FlowTally): FlowTally;
}

function load<T>(name: string, littleEndian: boolean): T {
	return loadModule<T>(name, { host: hostWith({ littleEndian }), searchPath: SEARCH_PATH });
}

const tallies = load<TallyModule>('nft-offload.conntrack.tally', true);
const readers = {
	little: load<Ctnetlink>('nft-offload.conntrack.count_netlink', true),
	big: load<Ctnetlink>('nft-offload.conntrack.count_netlink', false),
};
const count = { inputs: 0, parsed: 0 };

/** What the backend makes of the datagrams, in the form of the plain reader's result. */
function readByBackend(datagrams: Uint8Array[], withBytes: boolean, order: 'little' | 'big') {
	const software = tallies.empty_flow_tally(withBytes);
	const hardware = tallies.empty_flow_tally(withBytes);
	let next = 0;
	const receive = () => {
		const datagram = datagrams[next++];
		if (datagram === undefined) return { bytes: '', reason: { code: 'timeout', text: '' } };
		return { bytes: Buffer.from(datagram).toString('latin1'), reason: null };
	};
	const { reason, rest } = readers[order].count_dump(receive, software, hardware);
	tallies.finish_flow_tally(software);
	tallies.finish_flow_tally(hardware);
	const odd = reason || !rest ? 0 : oddOf(rest);
	return { trouble: reason?.code ?? null, software, hardware, odd };
}

/** How many entries a reason says were skipped. */
function oddOf({ code, text }: { code: string; text: string }): number {
	const found = /^ctnetlink: ([0-9]+) of ([0-9]+) entries skipped$/.exec(text);
	if (code !== 'garbled' || !found) throw new Error(`${code}: ${text}`);
	return Number(found[1]);
}

function sound(value: unknown): boolean {
	if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0;
	return value === null || Object.values(value as object).every(sound);
}

/** Reasons that the plain reader knows; any other code is the kernel's verdict. */
const READING = new Set<string | null>([null, 'truncated', 'garbled', 'overrun', 'timeout']);

function agree(
	datagrams: Uint8Array[],
	order: 'little' | 'big',
	trusting: boolean,
	withBytes = true
): PlainResult {
	const found = readByBackend(datagrams, withBytes, order);
	const plain = readPlainly(datagrams, withBytes, order === 'little', trusting);
	count.inputs++;
	if (plain.parsed > 0) count.parsed++;
	if (!sound([found.software, found.hardware, found.odd])) throw new Error(`unsound: ${encodeJson(found)}`);
	const { trouble, software, hardware, odd } = JSON.parse(encodeJson(found));
	// ETIMEDOUT, EINVAL and the like may be sent as a verdict too.
	const code = plain.trouble === 'refused' ? 'refused' : READING.has(trouble) ? trouble : 'refused';
	const text = JSON.stringify([code, software, hardware, odd]);
	const wanted = JSON.stringify([plain.trouble, plain.software, plain.hardware, plain.odd]);
	if (text !== wanted || (plain.trouble === 'refused' && trouble === null))
		throw new Error(`backend ${text}\nplain reader ${wanted}`);
	return plain;
}

QUnit.module('backend > properties of reading ctnetlink');

QUnit.test('whole messages of every kind are read as the plain reader reads them', (assert) => {
	const property = fc.property(wellFormed, fc.boolean(), (dump, withBytes) => {
		agree(dump, 'little', false, withBytes);
	});
	fc.assert(property, { numRuns: 50_000 });
	assert.ok(count.parsed > 0);
});

QUnit.test('a big-endian host reads the same', (assert) => {
	const property = fc.property(wellFormed, fc.boolean(), (dump, withBytes) => {
		const here = agree(dump, 'little', false, withBytes);
		const there = agree(dump.map(swappedDatagram), 'big', false, withBytes);
		if (JSON.stringify(here) !== JSON.stringify(there)) throw new Error('the byte order changes the result');
	});
	fc.assert(property, { numRuns: 15_000 });
	assert.ok(count.parsed > 0);
});

QUnit.test('damaged dumps give a reason or a sound count, on both byte orders', (assert) => {
	const property = fc.property(wellFormed, damages, fc.nat(3), (dump, list, choice) => {
		const big = choice >= 2;
		const datagrams = applyDamage(big ? dump.map(swappedDatagram) : dump, list);
		agree(datagrams, big ? 'big' : 'little', true, choice % 2 === 0);
	});
	fc.assert(property, { numRuns: 125_000 });
	assert.ok(count.parsed > 0);
});

QUnit.test('rows of entries of one kind, whole and damaged', (assert) => {
	const property = fc.property(inRows, fc.option(damages), fc.boolean(), (dump, list, withBytes) => {
		agree(list ? applyDamage(dump, list) : dump, 'little', list !== null, withBytes);
	});
	fc.assert(property, { numRuns: 4000 });
	assert.ok(count.parsed > 0);
});

QUnit.test('a dump that is cut into two datagrams at any byte, or ends there', (assert) => {
	const all = entriesOf(recorded('conntrack/mixed6.ctnetlink-offload.bin'));
	const dump = concat(...all.slice(0, 6), done());
	for (let at = 0; at <= dump.length; at++) {
		const parts = [dump.slice(0, at), dump.slice(at)];
		agree(parts, 'little', true);
		const cut = agree(parts.slice(0, 1), 'little', true);
		if (at < dump.length) assert.notStrictEqual(cut.trouble, null, `cut at ${at}`);
	}
});

QUnit.test('enough inputs were tried, and most of them reached the attributes', (assert) => {
	console.log(`# ${count.inputs} dumps, ${count.parsed} of them reached the attribute parser`);
	assert.ok(count.inputs >= 200_000, `${count.inputs} inputs`);
	assert.ok(count.parsed * 2 >= count.inputs, `${count.parsed} parsed`);
});
