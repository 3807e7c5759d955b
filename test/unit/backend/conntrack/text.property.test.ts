import fc from 'fast-check';
import QUnit from 'qunit';
import type { FlowTally } from '../../../../src/rpc/types/index.ts';
import { encodeJson } from '../../../../tools/ucode/format.ts';
import { loadModule } from '../../../../tools/ucode/load.ts';
import { RECORDED } from '../support/expected.ts';
import { hostWith, SEARCH_PATH } from '../support/host.ts';
import { recordedText } from '../support/kernel.ts';
import { readTextPlainly } from '../support/plain-text-reader.ts';

const options = { host: hostWith({}), searchPath: SEARCH_PATH };
const { read_table } = loadModule<{
	read_table(
		read: (size: number) => string | null,
		is_late: () => boolean,
		software: FlowTally,
		hardware: FlowTally
	): { reason: { code: string } | null; rest: { text: string } | null };
}>('nft-offload.conntrack.count_text', options);
const { empty_flow_tally, finish_flow_tally } = loadModule<{
	empty_flow_tally(withBytes: boolean): FlowTally;
	finish_flow_tally(flows: FlowTally): FlowTally;
}>('nft-offload.conntrack.tally', options);

const count = { inputs: 0, parsed: 0 };

/** What the backend makes of a text that comes in pieces, as the kernel gives it. */
function readByBackend(pieces: string[]) {
	const software = empty_flow_tally(true);
	const hardware = empty_flow_tally(true);
	const waiting = [...pieces.filter((piece) => piece !== ''), ''];
	const { reason, rest } = read_table(
		() => waiting.shift()!,
		() => false,
		software,
		hardware
	);
	return {
		trouble: reason?.code ?? null,
		software: finish_flow_tally(software),
		hardware: finish_flow_tally(hardware),
		odd: rest ? Number(/: ([0-9]+) of [0-9]+ entries skipped$/.exec(rest.text)?.[1]) : 0,
	};
}

/** Both readers agree, and nothing in the result is worse than unknown. */
function agree(text: string, pieces = [text]): void {
	const found = readByBackend(pieces);
	const { parsed, ...wanted } = readTextPlainly(text);
	count.inputs++;
	if (parsed > 0) count.parsed++;
	const json = encodeJson(found);
	if (/nan|inf|[-][0-9]/i.test(json)) throw new Error(`unsound: ${json}`);
	if (JSON.stringify(JSON.parse(json)) !== JSON.stringify(wanted))
		throw new Error(`backend ${json}\nplain reader ${JSON.stringify(wanted)}`);
}

const counter = fc.oneof(
	fc.constantFrom(0n, 0xffffffffn, 2n ** 53n - 1n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n),
	fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
);

/** A line as a kernel may print it. */
const line = fc
	.record({
		family: fc.constantFrom('ipv4     2', 'ipv6     10', 'unknown  7'),
		protocol: fc.constantFrom('tcp      6', 'udp      17', 'icmp     1', 'udplite  136', 'unknown  132'),
		state: fc.constantFrom('', ' 431999 ESTABLISHED', ' 29'),
		unreplied: fc.constantFrom('', ' [UNREPLIED]'),
		counters: fc.option(fc.tuple(counter, counter), { freq: 4 }),
		tag: fc.constantFrom('', ' [ASSURED]', ' [OFFLOAD]', ' [OFFLOAD]', ' [HW_OFFLOAD]'),
		end: fc.constantFrom(
			' mark=0 zone=0 use=2',
			' mark=0 use=3',
			' zone-orig=3 mark=1 secctx=u:r:t:s0 use=2',
			' use=2'
		),
	})
	.map(({ family, protocol, state, unreplied, counters, tag, end }) => {
		const bytes = counters?.map((value) => ` packets=1 bytes=${value}`) ?? ['', ''];
		const tuples = ['src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2', 'src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1'];
		return `${family} ${protocol}${state} ${tuples[0]}${bytes[0]}${unreplied} ${tuples[1]}${bytes[1]}${tag}${end}\n`;
	});

const table = fc.array(line, { maxLength: 6 }).map((lines) => lines.join(''));

/** Lines of the recordings, offloaded ones mostly. */
const LINES = Object.keys(RECORDED)
	.flatMap((name) => recordedText(`${name}.nf_conntrack`).split('\n').slice(0, -1))
	.filter((text, at) => text.includes('OFFLOAD') || at % 5 === 0);
const recordedTable = fc
	.array(fc.nat(LINES.length - 1), { minLength: 1, maxLength: 3 })
	.map((places) => places.map((at) => `${LINES[at]}\n`).join(''));

const damage = fc.record({
	at: fc.nat(),
	how: fc.constantFrom('flip', 'cut', 'insert', 'insert', 'remove', 'repeat'),
	text: fc.constantFrom(
		'\0',
		'\n',
		' ',
		'\xff',
		'\xc3',
		'9',
		'-',
		' bytes=',
		' [OFFLOAD]',
		' src=',
		'[HW_',
		' tcp ',
		'='
	),
});

function damaged(
	text: string,
	{ at: anywhere, how, text: added }: typeof damage extends fc.Arbitrary<infer D> ? D : never
) {
	const at = anywhere % (text.length + 1);
	const [before, after] = [text.slice(0, at), text.slice(at)];
	if (how === 'cut') return before;
	if (how === 'insert') return before + added + after;
	if (how === 'remove') return before + after.slice(1 + (anywhere % 7));
	if (how === 'repeat') return before + after + after;
	return after === ''
		? text
		: before + String.fromCharCode(after.charCodeAt(0) ^ (1 << (anywhere % 8))) + after.slice(1);
}

QUnit.module('backend > properties of reading the text of the table');

QUnit.test('lines of every form, given in pieces that end at any byte', (assert) => {
	const property = fc.property(table, fc.array(fc.nat(), { maxLength: 4 }), (text, places) => {
		const cuts = [...places.map((place) => place % (text.length + 1)), 0, text.length].toSorted(
			(a, b) => a - b
		);
		agree(
			text,
			cuts.map((at, next) => text.slice(at, cuts[next + 1] ?? text.length))
		);
	});
	fc.assert(property, { numRuns: 6000 });
	assert.ok(count.parsed > 0);
});

QUnit.test('damaged recordings give a reason or a sound count', (assert) => {
	const property = fc.property(
		recordedTable,
		fc.array(damage, { minLength: 1, maxLength: 3 }),
		(text, list) => {
			agree(list.reduce(damaged, text));
		}
	);
	fc.assert(property, { numRuns: 14_000 });
	assert.ok(count.parsed > 0);
});

QUnit.test('enough texts were tried, and most of them held entries', (assert) => {
	console.log(`# ${count.inputs} texts, ${count.parsed} of them reached the parser of entries`);
	assert.ok(count.inputs >= 20_000, `${count.inputs} inputs`);
	assert.ok(count.parsed * 2 >= count.inputs, `${count.parsed} parsed`);
});
