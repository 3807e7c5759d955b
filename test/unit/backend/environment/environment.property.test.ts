import fc from 'fast-check';
import QUnit from 'qunit';
import type { ChainStatements, StatementKind } from '../../../../src/rpc/types/index.ts';
import { loadModule } from '../../../../tools/ucode/load.ts';
import { hostWith, SEARCH_PATH } from '../support/host.ts';
import { done, recorded, recordedText } from '../support/kernel.ts';

const load = <T>(name: string) => loadModule<T>(name, { host: hostWith({}), searchPath: SEARCH_PATH });

interface Parsed {
	statements: ChainStatements[] | null;
	tables: string[] | null;
	reason: { code: string } | null;
}

const { parse_ruleset } = load<{ parse_ruleset(text: string): Parsed }>('nft-offload.environment.chains');
const { ask_kinds } = load<{
	ask_kinds(
		netlink: { send(): null; receive(): object },
		found: { kinds: Record<number, string[]>; offloaded: Record<number, string[]> }
	): { code: string } | null;
}>('nft-offload.environment.qdiscs');

/** Rules as nft prints them, with what they do. */
const RULES: Array<[text: string, ...kinds: StatementKind[]]> = [
	['iifname "br-lan" ip saddr 192.168.1.5 limit rate over 100 kbytes/second drop', 'limit'],
	[
		'meta l4proto { tcp, udp } th dport 53 counter packets 5 bytes 320 redirect to :5353',
		'counter',
		'redirect',
	],
	['ip6 hoplimit set 65', 'ttl'],
	['ct mark set meta mark', 'mark'],
	['ip dscp set cs1 comment "!quota limit log"', 'dscp'],
	['add @guests { ip saddr ct count over 20 } drop', 'connlimit'],
	['meta hour "20:00"-"22:00" log prefix "night: " drop', 'time', 'log'],
	['tcp dport 443 ct original packets 1-9 queue flags bypass to 200', 'packets', 'queue'],
	['meta l4proto tcp tproxy to :1234 meta mark set 0x00000001', 'tproxy', 'mark'],
	['quota over 10 mbytes drop', 'quota'],
	['ct state vmap { established : accept, related : jump log_it }'],
	['ct state established,related counter packets 5 bytes 320 accept', 'counter'],
	['ct state new limit rate 10/second accept', 'limit'],
	['meta l4proto { tcp, udp } ct original packets >= 30 flow add @ft'],
	['iifname { "lan1", "lan2" } accept'],
];

const chain = fc.record({
	name: fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/),
	hook: fc.constantFrom(null, 'prerouting', 'forward', 'postrouting', 'ingress'),
	rules: fc.array(fc.constantFrom(...RULES), { maxLength: 4 }),
});
const table = fc.record({
	family: fc.constantFrom('ip', 'ip6', 'inet', 'bridge', 'netdev'),
	name: fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/),
	quotes: fc.boolean(),
	objects: fc.array(
		fc.constantFrom(
			['set s {', '\ttype ipv4_addr', '\tcounter', '\telements = { 1.2.3.4,', '\t\t     5.6.7.8 }', '}'],
			['counter c {', '\tpackets 3 bytes 4', '}'],
			['flowtable ft {', '\thook ingress priority filter', '\tdevices = { br-lan, wan }', '\tcounter', '}'],
			['comment "chain x {"']
		),
		{ maxLength: 2 }
	),
	chains: fc.array(chain, { maxLength: 3 }),
});
type Table = typeof table extends fc.Arbitrary<infer T> ? T : never;

function print({ family, name, quotes, objects, chains }: Table): string {
	const quoted = (word: string) => (quotes ? `"${word}"` : word);
	const lines = [
		...objects.flat(),
		...chains.flatMap((one) => [
			`chain ${quoted(one.name)} {`,
			...(one.hook ? [`\ttype filter hook ${one.hook} priority filter; policy accept;`] : []),
			...one.rules.map(([text]) => `\t${text}`),
			'}',
			'',
		]),
	];
	return `table ${family} ${quoted(name)} {\n${lines.map((line) => `\t${line}\n`).join('')}}\n`;
}

