import QUnit from 'qunit';
import type { Flowtable } from '../../../src/wire.ts';
import { SCENARIOS, type ScenarioName } from '../../router/scenarios.ts';
import { code, counters, offloaded, session, setOption, status, withRouter } from './client.ts';

const { module, test } = QUnit;

/** What the router half reports at the start of a scenario. */
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
		tracked: 66,
		software: 0,
		hardware: 44,
		requested: [true, true],
		flowtables: [{ ...software.flowtables[0], devices: ['eth0', 'eth1'], hardware: true }],
	},
	'module-missing': { ...software, software: 0, flowtables: [], module: 'missing' },
	'read-only': software,
};

module('emulated router: scenarios', () => {
	for (const [name, start] of Object.entries(STARTS) as Array<[ScenarioName, Start]>) {
		test(`${name}: what the router half reports at the start`, async (assert) => {
			await withRouter(name, async (router) => {
				const sid = await session(router, 'viewer');
				const count = await counters(router, sid);
				assert.equal(count.tracked, start.tracked);
				assert.equal(count.source, 'netlink');
				assert.deepEqual(await offloaded(router, sid), {
					software: start.software,
					hardware: start.hardware,
				});
				const facts = await status(router, sid);
				assert.deepEqual(Object.values(facts.requested ?? {}), start.requested);
				assert.deepEqual(facts.flowtables, start.flowtables as Flowtable[]);
				assert.equal(facts.forward_rules?.length, start.flowtables.length);
				assert.equal(facts.module, start.module as typeof facts.module);
				assert.true(facts.firewall_loaded);
				assert.deepEqual(facts.unknown, {});
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
			const facts = await status(router, sid);
			assert.deepEqual(facts.requested, { flow_offloading: true, flow_offloading_hw: true });
			assert.deepEqual(facts.flowtables, []);
			assert.true(facts.firewall_loaded);
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
					await code(router, await session(router, 'root'), 'uci', 'get', { config: 'firewall' }),
					0
				);
			});
		}
	});
});
