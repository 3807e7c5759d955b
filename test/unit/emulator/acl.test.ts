import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import QUnit from 'qunit';
import { PATHS } from '../../emulator/paths.ts';
import { Grants } from '../../emulator/rpc/acl.ts';
import type { RunningRouter } from '../../emulator/server.ts';
import { call, code, NO_LOGIN, postUbus, session, withRouter } from './client.ts';

const { module, test } = QUnit;

const DENIED = -32002;
const firewall = { config: 'firewall' };
const set = { ...firewall, section: '@defaults[0]', values: { flow_offloading: '1' } };
const remove = { ...firewall, section: '@defaults[0]', options: ['flow_offloading'] };

/** What each call gives: as root, as the user who may only look, without a login. */
const MATRIX: Array<
	[object: string, method: string, args: object, root: number, viewer: number, nobody: number]
> = [
	['luci.nft-offload', 'connections', { limit: 5, filter: { protocol: 'tcp' } }, 0, 0, DENIED],
	['luci.nft-offload', 'counters', {}, 0, 0, DENIED],
	['luci.nft-offload', 'firewall_load', {}, 0, DENIED, DENIED],
	['luci.nft-offload', 'logs', {}, 0, 0, DENIED],
	['luci.nft-offload', 'private_names', {}, 0, 0, DENIED],
	['luci.nft-offload', 'status', {}, 0, 0, DENIED],
	['uci', 'get', firewall, 0, 0, DENIED],
	['uci', 'get', { config: 'network' }, 0, 0, DENIED],
	['uci', 'get', { config: 'rpcd' }, 6, 6, DENIED],
	['uci', 'changes', {}, 0, 0, DENIED],
	['uci', 'set', set, 0, DENIED, DENIED],
	['uci', 'set', { ...set, config: 'network' }, 6, DENIED, DENIED],
	['uci', 'delete', remove, 0, DENIED, DENIED],
	['uci', 'add', { ...firewall, type: 'rule' }, 0, DENIED, DENIED],
	['uci', 'apply', { timeout: 90, rollback: true }, 0, DENIED, DENIED],
	['uci', 'confirm', {}, 0, DENIED, DENIED],
	['uci', 'configs', {}, DENIED, DENIED, DENIED],
	['uci', 'commit', firewall, DENIED, DENIED, DENIED],
	['session', 'access', { scope: 'uci', object: 'luci', function: 'read' }, 0, 0, 0],
	['session', 'destroy', {}, DENIED, DENIED, DENIED],
	['luci', 'getFeatures', {}, 0, 0, 0],
	['file', 'list', { path: '/' }, 0, 0, DENIED],
	['file', 'exec', { command: '/bin/ls' }, DENIED, DENIED, DENIED],
];

module('emulated router: rights', () => {
	for (const [object, method, args, root, viewer, nobody] of MATRIX) {
		test(`${object} ${method} ${JSON.stringify(args)}`, async (assert) => {
			await withRouter('software', async (router) => {
				const id = await session(router, 'root');
				// Apply and confirm need something to apply and to confirm.
				if (method === 'apply' || method === 'confirm') await call(router, id, 'uci', 'set', other());
				if (method === 'confirm') await call(router, id, 'uci', 'apply', { timeout: 90, rollback: true });
				assert.equal(await code(router, id, object, method, args), root, 'root');
				assert.equal(
					await code(router, await session(router, 'viewer'), object, method, args),
					viewer,
					'viewer'
				);
				assert.equal(await code(router, NO_LOGIN, object, method, args), nobody, 'without a login');
			});
		});
	}

	test('every method of the plugin is granted by our ACL file, and the file grants no other', async (assert) => {
		await withRouter('software', async (router) => {
			const granted = aclMethods();
			assert.deepEqual(granted, (await pluginMethods(router)).sort());
		});
	});

	test('a group is held through a pattern, and write implies read', (assert) => {
		const file = {
			'luci-app-a': { read: { ubus: { a: ['look'] } }, write: { ubus: { a: ['change'] } } },
			'luci-app-b': { read: { uci: ['b'] }, write: {} },
		};
		const some = new Grants([file], { read: [], write: ['luci-app-a*'] });
		assert.true(some.allows('ubus', 'a', 'look'), 'read');
		assert.true(some.allows('ubus', 'a', 'change'), 'write');
		assert.false(some.allows('uci', 'b', 'read'), 'another group');
		const all = new Grants([file], { read: ['*'], write: [] });
		assert.false(all.allows('ubus', 'a', 'change'), 'only reading');
		assert.true(all.allows('uci', 'b', 'read'), 'list form');
		assert.false(all.allows('uci', 'b', 'write'), 'list form, write');
		assert.true(all.allows('access-group', 'luci-app-b', 'read'));
	});

	test('functions and objects are patterns too', (assert) => {
		const file = { g: { read: { ubus: { 'network.interface.*': ['*'], plain: ['a?'] } } } };
		const grants = new Grants([file], { read: ['g'], write: [] });
		assert.true(grants.allows('ubus', 'network.interface.wan', 'status'));
		assert.false(grants.allows('ubus', 'networkXinterface.wan', 'status'));
		assert.true(grants.allows('ubus', 'plain', 'ab'));
		assert.false(grants.allows('ubus', 'plain', 'abc'));
	});
});

function other(): object {
	return { ...set, values: { input: 'DROP' } };
}

/** Methods of `luci.nft-offload` that files of our acl.d name, sorted. */
function aclMethods(): string[] {
	type Permissions = { ubus?: Record<string, string[]> };
	const names: string[] = [];
	for (const file of readdirSync(PATHS.acls)) {
		const groups = JSON.parse(readFileSync(join(PATHS.acls, file), 'utf8'));
		for (const { read, write } of Object.values<{ read?: Permissions; write?: Permissions }>(groups))
			for (const part of [read, write]) names.push(...(part?.ubus?.['luci.nft-offload'] ?? []));
	}
	return names.sort();
}

async function pluginMethods(router: RunningRouter): Promise<string[]> {
	const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'list', params: ['luci.nft-offload'] });
	const { result } = (await postUbus(router, body)) as { result: Record<string, object> };
	return Object.keys(result['luci.nft-offload'] ?? {});
}
