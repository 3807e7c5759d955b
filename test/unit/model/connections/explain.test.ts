import '../luci-globals.ts';
import QUnit from 'qunit';
import { addressingOf } from '../../../../src/model/connections/addressing.ts';
import {
	explain,
	type Judgement,
	mainWhyText,
	type State,
	type Why,
	whyText,
} from '../../../../src/model/connections/index.ts';
import type { Arriving, Connection, Connections, Status } from '../../../../src/rpc/types/index.ts';
import { pathWith } from '../conflicts/environment.ts';
import { FLOWTABLE, networkWith, statusWith } from '../status-facts.ts';
import { connectionWith, directionWith, replyWith, STATUS } from './samples.ts';

const { seenReply, assured, offload, hardware } = STATUS;
const LIVE = seenReply | assured;

const STATUS_WITH_DEVICES: Partial<Status> = {
	zones: [
		{ name: 'lan', masq: false, networks: [networkWith('lan', { device: 'br-lan', l3_device: 'br-lan' })] },
		{ name: 'wan', masq: true, networks: [networkWith('wan', { default_route: true })] },
		{
			name: 'vpn',
			masq: false,
			networks: [networkWith('vpn', { device: null, l3_device: 'wg0', covered: false })],
		},
	],
};

interface Around {
	status?: Partial<Status>;
	addressing?: Partial<Connections>;
	moving?: boolean | null;
	mode?: 'off' | 'software' | null;
}

function judge(
	changes: Partial<Connection>,
	{ status = {}, addressing = {}, moving = true, mode = 'software' }: Around = {}
) {
	const facts = statusWith({ ...STATUS_WITH_DEVICES, ...status });
	const where = addressingOf(replyWith([], addressing), facts);
	return explain(connectionWith(changes), { addressing: where, mode, moving });
}

function whysOf({ whys }: Judgement): Why[] {
	return whys.map(({ why }) => why);
}

const tunnel = directionWith({ dst: '10.9.0.9' });
const fromTunnel = directionWith({ src: '10.9.0.9', dst: '192.168.1.5' });
const unanswered = { status: assured };
const udp = { protocol: 17, tcp_state: null };

const CASES: Array<[state: State, why: Why | null, changes: Partial<Connection>, around?: Around]> = [
	['hardware', null, { status: LIVE | offload | hardware }],
	['hardware', null, { status: LIVE | hardware }],
	['software', null, { status: LIVE | offload, tcp_state: null, timeout: null }],
	['software', null, { status: LIVE | offload }, { mode: 'off' }],
	['software', 'marked-only', { status: LIVE | offload, original: tunnel, reply: fromTunnel }],
	['excluded', 'from-router', { original: directionWith({ src: '203.0.113.2' }) }],
	[
		'excluded',
		'to-router',
		{
			original: directionWith({ dst: '192.168.1.1' }),
			reply: directionWith({ src: '192.168.1.1', dst: '192.168.1.5' }),
		},
	],
	['excluded', 'proxied', { reply: directionWith({ src: '192.168.1.1', dst: '192.168.1.5' }) }],
	['excluded', 'maybe-proxied', { reply: directionWith({ src: '198.51.100.7', dst: '192.168.1.5' }) }],
	['excluded', 'multicast', { ...udp, original: directionWith({ dst: '239.255.255.250' }) }],
	['excluded', 'protocol', { protocol: 1, tcp_state: null }],
	['excluded', 'helper', { helper: 'ftp' }],
	['excluded', 'unanswered', unanswered],
	['excluded', 'unanswered', { ...udp, status: 0 }],
	['excluded', 'opening', { tcp_state: 'SYN_RECV' }],
	['excluded', 'opening', { status: seenReply }],
	['excluded', 'closing', { tcp_state: 'TIME_WAIT' }],
	['excluded', 'uncovered', { original: tunnel, reply: fromTunnel }],
	['slow', 'off', {}, { mode: 'off' }],
	['slow', 'off', {}, { mode: 'off', moving: false }],
	['slow', 'eligible', {}],
	['slow', 'eligible', { ...udp, status: seenReply }],
	['idle', 'idle', {}, { moving: false }],
	['idle', 'unseen', {}, { moving: null }],
	// What is not known is not held against a connection.
	['slow', 'eligible', {}, { status: { flowtables: null } }],
	['slow', 'eligible', {}, { addressing: { local: null, routes: null }, status: { zones: null } }],
	['slow', 'eligible', {}, { mode: null }],
];

