/** What the page says of repairs, and which of two measurements it calls better. */
import './luci-globals.ts';
import QUnit from 'qunit';
import {
	hasAlias,
	isRepairLoaded,
	type Measurement,
	offeredRepair,
	type RepairEffect,
	repairEffect,
} from '../../../src/model/index.ts';
import { describeEffect, describeRepair, repairFigures } from '../../../src/model/repair-words.ts';
import type { Repair, RepairReason, RepairState } from '../../../src/rpc/types/index.ts';
import { FLOWTABLE, statusWith } from './status-facts.ts';

const MB = 1_000_000;

/** 20 s of a download whose packets met the firewall as given, in MB, and of its ACKs. */
function download(slow: number, total: number, rest: Partial<Measurement> = {}): Measurement {
	const bytes = { slow_bytes: slow * MB, own_bytes: 0, total_bytes: total * MB };
	return {
		mode: 'software',
		...bytes,
		download: bytes,
		upload: { slow_bytes: 0, own_bytes: 0, total_bytes: MB },
		hardware_entries: 0,
		cpu: null,
		softirq: null,
		latency: null,
		seconds: 20,
		ended: 1_700_000_000_000,
		...rest,
	};
}

function repair(state: RepairState, reason: RepairReason | null = null, rest: Partial<Repair> = {}): Repair {
	return { network: 'wan', zone: 'wan', device: 'pppoe-wan', alias: 'wan_offload', state, reason, ...rest };
}

QUnit.module('model > repairs', () => {
	const effects: Array<[name: string, Measurement, Measurement, RepairEffect]> = [
		['faster', download(500, 500), download(500, 600), 'better'],
		['as fast, and bypasses', download(500, 500), download(5, 500), 'better'],
		['as fast, with less load', download(500, 500, { cpu: 0.9 }), download(500, 500, { cpu: 0.6 }), 'better'],
		['slower, though all bypasses', download(500, 500), download(5, 300), 'worse'],
		['a tunnel that a flowtable slows down', download(500, 500), download(0, 15), 'worse'],
		['no difference', download(500, 500, { cpu: 0.5 }), download(480, 490, { cpu: 0.48 }), 'same'],
		['load unknown', download(500, 500, { cpu: 0.9 }), download(500, 500), 'same'],
		['no download before', download(5, 19), download(5, 500), 'unknown'],
		['the download has ended', download(500, 500), download(0, 1), 'unknown'],
	];
	for (const [name, before, after, effect] of effects)
		QUnit.test(`${name}: ${effect}`, (assert) => {
			assert.strictEqual(repairEffect(before, after), effect);
			assert.strictEqual(describeEffect(before, after).id, effect);
		});

	QUnit.test('recommends to undo what is not better', (assert) => {
		const text = (before: Measurement, after: Measurement) => describeEffect(before, after).text;
		assert.strictEqual(text(download(500, 500), download(0, 500)), 'The repair is better. Keep it.');
		assert.true(text(download(500, 500), download(0, 300)).endsWith('Undo it.'));
		assert.true(text(download(500, 500), download(500, 500)).endsWith('Undo it.'));
	});

	QUnit.test('sets the figures side by side, with nothing made up', (assert) => {
		const rows = repairFigures(download(500, 500, { cpu: 0.9 }), download(5, 600));
		assert.deepEqual(rows, [
			['Speed', '200.0 Mbit/s', '240.0 Mbit/s'],
			['Busiest core', '90 %', 'unknown'],
			['Bypassed the firewall', '0 %', '99 %'],
			['of downloads', '0 %', '99 %'],
			['of uploads', 'unknown', 'unknown'],
		]);
		assert.deepEqual(repairFigures(download(500, 500), null)[0], ['Speed', '200.0 Mbit/s', '…']);
	});

	const sentences: Array<[Repair, level: string, words: RegExp]> = [
		[repair('offered'), 'notice', /does not put pppoe-wan in the flowtable/],
		[repair('refused', 'sit', { device: '6in4-wan6' }), 'info', /keep only a few percent/],
		[repair('refused', 'ingress_shaping'), 'info', /SQM keeps working/],
		[repair('refused', 'ingress_unknown'), 'info', /could not be read/],
		[repair('refused', 'hardware'), 'info', /Choose software/],
		[repair('refused', 'name_taken'), 'info', /already have a section named wan_offload/],
		[repair('refused', 'unproven', { device: 'tun0' }), 'info', /not been tested with devices like tun0/],
		[repair('in_place'), 'success', /wan_offload puts pppoe-wan in the flowtable/],
		[repair('in_place', null, { device: null }), 'success', /down right now/],
		[repair('in_place', 'sit'), 'danger', /Take it back/],
		[repair('in_place', 'ingress_shaping'), 'warning', /no effect on downloads while SQM/],
		[repair('in_place', 'no_effect'), 'warning', /still goes through the firewall/],
		[repair('left_over', 'network_gone', { zone: null, device: null }), 'warning', /no longer exists/],
		[repair('left_over', 'other_zone', { zone: 'guest' }), 'warning', /it is in the zone guest/],
		[repair('left_over', 'no_zone', { zone: null }), 'warning', /no zone lists it/],
	];
	for (const [found, level, words] of sentences)
		QUnit.test(`says what is the matter: ${found.state}, ${found.reason ?? 'no reason'}`, (assert) => {
			const described = describeRepair(found);
			assert.strictEqual(described.level, level);
			assert.true(words.test(described.text), described.text);
		});

	QUnit.test('an older backend knows no repairs: nothing is offered, and an alias is unknown', (assert) => {
		const old = statusWith({ repairs: null });
		assert.strictEqual(offeredRepair(old), null);
		assert.strictEqual(hasAlias(old, { network: 'wan', active: true }), null);
	});

	QUnit.test('knows the alias of a network, and only of that', (assert) => {
		const status = statusWith({
			repairs: [repair('offered', null, { network: 'wanb' }), repair('in_place')],
		});
		assert.strictEqual(offeredRepair(status)?.network, 'wanb');
		assert.true(hasAlias(status, { network: 'wan', active: true }));
		assert.false(hasAlias(status, { network: 'wanb', active: true }));
	});

	QUnit.test(
		'a repair is loaded as soon as the flowtable holds the device, its removal when it does not',
		(assert) => {
			const path = { ...statusWith({}).paths![0]!, network: 'wan', l3_device: 'pppoe-wan' };
			const loaded = (devices: string[], active: boolean) =>
				isRepairLoaded(statusWith({ paths: [path], flowtables: [{ ...FLOWTABLE, devices }] }), {
					network: 'wan',
					active,
				});
			assert.false(loaded(['br-lan', 'wan.7'], true));
			assert.true(loaded(['br-lan', 'wan.7', 'pppoe-wan'], true));
			assert.false(loaded(['br-lan', 'wan.7', 'pppoe-wan'], false));
			assert.true(loaded(['br-lan', 'wan.7'], false));
			assert.false(isRepairLoaded(null, { network: 'wan', active: false }), 'unknown is neither');
		}
	);
});
