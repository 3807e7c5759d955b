import './luci-globals.ts';
import QUnit from 'qunit';
import { recall } from '../../../src/model/memory.ts';
import { CASES, router } from './memory-cases.ts';

QUnit.module('model > memory', () => {
	for (const [name, status, results, said] of CASES)
		QUnit.test(name, (assert) => {
			const found = recall(router(status), results);
			assert.strictEqual(found?.text ?? null, said);
			if (found) assert.deepEqual([found.level, found.help], ['notice', { kind: 'measure' }]);
		});
});
