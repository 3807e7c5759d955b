import QUnit from 'qunit';
import type { RunningRouter } from '../../emulator/server.ts';
import { call, code, logIn, offloaded, session, setOption, status, withRouter } from './client.ts';

const { module, test } = QUnit;

const OPTION = 'flow_offloading';
/** libuci's name of firewall.@defaults[0]. */
const DEFAULTS = 'cfg01e63d';

async function changes(router: RunningRouter, sid: string): Promise<unknown> {
	return (await call(router, sid, 'uci', 'changes')).result?.[1]?.changes;
}

async function read(router: RunningRouter, sid: string, option: string): Promise<unknown> {
	const { result } = await call(router, sid, 'uci', 'get', {
		config: 'firewall',
		section: '@defaults[0]',
		option,
	});
	return result?.[1]?.value;
}

function apply(router: RunningRouter, sid: string, rollback = true, timeout = 90): Promise<number> {
	return code(router, sid, 'uci', 'apply', { timeout, rollback });
}

module('emulated router: uci', () => {
	test('a change is the login’s own until it is applied', async (assert) => {
		await withRouter('idle', async (router) => {
			const [one, other] = [await session(router, 'root'), await session(router, 'root')];
			const before = router.readConfig('firewall');
			assert.equal(await setOption(router, one, OPTION, '1'), 0);
			assert.equal(await read(router, one, OPTION), '1', 'the login reads it back');
			assert.equal(await read(router, other, OPTION), undefined, 'another login does not');
			assert.deepEqual(await changes(router, one), { firewall: [['set', DEFAULTS, OPTION, '1']] });
			assert.deepEqual(await changes(router, other), {});
			assert.equal(router.readConfig('firewall'), before, 'the file is untouched');
		});
	});

	test('apply writes the file, loads the firewall a moment later, and waits for its confirmation', async (assert) => {
		await withRouter('idle', async (router) => {
			const sid = await session(router, 'root');
			await setOption(router, sid, OPTION, '1');
			assert.equal(await apply(router, sid), 0);
			assert.true(router.readConfig('firewall')?.includes("option flow_offloading '1'"));
			assert.deepEqual(await changes(router, sid), {}, 'nothing is unsaved while it waits');
			assert.deepEqual((await status(router, sid)).flowtables, [], 'not loaded at once');
			router.advance(2000);
			assert.equal((await status(router, sid)).flowtables?.length, 1, 'loaded');
			assert.equal(await code(router, sid, 'uci', 'confirm'), 0);
			router.advance(200_000);
			assert.true(router.readConfig('firewall')?.includes("option flow_offloading '1'"), 'it stays');
			assert.equal(await code(router, sid, 'uci', 'confirm'), 5, 'nothing left to confirm');
		});
	});

	test('without a confirmation file, ruleset and unsaved change are as before', async (assert) => {
		await withRouter('idle', async (router) => {
			const sid = await session(router, 'root');
			const before = router.readConfig('firewall');
			await setOption(router, sid, OPTION, '1');
			await apply(router, sid, true, 90);
			router.advance(89_000);
			assert.notEqual(router.readConfig('firewall'), before, 'before the deadline');
			router.advance(3000);
			assert.equal(router.readConfig('firewall'), before, 'after it');
			assert.deepEqual((await status(router, sid)).flowtables, [], 'the ruleset follows');
			assert.deepEqual(await changes(router, sid), { firewall: [['set', DEFAULTS, OPTION, '1']] });
			assert.equal(await code(router, sid, 'uci', 'confirm'), 5, 'too late');
			assert.equal(await read(router, sid, OPTION), '1', 'still waiting to be applied again');
		});
	});

	test('only the login that applied confirms; nobody else applies meanwhile', async (assert) => {
		await withRouter('idle', async (router) => {
			const [owner, other] = [await session(router, 'root'), await session(router, 'root')];
			await setOption(router, owner, OPTION, '1');
			await setOption(router, other, 'flow_offloading_hw', '1');
			await apply(router, owner);
			assert.equal(await code(router, other, 'uci', 'confirm'), 6, 'confirm');
			assert.equal(await apply(router, other), 6, 'a second apply');
			assert.equal(await code(router, owner, 'uci', 'confirm'), 0, 'the owner');
			assert.equal(await apply(router, other), 0, 'free again');
		});
	});

	test('a new login of the same user while changes wait is given the login that waits', async (assert) => {
		await withRouter('idle', async (router) => {
			const owner = await session(router, 'root');
			assert.notEqual(await logIn(router, 'root'), owner, 'before');
			await setOption(router, owner, OPTION, '1');
			await apply(router, owner);
			assert.equal(await logIn(router, 'root'), owner, 'the same user');
			assert.notEqual(await logIn(router, 'viewer'), owner, 'another user');
			await code(router, owner, 'uci', 'confirm');
			assert.notEqual(await logIn(router, 'root'), owner, 'afterwards');
		});
	});

	test('an unchecked apply of anybody meanwhile applies nothing and loses the snapshot', async (assert) => {
		await withRouter('idle', async (router) => {
			const [owner, other] = [await session(router, 'root'), await session(router, 'root')];
			await setOption(router, owner, OPTION, '1');
			await setOption(router, other, 'flow_offloading_hw', '1');
			await apply(router, owner);
			assert.equal(await apply(router, other, false), 0);
			assert.false(
				router.readConfig('firewall')?.includes('flow_offloading_hw'),
				'its change is not applied'
			);
			router.advance(100_000);
			assert.true(router.readConfig('firewall')?.includes('flow_offloading'), 'nothing is restored');
		});
	});

	test('a login that ends while its change waits: the file is restored, the change is gone', async (assert) => {
		await withRouter('idle', async (router) => {
			const sid = await session(router, 'root');
			const before = router.readConfig('firewall');
			await setOption(router, sid, OPTION, '1');
			await apply(router, sid);
			router.expireSessions();
			router.advance(95_000);
			assert.equal(router.readConfig('firewall'), before);
			assert.deepEqual(await changes(router, await session(router, 'root')), {});
		});
	});

	test('apply with nothing unsaved', async (assert) => {
		await withRouter('idle', async (router) => {
			assert.equal(await apply(router, await session(router, 'root')), 5);
		});
	});

	test('an unchecked apply is there to stay', async (assert) => {
		await withRouter('idle', async (router) => {
			const sid = await session(router, 'root');
			await setOption(router, sid, OPTION, '1');
			assert.equal(await apply(router, sid, false), 0);
			router.advance(200_000);
			assert.true(router.readConfig('firewall')?.includes('flow_offloading'));
			assert.equal(await code(router, sid, 'uci', 'confirm'), 5);
		});
	});

	test('switching off takes every connection out of the flowtable', async (assert) => {
		await withRouter('software', async (router) => {
			const sid = await session(router, 'root');
			assert.equal((await offloaded(router, sid)).software, 40);
			assert.equal(await setOption(router, sid, OPTION, null), 0);
			await apply(router, sid, false);
			router.advance(2000);
			assert.deepEqual(await offloaded(router, sid), { software: 0, hardware: 0 });
			assert.false(router.readConfig('firewall')?.includes('flow_offloading'));
		});
	});

	test('status codes', async (assert) => {
		await withRouter('idle', async (router) => {
			const sid = await session(router, 'root');
			const ask = (method: string, args: object) => code(router, sid, 'uci', method, args);
			const config = 'firewall';
			const section = '@defaults[0]';
			assert.equal(await ask('get', {}), 2, 'no config named');
			assert.equal(await ask('get', { config: 'nothing' }), 6, 'no right for a config that does not exist');
			assert.equal(await ask('get', { config, section: 'nothing' }), 0, 'no such section: no data, no error');
			assert.equal(await ask('set', { config, section, values: {} }), 4, 'nothing to set');
			assert.equal(await ask('set', { config, section }), 2, 'no values');
			assert.equal(await ask('set', { config, section: 'no-name', values: {} }), 2, 'no section name');
			assert.equal(
				await ask('set', { config, section: '@defaults[7]', values: { a: '1' } }),
				4,
				'no section'
			);
			assert.equal(await ask('set', { config, section, values: { 'no-option': '1' } }), 2, 'no option name');
			assert.equal(await ask('delete', { config, section, options: ['nothing'] }), 4, 'no such option');
			assert.equal(await ask('delete', { config }), 2, 'nothing named');
			assert.deepEqual(await changes(router, sid), {}, 'none of it left a change');
		});
	});

	test('setting what is set is no change; an empty value removes; a list replaces', async (assert) => {
		await withRouter('software', async (router) => {
			const sid = await session(router, 'root');
			const set = (values: object) =>
				code(router, sid, 'uci', 'set', { config: 'firewall', section: '@defaults[0]', values });
			await set({ flow_offloading: '1' });
			assert.deepEqual(await changes(router, sid), {});
			await set({ flow_offloading: '', custom: ['a', 'b'] });
			assert.deepEqual(await changes(router, sid), {
				firewall: [
					['remove', DEFAULTS, 'flow_offloading'],
					['list-add', DEFAULTS, 'custom', 'a'],
					['list-add', DEFAULTS, 'custom', 'b'],
				],
			});
			assert.deepEqual(await read(router, sid, 'custom'), ['a', 'b']);
		});
	});

	test('a new anonymous section has the name that libuci gives it, and survives an apply', async (assert) => {
		await withRouter('idle', async (router) => {
			const sid = await session(router, 'root');
			const args = { config: 'firewall', type: 'defaults', values: { flow_offloading: '1' } };
			const { result } = await call(router, sid, 'uci', 'add', args);
			assert.equal(result?.[0], 0);
			const name = String(result?.[1]?.section);
			assert.true(/^cfg[0-9a-f]{2}e63d$/.test(name), name);
			await apply(router, sid, false);
			assert.true(
				router.readConfig('firewall')?.endsWith("\nconfig defaults\n\toption flow_offloading '1'\n\n")
			);
		});
	});
});
