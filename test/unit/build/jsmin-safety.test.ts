import QUnit from 'qunit';
import { findJsminHazards } from '../../../tools/luci/jsmin-safety.ts';

QUnit.module('jsmin safety', () => {
	const broken: Record<string, string> = {
		'a regular expression after an arrow': 'x = () => /a  b/;',
		'a regular expression after return': 'return /a  b/;',
		'a regular expression after typeof': 'x = typeof /a/;',
		'a template in a template': 'x = `a ${`b  c`}`;',
		'a tab in a string': "x = 'a\tb';",
		'a tab in a template': 'x = `a\tb`;',
		'a division after an increment': 'x = i++ / 2;',
	};
	for (const [name, code] of Object.entries(broken)) {
		QUnit.test(`finds ${name}, with its line`, (assert) => {
			const found = findJsminHazards(`let x;\n${code}`);
			assert.strictEqual(found.length, 1, found.join('; '));
			assert.ok(found[0]?.startsWith('line 2: '), found[0]);
		});
	}

	const sound = [
		'x = a / b / 2;',
		'x = (a) / 2;',
		'x = text.replace(/a  b/g, "c");',
		'x = [/a/, /b/];',
		'x = `one ${two} three`;',
		'x = "a\\tb";',
		'x = a ?? b?.c;',
	];
	for (const code of sound)
		QUnit.test(`lets ${code} pass`, (assert) => {
			assert.deepEqual(findJsminHazards(`let x;\n${code}`), []);
		});
});
