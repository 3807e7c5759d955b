import '../../model/luci-globals.ts';
import { fileURLToPath } from 'node:url';
import QUnit from 'qunit';
import { HIDE_ALL, newMask } from '../../../../src/model/redact/index.ts';
import { openDump, reportOn, vocabularyOf, writeReport } from '../../../../src/model/report/index.ts';
import type { Dump } from '../../../../src/rpc/types/dump.ts';
import { runProgram } from '../../../../tools/ucode/load.ts';
import { HOSTILE_NAME } from '../../../emulator/kernel/neighbours.ts';
import { withRouter } from '../../emulator/client.ts';
import { survivors } from '../../model/redact/leaks.ts';
import { hostWith, type Parts, SEARCH_PATH } from '../support/host.ts';

const PROGRAM = fileURLToPath(new URL('../../../../root/usr/bin/nft-offload', import.meta.url));

function run(args: string[], parts: Parts = {}) {
	const { code, stdout } = runProgram(PROGRAM, { host: hostWith(parts), args, searchPath: SEARCH_PATH });
	return { code, text: new TextDecoder('utf-8', { fatal: true }).decode(stdout) };
}

const METHODS = [
	'connections',
	'connections_before',
	'counters',
	'counters_before',
	'environment',
	'logs',
	'private_names',
	'status',
];

QUnit.module('backend > nft-offload dump', () => {
	QUnit.test('on a router that has nothing it prints a whole file all the same', (assert) => {
		const { code, text } = run(['dump']);
		assert.strictEqual(code, 0);
		const { format, version, warning, replies } = JSON.parse(text) as Dump;
		assert.deepEqual([format, version], ['nft-offload-dump', 1]);
		assert.ok(warning.includes('PRIVATE'));
		assert.deepEqual(Object.keys(replies).sort(), METHODS);
		assert.ok(
			replies.counters?.ok && replies.counters.offloaded === null && replies.counters.unknown.offloaded
		);
	});

	QUnit.test('bytes that are no text leave it readable', (assert) => {
		const dhcp = "config host\n\toption name 'caf\xe9'\n";
		const { text } = run(['dump'], { files: { '/etc/config/dhcp': dhcp } });
		const { replies } = JSON.parse(text) as Dump;
		assert.deepEqual(replies.private_names?.ok && replies.private_names.hosts, ['caf?']);
	});

	QUnit.test(
		'of the emulated router: two readings, names that are known, and a report without them',
		async (assert) => {
			await withRouter('software', async (router) => {
				const text = router.router().shell('dump').text;
				const { replies } = JSON.parse(text) as Dump;
				const { counters_before: before, counters } = replies;
				assert.strictEqual(before?.ok && counters?.ok && counters.monotonic_ms - before.monotonic_ms, 2000);
				assert.ok(
					replies.private_names?.ok &&
						replies.private_names.hosts?.includes(HOSTILE_NAME.replaceAll(' ', '-'))
				);
				const source = openDump(text);
				const mask = newMask(vocabularyOf(source));
				const parts = { connections: true, messages: true };
				const report = writeReport('text', reportOn(source, mask, parts), source, mask, HIDE_ALL, parts);
				assert.deepEqual(survivors(report), []);
				assert.notOk(/annas|media-server/i.test(report));
			});
		}
	);
});
