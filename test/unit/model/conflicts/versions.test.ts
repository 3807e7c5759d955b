import '../luci-globals.ts';
import QUnit from 'qunit';
import { isWithin, type VersionRange } from '../../../../src/model/conflicts/versions.ts';

const CASES: Array<[version: string | null, range: VersionRange, within: boolean]> = [
	['6.6.141', { until: '6.12.94' }, true],
	['6.12.93', { until: '6.12.94' }, true],
	['6.12.94', { until: '6.12.94' }, false],
	['6.12.117', { until: '6.12.94' }, false],
	['6.18', { from: '6.18', until: '6.18.31' }, true],
	['6.18.0', { from: '6.18' }, true],
	['6.18.4', { from: '6.18.31' }, false],
	['6.18.310', { from: '6.18.31' }, true],
	['6.18.9-rc1+', { from: '6.18.9', until: '6.18.10' }, true],
	['7.0', { from: '6.18' }, true],
	['OpenWrt 25.12.5 r32713-0a1b2c3d4e', { from: '25.12', until: '25.12.5' }, false],
	['OpenWrt 24.10.4 r28959-29397011cc', { from: '24.10', until: '25.12.5' }, true],
	['OpenWrt SNAPSHOT r34154-35e3ed74fe', { from: '1' }, false],
	['', { from: '0' }, false],
	[null, {}, false],
];

QUnit.module('model > conflicts > versions', () => {
	for (const [version, range, within] of CASES)
		QUnit.test(`${version} in ${JSON.stringify(range)}: ${within}`, (assert) => {
			assert.strictEqual(isWithin([range], version), within);
			assert.strictEqual(isWithin([{ until: '0' }, range], version), within, 'one of several');
		});
});
