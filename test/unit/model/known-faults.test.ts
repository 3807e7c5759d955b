import './luci-globals.ts';
import QUnit from 'qunit';
import { faultsFor, KNOWN_FAULTS } from '../../../src/model/known-faults.ts';
import type { SystemFacts } from '../../../src/rpc/types/index.ts';
import { SYSTEM } from './status-facts.ts';

type Mode = Parameters<typeof faultsFor>[1];

const CASES: Array<[system: Partial<SystemFacts>, mode: Mode, ids: string[]]> = [
	[{ release: 'OpenWrt 24.10.4 r28959-29397011cc' }, 'hardware', ['reload-drops-hardware']],
	[{ release: 'OpenWrt 24.10.4 r28959-29397011cc' }, 'software', []],
	[{ release: 'OpenWrt 25.12.4 r1-a' }, 'hardware', ['reload-drops-hardware']],
	[{ release: 'OpenWrt 25.12.5 r1-a' }, 'hardware', []],
	[{ release: 'OpenWrt SNAPSHOT r34154-35e3ed74fe' }, 'hardware', []],
	[{ release: null }, 'hardware', []],
	[
		{ release: 'OpenWrt 24.10.0 r1-a', model: 'Cudy RE3000 v1' },
		'hardware',
		['reload-drops-hardware', 're3000-restart'],
	],
	[{ release: 'OpenWrt 25.12.5 r1-a', model: 'Cudy RE3000 v1' }, 'hardware', []],
	[{ model: 'Bananapi BPI-R4' }, 'hardware', ['wed-slow']],
	[{ model: 'Bananapi BPI-R3' }, 'hardware', []],
	[{ kernel: '7.2.1' }, 'software', ['wifi-path']],
	[{ kernel: '7.2.1' }, 'hardware', ['wifi-path']],
	[{ kernel: '7.2.1' }, 'off', []],
	[{ kernel: '7.3.0' }, 'software', []],
	[{ kernel: null }, 'software', []],
	[{ target: 'ramips/mt7620' }, 'software', ['mt7620-ipv6']],
	[{ target: 'ramips/mt7621' }, 'software', []],
	[{ target: null }, 'software', []],
];

QUnit.module('model > known faults', () => {
	for (const [system, mode, ids] of CASES)
		QUnit.test(`${JSON.stringify(system)} in ${mode}: ${ids.join(', ') || 'none'}`, (assert) => {
			const found = faultsFor({ ...SYSTEM, ...system }, mode);
			assert.deepEqual(
				found.map(({ id }) => id),
				ids
			);
		});

	QUnit.test('each has an address of its source, and a name of its own', (assert) => {
		for (const { id, source } of KNOWN_FAULTS) assert.strictEqual(new URL(source).protocol, 'https:', id);
		assert.strictEqual(new Set(KNOWN_FAULTS.map(({ id }) => id)).size, KNOWN_FAULTS.length);
	});
});
