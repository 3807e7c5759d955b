import QUnit from 'qunit';
import { HostError } from '../../../../tools/ucode/host.ts';
import { type Parts, statusOf } from '../support/host.ts';
import { recordedText } from '../support/kernel.ts';

const CONFIG = '/etc/config/firewall';
const WAITING = '/tmp/.uci/firewall';
const OSRELEASE = '/proc/sys/kernel/osrelease';
const withFiles = (files: Parts['files']) => statusOf({ files: files! });
const options = (flow_offloading: boolean, flow_offloading_hw = false) => ({
	flow_offloading,
	flow_offloading_hw,
});
const config = (lines: string) => `config defaults\n${lines}\nconfig zone\n\toption flow_offloading '1'\n`;

QUnit.module('backend > what is requested', () => {
	for (const [name, expected] of Object.entries({
		off: options(false),
		sw: options(true),
		hw: options(true, true),
	})) {
		QUnit.test(`recorded: ${name}`, (assert) => {
			const status = withFiles({ [CONFIG]: recordedText(`openwrt/${name}.uci-firewall`) });
			assert.deepEqual([status.requested, status.waiting], [expected, null]);
			assert.notOk(status.unknown.requested || status.unknown.waiting);
		});
	}

	QUnit.test('the words that firewall4 takes for true, and others', (assert) => {
		const read = (word: string) =>
			withFiles({ [CONFIG]: config(`\toption flow_offloading '${word}'\n`) }).requested;
		for (const word of ['1', 'on', 'true', 'yes']) assert.deepEqual(read(word), options(true), word);
		for (const word of ['0', 'off', 'enabled', 'TRUE', '2'])
			assert.deepEqual(read(word), options(false), word);
	});

	QUnit.test('only the first section of defaults counts', (assert) => {
		const text = `config defaults\n\nconfig defaults\n\toption flow_offloading '1'\n`;
		assert.deepEqual(withFiles({ [CONFIG]: text }).requested, options(false));
		assert.deepEqual(withFiles({ [CONFIG]: 'config zone\n' }).requested, options(false));
	});

	QUnit.test('no file, no UCI', (assert) => {
		const missing = withFiles({});
		assert.deepEqual([missing.requested, missing.waiting], [null, null]);
		assert.deepEqual(missing.unknown.requested, { code: 'missing', text: `${CONFIG}: Entry not found` });
		const garbled = withFiles({ [CONFIG]: "config defaults\n\toption flow_offloading '1\n" });
		assert.strictEqual(garbled.requested, null);
		assert.deepEqual(garbled.unknown.requested, { code: 'garbled', text: `${CONFIG}: Parse error` });
	});
});

QUnit.module('backend > what waits in /tmp/.uci', () => {
	const waiting = (delta: string, lines = '') => withFiles({ [CONFIG]: config(lines), [WAITING]: delta });

	QUnit.test('a set option waits, the applied one stays what it is', (assert) => {
		const status = waiting("firewall.cfg01e63d.flow_offloading='1'\n");
		assert.deepEqual([status.requested, status.waiting], [options(false), options(true)]);
	});

	QUnit.test('a removed option waits', (assert) => {
		const status = waiting('-firewall.cfg01e63d.flow_offloading\n', "\toption flow_offloading '1'\n");
		assert.deepEqual([status.requested, status.waiting], [options(true), options(false)]);
	});

	QUnit.test('the last of several changes counts', (assert) => {
		const lines = [
			"cfg01e63d.flow_offloading='1'",
			"cfg01e63d.flow_offloading_hw='1'",
			"cfg01e63d.flow_offloading_hw='0'",
		];
		assert.deepEqual(waiting(lines.map((line) => `firewall.${line}\n`).join('')).waiting, options(true));
	});

	QUnit.test('other changes are none of ours, nor what changes nothing', (assert) => {
		assert.strictEqual(waiting("firewall.cfg01e63d.input='ACCEPT'\n+firewall.cfg02='rule'\n").waiting, null);
		assert.strictEqual(waiting("firewall.cfg01e63d.flow_offloading='0'\n").waiting, null);
	});
});

QUnit.module('backend > kernel module', () => {
	const KERNEL = { [OSRELEASE]: '6.12.40\n' };
	const FOLDER = '/lib/modules/6.12.40';

	QUnit.test('loaded, built in, installed, missing', (assert) => {
		const module = '/sys/module/nft_flow_offload';
		const state = (files: Parts['files']) => withFiles({ ...KERNEL, '/lib/modules': null, ...files }).module;
		assert.strictEqual(state({ [module]: null, [`${module}/refcnt`]: '3\n' }), 'loaded');
		assert.strictEqual(state({ [module]: null }), 'built_in');
		assert.strictEqual(
			state({ [`${FOLDER}/modules.builtin`]: 'kernel/net/netfilter/nft_flow_offload.ko\n' }),
			'built_in'
		);
		for (const ending of ['', '.gz', '.xz', '.zst'])
			assert.strictEqual(state({ [`${FOLDER}/nft_flow_offload.ko${ending}`]: '' }), 'installed', ending);
		assert.strictEqual(
			state({ [`${FOLDER}/modules.builtin`]: 'kernel/net/nft_flow_offload_not.ko\n' }),
			'missing'
		);
	});

	QUnit.test('of another kernel only: missing', (assert) => {
		const files = { ...KERNEL, '/lib/modules': null, '/lib/modules/6.6.1/nft_flow_offload.ko': '' };
		assert.strictEqual(withFiles(files).module, 'missing');
	});

	QUnit.test('unknown where nobody can tell', (assert) => {
		const nowhere = withFiles(KERNEL);
		assert.deepEqual([nowhere.module, nowhere.unknown.module!.code], [null, 'missing']);
		const nameless = withFiles({ '/lib/modules': null });
		assert.deepEqual(nameless.unknown.module, { code: 'missing', text: OSRELEASE });
	});
});

QUnit.module('backend > which router it is', () => {
	QUnit.test('everything that is written somewhere', (assert) => {
		const { system } = withFiles({
			[OSRELEASE]: '6.12.40\n',
			'/etc/openwrt_release': `DISTRIB_ID='OpenWrt'\nDISTRIB_RELEASE='25.12.1'\nDISTRIB_TARGET='mediatek/filogic'\n\
DISTRIB_DESCRIPTION='OpenWrt 25.12.1 r1-abc'\nDISTRIB_TAINTS=''\n`,
			'/tmp/sysinfo/model': 'Caf\xc3\xa9 Router\n',
			'/tmp/sysinfo/board_name': 'cafe,router\n',
			'/usr/bin/apk': '',
		});
		assert.deepEqual(system, {
			kernel: '6.12.40',
			release: 'OpenWrt 25.12.1 r1-abc',
			target: 'mediatek/filogic',
			model: 'Café Router',
			board: 'cafe,router',
			package_manager: 'apk',
			app_version: null,
			firewall4_version: null,
			kmod_version: null,
		});
	});

	QUnit.test('nothing is null, not empty', (assert) => {
		const { system } = withFiles({ '/etc/openwrt_release': new HostError('EACCES') });
		assert.deepEqual(new Set(Object.values(system)), new Set([null]));
	});

	QUnit.test('opkg, and apk before opkg', (assert) => {
		assert.strictEqual(withFiles({ '/bin/opkg': '' }).system.package_manager, 'opkg');
		assert.strictEqual(withFiles({ '/bin/opkg': '', '/sbin/apk': '' }).system.package_manager, 'apk');
	});
});
