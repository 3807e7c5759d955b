import './luci-globals.ts';
import QUnit from 'qunit';
import { settingRows } from '../../../src/model/index.ts';
import type { Environment } from '../../../src/rpc/types/index.ts';
import { statusWith } from './status-facts.ts';

QUnit.module('model > rows about the settings', () => {
	QUnit.test('whether the firewall starts at boot', (assert) => {
		for (const [firewall_enabled, text] of [
			[true, 'yes'],
			[false, 'no'],
			[null, 'unknown'],
		] as const) {
			const rows = new Map(settingRows(statusWith(), { firewall_enabled } as Environment));
			assert.strictEqual(rows.get('Firewall starts at boot'), text);
		}
	});
});
