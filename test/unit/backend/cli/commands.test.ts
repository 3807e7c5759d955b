/** `nft-offload watch`, `why`, `measure`, `try`, `keep`, `undo` and `report` on emulated routers. */
import '../../model/luci-globals.ts';
import QUnit from 'qunit';
import type { Judged, Measured, WatchLine } from '../../../../src/rpc/types/shell.ts';
import type { ScenarioName } from '../../../emulator/scenarios.ts';
import type { RunningRouter } from '../../../emulator/server.ts';
import { call, session, withRouter } from '../../emulator/client.ts';

type Shell = (...args: string[]) => { code: number; text: string; errors: string; lines: string[] };

/** A login over SSH on the router of a scenario. */
function onRouter(
	scenario: ScenarioName,
	use: (shell: Shell, router: RunningRouter) => void | Promise<void>
) {
	return withRouter(scenario, async (router) => {
		await use((...args) => {
			const ended = router.router().shell(...args);
			return { ...ended, lines: ended.text.trimEnd().split('\n') };
		}, router);
	});
}

const COMMANDS = [
	['status'],
	['watch', '2'],
	['why'],
	['measure', '6'],
	['results'],
	['repairs'],
	['report'],
];
/** What breaks readings: each command must say so, and none may crash. */
const FAULTS: ScenarioName[] = [
	'netlink-missing',
	'netlink-garbage',
	'table-missing',
	'table-garbage',
	'nft-missing',
	'nft-failing',
	'nft-half',
	'config-missing',
	'netifd-denied',
	'module-absent',
	'firewall-stopped',
	'access-point',
	'many-connections',
	'hostile-names',
];