QUnit.module('model > connections > judge', () => {
	CASES.forEach(([state, why, changes, around], index) => {
		QUnit.test(`${state}: ${why} (case ${index + 1})`, (assert) => {
			const judgement = judge(changes, around);
			assert.deepEqual([judgement.state, judgement.whys[0]?.why ?? null], [state, why]);
			assert.strictEqual(mainWhyText(judgement.whys) === '', why === null);
			for (const one of judgement.whys) assert.ok(/^[A-Z].*[.]$/.test(whyText(one)), one.why);
		});
	});

	QUnit.test('a port forwarded to a device is no traffic of the router', (assert) => {
		const forwarded = judge({
			original: directionWith({ src: '198.51.100.7', dst: '203.0.113.2', sport: 5555, dport: 443 }),
			reply: directionWith({ src: '192.168.1.5', dst: '198.51.100.7', sport: 443, dport: 5555 }),
		});
		assert.strictEqual(forwarded.state, 'slow');
	});

	QUnit.test('IPv6 is routed untranslated: that is no proxy', (assert) => {
		const ends = { src: 'fd00:0:0:0:0:0:0:5', dst: '2001:db8:0:0:0:0:0:7' };
		const routed = judge({
			family: 6,
			original: directionWith(ends),
			reply: directionWith({ src: ends.dst, dst: ends.src }),
		});
		assert.deepEqual(whysOf(routed), ['eligible']);
	});

	QUnit.test('the device outside the flowtable is named', (assert) => {
		const judgement = judge({ original: tunnel, reply: fromTunnel });
		assert.deepEqual(judgement.whys, [{ why: 'uncovered', device: 'wg0' }]);
		assert.ok(whyText(judgement.whys[0]!).includes('wg0'));
	});

	QUnit.test('a device in no zone of the firewall is in no flowtable', (assert) => {
		const routes = [{ destination: '0.0.0.0/0', device: 'docker0' }];
		assert.deepEqual(judge({}, { addressing: { routes } }), {
			state: 'excluded',
			whys: [{ why: 'uncovered', device: 'docker0' }],
		});
	});

	QUnit.test('PPPoE: the flowtable has the device below', (assert) => {
		const pppoe = networkWith('wan', {
			device: 'wan',
			l3_device: 'pppoe-wan',
			default_route: true,
			covered: true,
		});
		const routes = [{ destination: '0.0.0.0/0', device: 'pppoe-wan' }];
		const zones = [{ name: 'wan', masq: true, networks: [pppoe] }];
		const reply = directionWith({ src: '198.51.100.7', dst: '203.0.113.2' });
		assert.deepEqual(whysOf(judge({ reply }, { status: { zones }, addressing: { routes } })), ['eligible']);
	});

	QUnit.test('several reasons at once: the most important first, the others counted', (assert) => {
		const lan = 'br-lan';
		const covered = networkWith('lan', { device: lan, l3_device: lan, covered: false });
		const zones = [{ name: 'lan', masq: false, networks: [covered] }];
		const judgement = judge(
			{ helper: 'ftp', tcp_state: 'SYN_RECV' },
			{ status: { zones, flowtables: [{ ...FLOWTABLE, devices: ['wan'] }] } }
		);
		assert.deepEqual(whysOf(judgement), ['helper', 'opening', 'uncovered']);
		assert.ok(mainWhyText(judgement.whys).endsWith(' +2'));
		assert.ok(mainWhyText(judgement.whys).startsWith(whyText(judgement.whys[0]!)));
		assert.deepEqual(whysOf(judge({ protocol: 1, tcp_state: null }, { mode: 'off' })), ['protocol', 'off']);
		assert.deepEqual(
			whysOf(judge({ original: directionWith({ src: '203.0.113.2' }), helper: 'ftp' }, { mode: 'off' })),
			['from-router'],
			'of the router itself nothing else matters'
		);
	});
});

QUnit.module('model > connections > judge > each direction by its path', () => {
	const MARKED = { status: LIVE | offload, tcp_state: null, timeout: null };
	const lanPath = (arriving: Partial<Arriving>) => ({
		...pathWith(arriving, 'br-lan'),
		network: 'lan',
		zone: 'lan',
	});
	const slow = { fast: false, reason: 'between_only' } as const;

	QUnit.test('marked, with downloads through the firewall', (assert) => {
		const paths = [lanPath({}), pathWith(slow)];
		const judgement = judge(MARKED, { status: { paths } });
		assert.deepEqual(judgement, { state: 'software', whys: [{ why: 'download-slow', device: 'wan' }] });
		assert.strictEqual(
			mainWhyText(judgement.whys),
			'Marked as offloaded, but downloads on wan go through the firewall.'
		);
		assert.deepEqual(judge(MARKED, { status: { paths: [lanPath({}), pathWith({})] } }).whys, []);
	});

	QUnit.test('a download is what arrives on the WAN side, whoever opened the connection', (assert) => {
		const inward = {
			...MARKED,
			original: directionWith({ src: '198.51.100.7', dst: '203.0.113.2', sport: 5555, dport: 22 }),
			reply: directionWith({ src: '192.168.1.6', dst: '198.51.100.7', sport: 22, dport: 5555 }),
		};
		assert.deepEqual(whysOf(judge(inward, { status: { paths: [lanPath({}), pathWith(slow)] } })), [
			'download-slow',
		]);
		assert.deepEqual(whysOf(judge(inward, { status: { paths: [lanPath(slow), pathWith({})] } })), [
			'upload-slow',
		]);
	});

	QUnit.test(
		'both directions: downloads first; SQM’s ingress queue counts, the unknown does not',
		(assert) => {
			const redirected = { fast: false, reason: 'ingress_redirect' } as const;
			assert.deepEqual(whysOf(judge(MARKED, { status: { paths: [lanPath(slow), pathWith(redirected)] } })), [
				'download-slow',
				'upload-slow',
			]);
			const unknown = { fast: null, reason: 'walk_unknown' } as const;
			assert.deepEqual(
				whysOf(judge(MARKED, { status: { paths: [lanPath(unknown), pathWith(unknown)] } })),
				[]
			);
			assert.deepEqual(
				judge({ status: LIVE | offload | hardware }, { status: { paths: [pathWith(slow)] } }).whys,
				[],
				'what the hardware holds passes no hook'
			);
		}
	);
});

