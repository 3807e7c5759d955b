import { readFileSync } from 'node:fs';
import QUnit from 'qunit';
import { ENGINES, engineOf } from '../../../../src/model/engines.ts';
import { type Parts, statusOf } from '../support/host.ts';

const NET = '/sys/class/net';
const FLOWTABLES = 'nft --terse list flowtables';
const listing = (devices: string) =>
	`table inet fw4 {\n\tflowtable ft {\n\t\tdevices = { ${devices} }\n\t}\n}\n`;

function driversWith(parts: Parts, devices = 'eth0, br-lan') {
	return statusOf({ ...parts, commands: { [FLOWTABLES]: { output: listing(devices) }, ...parts.commands } })
		.drivers;
}

const UEVENT = {
	[`${NET}/eth0/device/uevent`]: 'MAJOR=1\nDRIVER=mtk_soc_eth\nOF_NAME=ethernet\n',
	[`${NET}/br-lan/bridge`]: null,
};

QUnit.module('backend > drivers', () => {
	QUnit.test('of devices that are used, none for those made of software', (assert) => {
		assert.deepEqual(driversWith({ files: { ...UEVENT, [`${NET}/other/device/uevent`]: 'DRIVER=x\n' } }), [
			{ device: 'br-lan', driver: null, hw_tc_offload: null },
			{ device: 'eth0', driver: 'mtk_soc_eth', hw_tc_offload: null },
		]);
	});

	QUnit.test('a device that does not exist is none', (assert) => {
		assert.deepEqual(driversWith({ files: UEVENT }, 'eth7'), []);
	});

	QUnit.test('ethtool tells of hw-tc-offload, where it is installed', (assert) => {
		const files = { ...UEVENT, '/usr/sbin/ethtool': '' };
		const asked = (output: string, code = 0) =>
			driversWith({ files, commands: { '/usr/sbin/ethtool -k eth0': { output, code } } })!.find(
				({ device }) => device === 'eth0'
			)!.hw_tc_offload;
		assert.true(asked('Features for eth0:\nhw-tc-offload: on\n'));
		assert.false(asked('Features for eth0:\nhw-tc-offload: off [fixed]\n'));
		assert.strictEqual(asked('Features for eth0:\n'), null);
		assert.strictEqual(asked('hw-tc-offload: on\n', 1), null);
	});

	QUnit.test('a name that a shell could misread reaches none', (assert) => {
		const name = "a'b$(x)";
		const files = { '/usr/sbin/ethtool': '', [`${NET}/${name}/device/uevent`]: 'DRIVER=x\n' };
		let asked = false;
		const commands = new Proxy(
			{ [FLOWTABLES]: { output: listing(`"${name}"`) } } as NonNullable<Parts['commands']>,
			{
				ownKeys: (target) => Reflect.ownKeys(target),
				get: (target, key) => {
					asked ||= String(key).includes('ethtool');
					return target[String(key)];
				},
			}
		);
		assert.deepEqual(driversWith({ files, commands }, `"${name}"`), [
			{ device: name, driver: 'x', hw_tc_offload: null },
		]);
		assert.false(asked);
	});

	QUnit.test('unknown without /sys', (assert) => {
		const status = statusOf({});
		assert.deepEqual([status.drivers, status.unknown.drivers!.code], [null, 'missing']);
	});
});

QUnit.module("backend > vendors' accelerators", () => {
	QUnit.test('by the names of their modules, and no others', (assert) => {
		const names = [
			'mtk_hnat',
			'shortcut_fe',
			'shortcut_fe_ipv6',
			'qca_nss_drv',
			'ecm',
			'nf_flow_table',
			'ecmp',
			'bridge',
		];
		const files = Object.fromEntries(names.map((name) => [`/sys/module/${name}/refcnt`, '0\n']));
		assert.deepEqual(
			new Set(statusOf({ files }).accelerators),
			new Set(['mtk_hnat', 'shortcut_fe', 'shortcut_fe_ipv6', 'qca_nss_drv', 'ecm'])
		);
	});

	QUnit.test('the page knows the same engines by the same names', (assert) => {
		const names = Object.values(ENGINES).flatMap(({ modules, families }) => [
			...modules,
			...families.map((family) => `${family}x`),
		]);
		const files = Object.fromEntries(
			[...names, 'nf_flow_table'].map((name) => [`/sys/module/${name}/refcnt`, '0\n'])
		);
		const { accelerators, flowtable_engines } = statusOf({ files });
		const serving = (name: string) => ENGINES[engineOf(name)!].flowtable;
		assert.deepEqual(new Set(accelerators), new Set(names.filter((name) => !serving(name))));
		assert.deepEqual(new Set(flowtable_engines), new Set(names.filter(serving)));
		const program = readFileSync(
			new URL('../../../../root/usr/share/ucode/nft-offload/system/driver.uc', import.meta.url),
			'utf8'
		);
		const [, table] = /const ENGINES = (\{[\s\S]*?\n\});/.exec(program)!;
		assert.deepEqual(new Function(`return ${table}`)(), ENGINES);
	});

	QUnit.test('none is an empty list, no /sys is unknown', (assert) => {
		assert.deepEqual(statusOf({ files: { '/sys/module/bridge/refcnt': '' } }).accelerators, []);
		const status = statusOf({});
		assert.deepEqual([status.accelerators, status.unknown.accelerators!.code], [null, 'missing']);
	});
});

QUnit.module('backend > installed versions', () => {
	const record = (name: string, version: string, more = '') =>
		`C:Q1abc=\nP:${name}\nV:${version}\nA:noarch\nF:usr/share\nR:${name}\n${more}\n`;
	const versionsIn = (files: Parts['files']) => {
		const { app_version, firewall4_version, kmod_version } = statusOf({ files: files! }).system;
		return [app_version, firewall4_version, kmod_version];
	};
	const APK = '/lib/apk/db/installed';
	const three = [
		record('firewall4', '2025.03.17~b6e51575-r1'),
		record('kmod-nft-offload', '6.12.40-r1'),
		record('luci-app-nft-offload', '0.1.0-r1'),
	];
	const versions = ['0.1.0-r1', '2025.03.17~b6e51575-r1', '6.12.40-r1'];

	QUnit.test('from the database of apk', (assert) => {
		const other = record('luci-app-nft-offload-extra', '9');
		assert.deepEqual(versionsIn({ [APK]: other + three.join(other) }), versions);
	});

	QUnit.test('wherever the database is cut into what is read at once', (assert) => {
		for (let padding = 65400; padding < 65600; padding += 7) {
			const filler = record('filler', '1', `${'F:x\n'.repeat(10)}${'#'.repeat(padding)}\n`);
			assert.deepEqual(versionsIn({ [APK]: filler + three.join('') }), versions, `${padding}`);
		}
	});

	QUnit.test('from what opkg keeps', (assert) => {
		const control = (name: string, version: string) => ({
			[`/usr/lib/opkg/info/${name}.control`]: `Package: ${name}\nVersion: ${version}\nDepends: libc\n`,
		});
		const files = { ...control('luci-app-nft-offload', '0.1.0-1'), ...control('firewall4', '2024-r2') };
		assert.deepEqual(versionsIn(files), ['0.1.0-1', '2024-r2', null]);
	});

	QUnit.test('what is not installed, or nobody keeps, is unknown', (assert) => {
		assert.deepEqual(versionsIn({ [APK]: record('busybox', '1') }), [null, null, null]);
		assert.deepEqual(versionsIn({}), [null, null, null]);
	});
});
