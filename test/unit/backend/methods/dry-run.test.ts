import QUnit from 'qunit';
import type { DryRun } from '../../../../src/rpc/types/index.ts';
import { type Command, failed, succeeded, WritableRouter } from '../support/writable.ts';

const CONFIG = '/etc/config/firewall';
const DRY_RUN = '/usr/libexec/nft-offload/dry-run';

/** As nft 1.0 and 1.1 word it on a kernel without nft_flow_offload. */
const NO_MODULE = `/tmp/nft-offload.PK0eMz/ruleset:9:12-13: Error: Could not process rule: No such file or directory
	flowtable ft {
	          ^^
/tmp/nft-offload.PK0eMz/ruleset:98:29-44: Error: Could not process rule: No such file or directory
		meta l4proto { tcp, udp } flow offload @ft;
		                          ^^^^^^^^^^^^^^^^
`;

function routerWith(dryRun: Command): WritableRouter {
	const router = new WritableRouter({ [CONFIG]: 'config defaults\n' });
	return router.onCommand(/^\/usr\/libexec\/nft-offload\/dry-run /, dryRun);
}

const checked = (router: WritableRouter, mode: string) => succeeded(router.call<DryRun>('dry_run', { mode }));
const refusal = (output: string) =>
	checked(
		routerWith(() => ({ code: 1, output })),
		'software'
	).refusal;

QUnit.module('backend > dry run', () => {
	QUnit.test('each mode asks for its options, and nothing is written', (assert) => {
		for (const [mode, options] of [
			['off', '0 0'],
			['software', '1 0'],
			['hardware', '1 1'],
		] as const) {
			const router = routerWith(() => '');
			const files = { ...router.files };
			assert.true(checked(router, mode).accepted);
			assert.deepEqual(router.ran, [`${DRY_RUN} ${options}`]);
			assert.deepEqual(router.files, files);
		}
	});

	QUnit.test('what is no mode never reaches a shell', (assert) => {
		for (const mode of ['', 'on', 'software; reboot', '$(reboot)', '__proto__', 'Off']) {
			const router = routerWith(() => '');
			assert.strictEqual(failed(router.call('dry_run', { mode })).code, 'bad_argument', mode);
			assert.deepEqual(router.ran, []);
		}
		const router = routerWith(() => '');
		assert.strictEqual(failed(router.call('dry_run')).code, 'bad_argument');
		assert.strictEqual(failed(router.call('dry_run', { mode: 1 })).code, 'bad_argument');
	});

	QUnit.test('accepted: what firewall4 would load', (assert) => {
		const software = '\tflowtable ft {\n\t\tdevices = { "br-lan", "eth1.7" };\n';
		assert.deepEqual(
			checked(
				routerWith(() => software),
				'software'
			),
			{
				ok: true,
				mode: 'software',
				ran: 'firewall4',
				accepted: true,
				refusal: null,
				flowtable: { devices: ['br-lan', 'eth1.7'], hardware: false },
				rejecting: null,
				unknown: {},
			} as unknown as DryRun
		);
		const hardware = '\tflowtable ft {\n\t\tdevices = { "lan1" };\n\t\tflags offload;\n';
		assert.deepEqual(
			checked(
				routerWith(() => hardware),
				'hardware'
			).flowtable,
			{
				devices: ['lan1'],
				hardware: true,
			}
		);
		assert.strictEqual(
			checked(
				routerWith(() => ''),
				'off'
			).flowtable,
			null
		);
	});

	QUnit.test(
		'refused for want of the module, in nft’s words without the name of a temporary file',
		(assert) => {
			const check = checked(
				routerWith(() => ({ code: 1, output: NO_MODULE })),
				'software'
			);
			assert.deepEqual(
				[check.ran, check.accepted, check.flowtable, check.unknown],
				['firewall4', false, null, {}]
			);
			assert.strictEqual(check.refusal?.cause, 'module_missing');
			assert.deepEqual(check.refusal?.lines, [
				'line 9:12-13: Error: Could not process rule: No such file or directory',
				'    flowtable ft {',
				'              ^^',
				'line 98:29-44: Error: Could not process rule: No such file or directory',
				'        meta l4proto { tcp, udp } flow offload @ft;',
				'                                  ^^^^^^^^^^^^^^^^',
			]);
		}
	);

	QUnit.test('the other wording for a kind of rule that the kernel does not know', (assert) => {
		const text =
			'x:98:29-44: Error: No such file or directory; did you mean chain ‘input’ in table inet ‘fw4’?\n\t\tmeta l4proto { tcp, udp } flow add @ft;\n\t\t ^^^\n';
		assert.strictEqual(refusal(text)?.cause, 'module_missing');
	});

	QUnit.test(
		'not supported by these devices; a device that is not there; a rule of somebody else',
		(assert) => {
			const about = (message: string, line: string) => `x:9:1-2: Error: ${message}\n\t${line}\n\t^^\n`;
			assert.strictEqual(
				refusal(about('Could not process rule: Operation not supported', 'flowtable ft {'))?.cause,
				'not_supported'
			);
			assert.strictEqual(
				refusal(about('Could not process rule: Not supported', 'flowtable ft {'))?.cause,
				'not_supported'
			);
			assert.strictEqual(
				refusal(about('Could not process rule: No such file or directory', 'flowtable ft {'))?.cause,
				'other'
			);
			assert.strictEqual(
				refusal(about('Could not process rule: Not supported', 'tcp dport 1 queue'))?.cause,
				'other'
			);
			assert.strictEqual(refusal(about('syntax error, unexpected newline', 'tcp dport'))?.cause, 'other');
		}
	);

	QUnit.test('a very long refusal is cut', (assert) => {
		assert.strictEqual(refusal(`Error: ${'x'.repeat(5000)}`)?.lines[0]?.length, 200);
		assert.strictEqual(refusal('Error: x\n'.repeat(100))?.lines.length, 12);
	});
});

