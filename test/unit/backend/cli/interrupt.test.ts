/** A measurement that is ended, or that nobody reads any more, leaves nothing behind and stores nothing. */
import { fileURLToPath } from 'node:url';
import QUnit from 'qunit';
import type { Host } from '../../../../tools/ucode/host.ts';
import { runProgram } from '../../../../tools/ucode/load.ts';
import { SEARCH_PATH } from '../support/host.ts';
import { routerWith } from '../support/measurement.ts';

const PROGRAM = fileURLToPath(new URL('../../../../root/usr/bin/nft-offload', import.meta.url));

function measure(changes: (router: ReturnType<typeof routerWith>['router']) => Partial<Host>) {
	const { router, tables } = routerWith();
	const host = { ...router.host, ...changes(router) };
	const options = { host, args: ['measure', '20'], searchPath: SEARCH_PATH };
	const { code, stderr } = runProgram(PROGRAM, options);
	const results = Object.keys(router.files).filter((path) => path.includes('results'));
	return { code, stderr, left: tables.loaded, results };
}

QUnit.module('backend > nft-offload measure that is ended', () => {
	for (const name of ['INT', 'TERM', 'HUP', 'PIPE'])
		QUnit.test(`by SIG${name}`, (assert) => {
			const ended = measure((router) => ({
				signal: (signal, handler) => {
					if (signal === name) router.onSleep = () => handler();
				},
			}));
			assert.deepEqual(ended, {
				code: 130,
				stderr: 'Interrupted: nothing was stored.\n',
				left: null,
				results: [],
			});
		});

	QUnit.test('by a pipe that nobody reads', (assert) => {
		let flushes = 0;
		const { code, left, results } = measure(() => ({ flush: () => flushes++ === 0 }));
		assert.deepEqual([code, left, results], [130, null, []]);
	});

	QUnit.test('by nobody: it takes its time', (assert) => {
		const { code, stderr, left } = measure(() => ({}));
		assert.deepEqual([code, stderr, left], [2, '', null]);
	});
});
