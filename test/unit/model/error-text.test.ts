import './luci-globals.ts';
import QUnit from 'qunit';
import { callErrorText, quotations, reasonText } from '../../../src/model/index.ts';

const CALL = 'RPC call to luci.nft-offload/counters failed with';

QUnit.module('model > fault', () => {
	const cases: Array<[message: string, words: RegExp]> = [
		[`${CALL} error -32000: Object not found`, /not installed/],
		[`${CALL} error -32002: Access denied`, /^Permission denied\. Your session may have expired/],
		[`${CALL} ubus code 6: Permission denied`, /^Permission denied\. Your session may have expired/],
		['RPC call to uci/get failed with ubus code 4: Resource not found', /does not have it/],
		[`${CALL} ubus code 5: No data received`, /crashed/],
		[`${CALL} ubus code 2: Invalid argument`, /invalid reply/],
		[`${CALL} HTTP error 502: Bad Gateway`, /did not answer/],
		['XHR request timed out', /too long/],
	];
	for (const [message, words] of cases)
		QUnit.test(`explains "${message}" and keeps it`, (assert) => {
			const text = callErrorText(new Error(message));
			assert.ok(words.test(text), text);
			assert.ok(text.includes(message), text);
		});

	QUnit.test('leaves out the place in LuCI’s source', (assert) => {
		const text = callErrorText(
			new Error(`${CALL} error -32000: Object not found\n  at f (http://router/rpc.js:1:2)`)
		);
		assert.notOk(text.includes('rpc.js'), text);
	});

	QUnit.test('an error of another kind is shown as it is', (assert) => {
		assert.strictEqual(callErrorText('strange'), 'strange');
	});

	QUnit.test('an unknown value says why, also where the router gives no reason', (assert) => {
		assert.strictEqual(reasonText({ code: 'missing', text: 'nft' }), 'This router does not have it. (nft)');
		assert.strictEqual(reasonText(undefined), 'The router gave no reason.');
	});

	QUnit.test('what is quoted is remembered but for names, and only the latest', (assert) => {
		quotations.clear();
		reasonText({ code: 'missing', text: '/proc/net/dev' });
		assert.deepEqual([...quotations], [], 'a name is no quotation');
		for (let number = 0; number < 1000; number++) {
			reasonText({ code: 'garbled', text: `${number} entries skipped` });
			reasonText({ code: 'failed', text: 'said each time' });
		}
		assert.true(quotations.has('said each time') && quotations.has('999 entries skipped'));
		assert.strictEqual(quotations.size, 50);
		callErrorText(new Error('Another error'));
		assert.true(quotations.has('Another error'));
	});
});
