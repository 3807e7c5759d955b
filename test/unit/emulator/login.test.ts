import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import QUnit from 'qunit';
import { parseCatalog } from '../../../tools/i18n/catalog.ts';
import { hash } from '../../emulator/luci/translate.ts';
import { PATHS } from '../../emulator/paths.ts';
import { call, code, logIn, PAGE, session, setOption, withRouter } from './client.ts';

const { module, test } = QUnit;

function cookie(sid: string): { headers: { Cookie: string } } {
	return { headers: { Cookie: `sysauth_http=${sid}` } };
}

module('emulated router: login', () => {
	test('without a login every page is the login page, which says who may log in', async (assert) => {
		await withRouter('software', async (router) => {
			const response = await fetch(router.url + PAGE);
			assert.equal(response.status, 403);
			assert.equal(response.headers.get('X-LuCI-Login-Required'), 'yes');
			const text = await response.text();
			assert.true(text.includes('luci_password'));
			assert.true(text.includes('viewer'));
		});
	});

	test('a wrong password or name gets no session', async (assert) => {
		await withRouter('software', async (router) => {
			assert.equal(await logIn(router, 'root', 'wrong'), null);
			assert.equal(await logIn(router, 'nobody', 'nobody'), null);
			assert.equal(await logIn(router, 'constructor', ''), null);
		});
	});

	test('the page names the view and the session', async (assert) => {
		await withRouter('software', async (router) => {
			const sid = await session(router, 'root');
			const response = await fetch(router.url + PAGE, cookie(sid));
			assert.equal(response.status, 200);
			const text = await response.text();
			assert.true(text.includes(String.raw`ui.instantiateView("nft-offload\/overview")`));
			assert.true(text.includes(sid));
		});
	});

	test('a user who may only look gets a page that knows it', async (assert) => {
		await withRouter('software', async (router) => {
			const nodes = await Promise.all(
				(['root', 'viewer'] as const).map(async (user) => {
					const response = await fetch(
						`${router.url}/cgi-bin/luci/admin/menu`,
						cookie(await session(router, user))
					);
					const menu = (await response.json()) as Menu;
					return menu.children.admin.children.network.children['flow-offloading'];
				})
			);
			assert.deepEqual(
				nodes.map(({ satisfied, readonly }) => [satisfied, readonly]),
				[
					[true, undefined],
					[true, true],
				]
			);
		});
	});

	test('a login ends when it was not used for its time, and use prolongs it', async (assert) => {
		await withRouter(
			'software',
			async (router) => {
				const sid = await session(router, 'root');
				router.advance(50_000);
				assert.equal(await code(router, sid, 'luci.nft-offload', 'counters'), 0);
				router.advance(50_000);
				assert.equal(await code(router, sid, 'luci.nft-offload', 'counters'), 0, 'used in between');
				router.advance(61_000);
				assert.equal(await code(router, sid, 'luci.nft-offload', 'counters'), -32002);
				assert.equal(await code(router, sid, 'session', 'access', { scope: 'uci' }), -32002);
				assert.equal((await fetch(router.url + PAGE, cookie(sid))).status, 403);
			},
			60
		);
	});

	test('unsaved changes end with their login', async (assert) => {
		await withRouter('software', async (router) => {
			const sid = await session(router, 'root');
			await setOption(router, sid, 'flow_offloading_hw', '1');
			await fetch(`${router.url}/cgi-bin/luci/admin/logout`, { ...cookie(sid), redirect: 'manual' });
			const next = await session(router, 'root');
			assert.deepEqual((await call(router, next, 'uci', 'changes')).result?.[1], { changes: {} });
		});
	});

	test('admin/uci wants the token of the login', async (assert) => {
		await withRouter('software', async (router) => {
			const sid = await session(router, 'root');
			await setOption(router, sid, 'flow_offloading_hw', '1');
			const token = router.router().bus.sessions.find(sid)?.token ?? '';
			const post = (action: string, fields: Record<string, string>) =>
				fetch(`${router.url}/cgi-bin/luci/admin/uci/${action}?${new URLSearchParams(fields)}`, {
					...cookie(sid),
					method: 'POST',
				});
			assert.equal((await post('apply_rollback', { token: 'guessed' })).status, 403);
			const applied = await post('apply_rollback', { token });
			assert.equal(applied.status, 200);
			const confirmToken = ((await applied.json()) as { token: string }).token;
			assert.equal((await post('confirm', { token: 'guessed' })).status, 403);
			assert.equal((await post('confirm', { token: confirmToken })).status, 200);
			assert.equal((await post('confirm', { token: confirmToken })).status, 204, 'nothing left to confirm');
			assert.equal((await post('apply_rollback', { token })).status, 204, 'nothing left to apply');
		});
	});

	test('a browser that asks for German gets German texts, one that asks for an unknown language English', async (assert) => {
		await withRouter('software', async (router) => {
			const page = async (languages: string) => {
				const response = await fetch(router.url + PAGE, { headers: { 'Accept-Language': languages } });
				return /<html lang="([^"]*)"/.exec(await response.text())?.[1];
			};
			assert.equal(await page('xx, de-AT;q=0.9, en;q=0.5'), 'de');
			assert.equal(await page('xx'), 'en');
			const script = await fetch(`${router.url}/cgi-bin/luci/admin/translations/de`);
			const table = JSON.parse((await script.text()).replace(/^window\.TR=|;$/g, ''));
			const catalog = parseCatalog(readFileSync(join(PATHS.translations, 'de/nft-offload.po'), 'utf8'));
			const message = catalog.messages.find(
				({ plural, context, strings }) => !plural && !context && strings[0]
			);
			assert.equal(table[hash(message?.id ?? '') ?? ''], message?.strings[0], message?.id);
			const other = await fetch(`${router.url}/cgi-bin/luci/admin/translations/..%2f..`);
			assert.equal(await other.text(), 'window.TR={};');
		});
	});

	test('control from another web site is refused', async (assert) => {
		await withRouter('software', async (router) => {
			const post = (origin: string) =>
				fetch(`${router.url}/__emulator/scenario`, {
					method: 'POST',
					headers: { Origin: origin },
					body: JSON.stringify({ name: 'idle' }),
				});
			assert.equal((await post('http://example.com')).status, 403);
			assert.equal(router.router().name, 'software');
			assert.equal((await post(router.url)).status, 200);
			assert.equal(router.router().name, 'idle');
		});
	});

	test('files outside the web folders are not served', async (assert) => {
		await withRouter('software', async (router) => {
			for (const path of ['/luci-static/..%2f..%2fpackage.json', '/luci-static/resources', '/package.json'])
				assert.equal((await fetch(router.url + path)).status, 404, path);
			const script = await fetch(`${router.url}/luci-static/resources/view/nft-offload/overview.js`);
			assert.equal(script.status, 200);
		});
	});
});

interface MenuNode {
	satisfied: boolean;
	readonly?: boolean;
}
interface Menu {
	children: { admin: { children: { network: { children: { 'flow-offloading': MenuNode } } } } };
}
