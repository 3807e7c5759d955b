import '../luci-globals.ts';
import QUnit from 'qunit';
import { mainWhyText } from '../../../../src/model/connections/index.ts';
import type { Arriving, Status } from '../../../../src/rpc/types/index.ts';
import { pathWith } from '../conflicts/environment.ts';
import { FLOWTABLE, networkWith } from '../status-facts.ts';
import { judge, LIVE, STATUS_WITH_DEVICES, whysOf } from './explain-support.ts';
import { directionWith, STATUS } from './samples.ts';

const { offload, hardware } = STATUS;

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

QUnit.module('model > connections > judge > uplinks on which the provider translates', () => {
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
	const uplink = (proto: string, covered: boolean): Partial<Status> => ({
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
			const listed = judge(untranslated, { addressing, status: uplink(proto, true) });
			assert.deepEqual([listed.state, ...whysOf(listed)], ['slow', 'eligible', 'provider-nat']);
			const missing = judge(untranslated, { addressing, status: uplink(proto, false) });
			assert.deepEqual([missing.state, ...whysOf(missing)], ['excluded', 'uncovered', 'provider-nat']);
			assert.strictEqual(missing.whys[0]!.device, 'ds-wan6_4');
		});

	QUnit.test('a tunnel of that kind is enough, whatever netifd calls the protocol', (assert) => {
		const path = pathWith({}, 'ds-wan6_4');
		const paths = [{ ...path, chain: [{ device: 'ds-wan6_4', kind: 'ip6tnl' as const }] }];
		const found = judge(untranslated, { addressing, status: { ...uplink('static', true), paths } });
		assert.deepEqual(whysOf(found), ['eligible', 'provider-nat']);
	});

	QUnit.test('elsewhere it still looks like a proxy', (assert) => {
		assert.deepEqual(whysOf(judge(untranslated, { addressing, status: uplink('dhcp', true) })), [
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
