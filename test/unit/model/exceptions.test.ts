/** Exceptions on the page: the same words as the backend takes, what they match, and what is said of them. */
import './luci-globals.ts';
import QUnit from 'qunit';
import { toolsGetFirstPackets } from '../../../src/model/conflicts/bypass-tools.ts';
import { excludeFirstPackets, flushOffloaded } from '../../../src/model/conflicts/fixes.ts';
import { hostFinder } from '../../../src/model/connections/hosts.ts';
import { excludedBy } from '../../../src/model/exceptions/excluded-by.ts';
import { changesBesideExceptions, exceptionsNotice } from '../../../src/model/exceptions/settings.ts';
import { deviceError, networkError, portError } from '../../../src/model/exceptions/words.ts';
import * as model from '../../../src/model/index.ts';
import { exceptions as reportSection } from '../../../src/model/report/sections/exceptions.ts';
import { emptySource } from '../../../src/model/report/source.ts';
import type { Connection, ExceptionList, ExceptionState } from '../../../src/rpc/types/index.ts';
import { loadModule } from '../../../tools/ucode/load.ts';
import { hostWith, SEARCH_PATH } from '../backend/support/host.ts';
import { statusWith } from './status-facts.ts';

const NONE: ExceptionList = { devices: [], networks: [], ports: [], first_packets: 0 };
const state = (changes: Partial<ExceptionState> = {}): ExceptionState => ({
	requested: NONE,
	invalid: [],
	included: true,
	loaded: 'none',
	error: null,
	...changes,
});

QUnit.module('model > exceptions');

QUnit.test('the form takes exactly the words that the backend takes', (assert) => {
	const { parse_section } = loadModule<{ parse_section(section: object): { invalid: unknown[] } }>(
		'nft-offload.firewall.exceptions',
		{ host: hostWith({}), searchPath: SEARCH_PATH }
	);
	const words = [
		...['02:11:22:33:44:55', '02:11:22:33:44:5', '02-11-22-33-44-55', 'AA:BB:CC:DD:EE:FF', 'tv', '-', '/'],
		...['192.168.1.5', '192.168.1.5/24', '192.168.1.256', '1.2.3', '1.2.3.4/0', '1.2.3.4/33', '1.2.3.4/032'],
		...['2001:db8::1', '2001:db8::/32', '::/0', '::1/129', '::ffff:1.2.3.4', 'fe80::1%eth0', '1::2::3', '::'],
		...[
			'443',
			'0',
			'65535',
			'65536',
			'tcp/443',
			'sctp/1',
			'udp/1-2',
			'udp/2-1',
			'1-2-3',
			'tcp/',
			'/1',
			'00080',
		],
		...["1'", '1\n', ' 1', '1 ', '+1', '1.0', '1;'],
	];
	const faults = { device: deviceError, network: networkError, port: portError };
	for (const [option, errorOf] of Object.entries(faults))
		for (const word of words)
			assert.strictEqual(
				errorOf(word) === null,
				parse_section({ [option]: [word] }).invalid.length === 0,
				`${option} ${JSON.stringify(word)}`
			);
});

const MAC = '02:11:22:33:44:55';
const findHost = hostFinder({ [MAC]: { ipaddrs: ['192.168.1.100'], ip6addrs: ['fd00::100'] } });
const direction = (src: string, dst: string, sport: number, dport: number) => ({
	...{ src, dst, sport, dport, packets: 5, bytes: 500 },
});
const connection = (protocol: number, src = '192.168.1.100', dst = '203.0.113.7'): Connection => ({
	family: src.includes(':') ? 6 : 4,
	protocol,
	original: direction(src, dst, 50_000, 443),
	reply: direction(dst, '198.51.100.2', 443, 40_000),
	status: 0,
	tcp_state: null,
	timeout: 10,
	mark: 0,
	helper: null,
});
const excluded = (list: Partial<ExceptionList>, found = connection(6)) =>
	excludedBy(found, { ...NONE, ...list }, findHost);

QUnit.test('which connections an exception matches', (assert) => {
	assert.strictEqual(excluded({ devices: [MAC] }), 'device');
	assert.strictEqual(excluded({ devices: [MAC] }, connection(6, 'fd00::100', '2001:db8::1')), 'device');
	assert.strictEqual(excluded({ devices: [MAC] }, connection(6, '192.168.1.7')), null);
	assert.strictEqual(excluded({ devices: ['192.168.1.100'] }), 'device');
	assert.strictEqual(excluded({ devices: ['192.168.1.1'] }), null);
	assert.strictEqual(excluded({ networks: ['203.0.112.0/23'] }), 'network');
	assert.strictEqual(excluded({ networks: ['203.0.112.0/24'] }), null);
	assert.strictEqual(excluded({ networks: ['2001:db8:0:0:0:0:0:0/32'] }), null, 'another family');
	assert.strictEqual(excluded({ ports: ['tcp/400-443'] }), 'port');
	assert.strictEqual(excluded({ ports: ['udp/443'] }), null);
	assert.strictEqual(excluded({ ports: ['udp/443'] }, connection(17)), 'port');
	assert.strictEqual(excluded({ ports: ['40000'] }), 'port', 'behind the translation');
	assert.strictEqual(excluded({ first_packets: 30 }), null);
});

