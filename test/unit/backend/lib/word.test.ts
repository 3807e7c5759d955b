/** Words that may become part of a command, a path or a script: every byte counts, under both meanings of a pattern. */
import QUnit from 'qunit';
import { loadModule } from '../../../../tools/ucode/load.ts';
import type { RegexMeaning } from '../../../../tools/ucode/patterns.ts';
import { hostWith, SEARCH_PATH } from '../support/host.ts';

interface Words {
	is_decimal(text: unknown, most: number): boolean;
	is_device_name(text: unknown): boolean;
	is_hexadecimal(text: unknown, most: number): boolean;
	is_plain_device_name(text: unknown): boolean;
}

const options = { host: hostWith({}), searchPath: SEARCH_PATH };
const words = loadModule<Words>('nft-offload.lib.word', options);
const { is_token } = loadModule<{ is_token(text: unknown): boolean }>('nft-offload.lib.token', options);
const BYTES = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));

/** The bytes that may stand at a place of a word. */
const accepted = (is: (word: string) => boolean, before: string, after: string) =>
	BYTES.filter((byte) => is(before + byte + after)).join('');

QUnit.module('backend > words');

QUnit.test('a token: 16 hexadecimal digits, whichever byte is looked at', (assert) => {
	const token = '0123456789abcdef';
	for (let at = 0; at < 16; at++)
		assert.strictEqual(
			accepted(is_token, token.slice(0, at), token.slice(at + 1)),
			'0123456789abcdef',
			`byte ${at}`
		);
	for (const word of [
		'',
		token.slice(1),
		`${token}0`,
		`${token}\n`,
		`\n${token}`,
		`${token}\0`,
		null,
		1,
		[token],
	])
		assert.false(is_token(word), JSON.stringify(word));
});

QUnit.test('the name of a device in a command: nothing that a shell or nft could read', (assert) => {
	const plain = '-.0123456789@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
	assert.strictEqual(accepted(words.is_plain_device_name, 'e', ''), plain);
	assert.strictEqual(accepted(words.is_plain_device_name, '', 'e'), plain.replace(/[-.@]/g, ''));
	assert.true(words.is_plain_device_name('pppoe-wan.7@if2'));
	for (const word of ['', 'a'.repeat(16), 'eth0\n', "eth0'", 'eth0\0', null])
		assert.false(words.is_plain_device_name(word), JSON.stringify(word));
});

QUnit.test('the name of a device in a path: what the kernel takes, and never another folder', (assert) => {
	const refused = BYTES.filter((byte) => !words.is_device_name(`e${byte}0`));
	assert.deepEqual(refused, [...BYTES.slice(0, 33), '/', ':', '\x7f']);
	for (const word of ['', '.', '..', '../x', 'a'.repeat(16), null, {}])
		assert.false(words.is_device_name(word), JSON.stringify(word));
	assert.true(words.is_device_name('"\'$(x)'));
});

QUnit.test('digits', (assert) => {
	assert.strictEqual(
		accepted((word) => words.is_decimal(word, 2), '', '1'),
		'0123456789'
	);
	assert.strictEqual(
		accepted((word) => words.is_hexadecimal(word, 2), '', '1'),
		'0123456789ABCDEFabcdef'
	);
	for (const word of ['', '123', '1\n', '1\0'])
		assert.notOk(words.is_decimal(word, 2) || words.is_hexadecimal(word, 2), JSON.stringify(word));
});

QUnit.test('an address', (assert) => {
	for (const regex of ['text', 'newline'] satisfies RegexMeaning[]) {
		const module = loadModule<{ read_address(text: unknown): { text: string } | null }>(
			'nft-offload.lib.address',
			{ ...options, regex }
		);
		const read = (text: unknown) => module.read_address(text)?.text ?? null;
		assert.strictEqual(read('192.0.2.1'), '192.0.2.1');
		assert.strictEqual(read('2001:db8::1'), '2001:0db8:0000:0000:0000:0000:0000:0001');
		for (const text of ['192.0.2.1\n', '\n192.0.2.1', '1.2.3', '1.2.3.4.5', '1.2.3.256', '1.2.3.', '::1\n'])
			assert.strictEqual(read(text), null, JSON.stringify(text));
		for (const text of ['::1\0', '1.2.3.4\0', '12345::', ':::', '1::2::3', '', 'x', 4])
			assert.strictEqual(read(text), null, JSON.stringify(text));
	}
});
