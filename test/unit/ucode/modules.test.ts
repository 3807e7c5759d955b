import QUnit from 'qunit';
import { HostError } from '../../../tools/ucode/host.ts';
import { hostWith, type Parts } from '../backend/support/host.ts';
import { runSource } from './run-source.ts';

/** What an expression gives, with all modules at hand. */
function evaluate(expression: string, parts: Parts = {}): unknown {
	const imports = ['fs', 'struct', 'socket', 'uci']
		.map((name) => `import * as ${name} from '${name}';`)
		.join(' ');
	const { text, stderr } = runSource(`${imports}\nprintf('%J', ${expression});`, { host: hostWith(parts) });
	if (stderr) throw new Error(stderr);
	return JSON.parse(text);
}

QUnit.module('ucode > fs', () => {
	const files = { '/a': 'line 1\nline 2', '/empty': '', '/locked': new HostError('EACCES'), '/folder': null };

	QUnit.test('readfile, whole or in part; null and strerror() where it fails', (assert) => {
		assert.deepEqual(evaluate(`[fs.readfile('/a'), fs.readfile('/a', 4), fs.error()]`, { files }), [
			'line 1\nline 2',
			'line',
			null,
		]);
		assert.deepEqual(evaluate(`[fs.readfile('/no'), fs.error(), fs.error()]`, { files }), [
			null,
			'No such file or directory',
			null,
		]);
		assert.deepEqual(evaluate(`[fs.readfile('/locked'), fs.error()]`, { files }), [
			null,
			'Permission denied',
		]);
		assert.deepEqual(evaluate(`[fs.readfile('/folder'), fs.error()]`, { files }), [null, 'Is a directory']);
	});

	QUnit.test('open and read in pieces, by lines, to the end', (assert) => {
		const read = (...amounts: string[]) =>
			evaluate(`map([${amounts.join()}], ((f) => (amount) => f.read(amount))(fs.open('/a', 'r')))`, {
				files,
			});
		assert.deepEqual(read('4', '4', '100', '1'), ['line', ' 1\nl', 'ine 2', '']);
		assert.deepEqual(read("'line'", "'line'", "'line'"), ['line 1\n', 'line 2', null]);
		assert.deepEqual(read("'all'", "'all'"), ['line 1\nline 2', '']);
		assert.deepEqual(evaluate(`[fs.readfile('/no'), fs.error()]`, { files }), [
			null,
			'No such file or directory',
		]);
		assert.deepEqual(evaluate(`[fs.open('/no', 'r'), fs.error()]`, { files }), [null, null], 'as in ucode');
	});

	QUnit.test('access', (assert) => {
		assert.deepEqual(evaluate(`[fs.access('/a'), fs.access('/folder'), fs.access('/no')]`, { files }), [
			true,
			true,
			null,
		]);
	});

	QUnit.test('popen gives output and exit status', (assert) => {
		const commands = { 'nft -v': { code: 3, output: 'out' } };
		assert.deepEqual(evaluate(`((p) => [p.read('all'), p.close()])(fs.popen('nft -v', 'r'))`, { commands }), [
			'out',
			3,
		]);
	});
});

