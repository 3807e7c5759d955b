import QUnit from 'qunit';
import type { ScenarioName } from '../../emulator/scenarios.ts';
import { session, status, withRouter } from './client.ts';

const { module, test } = QUnit;

/** By network: whether what arrives is fast, at which devices or why not. */
const WAYS: Partial<Record<ScenarioName, Record<string, [boolean | null, string]>>> = {
	idle: { lan: [false, 'no_flowtable'], wan: [false, 'no_flowtable'], wan6: [false, 'no_flowtable'] },
	software: { lan: [true, 'br-lan'], wan: [true, 'eth1'], wan6: [true, 'eth1'] },
	hardware: { lan: [true, 'eth0'], wan: [true, 'eth1'], wan6: [true, 'eth1'] },
	'wan-missing': { lan: [true, 'br-lan'], wan: [false, 'not_listed'], wan6: [false, 'not_listed'] },
	pppoe: { lan: [true, 'br-lan'], wan: [true, 'eth1'], wan6: [true, 'eth1'] },
	'pppoe-vlan': {
		lan: [true, 'br-lan'],
		wan: [false, 'between_only'],
		wan6: [false, 'between_only'],
	},
	'ds-lite': { lan: [true, 'br-lan'], wan6: [true, 'eth1'], wan6_4: [false, 'tunnel_not_listed'] },
	'sqm-ingress': {
		lan: [true, 'br-lan'],
		wan: [false, 'ingress_redirect'],
		wan6: [false, 'ingress_redirect'],
	},
	'sqm-hardware': {
		lan: [true, 'eth0'],
		wan: [null, 'ingress_redirect'],
		wan6: [null, 'ingress_redirect'],
	},
	'nft-failing': {
		lan: [null, 'flowtables_unknown'],
		wan: [null, 'flowtables_unknown'],
		wan6: [null, 'flowtables_unknown'],
	},
};

module('emulated router: paths', () => {
	for (const [name, expected] of Object.entries(WAYS)) {
		test(name, (assert) =>
			withRouter(name as ScenarioName, async (router) => {
				const { paths } = await status(router, await session(router, 'root'));
				const found = paths!.map(({ network, arriving: { fast, reason, hooks } }) => [
					network,
					[fast, reason ?? hooks.join(' ')],
				]);
				assert.deepEqual(Object.fromEntries(found), expected);
			})
		);
	}
});
