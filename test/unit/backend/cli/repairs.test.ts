/** `nft-offload repairs`: what a user at a shell is told, and commands that hold no name that a shell would understand. */
import { fileURLToPath } from 'node:url';
import QUnit from 'qunit';
import type { Repair } from '../../../../src/rpc/types/index.ts';
import { loadModule, runProgram } from '../../../../tools/ucode/load.ts';
import { hostWith, SEARCH_PATH } from '../support/host.ts';

const PROGRAM = fileURLToPath(new URL('../../../../root/usr/bin/nft-offload', import.meta.url));
const { print_repairs: print } = loadModule<{ print_repairs(repairs: Repair[]): string }>(
	'nft-offload.firewall.repair_commands',
	{ host: hostWith({}), searchPath: SEARCH_PATH }
);

const OFFERED: Repair = {
	network: 'wan',
	zone: 'wan',
	device: 'pppoe-wan',
	alias: 'wan_offload',
	state: 'offered',
	reason: null,
};
const ZONE = `\tzone=$(uci show firewall | sed -n "s/^firewall\\.\\(@zone\\[[0-9]*\\]\\)\\.name='wan'$/\\1/p")`;
const RELOAD =
	'\tuci commit network && uci commit firewall && service network reload && service firewall reload';

QUnit.module('backend > nft-offload repairs', () => {
	QUnit.test('a repair that is offered, with the commands of docs/repair.md', (assert) => {
		assert.deepEqual(print([OFFERED]).split('\n'), [
			'wan (pppoe-wan): offered',
			ZONE,
			'\tuci set network.wan_offload=interface',
			"\tuci set network.wan_offload.proto='none'",
			"\tuci set network.wan_offload.device='@wan'",
			"\tuci add_list firewall.$zone.network='wan_offload'",
			RELOAD,
			'',
		]);
	});

	QUnit.test('one that is in place or left over, with the commands that take it back', (assert) => {
		assert.deepEqual(print([{ ...OFFERED, state: 'in_place' }]).split('\n'), [
			'wan (pppoe-wan): in_place',
			ZONE,
			'\tuci delete network.wan_offload',
			"\tuci del_list firewall.$zone.network='wan_offload'",
			RELOAD,
			'',
		]);
		const left = print([{ ...OFFERED, device: null, zone: null, state: 'left_over', reason: 'no_zone' }]);
		assert.deepEqual(left.split('\n'), [
			'wan (no device): left_over (no_zone)',
			'\tuci delete network.wan_offload',
			RELOAD,
			'',
		]);
	});

	QUnit.test('no command for what is refused, and for names that a shell would understand', (assert) => {
		const lines = (changes: Partial<Repair>) =>
			print([{ ...OFFERED, ...changes }])
				.trim()
				.split('\n').length;
		assert.strictEqual(lines({}), 7);
		assert.strictEqual(lines({ state: 'refused', reason: 'sit' }), 1);
		for (const word of ["wan';reboot;'", '$(reboot)', 'wan`reboot`', 'a b', '', 'x'.repeat(65)]) {
			assert.strictEqual(lines({ zone: word }), 1, word);
			assert.strictEqual(lines({ network: word }), 1, word);
			assert.strictEqual(lines({ alias: word }), 1, word);
		}
		for (const word of ['wan\nreboot', 'wan\0', 'wan\rreboot'])
			assert.false(print([{ ...OFFERED, zone: word }]).includes('uci'), JSON.stringify(word));
	});

	QUnit.test('none is told, and unknown is not none', (assert) => {
		assert.true(print([]).startsWith('No line of this router'));
		const host = hostWith({});
		const { code, stdout } = runProgram(PROGRAM, { host, searchPath: SEARCH_PATH, args: ['repairs'] });
		const output = new TextDecoder().decode(stdout);
		assert.strictEqual(code, 1);
		assert.true(output.startsWith('The repairs are unknown: '), output);
	});
});