QUnit.module('model > connections > judge > lines on which the provider translates', () => {
	/** Case 24: IPv4 of a LAN device in the DS-Lite tunnel. */
	const untranslated = {
		original: directionWith({ src: '192.168.1.10', dst: '203.0.113.9', sport: 50346 }),
		reply: directionWith({ src: '203.0.113.9', dst: '192.168.1.10', sport: 443, dport: 50346 }),
	};
	const addressing = {
		local: ['192.168.1.1'],
		routes: [
			{ destination: '0.0.0.0/0', device: 'ds-wan6_4' },
			{ destination: '192.168.1.0/24', device: 'br-lan' },
		],
	};
	const line = (proto: string, covered: boolean): Partial<Status> => ({
		zones: [
			STATUS_WITH_DEVICES.zones![0]!,
			{
				name: 'wan',
				masq: true,
				networks: [
					networkWith('wan6_4', {
						proto,
						device: null,
						l3_device: 'ds-wan6_4',
						default_route: true,
						covered,
					}),
				],
			},
		],
	});

	for (const proto of ['dslite', 'map'])
		QUnit.test(`24: untranslated on ${proto} is normal, and judged by its path`, (assert) => {
			const listed = judge(untranslated, { addressing, status: line(proto, true) });
			assert.deepEqual([listed.state, ...whysOf(listed)], ['slow', 'eligible', 'provider-nat']);
			const missing = judge(untranslated, { addressing, status: line(proto, false) });
			assert.deepEqual([missing.state, ...whysOf(missing)], ['excluded', 'uncovered', 'provider-nat']);
			assert.strictEqual(missing.whys[0]!.device, 'ds-wan6_4');
		});

	QUnit.test('a tunnel of that kind is enough, whatever netifd calls the protocol', (assert) => {
		const path = pathWith({}, 'ds-wan6_4');
		const paths = [{ ...path, chain: [{ device: 'ds-wan6_4', kind: 'ip6tnl' as const }] }];
		const found = judge(untranslated, { addressing, status: { ...line('static', true), paths } });
		assert.deepEqual(whysOf(found), ['eligible', 'provider-nat']);
	});

	QUnit.test('elsewhere it still looks like a proxy', (assert) => {
		assert.deepEqual(whysOf(judge(untranslated, { addressing, status: line('dhcp', true) })), [
			'maybe-proxied',
		]);
	});
});

QUnit.module('model > connections > judge > within the network', () => {
	const ends = { src: '192.168.1.5', dst: '192.168.1.6' };
	const copy = { original: directionWith(ends), reply: directionWith({ src: ends.dst, dst: ends.src }) };
	const bridge = { ...FLOWTABLE, family: 'bridge', name: 'fb' };

	QUnit.test(
		'bridged traffic is not routed, so it stays out; where bridged traffic is offloaded it may not',
		(assert) => {
			assert.deepEqual(whysOf(judge(copy)), ['bridged']);
			assert.deepEqual(whysOf(judge(copy, { status: { flowtables: [FLOWTABLE, bridge] } })), ['eligible']);
		}
	);

	QUnit.test('marked by the bridge’s flowtable, whatever the routed path is', (assert) => {
		const marked = { ...copy, status: LIVE | offload };
		const paths = [{ ...pathWith({ fast: false, reason: 'not_listed' }, 'br-lan'), network: 'lan' }];
		assert.deepEqual(judge(marked, { status: { paths } }), { state: 'software', whys: [] });
	});

	QUnit.test('back into the network over the router’s own address is routed', (assert) => {
		const hairpin = {
			original: directionWith({ dst: '203.0.113.2' }),
			reply: directionWith({ src: '192.168.1.6', dst: '192.168.1.1' }),
		};
		assert.deepEqual(whysOf(judge(hairpin)), ['eligible']);
	});
});
