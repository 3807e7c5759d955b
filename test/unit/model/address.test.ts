import fc from 'fast-check';
import QUnit from 'qunit';
import {
	addressText,
	isMulticast,
	isPrivate,
	parseAddress,
	samePrefix,
	tidyAddress,
} from '../../../src/model/address.ts';

QUnit.module('model > address', () => {
	QUnit.test('one form for all forms of an address', (assert) => {
		const forms: Array<[text: string, tidy: string]> = [
			['192.168.1.1', '192.168.1.1'],
			['2001:0db8:0000:0000:0000:0000:0000:0002', '2001:db8::2'],
			['2001:DB8::2', '2001:db8::2'],
			['0:0:0:0:0:0:0:1', '::1'],
			['::', '::'],
			['fe80:0:0:0:1:0:0:2', 'fe80::1:0:0:2'],
			['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
			['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
			['::ffff:192.0.2.1', '::ffff:c000:201'],
		];
		for (const [text, tidy] of forms) assert.strictEqual(tidyAddress(text), tidy);
	});

	QUnit.test('what is no address', (assert) => {
		for (const text of [
			'',
			'1.2.3',
			'1.2.3.256',
			'1.2.3.4.5',
			'a.b.c.d',
			':',
			':::',
			'1::2::3',
			'1:2:3:4:5:6:7',
			'1:2:3:4:5:6:7:8:9',
			'12345::',
			'1:2:3:4:5:6:7:8::',
			'1.2.3.4::',
			'lan',
		])
			assert.strictEqual(parseAddress(text), null, text);
		assert.strictEqual(tidyAddress('lan'), 'lan');
	});

	QUnit.test('writing and reading again gives the same bytes', (assert) => {
		const bytes = fc.oneof(
			fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 4, maxLength: 4 }),
			fc.array(fc.constantFrom(0, 0, 0, 1, 255), { minLength: 16, maxLength: 16 })
		);
		fc.assert(
			fc.property(bytes, (address) => same(parseAddress(addressText(address)), address)),
			{ numRuns: 2000 }
		);
		assert.ok(true, 'fast-check found no other');
	});

	QUnit.test('prefixes', (assert) => {
		const same = (a: string, b: string, bits: number) => samePrefix(parseAddress(a)!, parseAddress(b)!, bits);
		assert.true(same('192.168.1.77', '192.168.1.64', 26));
		assert.false(same('192.168.1.77', '192.168.1.64', 29));
		assert.true(same('1.2.3.4', '9.9.9.9', 0));
		assert.false(same('1.2.3.4', '::', 0), 'families never match');
		assert.true(same('2001:db8::1', '2001:db8::2', 126));
		assert.false(same('2001:db8::1', '2001:db8::2', 127));
	});

	QUnit.test('kinds of addresses', (assert) => {
		const is = (test: (bytes: number[]) => boolean, text: string) => test(parseAddress(text)!);
		for (const text of ['10.1.2.3', '172.31.255.1', '192.168.0.1', '100.64.0.1', 'fd00::1'])
			assert.true(is(isPrivate, text), text);
		for (const text of ['172.32.0.1', '100.128.0.1', '203.0.113.1', '2001:db8::1', 'fe80::1'])
			assert.false(is(isPrivate, text), text);
		for (const text of ['224.0.0.251', '255.255.255.255', 'ff02::fb'])
			assert.true(is(isMulticast, text), text);
		assert.false(is(isMulticast, '192.168.1.255'));
	});
});

function same(a: number[] | null, b: number[]): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}