QUnit.module('backend > commands of nft-offload', () => {
	for (const scenario of FAULTS)
		QUnit.test(
			`on the router '${scenario}' each ends with a known code, in lines for any terminal`,
			async (assert) => {
				await onRouter(scenario, (shell) => {
					for (const command of COMMANDS) {
						const { code, text, errors, lines } = shell(...command);
						assert.true([0, 1, 2, 3].includes(code), `${command}: exit ${code}\n${errors}`);
						assert.true(text + errors !== '', `${command} says something`);
						const long = lines.filter((line) => line.length > 79 && !/^\[|^[A-Z][\w -]+: /.test(line));
						assert.deepEqual(long, [], command.join(' '));
						// biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
						assert.false(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/.test(text), `${command}: control characters`);
					}
				});
			}
		);

	QUnit.test('--json: one value for each, whatever can be read', async (assert) => {
		for (const scenario of ['software', 'nft-missing', 'table-missing', 'config-missing'] as const)
			await onRouter(scenario, (shell) => {
				for (const command of [...COMMANDS, ['dump']]) {
					const { lines } = shell(...command, '--json');
					const values = lines.filter((line) => line !== '').map((line) => JSON.parse(line));
					const wanted = command[0] === 'watch' ? 2 : 1;
					assert.true(values.length === wanted || command[0] === 'measure', `${scenario}: ${command}`);
				}
			});
	});

	QUnit.test('watch: a line for each three seconds', async (assert) => {
		await onRouter('software', (shell) => {
			const { code, lines } = shell('watch', '3');
			assert.strictEqual(code, 0);
			assert.strictEqual(lines[2], 'Time     Offloaded  Tracked  Mbit/s Bypassed  Core');
			assert.deepEqual(
				lines.slice(3).map((line) => line.slice(0, 8)),
				['00:00:03', '00:00:06', '00:00:09']
			);
			const line: WatchLine = JSON.parse(shell('watch', '1', '--json').text);
			assert.true(line.offloaded!.software > 0 && line.bits_per_second! > 0);
		});
		await onRouter('table-missing', (shell) => {
			const line: WatchLine = JSON.parse(shell('watch', '1', '--json').text);
			assert.strictEqual(line.offloaded, null, 'unknown is not zero');
			assert.true(/^\d\d:\d\d:\d\d +- /.test(shell('watch', '1').lines[3]!));
		});
	});

	QUnit.test('why: reasons, of one address and of all', async (assert) => {
		await onRouter('pppoe-vlan', async (shell, router) => {
			await router.advance(5000);
			const { code, text } = shell('why');
			assert.strictEqual(code, 0);
			assert.true(/\n {2}(Partly offloaded|Marked only|Offloaded \(software\))/.test(text), text);
			const { connections }: Judged = JSON.parse(shell('why', '--json').text);
			const address = connections![0]!.connection.original.src;
			const of: Judged = JSON.parse(shell('why', address, '--json').text);
			assert.true(of.connections!.length > 0);
			for (const { connection } of of.connections!)
				assert.true([connection.original.src, connection.reply.src].includes(address));
			assert.strictEqual(shell('why', '192.0.2.99').text, 'no connections\n');
		});
		await onRouter('table-missing', (shell) => {
			const { code, text } = shell('why');
			assert.strictEqual(code, 2);
			assert.true(text.startsWith('The connections are unknown: /proc/net/nf_conntrack'), text);
		});
	});

	QUnit.test('measure: a verdict for each direction, and the result is stored', async (assert) => {
		await onRouter('software', (shell) => {
			const { code, lines } = shell('measure');
			assert.strictEqual(code, 0);
			assert.deepEqual(
				lines.slice(0, 7).map((line) => line.slice(0, 16)),
				[3, 6, 9, 12, 15, 18, 20].map((second) => `${second} s: download `.padStart(16))
			);
			assert.strictEqual(lines[7], 'Offloading works.');
			assert.true(/^Downloads: \d+ % of \d+ MB bypassed the firewall\.$/.test(lines[8]!), lines[8]);
			assert.strictEqual(lines[9], 'Uploads: not enough data.');
			const { results } = JSON.parse(shell('results', '--json').text);
			assert.strictEqual(results.length, 1);
			const measured: Measured = JSON.parse(shell('measure', '20', '--json').text);
			assert.deepEqual([measured.mode, measured.verdict], ['software', 'working']);
		});
	});

	QUnit.test('measure: one direction that does not work, off, and too little', async (assert) => {
		await onRouter('pppoe-vlan', (shell) => {
			const { code, lines } = shell('measure', '20');
			const verdict = lines.find((line) => line.startsWith('Offloading'));
			assert.strictEqual(verdict, 'Offloading does not work.', lines.join('\n'));
			assert.strictEqual(code, 1);
		});
		await onRouter('quiet', (shell) => {
			const { code, text } = shell('measure', '6');
			assert.strictEqual(code, 2);
			assert.true(text.includes('Too little traffic: a result needs at least 20 MB.'));
			assert.strictEqual(shell('results').text, 'no results\n', 'nothing was stored');
		});
		await onRouter('access-point', (shell) => {
			const { code, errors } = shell('measure', '6');
			assert.strictEqual(code, 2);
			assert.true(errors.startsWith('The measurement did not start: '), errors);
		});
	});

	QUnit.test('measure: downloads that SQM takes off the fast path are no failure', async (assert) => {
		await onRouter('sqm-ingress', (shell) => {
			const short = shell('measure', '20');
			assert.true(/Uploads: not enough data\./.test(short.text), short.text);
			assert.true(short.text.replace(/\s+/g, ' ').includes('SQM keeps working: nothing is wrong.'));
			assert.strictEqual(short.code, 2, 'uploads, which alone could prove something, were too few');
			const { code, lines, text } = shell('measure', '60');
			assert.true(lines.includes('Offloading works in part.'), text);
			assert.strictEqual(code, 0);
			const measured: Measured = JSON.parse(shell('measure', '60', '--json').text);
			assert.deepEqual([measured.verdict, measured.downloads], ['partly', 'not-working']);
			assert.strictEqual(measured.sqm.length, 1);
		});
	});

	QUnit.test('try, keep and undo', async (assert) => {
		await onRouter('idle', async (shell, router) => {
			assert.deepEqual(shell('undo').errors, 'No trial is running.\n');
			const begun = shell('try', 'software', '60');
			assert.strictEqual(begun.code, 0);
			assert.strictEqual(begun.lines[0], 'Loaded: software.');
			assert.true(shell('status').text.includes('Enabled: software\n'));
			assert.strictEqual(shell('try', 'off').errors, 'Nothing was changed: a trial is running\n');
			assert.strictEqual(shell('undo').code, 0);
			assert.true(shell('status').text.includes('Enabled: off\n'));

			shell('try', 'hardware', '30');
			await router.advance(40_000);
			assert.true(shell('status').text.includes('Enabled: off\n'), 'nobody kept it');

			shell('try', 'software', '30');
			assert.strictEqual(shell('keep').text, 'The setting is kept.\n');
			await router.advance(40_000);
			assert.true(shell('status').text.includes('Enabled: software\n'));
			assert.strictEqual(shell('keep').code, 1);
		});
	});

	QUnit.test('try: what the kernel would reject changes nothing', async (assert) => {
		for (const scenario of ['module-absent', 'ruleset-rejected'] as const)
			await onRouter(scenario, (shell) => {
				const before = shell('status').text;
				const { code, text, errors } = shell('try', 'software');
				assert.deepEqual([code, text], [1, '']);
				assert.true(errors.startsWith('Nothing was changed: the kernel would reject the ruleset\n'), errors);
				assert.strictEqual(shell('status').text, before);
			});
	});

	QUnit.test('try hardware: names the ports that reject it', async (assert) => {
		await onRouter('flag-refused', (shell) => {
			const { code, lines } = shell('try', 'hardware');
			assert.strictEqual(code, 1);
			assert.strictEqual(lines[0], 'Loaded: software. The kernel rejects hardware offloading on eth1.');
		});
	});

	QUnit.test('try: a mode with a critical conflict is tried with --force only', async (assert) => {
		await onRouter('sqm', (shell) => {
			const { code, text, errors } = shell('try', 'hardware');
			assert.deepEqual([code, text], [1, '']);
			assert.true(errors.includes('critical conflicts with this mode: sqm-hardware'), errors);
			assert.true(shell('status').text.includes('Enabled: off\n'));
			assert.strictEqual(shell('try', 'software').code, 0, 'software has no such conflict');
			shell('undo');
			assert.strictEqual(shell('try', 'hardware', '60', '--force').lines[0], 'Loaded: hardware.');
		});
	});

	QUnit.test('keep: also what the page has begun, past the rollback of rpcd', async (assert) => {
		await onRouter('idle', async (shell, router) => {
			const sid = await session(router, 'root');
			const tried = { flow_offloading: true, flow_offloading_hw: false };
			await call(router, sid, 'luci.nft-offload', 'trial_start', { seconds: 60, tried });
			const values = { flow_offloading: '1' };
			await call(router, sid, 'uci', 'set', { config: 'firewall', section: '@defaults[0]', values });
			await call(router, sid, 'uci', 'apply', { rollback: true, timeout: 60 });
			await router.advance(5000);
			assert.strictEqual(shell('keep').text, 'The setting is kept.\n');
			await router.advance(90_000);
			assert.true(shell('status').text.includes('Enabled: software\nLoaded: software'));
		});
	});

	QUnit.test('report: every part, and nothing that somebody chose', async (assert) => {
		await onRouter('hostile-names', async (shell, router) => {
			await router.advance(5000);
			for (const { text } of [shell('report'), shell('report', '--json')]) {
				assert.false(
					/\d+\.\d+\.\d+\.\d+|[\da-f]+:[\da-f]+:[\da-f]*:/i.test(text.replace(/OpenWrt [\d.]+/g, '')),
					text
				);
				assert.false(/onerror|<img|annas/i.test(text), text);
			}
			const { text } = shell('report');
			assert.strictEqual(text.split('```').length, 9, 'four blocks, each closed');
			for (const part of ['### Flow offloading', '**Results**', '**Router**', 'Enabled: ', 'Kernel: '])
				assert.true(text.includes(part), part);
			assert.true(/^Connection accounting: (yes|no)$/m.test(text), text);
		});
	});
});