QUnit.module('ucode > struct', () => {
	QUnit.test('byte orders, padding, offsets', (assert) => {
		assert.deepEqual(evaluate(`struct.unpack('>IHB', 'abcdefg')`), [0x61626364, 0x6566, 0x67]);
		assert.deepEqual(evaluate(`struct.unpack('<IH', 'abcdef')`), [0x64636261, 0x6665]);
		assert.deepEqual(evaluate(`struct.unpack('>2xH1xB', 'abcdef')`), [0x6364, 0x66]);
		assert.deepEqual(evaluate(`struct.new('>H').unpack('abcd', 2)`), [0x6364]);
		assert.deepEqual(evaluate(`struct.unpack('=i', struct.pack('=i', -22))`), [-22]);
		assert.deepEqual(evaluate(`struct.unpack('>2s1x3s', 'abcdef')`), ['ab', 'def']);
		assert.deepEqual(evaluate(`struct.unpack('>Q', 'abcdefgh')`), [Number(0x6162636465666768n)]);
		assert.deepEqual(evaluate(`struct.unpack('=H', 'ab')`, { littleEndian: false }), [0x6162]);
		assert.deepEqual(evaluate(`struct.unpack('=H', 'ab')`, { littleEndian: true }), [0x6261]);
	});

	QUnit.test('bytes that end before the format are null', (assert) => {
		assert.deepEqual(
			evaluate(`[struct.unpack('>I', 'abc'), struct.unpack('>B', 'abc', 3), struct.unpack('>B', 'abc', -1)]`),
			[null, null, [99]]
		);
	});

	QUnit.test('a gap beyond the end, over which ucode would read on, is an error', (assert) => {
		assert.throws(() => evaluate(`struct.unpack('>B4xB', 'abc')`), /beyond the end/);
		assert.deepEqual(
			evaluate(`struct.unpack('>B4xBI', 'abcde')`),
			null,
			'it notices what gaps alone do not explain'
		);
	});

	QUnit.test('pack is the opposite', (assert) => {
		assert.deepEqual(evaluate(`struct.pack('>BHI2xB', 65, 0x4243, 0x44454647, 72)`), 'ABCDEFG\0\0H');
		assert.deepEqual(evaluate(`struct.pack('<I', 0x41424344)`), 'DCBA');
	});
});

QUnit.module('ucode > socket', () => {
	const exchange = (parts: Parts) =>
		evaluate(
			`((s) => [s.send('hello'), socket.poll(10, s)[0][1], s.recv(100), socket.poll(10, s)[0][1], s.recv(100), socket.error()])(socket.create(16, 3, 12))`,
			parts
		);

	QUnit.test('a request, its datagrams, and then nothing', (assert) => {
		const netlink = (request: Uint8Array) => [new Uint8Array(request).reverse()];
		assert.deepEqual(exchange({ netlink }), [
			5,
			1,
			'olleh',
			0,
			null,
			'recv(): Resource temporarily unavailable',
		]);
	});

	QUnit.test('a kernel that refuses, one that drops', (assert) => {
		assert.deepEqual(exchange({}), [null, 0, null, 0, null, 'recv(): Resource temporarily unavailable']);
		const netlink = () => {
			throw new HostError('ENOBUFS');
		};
		assert.deepEqual((exchange({ netlink }) as unknown[]).slice(0, 4), [5, 1, null, 0]);
		assert.deepEqual(evaluate(`[socket.create(16, 3, 12).send('x'), socket.error()]`), [
			null,
			'send(): Protocol not supported',
		]);
		assert.deepEqual(evaluate(`[socket.strerror(1), socket.strerror(22)]`), [
			'Operation not permitted',
			'Invalid argument',
		]);
	});
});

QUnit.module('ucode > uci', () => {
	const files = {
		'/etc/config/x':
			"config a\n\toption o '1'\n\tlist l 'p'\n\tlist l 'q'\n\nconfig a 'named'\n\toption o 'it'\\''s'\n",
		'/etc/config/bad': 'rubbish\n',
		'/tmp/.uci/x': "x.named.o='2'\n-x.named.gone\n",
	};
	const section = (source: string, name: string) =>
		evaluate(`((c) => [c.load('${source}'), c.get_all('x', '${name}'), uci.error()])(uci.cursor())`, {
			files,
		});

	QUnit.test('sections by place and by name', (assert) => {
		assert.deepEqual(section('x', '@a[0]'), [
			true,
			{ '.anonymous': true, '.type': 'a', '.name': 'cfg01b606', o: '1', l: ['p', 'q'] },
			null,
		]);
		assert.deepEqual(section('x', '@a[5]'), [true, null, 'Entry not found']);
	});

	QUnit.test('waiting changes belong to a package by name, not to a file by path', (assert) => {
		const option = (source: string) => (section(source, 'named') as [true, { o: string }])[1].o;
		assert.strictEqual(option('x'), '2');
		assert.strictEqual(option('/etc/config/x'), "it's");
	});

	QUnit.test('no file, no UCI', (assert) => {
		assert.deepEqual(evaluate(`[uci.cursor().load('none'), uci.error()]`, { files }), [
			null,
			'Entry not found',
		]);
		assert.deepEqual(evaluate(`[uci.cursor().load('bad'), uci.error()]`, { files }), [null, 'Parse error']);
	});
});
