import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import QUnit from 'qunit';
import { readPackages } from '../../../tools/package/contents.ts';
import { apkScripts, ipkScripts } from '../../../tools/package/scripts.ts';
import { ROOT, withFolder } from './fixtures.ts';

const PACKAGES = readPackages(ROOT, 0);
const OWN = PACKAGES[0]?.scripts ?? {};

/** What a script did on a router: the commands it called, in order, and which of LuCI's caches are left. */
interface Outcome {
	calls: string[];
	caches: boolean;
}

/**
 * Runs a script as on a router, with commands that only write down how they were called and with the router's /tmp in `folder`.
 * rpcd denies the first `pending` confirmations, as it does while somebody else's apply waits.
 */
function run(folder: string, script: string, env: Record<string, string> = {}, pending = 0): Outcome {
	const [bin, tmp, log] = ['bin', 'tmp', 'log'].map((name) => join(folder, name)) as [string, string, string];
	for (const path of [bin, tmp]) mkdirSync(path);
	mkdirSync(join(tmp, 'luci-modulecache'));
	writeFileSync(join(tmp, 'luci-indexcache.123.json'), '{}');
	command(bin, 'killall', `echo "killall $*" >>${log}`);
	command(bin, 'sleep', `echo "sleep $*" >>${log}`);
	const denial = `[ $(grep -c ubus ${log}) -gt ${pending} ] || { echo "Command failed: Permission denied" >&2; exit 6; }`;
	command(bin, 'uci', `echo "uci $*" >>${log}`);
	command(bin, 'nft', `echo "nft $*" >>${log}`);
	command(bin, 'firewall', `echo "firewall $*" >>${log}`);
	command(bin, 'ubus', `echo "ubus $*" >>${log}\n${denial}\necho "Command failed: No data" >&2; exit 5`);
	const text = script.replaceAll('/tmp/', `${tmp}/`).replaceAll('/etc/init.d/', `${bin}/`);
	execFileSync('sh', ['-c', `${text}\n`], { env: { PATH: `${bin}:${process.env.PATH}`, ...env } });
	waitForEnd(log, env);
	const calls = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
	const caches =
		existsSync(join(tmp, 'luci-modulecache')) || existsSync(join(tmp, 'luci-indexcache.123.json'));
	return { calls, caches };
}

/** A script may leave a child that waits for rpcd; its last deed is the signal. */
function waitForEnd(log: string, env: Record<string, string>): void {
	if (env.IPKG_INSTROOT || env.PKG_UPGRADE) return;
	execFileSync('sh', ['-c', `until grep -q killall ${log}; do sleep 0.05; done`], { timeout: 20_000 });
}

function command(folder: string, name: string, text: string): void {
	writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
	chmodSync(join(folder, name), 0o755);
}

QUnit.module('package > scripts', () => {
	QUnit.test('are sound shell', (assert) => {
		const texts = PACKAGES.flatMap(({ scripts, metadata }) => [
			...ipkScripts(scripts).map(([, text]) => text),
			...Object.values(apkScripts(scripts, metadata.name)),
		]);
		assert.ok(texts.length > 12);
		for (const text of texts) {
			execFileSync('sh', ['-n'], { input: text });
			assert.true(text.startsWith('#!/bin/sh\n'));
		}
	});

	QUnit.test(
		'after installation rpcd reloads once, is never restarted, and LuCI’s caches are gone',
		(assert) => {
			withFolder((folder) => {
				const { calls, caches } = run(folder, OWN.postinst ?? '');
				assert.deepEqual(
					calls.filter((call) => call.startsWith('killall')),
					['killall -HUP rpcd']
				);
				assert.strictEqual(calls.at(-1), 'killall -HUP rpcd');
				assert.false(caches);
			});
		}
	);

	QUnit.test('while an apply waits for its confirmation, rpcd is left alone until that is over', (assert) => {
		withFolder((folder) => {
			const { calls, caches } = run(folder, OWN.postinst ?? '', {}, 3);
			assert.deepEqual(
				calls.map((call) => call.split(' ')[0]),
				['ubus', 'ubus', 'sleep', 'ubus', 'sleep', 'ubus', 'killall']
			);
			assert.false(caches);
		});
	});

	QUnit.test('in an image that is being built nothing of the host is touched', (assert) => {
		for (const script of [OWN.postinst, OWN.postrm])
			withFolder((folder) => {
				const { calls, caches } = run(folder, script ?? '', { IPKG_INSTROOT: '/build/root' });
				assert.deepEqual(calls, []);
				assert.true(caches);
			});
	});

	QUnit.test(
		'after removal the menu is read anew; in an upgrade that is left to the new version',
		(assert) => {
			withFolder((folder) => {
				const { calls, caches } = run(folder, OWN.postrm ?? '');
				assert.strictEqual(calls.at(-1), 'killall -HUP rpcd');
				assert.false(caches);
			});
			withFolder((folder) => assert.deepEqual(run(folder, OWN.postrm ?? '', { PKG_UPGRADE: '1' }).calls, []));
		}
	);

	QUnit.test(
		'removal ends exceptions: the include goes, then the firewall reloads, then the rest of them',
		(assert) => {
			withFolder((folder) => {
				const { calls } = run(folder, OWN.postrm ?? '');
				assert.deepEqual(calls.slice(0, 7), [
					'uci -q changes firewall',
					'uci -q delete firewall.nft_offload',
					'uci commit firewall',
					'firewall reload',
					'nft delete chain inet fw4 nft_offload',
					'nft delete set inet fw4 nft_offload_hosts4',
					'nft delete set inet fw4 nft_offload_hosts6',
				]);
			});
		}
	);

	QUnit.test('a package without scripts of its own has OpenWrt’s wrappers only', (assert) => {
		assert.deepEqual(
			ipkScripts({}).map(([name]) => name),
			['postinst', 'prerm']
		);
		assert.deepEqual(Object.keys(apkScripts({}, 'x')).sort(), [
			'post-install',
			'post-upgrade',
			'pre-deinstall',
		]);
	});
});
