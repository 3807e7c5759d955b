import QUnit from 'qunit';
import { parseTarget } from '../../browser/support/target.ts';

const { module, test } = QUnit;

module('targets of the browser tests', () => {
	test('without options: the emulated router, and all arguments are files', (assert) => {
		assert.deepEqual(parseTarget(['a.test.ts'], {}), { target: { kind: 'emulated' }, files: ['a.test.ts'] });
	});

	test('--luci names a checkout, --theme one of its themes', (assert) => {
		assert.deepEqual(parseTarget(['--luci', 'dir'], {}).target, { kind: 'emulated', luciDir: 'dir' });
		const { target } = parseTarget(['--luci', 'dir', '--theme', 'material'], {});
		assert.deepEqual(target, { kind: 'emulated', luciDir: 'dir', theme: 'material' });
	});

	test('--router is only looked at, as root, unless more is said', (assert) => {
		const { target } = parseTarget(['--router', 'http://192.168.1.1/cgi-bin/luci/'], {});
		const expected = { kind: 'live', url: 'http://192.168.1.1', user: 'root', password: '' } as const;
		assert.deepEqual(target, { ...expected, allowChanges: false });
	});

	test('who logs in comes from options before the environment', (assert) => {
		const environment = { ROUTER_USER: 'anna', ROUTER_PASSWORD: 'word' };
		const args = ['--router', 'https://router:8443', '--allow-changes'];
		const expected = { kind: 'live', url: 'https://router:8443', allowChanges: true } as const;
		assert.deepEqual(parseTarget(args, environment).target, { ...expected, user: 'anna', password: 'word' });
		const { target } = parseTarget([...args, '--user', 'root', '--password', 'other'], environment);
		assert.deepEqual(target, { ...expected, user: 'root', password: 'other' });
	});

	for (const [args, words] of [
		[['--luci', 'dir', '--router', 'http://192.168.1.1'], /exclude each other/],
		[['--theme', 'material'], /needs --luci/],
		[['--luci', 'dir', '--theme', 'constructor'], /not one of bootstrap, material/],
		[['--allow-changes'], /need --router/],
		[['--router', '192.168.1.1'], /192\.168\.1\.1: not a web address/],
		[['--router', 'ftp://192.168.1.1'], /not a web address/],
		[['--routers', 'x'], /--routers/],
	] as const)
		test(`refused: ${args.join(' ')}`, (assert) => {
			assert.throws(() => parseTarget([...args], {}), words);
		});
});
