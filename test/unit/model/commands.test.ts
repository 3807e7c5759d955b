import './luci-globals.ts';
import QUnit from 'qunit';
import { modeAfter, modeChanges, offloadChange, shellCommands } from '../../../src/model/index.ts';

QUnit.module('model > commands', () => {
	QUnit.test(
		'software sets one option and removes the other; a ruleset that the kernel refuses is not committed',
		(assert) => {
			assert.deepEqual(shellCommands(modeChanges('software')), [
				"uci set firewall.@defaults[0].flow_offloading='1'",
				'uci -q delete firewall.@defaults[0].flow_offloading_hw',
				'fw4 check && uci commit firewall && service firewall reload',
			]);
		}
	);

	QUnit.test('hardware sets both options, off removes both', (assert) => {
		const lines = (mode: 'off' | 'hardware') => shellCommands(modeChanges(mode)).slice(0, 2);
		assert.deepEqual(lines('hardware'), [
			"uci set firewall.@defaults[0].flow_offloading='1'",
			"uci set firewall.@defaults[0].flow_offloading_hw='1'",
		]);
		assert.deepEqual(lines('off'), [
			'uci -q delete firewall.@defaults[0].flow_offloading',
			'uci -q delete firewall.@defaults[0].flow_offloading_hw',
		]);
	});

	QUnit.test('what changes make of a mode', (assert) => {
		const alone = { flow_offloading: false, flow_offloading_hw: true };
		assert.strictEqual(modeAfter(alone, []), 'off');
		assert.strictEqual(modeAfter(alone, [offloadChange('flow_offloading', '1')]), 'hardware');
		for (const mode of ['off', 'software', 'hardware'] as const)
			assert.strictEqual(modeAfter(alone, modeChanges(mode)), mode);
	});

	QUnit.test('a value cannot break out of its quotes, and each configuration is committed once', (assert) => {
		const change = { config: 'network', section: 'globals', option: 'x', value: "a'; reboot" };
		assert.deepEqual(shellCommands([change, change]), [
			"uci set network.globals.x='a'\\''; reboot'",
			"uci set network.globals.x='a'\\''; reboot'",
			'fw4 check && uci commit network && service firewall reload',
		]);
	});
});
