import QUnit from 'qunit';
import type { Environment, Flowtable } from '../../../src/rpc/types/index.ts';
import { SCENARIOS, type ScenarioName } from '../../emulator/scenarios.ts';
import { code, counters, facts, offloaded, session, setOption, status, withRouter } from './client.ts';

const { module, test } = QUnit;

/** What the backend reports at the start of a scenario. */
interface Start {
	tracked: number;
	software: number;
	hardware: number;
	requested: [software: boolean, hardware: boolean];
	flowtables: Partial<Flowtable>[];
	module: string;
}

const software: Start = {
	tracked: 67,
	software: 40,
	hardware: 0,
	requested: [true, false],
	flowtables: [
		{
			family: 'inet',
			table: 'fw4',
			name: 'ft',
			owner: 'firewall4',
			devices: ['br-lan', 'eth1'],
			hardware: false,
			counter: true,
		},
	],
	module: 'loaded',
};

const STARTS: Partial<Record<ScenarioName, Start>> = {
	idle: { ...software, software: 0, requested: [false, false], flowtables: [] },
	software,
	hardware: {
		...software,
		tracked: 50,
		software: 0,
		hardware: 44,
		requested: [true, true],
		flowtables: [{ ...software.flowtables[0], devices: ['eth0', 'eth1'], hardware: true }],
	},
	'hardware-unused': {
		...software,
		tracked: 66,
		software: 44,
		requested: [true, true],
		flowtables: [{ ...software.flowtables[0], devices: ['eth0', 'eth1'], hardware: true }],
	},
	'ruleset-rejected': { ...software, software: 0, flowtables: [] },
	'module-missing': { ...software, software: 0, flowtables: [], module: 'missing' },
	'read-only': software,
};

