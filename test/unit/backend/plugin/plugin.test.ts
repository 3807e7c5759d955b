import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import QUnit from 'qunit';
import type { Status } from '../../../../src/rpc/types/index.ts';
import { call, callText, countersOf, type Parts, SEARCH_PATH, statusOf } from '../support/host.ts';

const LONGEST_REPLY = 65536;
const errorOf = (method: string, parts: Parts, input?: string | Uint8Array) => {
	const reply = call(method, parts, input);
	if (reply.ok) throw new Error('it succeeded');
	return reply.error;
};

QUnit.module('backend > the ubus face', () => {
	QUnit.test('list tells rpcd every method that can be answered, and its arguments', (assert) => {
		const methods = JSON.parse(callText(['list'], {}));
		const folder = `${SEARCH_PATH[0]}/nft-offload`;
		const sources = readdirSync(join(folder, 'methods')).map((file) =>
			readFileSync(join(folder, 'methods', file), 'utf8')
		);
		const answers = sources.flatMap((text) =>
			[...text.matchAll(/^const answer_(\w+) =/gm)].map((found) => found[1]!)
		);
		assert.deepEqual(Object.keys(methods).sort(), answers.sort());
		for (const method of answers) {
			const reply = call(method, {});
			assert.notStrictEqual(reply.ok ? '' : reply.error.code, 'internal', method);
		}
		assert.deepEqual([methods.counters, methods.results], [{ bytes: true }, {}]);
	});

	QUnit.test('an unknown method, or none', (assert) => {
		assert.deepEqual(errorOf('reboot', {}), { code: 'unknown_method', text: "unknown method 'reboot'" });
		assert.strictEqual(errorOf('', {}).code, 'unknown_method');
		assert.strictEqual(JSON.parse(callText(['call'], {})).error.code, 'unknown_method');
		assert.strictEqual(JSON.parse(callText([], {})).error.code, 'unknown_method');
		assert.strictEqual(errorOf('__proto__', {}).code, 'unknown_method');
		assert.strictEqual(errorOf('toString', {}).code, 'unknown_method');
	});

	for (const method of ['connections', 'counters', 'logs', 'private_names', 'status']) {
		QUnit.test(`${method}: no input, an empty object, or the login that LuCI adds`, (assert) => {
			for (const input of ['', '\n', '{}', '{ "ubus_rpc_session": "0123456789abcdef0123456789abcdef" }'])
				assert.true(call(method, {}, input).ok, JSON.stringify(input));
		});

		QUnit.test(`${method}: arguments that it does not have`, (assert) => {
			assert.deepEqual(errorOf(method, {}, '{ "mode": 1 }'), {
				code: 'bad_argument',
				text: "unknown argument 'mode'",
			});
		});

		QUnit.test(`${method}: what is no object, or no JSON`, (assert) => {
			for (const input of ['[]', '1', '"x"', 'null', 'true', '{', 'ls -l', '{} {}'])
				assert.strictEqual(errorOf(method, {}, input).code, 'bad_argument', input);
		});
	}

	QUnit.test('bytes that are no UTF-8 come back as question marks', (assert) => {
		const raw = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
		const text = (name: string) => errorOf('counters', {}, raw(`{ "${name}": 1 }`)).text;
		assert.strictEqual(text('a\xffb\xc3'), "unknown argument 'a?b?'");
		assert.strictEqual(text('caf\xc3\xa9 \xf0\x9f\x9a\x80'), "unknown argument 'café 🚀'");
		assert.strictEqual(text('\xc0\xaf \xed\xa0\x80 \xf4\x90\x80\x80'), "unknown argument '?? ??? ????'");
		assert.strictEqual(text('\xe2\x82'), "unknown argument '??'");
		assert.strictEqual(text('tab\\tnul\\u0000del\\u007f'), "unknown argument 'tab nul del '");
	});

	QUnit.test('a text has 200 characters at most', (assert) => {
		const { text } = errorOf('counters', {}, `{ "${'x'.repeat(5000)}": 1 }`);
		assert.strictEqual(text.length, 200);
		const long = { code: 1, output: `Error: ${'y'.repeat(5000)}\n` };
		const status = statusOf({ commands: { 'nft --terse list flowtables': long } });
		assert.strictEqual(status.unknown.flowtables!.text.length, 200);
	});

	QUnit.test('a reply stays below 64 KiB', (assert) => {
		const devices = Array.from({ length: 8000 }, (_, index) => `device-${index}`).join(', ');
		const output = `table inet fw4 {\n\tflowtable ft {\n\t\tdevices = { ${devices} }\n\t}\n}\n`;
		const text = callText(['call', 'status'], { commands: { 'nft --terse list flowtables': { output } } });
		assert.ok(text.length < LONGEST_REPLY, `${text.length}`);
		const status: Status = JSON.parse(text);
		const left = status.flowtables![0]!.devices;
		assert.deepEqual(status.unknown.flowtables, {
			code: 'truncated',
			text: `flowtables: ${8000 - left.length} left out`,
		});
		assert.ok(left.length > 3000, `${left.length} devices`);
		assert.deepEqual([left[0], left.at(-1)], ['device-0', `device-${left.length - 1}`]);
	});

	QUnit.test('hundreds of devices and rules pass', (assert) => {
		const devices = Array.from({ length: 500 }, (_, index) => `lan${index}`);
		const output = `table inet fw4 {\n\tflowtable ft {\n\t\tdevices = { ${devices.join(', ')} }\n\t}\n}\n`;
		const status: Status = statusOf({ commands: { 'nft --terse list flowtables': { output } } });
		assert.deepEqual(status.flowtables![0]!.devices, devices);
	});

	QUnit.test('an exception inside is an answer', (assert) => {
		const parts: Parts = {
			ubus: () => {
				throw new RangeError('no such luck');
			},
		};
		assert.deepEqual(errorOf('measurement_start', parts), { code: 'internal', text: 'no such luck' });
	});

	QUnit.test('an exception inside one part of a reading leaves the others', (assert) => {
		const { offloaded, source, tracked, unknown } = countersOf({
			files: { '/proc/sys/net/netfilter/nf_conntrack_count': '67\n' },
			netlink: () => {
				throw new RangeError('no such luck');
			},
		});
		assert.deepEqual([offloaded, source, tracked], [null, null, 67]);
		assert.deepEqual(unknown.offloaded, { code: 'garbled', text: 'offloaded: no such luck' });
	});

	QUnit.test('every reply is one JSON object on one line', (assert) => {
		for (const args of [['list'], ['call', 'counters'], ['call', 'status'], ['call', 'x'], []])
			assert.ok(/^\{.*\}\n$/.test(callText(args, {})), args.join(' '));
	});
});
