/** What `status` says of the kernel's flowtables, rules and module. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { attempt, run } from '../commands.ts';
import type { Group } from '../harness.ts';
import type { Lab } from '../lab.ts';
import { COVERED, loadText } from '../ruleset.ts';
import { DEVICES } from '../topology.ts';

const MODULE = 'nft_flow_offload';

const group: Group<Lab> = {
	name: 'status',
	declare(test, lab) {
		test('off: the firewall is loaded and has neither flowtable nor rule', async () => {
			await lab.fresh('off');
			const status = lab.plugin.call('status');
			assert.deepEqual(status.flowtables, []);
			assert.deepEqual(status.forward_rules, []);
			assert.equal(status.firewall_loaded, true);
		});

		test('on: the flowtable with its devices and counter, and the rule that feeds it, first in its chain', async () => {
			await lab.fresh('counter');
			const { flowtables, forward_rules, firewall_loaded } = lab.plugin.call('status');
			const [table, ...others] = flowtables ?? [];
			assert.deepEqual(others, []);
			assert.deepEqual(
				{ ...table, devices: table?.devices.toSorted() },
				{ ...FT, devices: COVERED.toSorted() }
			);
			assert.equal(forward_rules?.length, 1);
			assert.deepEqual([forward_rules[0]?.flowtable, forward_rules[0]?.index], ['ft', 0]);
			assert.match(forward_rules[0]?.text ?? '', /flow (add|offload) @ft/);
			assert.equal(firewall_loaded, true);
		});

		test('the flowtable of a foreign table is listed beside that of firewall4', async () => {
			await lab.fresh('plain');
			loadText(
				`table ip other { flowtable fast { hook ingress priority 5; devices = { "${DEVICES.dmz}" }; counter; }; }`
			);
			const flowtables = lab.plugin.call('status').flowtables ?? [];
			const foreign = flowtables.find(({ table }) => table === 'other');
			const fast = { family: 'ip', name: 'fast', devices: [DEVICES.dmz], hardware: false, counter: true };
			assert.deepEqual(foreign, { table: 'other', owner: 'other', ...fast });
			assert.deepEqual(flowtables.find(({ table }) => table === 'fw4')?.counter, false);
			assert.equal(flowtables.length, 2);
		});

		test('without any ruleset the firewall is not loaded and nothing is listed', async () => {
			await lab.fresh('counter');
			run('nft', ['flush', 'ruleset']);
			const { firewall_loaded, flowtables, forward_rules } = lab.plugin.call('status');
			assert.deepEqual(
				{ firewall_loaded, flowtables, forward_rules },
				{ firewall_loaded: false, flowtables: [], forward_rules: [] }
			);
		});

		test('the module is loaded; without it, it is missing, and the kernel refuses the flow rule', async () => {
			await lab.fresh('off');
			assert.equal(lab.plugin.call('status').module, 'loaded');
			await lab.withoutModule(MODULE, () => {
				const refused = attempt('nft', ['-f', '-'], FLOW_RULE);
				assert.notEqual(refused.status, 0, 'the kernel takes the rule');
				assert.equal(lab.plugin.call('status').module, 'missing');
			});
			assert.equal(attempt('nft', ['-f', '-'], FLOW_RULE).status, 0, 'the kernel takes the rule again');
		});

		test('a module that is only a file, as opkg and apk put it there, is installed but not loaded', async () => {
			await lab.fresh('off');
			const folder = `/lib/modules/${release()}`;
			mkdirSync(folder);
			writeFileSync(`${folder}/${MODULE}.ko`, '');
			await lab.withoutModule(MODULE, () => assert.equal(lab.plugin.call('status').module, 'installed'));
			rmSync(folder, { recursive: true });
		});

		test('kernel release and the options of /etc/config/firewall are those of this system', async () => {
			await lab.fresh('counter');
			mkdirSync('/etc/config', { recursive: true });
			writeFileSync('/etc/config/firewall', "config defaults\n\toption flow_offloading '1'\n");
			const { system, requested, waiting } = lab.plugin.call('status');
			assert.equal(system.kernel, run('uname', ['-r']).trim());
			assert.deepEqual(requested, { flow_offloading: true, flow_offloading_hw: false });
			assert.equal(waiting, null);
		});
	},
};

export default group;

const FT = { family: 'inet', table: 'fw4', owner: 'firewall4', name: 'ft', hardware: false, counter: true };

const FLOW_RULE = `table inet trial {
	flowtable ft { hook ingress priority filter; devices = { "${DEVICES.dmz}" }; }
	chain forward { type filter hook forward priority filter; meta l4proto { tcp, udp } flow offload @ft; }
}`;