function expected(tables: Table[]): ChainStatements[] {
	const all = tables.flatMap(({ family, name, chains }) =>
		chains.map((one) => {
			const kinds = new Set(one.rules.flatMap(([, ...kinds]) => kinds));
			return {
				family,
				table: name,
				chain: one.name,
				hook: one.hook,
				hooks: one.hook ? [one.hook] : [],
				kinds: [...kinds].sort(),
				new_only: [...kinds].filter((kind) => !everyPacketMeets(one.rules, kind)).sort(),
			};
		})
	);
	return all.filter(({ kinds }) => kinds.length > 0);
}

/** Whether a rule with this kind stands above the first that is done with established connections, and not behind `ct state new`. */
function everyPacketMeets(rules: typeof RULES, kind: StatementKind): boolean {
	const end = rules.findIndex(([text]) => text.startsWith('ct state') && text.includes('established'));
	return rules
		.slice(0, end < 0 ? rules.length : end + 1)
		.some(([text, ...kinds]) => kinds.includes(kind) && !text.startsWith('ct state new'));
}

const sorted = (chains: ChainStatements[] | null) =>
	chains?.map((one) => ({ ...one, kinds: [...one.kinds].sort(), new_only: [...one.new_only].sort() }));

QUnit.module('backend > facts > property', () => {
	QUnit.test('any ruleset of these rules is read as it was made', (assert) => {
		const property = fc.property(fc.array(table, { maxLength: 3 }), (tables) => {
			const { statements, reason } = parse_ruleset(tables.map(print).join(''));
			return reason === null && JSON.stringify(sorted(statements)) === JSON.stringify(expected(tables));
		});
		fc.assert(property, { numRuns: 5000 });
		assert.true(true);
	});

	QUnit.test(
		'a ruleset that is cut or damaged gives chains or a reason, never both and never an exception',
		(assert) => {
			const whole = recordedText('environment/programs.nft-ruleset') + recordedText('openwrt/sw.nft-ruleset');
			const damage = fc.record({
				from: fc.nat(whole.length),
				length: fc.nat(60),
				put: fc.oneof(
					fc.constant(''),
					fc.string({ maxLength: 20 }),
					fc.constantFrom('}\n', ' {\n', 'table\n')
				),
			});
			const property = fc.property(
				damage,
				fc.nat(whole.length),
				fc.boolean(),
				({ from, length, put }, end, cut) => {
					const text = whole.slice(0, from) + put + whole.slice(from + length);
					const { statements, tables, reason } = parse_ruleset(cut ? text.slice(0, end) : text);
					return reason === null
						? statements !== null && tables !== null
						: statements === null && tables === null;
				}
			);
			fc.assert(property, { numRuns: 5000 });
			assert.true(true);
		}
	);

	QUnit.test(
		'an answer of netlink that is cut, damaged or split gives the same kinds or a reason',
		(assert) => {
			const whole = recorded('environment/qdiscs.bin');
			const read = (datagrams: Uint8Array[]) => {
				const found: Parameters<typeof ask_kinds>[1] = { kinds: {}, offloaded: {} };
				let next = 0;
				const receive = () => {
					const datagram = datagrams[next++];
					if (!datagram) return { bytes: '', reason: { code: 'timeout', text: '' } };
					return { bytes: Buffer.from(datagram).toString('latin1'), reason: null };
				};
				return { ...found, unread: ask_kinds({ send: () => null, receive }, found) };
			};
			const sound = read([whole]);
			assert.strictEqual(sound.unread, null);
			const damage = fc.record({
				at: fc.nat(whole.length - 1),
				byte: fc.nat(255),
				end: fc.nat(whole.length),
				cut: fc.boolean(),
			});
			const property = fc.property(damage, ({ at, byte, end, cut }) => {
				const bytes = whole.slice(0, cut ? end : whole.length);
				if (!cut) bytes[at] = byte;
				const { unread, kinds, offloaded } = read([bytes]);
				if (unread) return typeof unread.code === 'string';
				return [...Object.values(kinds), ...Object.values(offloaded)].every((list) =>
					list.every((kind) => kind.length > 0 && kind.length <= 16)
				);
			});
			fc.assert(property, { numRuns: 20_000 });
			const starts: number[] = [];
			const view = new DataView(whole.buffer, whole.byteOffset);
			for (let at = 0; at < whole.length; at += (view.getUint32(at, true) + 3) & ~3) starts.push(at);
			for (const start of starts)
				assert.deepEqual(
					read([whole.slice(0, start), whole.slice(start)].filter((part) => part.length)),
					sound
				);
			assert.deepEqual(read([done()]).kinds, {});
		}
	);
});
