import QUnit from 'qunit';
import type { EngineReading } from '../../../../src/rpc/types/index.ts';
import { HostError } from '../../../../tools/ucode/host.ts';
import { countersOf, type Parts, statusOf, statusWithEngines } from '../support/host.ts';
import { bindLine, IN_HARDWARE, OFFLOAD } from './engine-samples.ts';

const DEBUG = '/sys/kernel/debug';

function enginesOf(
	files: Parts['files'],
	{ target = 'mediatek/filogic', kernel = '6.12.87', hardware = true, lists = true } = {}
): EngineReading[] | null {
	return (lists ? statusWithEngines : statusOf)({
		files: {
			'/etc/openwrt_release': `DISTRIB_TARGET='${target}'\n`,
			'/proc/sys/kernel/osrelease': `${kernel}\n`,
			...files,
		},
		commands: hardware ? IN_HARDWARE : {},
	}).engines;
}

const NOTHING = {
	entries: null,
	bound: null,
	unbound: null,
	moving: null,
	capacity: null,
	complete: true,
	rejected: null,
};

QUnit.module('backend > hardware engines', () => {
	const entries = bindLine(1, 'UNB') + bindLine(2, 'BND') + bindLine(0x3fff, 'FIN') + bindLine(0x3fff, 'UNK');

	QUnit.test('MediaTek: entries by their state, each engine alone', (assert) => {
		const files = { [`${DEBUG}/ppe0/entries`]: entries, [`${DEBUG}/ppe1/entries`]: '' };
		assert.deepEqual(enginesOf(files), [
			{
				...NOTHING,
				kind: 'mtk_ppe',
				folder: 'ppe0',
				entries: 4,
				bound: 1,
				unbound: 1,
				capacity: 16384,
			},
			{ ...NOTHING, kind: 'mtk_ppe', folder: 'ppe1', entries: 0, bound: 0, unbound: 0, capacity: 16384 },
		]);
	});

	QUnit.test(
		'MediaTek: the size of the table is known from Linux 6.12 on, and where no entry lies beyond it',
		(assert) => {
			const capacity = (kernel: string, text = entries) =>
				enginesOf({ [`${DEBUG}/ppe0/entries`]: text }, { kernel })![0]!.capacity;
			assert.strictEqual(capacity('6.12.0'), 16384);
			assert.strictEqual(capacity('7.1'), 16384);
			assert.strictEqual(capacity('6.6.110'), null);
			assert.strictEqual(capacity('5.15.1'), null);
			assert.strictEqual(capacity('x'), null);
			assert.strictEqual(capacity('6.12.0', bindLine(0x4001, 'BND')), null);
		}
	);

	QUnit.test(
		'the long lists are read only where asked for, while hardware offloading is loaded',
		(assert) => {
			const flows = 'index packets\n1 1\n';
			const files = {
				[`${DEBUG}/ppe0/entries`]: entries,
				[`${DEBUG}/ppe0/bind`]: bindLine(2, 'BND'),
				[`${DEBUG}/3a000000.ppe/offload`]: OFFLOAD,
				[`${DEBUG}/3a000000.ppe/flows`]: flows,
			};
			for (const less of [{ hardware: false }, { lists: false }]) {
				const [qualcomm, mediatek] = enginesOf(files, less)!;
				assert.deepEqual([qualcomm!.bound, qualcomm!.moving, qualcomm!.rejected!.length], [14, null, 2]);
				assert.deepEqual([mediatek!.entries, mediatek!.bound, mediatek!.unbound], [null, 1, null]);
				assert.strictEqual(mediatek!.capacity, 16384);
			}
			const [qualcomm, mediatek] = enginesOf(files)!;
			assert.deepEqual([qualcomm!.moving, mediatek!.entries], [1, 4]);
		}
	);

	QUnit.test('Airoha, and its lines', (assert) => {
		const line =
			'00001 BND IPv4 5T orig=192.168.1.2:1->203.0.113.1:2 new=203.0.113.2:1->203.0.113.1:2 eth=00:00:00:00:00:00->02:00:00:00:00:01 etype=0800 data=00000000 vlan=0,0 ib1=20000000 ib2=00000000 packets=0 bytes=0\n00002 UNB     L2B eth=00:00:00:00:00:00->02:00:00:00:00:01 etype=0800\n';
		const files = { [`${DEBUG}/ppe/entries`]: line, [`${DEBUG}/ppe/bind`]: '' };
		const read = (target: string) => enginesOf(files, { target })![0]!;
		assert.deepEqual(read('airoha/an7581'), {
			...NOTHING,
			kind: 'airoha_ppe',
			folder: 'ppe',
			entries: 2,
			bound: 1,
			unbound: 1,
			capacity: 32768,
		});
		assert.strictEqual(read('airoha/an7583').capacity, null);
	});

	QUnit.test('Qualcomm’s switch: live entries, moving ones, rejections', (assert) => {
		const folder = `${DEBUG}/3a000000.ppe`;
		const flows =
			'index type proto fwd age host  pri packets bytes stats_read\n' +
			'7     ipv4 6     2   3   12    0   1500 900000 0\n' +
			'19    ipv6 17    1   3   4     0   0 0 0\n';
		const files = { [`${folder}/offload`]: OFFLOAD, [`${folder}/flows`]: flows };
		assert.deepEqual(enginesOf(files, { target: 'qualcommax/ipq807x' }), [
			{
				...NOTHING,
				kind: 'qca_ppe',
				folder: '3a000000.ppe',
				entries: 14,
				bound: 14,
				moving: 1,
				capacity: 4096,
				rejected: [
					{ reason: 'egress_not_switch_port', flows: 31 },
					{ reason: 'ingress_vlan_domain', flows: 12 },
				],
			},
		]);
		assert.strictEqual(enginesOf(files, { target: 'qualcommax/ipq60xx' })![0]!.capacity, 2048);
		assert.strictEqual(enginesOf(files, { target: 'qualcommax/ipq50xx' })![0]!.capacity, null);
		assert.strictEqual(countersOf({ files }).ppe_bound, 14);
	});

	QUnit.test('Qualcomm’s IPQ95xx lists no flows: unknown, not zero', (assert) => {
		const files = { [`${DEBUG}/ppe/cpu_code`]: '', [`${DEBUG}/ppe/flows`]: 'anything\n' };
		assert.deepEqual(enginesOf(files), [{ ...NOTHING, kind: 'qcom_ppe', folder: 'ppe' }]);
		const { ppe_bound, unknown } = countersOf({ files });
		assert.deepEqual([ppe_bound, unknown.ppe_bound!.code], [null, 'missing']);
	});

	QUnit.test('other folders are no engines; no engine is none, no debugfs is unknown', (assert) => {
		const files = Object.fromEntries(
			['ppe3/bind', 'ppe/other', 'x.ppe/offload', '3a000000.ppe/acl', 'mtk_ppe/all_entry'].map((path) => [
				`${DEBUG}/${path}`,
				OFFLOAD,
			])
		);
		assert.deepEqual(enginesOf(files), []);
		assert.strictEqual(enginesOf({}), null);
		assert.strictEqual(statusOf({}).unknown.engines!.code, 'missing');
	});

	QUnit.test('a file that cannot be read, or is something else, makes its own values unknown', (assert) => {
		const read = (text: string | HostError) => enginesOf({ [`${DEBUG}/ppe0/entries`]: text })![0]!.bound;
		assert.strictEqual(read(new HostError('EIO')), null);
		assert.strictEqual(read('no list\n'), null);
		assert.strictEqual(read(`no list\n${bindLine(1, 'BND')}`), 1);
		const folder = `${DEBUG}/3a000000.ppe`;
		const [engine] = enginesOf({ [`${folder}/offload`]: 'x\n', [`${folder}/flows`]: 'x\n' })!;
		assert.deepEqual([engine!.bound, engine!.moving, engine!.rejected], [null, null, null]);
	});

	QUnit.test('what takes too long is counted as far as it was read', (assert) => {
		const files = { [`${DEBUG}/ppe0/entries`]: bindLine(1, 'BND').repeat(2000) };
		const { engines } = statusWithEngines({
			files,
			commands: IN_HARDWARE,
			clockStep: 9000,
		});
		assert.false(engines![0]!.complete);
		assert.ok(engines![0]!.bound! > 0);
		assert.ok(engines![0]!.bound! < 2000);
	});
});
