/** Why `nft-offload why` says a connection is offloaded or not is why the page says so. */
import '../../model/luci-globals.ts';
import fc from 'fast-check';
import QUnit from 'qunit';
import { addressingOf } from '../../../../src/model/connections/addressing.ts';
import { explain, labelText, whyText } from '../../../../src/model/connections/index.ts';
import { excludedBy } from '../../../../src/model/exceptions/excluded-by.ts';
import { loadedMode } from '../../../../src/model/index.ts';
import type {
	Connection,
	Direction,
	ExceptionList,
	Status,
	ZoneNetwork,
} from '../../../../src/rpc/types/index.ts';
import { replyWith, STATUS } from '../../model/connections/samples.ts';
import { FLOWTABLE, networkWith, pathWith, statusWith } from '../../model/status-facts.ts';
import { load } from '../support/load.ts';

const ADDRESSES = ['192.168.1.5', '192.168.1.6', '192.168.1.1', '203.0.113.2', '198.51.100.7', '10.9.0.9'];
const MORE = [
	'239.255.255.250',
	'fd00:0:0:0:0:0:0:5',
	'2001:0db8:0000:0000:0000:0000:0000:0001',
	'100.64.1.1',
];
const direction: fc.Arbitrary<Direction> = fc.record({
	src: fc.constantFrom(...ADDRESSES, ...MORE),
	dst: fc.constantFrom(...ADDRESSES, ...MORE),
	sport: fc.constantFrom(40000, 443, null),
	dport: fc.constantFrom(443, 53, null),
	packets: fc.constantFrom(0, 5, 40, null),
	bytes: fc.constantFrom(100, null),
});
const connection: fc.Arbitrary<Connection> = fc
	.record({
		original: direction,
		reply: direction,
		translated: fc.constantFrom('plain', 'masqueraded', 'any'),
		protocol: fc.constantFrom(6, 17, 1),
		status: fc.integer({ min: 0, max: 15 }),
		tcp_state: fc.constantFrom('ESTABLISHED', 'SYN_SENT', 'TIME_WAIT', null),
		helper: fc.constantFrom(null, 'ftp'),
	})
	.map(({ original, reply, translated, status, ...rest }) => {
		const back = { ...reply, src: original.dst, dst: original.src };
		const reverse = { plain: back, masqueraded: { ...back, dst: '203.0.113.2' }, any: reply }[translated]!;
		const bits = (status & 1 ? STATUS.seenReply : 0) | (status & 2 ? STATUS.assured : 0);
		const marks = status & 8 ? STATUS.offload | (status & 4 ? STATUS.hardware : 0) : 0;
		const family: 4 | 6 = original.src.includes(':') ? 6 : 4;
		return {
			...rest,
			family,
			original,
			reply: reverse,
			status: bits | marks,
			timeout: 9,
			mark: 0,
		} as Connection;
	});
const placed: fc.Arbitrary<Status> = fc
	.record({
		proto: fc.constantFrom('dhcp', 'dslite'),
		covered: fc.constantFrom(true, false, null),
		fast: fc.constantFrom(true, false, null),
		bridge: fc.boolean(),
		off: fc.boolean(),
		known: fc.integer({ min: 0, max: 5 }),
	})
	.map(({ proto, covered, fast, bridge, off, known }) => {
		const network = (name: string, changes: Partial<ZoneNetwork>) =>
			networkWith(name, { l3_device: name, ...changes });
		const tables = [FLOWTABLE, ...(bridge ? [{ ...FLOWTABLE, family: 'bridge', table: 'x' }] : [])];
		return statusWith({
			zones: [
				{ name: 'lan', masq: false, networks: [network('br-lan', { covered })] },
				{ name: 'wan', masq: true, networks: [network('wan', { default_route: true, proto, covered })] },
				{ name: 'vpn', masq: false, networks: [network('wg0', { covered: false })] },
			],
			paths: [pathWith('br-lan', { fast }), pathWith('wan', { fast })],
			flowtables: off
				? []
				: tables.map((table) => ({ ...table, devices: covered === false ? [] : ['br-lan', 'wan'] })),
			...(known === 0 && { flowtables: null }),
			...(known === 1 && { zones: null }),
		});
	});

QUnit.module('backend > why a connection is offloaded or not is what the page says', () => {
	const { explain: explainHere } = load<{
		explain(connection: Connection, around: object): ReturnType<typeof explain>;
	}>('conntrack.explain');
	const { place_of } = load<{ place_of(reply: object, status: Status): object }>('conntrack.place');
	const { exception_of } = load<{
		exception_of(connection: Connection, excepted: object | null): string | null;
	}>('conntrack.excepted');
	const words = load<{ state_words(judgement: object): string; why_words(why: object): string }>(
		'commands.why_words'
	);
	const exception = fc.constantFrom('excepted', 'first-packets', null);
	const moving = fc.constantFrom(true, false, null);

	QUnit.test('states, reasons and words', (assert) => {
		const seen = new Set<string>();
		fc.assert(
			fc.property(connection, placed, exception, moving, (one, status, held, moves) => {
				const mode = loadedMode(status);
				const reply = replyWith([one]);
				const around = { mode, exception: held, moving: moves };
				const onPage = explain(one, { ...around, addressing: addressingOf(reply, status) });
				const here = explainHere(one, { ...around, place: place_of(reply, status) });
				for (const { why } of onPage.whys) seen.add(why);
				assert.deepEqual(here, onPage);
				assert.strictEqual(words.state_words(here), labelText(onPage));
				assert.deepEqual(here.whys.map(words.why_words), onPage.whys.map(whyText));
			}),
			{ numRuns: 1500 }
		);
		// All reasons of the page are among them.
		assert.strictEqual(seen.size, 22, [...seen].sort().join(' '));
	});

	QUnit.test('exceptions of the user', (assert) => {
		const list = fc.record({
			devices: fc.subarray(['192.168.1.5', 'fd00::5']),
			networks: fc.subarray(['198.51.100.0/24', '2001:db8::/32']),
			ports: fc.subarray(['443', 'udp/53', 'tcp/40000-40001']),
			first_packets: fc.constantFrom(0, 30),
		});
		const nobody = (address: string) => ({ id: address, name: address, addresses: [address] });
		const seen = new Set<string | null>();
		const onPage = (one: Connection, exceptions: ExceptionList) => {
			if (excludedBy(one, exceptions, nobody)) return 'excepted';
			const { packets } = one.original;
			return packets !== null && packets < exceptions.first_packets ? 'first-packets' : null;
		};
		fc.assert(
			fc.property(connection, list, (one, exceptions) => {
				const { devices, networks, ports, first_packets } = exceptions;
				const found = exception_of(one, { prefixes: [...devices, ...networks], ports, first_packets });
				seen.add(found);
				return found === onPage(one, exceptions);
			}),
			{ numRuns: 500 }
		);
		assert.strictEqual(seen.size, 3);
	});
});