QUnit.test('what is said of them', (assert) => {
	const port = { ...NONE, ports: ['443'] };
	const notice = (changes: Partial<ExceptionState>, mode: 'off' | 'software' = 'software') =>
		exceptionsNotice(state(changes), mode);
	assert.strictEqual(notice({}), null);
	assert.strictEqual(notice({ requested: port, loaded: 'requested' })?.level, 'success');
	const warned: [Partial<ExceptionState>, RegExp][] = [
		[{ requested: port, error: 'nft: no' }, /not loaded: nft: no/],
		[{ requested: port, included: false }, /does not run their script/],
		[{ requested: port, loaded: 'others' }, /not loaded/],
		[{ requested: port, loaded: null }, /unknown/],
		[{ requested: port, loaded: 'others', invalid: [{ option: 'port', value: 'x' }] }, /“x” is not valid/],
	];
	for (const [changes, text] of warned) {
		assert.strictEqual(notice(changes)?.level, 'warning', String(text));
		assert.true(text.test(notice(changes)?.text ?? ''), notice(changes)?.text);
	}
	assert.true(/Nothing is offloaded/.test(notice({ requested: port }, 'off')?.text ?? ''));
	assert.true(/Earlier exceptions/.test(notice({ loaded: 'others' })?.text ?? ''));
});

QUnit.test('our own pending changes are no others’', (assert) => {
	const ours = [['set', 'nft_offload', 'include']];
	const theirs = ['set', 'cfg01e63d', 'input', 'DROP'];
	assert.deepEqual(changesBesideExceptions({ 'nft-offload': [['x']], firewall: ours }), {});
	assert.deepEqual(changesBesideExceptions({ firewall: [...ours, theirs], dhcp: [['x']] }), {
		firewall: [theirs],
		dhcp: [['x']],
	});
});

QUnit.test('tools that need the first packets are served, and are offered them in one click', (assert) => {
	const environment = {} as Parameters<typeof toolsGetFirstPackets>[0]['environment'];
	const router = (exceptions: ExceptionState | null, changes = {}) => ({
		status: statusWith({ exceptions, ...changes }),
		environment,
	});
	const first = { ...NONE, first_packets: 30 };
	assert.false(toolsGetFirstPackets(router(state())));
	assert.true(toolsGetFirstPackets(router(state({ requested: first, loaded: 'requested' }))));
	assert.false(toolsGetFirstPackets(router(state({ requested: first, loaded: 'none', error: 'x' }))));
	assert.true(
		toolsGetFirstPackets(router(state({ requested: first }), { flowtables: [], forward_rules: [] }))
	);
	assert.strictEqual(excludeFirstPackets(router(state()))?.action, 'first-packets');
	assert.strictEqual(excludeFirstPackets(router(state({ requested: first }))), null);
	assert.strictEqual(excludeFirstPackets(router(null)), null, 'an older backend');
	assert.strictEqual(flushOffloaded(router(state()))?.action, 'flush');
	const off = { requested: { flow_offloading: false, flow_offloading_hw: false } };
	assert.strictEqual(flushOffloaded(router(state(), off)), null);
});

QUnit.test('with exceptions, connections that stay in the firewall are no fault', (assert) => {
	const requested = { ...NONE, ports: ['443'] };
	const evidence = (exceptions: ExceptionState) =>
		model.evidenceOf({ status: statusWith({ exceptions }), notOffloaded: 3 }).notOffloaded;
	assert.strictEqual(evidence(state()), 3);
	assert.strictEqual(evidence(state({ requested, loaded: 'none' })), 3);
	assert.strictEqual(evidence(state({ requested, loaded: 'requested' })), null);
});

QUnit.test('the report lists them, and never a word that is not valid', (assert) => {
	const source = emptySource(0);
	const requested = {
		devices: [MAC],
		networks: ['2001:db8:0:0:0:0:0:0/32'],
		ports: ['tcp/443'],
		first_packets: 30,
	};
	const invalid = [{ option: 'device', value: 'annas-phone' }];
	source.replies.status = statusWith({
		exceptions: state({ requested, invalid, error: "device 'annas-phone'" }),
	});
	const { rows, lines } = reportSection(source);
	assert.deepEqual(lines, [`device ${MAC}`, 'network 2001:db8::/32', 'port tcp/443', 'first 30 packets']);
	assert.false(JSON.stringify(rows).includes('annas-phone'));
	source.replies.status = statusWith();
	assert.deepEqual(reportSection(source), {});
});
