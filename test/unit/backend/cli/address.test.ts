import QUnit from 'qunit';
import { tidyAddress } from '../../../../src/model/address.ts';
import { WritableRouter } from '../support/writable.ts';

type EndText = (address: string, port: number | null) => string;

/** As the kernel writes them, and as RFC 5952 has them. */
const ADDRESSES: [full: string, short: string][] = [
	['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
	['0000:0000:0000:0000:0000:0000:0000:0001', '::1'],
	['fe80:0000:0000:0000:0000:0000:0000:0000', 'fe80::'],
	['2001:0db8:0000:0001:0001:0001:0001:0001', '2001:db8:0:1:1:1:1:1'],
	['2001:0000:0000:0001:0000:0000:0000:0001', '2001:0:0:1::1'],
	['2001:0db8:0000:0000:0001:0000:0000:0001', '2001:db8::1:0:0:1'],
];

QUnit.module('backend > addresses of nft-offload', () => {
	const { end_text } = new WritableRouter({}).module<{ end_text: EndText }>('commands.why');

	QUnit.test('IPv6 as RFC 5952 has it, and as the page has it', (assert) => {
		for (const [full, short] of ADDRESSES) {
			assert.strictEqual(end_text(full, null), short);
			assert.strictEqual(tidyAddress(full), short);
			assert.strictEqual(end_text(full, 443), `[${short}]:443`);
		}
	});

	QUnit.test('IPv4, with and without a port', (assert) => {
		assert.strictEqual(end_text('192.0.2.1', null), '192.0.2.1');
		assert.strictEqual(end_text('192.0.2.1', 80), '192.0.2.1:80');
	});
});