QUnit.module('backend > dry run without firewall4', () => {
	const without = (nft: Command) =>
		routerWith(() => ({ code: 2, output: '\nRuntime error: Include file not found\n' })).onCommand(
			/^nft -c /,
			nft
		);

	QUnit.test('a small table stands in, and the reply says so and why', (assert) => {
		const router = without(() => '');
		const check = checked(router, 'software');
		assert.deepEqual([check.ran, check.accepted, check.flowtable], ['throw_away', true, null]);
		assert.strictEqual(check.unknown.firewall4?.code, 'failed');
		assert.true(check.unknown.firewall4?.text.includes('Include file not found'));
		assert.true(
			/flowtable ft[\s\S]*flow offload @ft/.test(router.ran[1]!),
			'the table has what offloading needs'
		);
	});

	QUnit.test('it is refused where the kernel lacks the module', (assert) => {
		const check = checked(
			without(() => ({ code: 1, output: NO_MODULE })),
			'hardware'
		);
		assert.deepEqual(
			[check.ran, check.accepted, check.refusal?.cause],
			['throw_away', false, 'module_missing']
		);
	});

	QUnit.test('mode off asks for no flowtable', (assert) => {
		const router = without(() => '');
		assert.true(checked(router, 'off').accepted);
		assert.false(router.ran[1]!.includes('flow'));
	});

	QUnit.test('without nft, or without the right, nothing is known: that is no refusal', (assert) => {
		const missing = checked(
			without(() => ({ code: 127, output: 'sh: nft: not found\n' })),
			'software'
		);
		assert.deepEqual([missing.accepted, missing.refusal], [null, null]);
		assert.strictEqual(missing.unknown.accepted?.code, 'missing');
		const denied = without(() => ({ code: 1, output: 'Operation not permitted (you must be root)\n' }));
		assert.deepEqual(
			[checked(denied, 'off').accepted, checked(denied, 'off').unknown.accepted?.code],
			[null, 'denied']
		);
	});

	QUnit.test('a firewall4 that takes too long is given up', (assert) => {
		const router = routerWith(() => ({ code: 137, output: '' })).onCommand(/^nft -c /, () => '');
		const check = checked(router, 'software');
		assert.deepEqual(
			[check.ran, check.accepted, check.unknown.firewall4?.code],
			['throw_away', true, 'timeout']
		);
	});
});

QUnit.module('backend > dry run where firewall4 falls back', () => {
	QUnit.test('the kernel is asked about each port below', (assert) => {
		const router = fallingBack();
		assert.deepEqual(checked(router, 'hardware').rejecting, ['eth1']);
		const asked = router.ran.at(-1) ?? '';
		assert.true(/^nft -c /.test(asked), asked);
		assert.deepEqual(
			[...asked.matchAll(/devices = \{ (.*?) \}/g)].map(([, device]) => device),
			['"lan1"', '"lan2"', '"eth1"'],
			'the bridge by its ports, the VLAN by its parent, no name that would need quoting'
		);
	});

	QUnit.test(
		'which ports refuse is unknown where nft does not answer, and not asked in software',
		(assert) => {
			const silent = fallingBack().onCommand(/^nft -c/, () => ({ code: 1, output: 'nft: out of memory' }));
			assert.strictEqual(checked(silent, 'hardware').rejecting, null);
			const none = fallingBack().onCommand(/^nft -c/, () => '');
			assert.strictEqual(checked(none, 'hardware').rejecting, null, 'each by itself is accepted');
			const software = fallingBack();
			assert.strictEqual(checked(software, 'software').rejecting, null);
			assert.false(software.ran.some((command) => command.startsWith('nft')));
		}
	);
});

/** firewall4 prints a flowtable in software; the kernel refuses `eth1`, and is asked about no device that is not there. */
function fallingBack(): WritableRouter {
	const software = '\tflowtable ft {\n\t\tdevices = { "br-lan", "eth1.7", "a$b" };\n';
	const router = routerWith(() => software);
	Object.assign(router.files, {
		'/sys/class/net/br-lan/uevent': 'DEVTYPE=bridge\n',
		'/sys/class/net/br-lan/lower_lan1/x': '',
		'/sys/class/net/br-lan/lower_lan2/x': '',
		'/sys/class/net/eth1.7/uevent': 'DEVTYPE=vlan\n',
		'/sys/class/net/eth1.7/lower_eth1/x': '',
	});
	return router.onCommand(/^nft -c/, (command) => refusing('eth1', command));
}

/** In the words of nft 1.0.6 on Linux 6.12. */
function refusing(device: string, command: string): { code: number; output: string } {
	const lines = command.split('\n');
	const at = lines.findIndex((line) => line.includes(`"${device}"`));
	const head = `/dev/stdin:${at + 1}:1-90: Error: Could not process rule: Operation not supported`;
	return { code: 1, output: `${head}\n${lines[at]}\n${'^'.repeat(90)}\n` };
}