module('emulated router: scenarios', () => {
	for (const [name, start] of Object.entries(STARTS) as Array<[ScenarioName, Start]>) {
		test(`${name}: what the backend reports at the start`, async (assert) => {
			await withRouter(name, async (router) => {
				const sid = await session(router, 'viewer');
				const count = await counters(router, sid);
				assert.equal(count.tracked, start.tracked);
				assert.equal(count.source, 'netlink');
				assert.deepEqual(await offloaded(router, sid), {
					software: start.software,
					hardware: start.hardware,
				});
				const state = await status(router, sid);
				assert.deepEqual(Object.values(state.requested ?? {}), start.requested);
				assert.deepEqual(state.flowtables, start.flowtables as Flowtable[]);
				assert.equal(state.forward_rules?.length, start.flowtables.length);
				assert.equal(state.module, start.module as typeof state.module);
				assert.true(state.firewall_loaded);
				assert.deepEqual(state.unknown, {});
			});
		});

		test(`${name}: the numbers move with time`, async (assert) => {
			await withRouter(name, async (router) => {
				const sid = await session(router, 'viewer');
				const before = JSON.stringify(await counters(router, sid));
				assert.equal(JSON.stringify(await counters(router, sid)), before, 'and only with time');
				router.advance(30_000);
				const after = await counters(router, sid);
				assert.notEqual(after.tracked, JSON.parse(before).tracked);
				assert.equal(after.monotonic_ms - JSON.parse(before).monotonic_ms, 30_000);
			});
		});
	}

	for (const [name, expected] of [
		['nft-missing', 'missing'],
		['nft-failing', 'denied'],
		['nft-hanging', 'timeout'],
		['nft-half', 'truncated'],
	] as const) {
		test(`${name}: the loaded flowtables are unknown, the counters are not`, async (assert) => {
			await withRouter(name, async (router) => {
				const sid = await session(router, 'viewer');
				const state = await status(router, sid);
				assert.equal(state.flowtables, null);
				assert.equal(state.unknown.flowtables?.code, expected);
				assert.equal((await offloaded(router, sid)).software, 40);
			});
		});
	}

	test('netlink-refused: the same count from the text', async (assert) => {
		await withRouter('netlink-refused', async (router) => {
			const count = await counters(router, await session(router, 'viewer'));
			assert.equal(count.source, 'procfs');
			assert.equal(count.offloaded?.software.total.entries, 40);
			assert.equal(count.unknown.netlink?.code, 'denied');
		});
	});

	test('firewall-stopped: nothing is loaded until it starts again', async (assert) => {
		await withRouter('firewall-stopped', async (router) => {
			const state = await status(router, await session(router, 'viewer'));
			assert.false(state.firewall_loaded);
			assert.deepEqual(state.flowtables, []);
			assert.deepEqual(state.requested, { flow_offloading: true, flow_offloading_hw: false });
		});
	});

	test('waiting-changes: what waits stands beside what is applied', async (assert) => {
		await withRouter('waiting-changes', async (router) => {
			const state = await status(router, await session(router, 'viewer'));
			assert.deepEqual(state.requested, { flow_offloading: false, flow_offloading_hw: false });
			assert.deepEqual(state.waiting, { flow_offloading: true, flow_offloading_hw: false });
		});
	});

	test('login-expires: use does not prolong the login', async (assert) => {
		await withRouter('login-expires', async (router) => {
			const sid = await session(router, 'root');
			router.advance(15_000);
			assert.equal(await code(router, sid, 'luci.nft-offload', 'counters'), 0);
			router.advance(6000);
			assert.equal(await code(router, sid, 'luci.nft-offload', 'counters'), -32002);
		});
	});

	test('a backend that prints garbage, is missing, or hangs', async (assert) => {
		const ask = async (name: ScenarioName) => {
			let answer: number | null = null;
			await withRouter(name, async (router) => {
				const sid = await session(router, 'root');
				const asked = code(router, sid, 'luci.nft-offload', 'counters').then((result) => {
					answer = result;
				});
				// Nobody can tell when the call has arrived, so time passes until it is answered.
				while (answer === null) {
					await new Promise(setImmediate);
					router.advance(60_000);
				}
				await asked;
			});
			return answer;
		};
		assert.equal(await ask('plugin-garbage'), 2);
		assert.equal(await ask('plugin-missing'), -32000);
		assert.equal(await ask('plugin-hanging'), -32003);
	});

	test('plugin-failing: rpcd has no data, the rest of the bus works', async (assert) => {
		await withRouter('plugin-failing', async (router) => {
			const sid = await session(router, 'root');
			assert.equal(await code(router, sid, 'luci.nft-offload', 'counters'), 5);
			assert.equal(await code(router, sid, 'uci', 'get', { config: 'firewall' }), 0);
		});
	});

	test('module-missing: applying leaves the old ruleset in the kernel and tells nobody', async (assert) => {
		await withRouter('module-missing', async (router) => {
			const sid = await session(router, 'root');
			await setOption(router, sid, 'flow_offloading_hw', '1');
			assert.equal(await code(router, sid, 'uci', 'apply', { rollback: false }), 0);
			router.advance(10_000);
			const state = await status(router, sid);
			assert.deepEqual(state.requested, { flow_offloading: true, flow_offloading_hw: true });
			assert.deepEqual(state.flowtables, []);
			assert.true(state.firewall_loaded);
		});
	});

	test('a scenario starts from its beginning, and logins stay', async (assert) => {
		await withRouter('software', async (router) => {
			const sid = await session(router, 'root');
			router.advance(100_000);
			router.setScenario('hardware');
			assert.deepEqual(await offloaded(router, sid), { software: 0, hardware: 44 });
			router.setScenario('read-only');
			assert.equal(await setOption(router, sid, 'flow_offloading', null), -32002, 'now as viewer');
		});
	});

	test('every scenario starts', async (assert) => {
		for (const name of Object.keys(SCENARIOS) as ScenarioName[]) {
			await withRouter(name, async (router) => {
				assert.equal(router.router().name, name);
				assert.equal(
					await code(router, await session(router, 'root'), 'uci', 'get', { config: 'system' }),
					0
				);
			});
		}
	});

	test('idle: nothing gets in the way', async (assert) => {
		await withRouter('idle', async (router) => {
			const found = await facts(router, await session(router, 'viewer'));
			assert.deepEqual(found.unknown, {});
			assert.deepEqual([found.services, found.processes, found.statements, found.tables], [[], [], [], []]);
			assert.deepEqual(found.qdiscs, [
				{ device: 'eth0', kinds: ['fq_codel'], offloaded: [] },
				{ device: 'eth1', kinds: ['fq_codel'], offloaded: [] },
			]);
			assert.true(found.firewall_enabled);
		});
	});

	test('sqm, unblocker, option-misplaced: what gets in the way is there to be found', async (assert) => {
		const read = async (name: ScenarioName) => {
			let found: Environment | undefined;
			await withRouter(name, async (router) => {
				found = await facts(router, await session(router, 'viewer'));
			});
			return found!;
		};
		const sqm = await read('sqm');
		assert.deepEqual([sqm.sqm, sqm.services], [['eth1'], [{ name: 'sqm', enabled: true }]]);
		assert.deepEqual(sqm.qdiscs?.find(({ device }) => device === 'eth1')?.kinds, ['cake', 'ingress']);
		const unblocker = await read('unblocker');
		assert.deepEqual([unblocker.processes, unblocker.tables], [['nfqws'], ['inet zapret']]);
		assert.deepEqual(
			unblocker.statements?.map(({ kinds }) => kinds),
			[['queue', 'packets']]
		);
		assert.true((await read('option-misplaced')).misplaced?.globals_flow_offloading);
	});
});
