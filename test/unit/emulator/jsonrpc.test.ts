import QUnit from 'qunit';
import { replyFromOutput } from '../../emulator/rpc/plugin-object.ts';
import { type Answer, call, message, NO_LOGIN, postUbus, session, withRouter } from './client.ts';

const { module, test } = QUnit;

module('emulated router: JSON-RPC', () => {
	test('errors of the frame', async (assert) => {
		await withRouter('software', async (router) => {
			const sid = await session(router, 'root');
			const ask = async (body: string) => ((await postUbus(router, body)) as Answer).error?.code;
			assert.equal(await ask('{'), -32700, 'no JSON');
			assert.equal(await ask('17'), -32700, 'no object');
			assert.equal(await ask(JSON.stringify({ id: 1, method: 'list' })), -32700, 'no version');
			assert.equal(await ask(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'sing' })), -32601, 'method');
			const few = { jsonrpc: '2.0', id: 1, method: 'call', params: [sid, 'uci', 'get'] };
			assert.equal(await ask(JSON.stringify(few)), -32700, 'no arguments');
			assert.equal(await ask(JSON.stringify(message(sid, 'no.such', 'a'))), -32000, 'object');
			assert.equal(await ask(JSON.stringify(message(sid, 'uci', 'no_such'))), -32002, 'unknown method');
			assert.equal(
				await ask(JSON.stringify(message(sid, 'uci', 'get', { ubus_rpc_session: sid }))),
				-32602,
				'a session among the arguments'
			);
			const large = message(sid, 'uci', 'get', { config: 'x'.repeat(70_000) });
			assert.equal(await ask(JSON.stringify(large)), -32700, 'more than uhttpd reads');
		});
	});

	test('the object is looked for before the right', async (assert) => {
		await withRouter('software', async (router) => {
			assert.equal((await call(router, NO_LOGIN, 'no.such', 'a')).error?.code, -32000);
			assert.equal((await call(router, 'made up', 'uci', 'get')).error?.code, -32002);
		});
	});

	test('a batch is answered in its order, errors among the rest', async (assert) => {
		await withRouter('software', async (router) => {
			const sid = await session(router, 'root');
			const batch = [
				{ ...message(sid, 'uci', 'get', { config: 'luci' }), id: 'a' },
				{ ...message(sid, 'no.such', 'x'), id: 7 },
				{ ...message(sid, 'luci.nft-offload', 'counters'), id: null },
			];
			const answers = (await postUbus(router, JSON.stringify(batch))) as Answer[];
			assert.deepEqual(
				answers.map(({ id }) => id),
				['a', 7, null]
			);
			assert.deepEqual(
				answers.map(({ result, error }) => error?.code ?? result?.[0]),
				[0, -32000, 0]
			);
			assert.deepEqual(await postUbus(router, '[]'), []);
		});
	});

	test('list names objects and methods without a login', async (assert) => {
		await withRouter('software', async (router) => {
			const list = async (params?: unknown[]) => {
				const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'list', params });
				return ((await postUbus(router, body)) as { result: unknown }).result;
			};
			assert.true(((await list()) as string[]).includes('luci.nft-offload'));
			const uci = (await list(['uci', 'no.such'])) as Record<string, Record<string, object>>;
			assert.deepEqual(Object.keys(uci), ['uci']);
			assert.deepEqual(uci.uci?.changes, { config: 'string' });
		});
	});

	test('what rpcd makes of a plugin’s output', (assert) => {
		assert.deepEqual(replyFromOutput(''), [5], 'nothing, as after a crash');
		assert.deepEqual(replyFromOutput('Segmentation fault\n'), [2], 'no JSON');
		assert.deepEqual(replyFromOutput('{ "a": 1'), [2], 'half of a JSON');
		assert.deepEqual(replyFromOutput('[1]'), [2], 'no object');
		assert.deepEqual(replyFromOutput('{ "a": { "b": "}" } }\n'), [0, { a: { b: '}' } }]);
		assert.deepEqual(replyFromOutput('{ "a": 1 } trailing'), [0, { a: 1 }], 'garbage behind the object');
	});
});
