import '../luci-globals.ts';
import QUnit from 'qunit';
import {
	type ConnectionState,
	mainWhyText,
	type Why,
	whyText,
} from '../../../../src/model/connections/index.ts';
import type { Connection } from '../../../../src/rpc/types/index.ts';
import { FLOWTABLE, networkWith } from '../status-facts.ts';
import { type Around, judge, LIVE, whysOf } from './explain-support.ts';
import { directionWith, STATUS } from './samples.ts';

const { seenReply, assured, offload, hardware } = STATUS;

const tunnel = directionWith({ dst: '10.9.0.9' });
const fromTunnel = directionWith({ src: '10.9.0.9', dst: '192.168.1.5' });
const unanswered = { status: assured };
const udp = { protocol: 17, tcp_state: null };

const CASES: Array<[state: ConnectionState, why: Why | null, changes: Partial<Connection>, around?: Around]> =
	[
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
