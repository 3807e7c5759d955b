import QUnit from 'qunit';
import type { DryRun, DryRunMode, Reply, Trial, TrialEnd } from '../../../src/rpc/types/index.ts';
import type { ScenarioName } from '../../emulator/scenarios.ts';
import type { RunningRouter } from '../../emulator/server.ts';
import { call, code, session, setOption, status, withRouter } from './client.ts';

const { module, test } = QUnit;

const HALF = 'luci.nft-offload';

async function ask<T>(router: RunningRouter, sid: string, method: string, args: object): Promise<Reply<T>> {
	return (await call(router, sid, HALF, method, args)).result?.[1] as unknown as Reply<T>;
}

/** Software offloading on trial for 120 s, applied under rpcd's rollback. */
async function begin(router: RunningRouter, sid: string): Promise<Reply<Trial>> {
	const trial = await ask<Trial>(router, sid, 'trial_start', {
		seconds: 120,
		tried: { flow_offloading: true, flow_offloading_hw: false },
	});
	await setOption(router, sid, 'flow_offloading', '1');
	await code(router, sid, 'uci', 'apply', { timeout: 120, rollback: true });
	router.advance(2000);
	return trial;
}

const isOn = (router: RunningRouter) => router.readConfig('firewall')!.includes('flow_offloading');

module('emulated router: a trial', () => {
	test('silence: rpcd has nothing left to restore, and the watchdog does it', async (assert) => {
		await withRouter('idle', async (router) => {
			const sid = await session(router, 'root');
			const before = router.readConfig('firewall');
			assert.true((await begin(router, sid)).ok);
			assert.equal((await status(router, sid)).flowtables?.length, 1, 'loaded meanwhile');
			assert.equal((await status(router, sid)).trial?.left_ms, 118_000);
			router.advance(119_000);
			assert.true(isOn(router), 'rpcd had its turn');
			assert.equal((await status(router, sid)).trial?.left_ms, 0, 'the page has its turn');
			router.advance(10_000);
			assert.equal((await status(router, sid)).trial, null);
			assert.equal(router.readConfig('firewall'), before);
			assert.deepEqual((await status(router, sid)).flowtables, []);
		});
	});

	test('the watchdog restores what rpcd has forgotten, byte for byte, and the firewall follows', async (assert) => {
		const accidents: Array<(router: RunningRouter, other: string) => Promise<unknown>> = [
			async (router) => router.reloadRpcd(),
			(router, other) => code(router, other, 'uci', 'apply', { rollback: false }),
		];
		for (const accident of accidents)
			await withRouter('idle', async (router) => {
				const [sid, other] = [await session(router, 'root'), await session(router, 'root')];
				const before = router.readConfig('firewall');
				await begin(router, sid);
				await accident(router, other);
				router.advance(121_000);
				assert.true(isOn(router), 'rpcd has restored nothing');
				router.advance(15_000);
				assert.equal(router.readConfig('firewall'), before);
				assert.deepEqual((await status(router, sid)).flowtables, []);
			});
	});

	test('a reboot restores before the firewall loads', async (assert) => {
		await withRouter('idle', async (router) => {
			const before = router.readConfig('firewall');
			const sid = await session(router, 'root');
			await begin(router, sid);
			router.reboot();
			assert.equal(router.readConfig('firewall'), before);
			assert.equal(await code(router, sid, HALF, 'status'), -32002, 'logins are gone');
			const facts = await status(router, await session(router, 'root'));
			assert.deepEqual([facts.trial, facts.flowtables, facts.firewall_loaded], [null, [], true]);
		});
	});

	test('kept: nothing restores it, a reboot neither', async (assert) => {
		await withRouter('idle', async (router) => {
			const sid = await session(router, 'root');
			const trial = await begin(router, sid);
			assert.deepEqual(
				await ask<TrialEnd>(router, sid, 'trial_end', { id: trial.ok ? trial.id : '', undo: false }),
				{ ok: true, restored: false, requested: { flow_offloading: true, flow_offloading_hw: false } }
			);
			assert.equal(await code(router, sid, 'uci', 'confirm'), 0);
			router.advance(300_000);
			router.reboot();
			assert.true(isOn(router));
		});
	});

	test('who may only read begins and ends none', async (assert) => {
		await withRouter('idle', async (router) => {
			const viewer = await session(router, 'viewer');
			for (const method of ['dry_run', 'trial_start', 'trial_end'])
				assert.equal(await code(router, viewer, HALF, method, {}), -32002, method);
		});
	});
});

module('emulated router: the dry run', () => {
	const outcome = async (name: ScenarioName, mode: DryRunMode) => {
		let found: unknown[] = [];
		await withRouter(name, async (router) => {
			const before = router.readConfig('firewall');
			const check = await ask<DryRun>(router, await session(router, 'root'), 'dry_run', { mode });
			if (!check.ok) throw new Error(check.error.text);
			if (router.readConfig('firewall') !== before) throw new Error('the dry run has written');
			found = [check.accepted, check.refusal?.cause ?? null, check.flowtable?.hardware ?? null];
		});
		return found;
	};

	for (const [name, mode, expected] of [
		['idle', 'off', [true, null, null]],
		['idle', 'software', [true, null, false]],
		['hardware', 'hardware', [true, null, true]],
		['flag-refused', 'hardware', [true, null, false]],
		['module-absent', 'software', [false, 'module_missing', null]],
		['module-absent', 'off', [true, null, null]],
		['flowtable-refused', 'software', [false, 'not_supported', null]],
		['rule-refused', 'off', [false, 'other', null]],
		['firewall-slow', 'software', [true, null, null]],
		['nft-missing', 'software', [null, null, null]],
		['nft-hanging', 'software', [null, null, null]],
	] as const)
		test(`${name}, mode ${mode}`, async (assert) => {
			assert.deepEqual(await outcome(name, mode), expected as unknown as unknown[]);
		});
});
