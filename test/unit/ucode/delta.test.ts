import QUnit from 'qunit';
import { applyDelta } from '../../../tools/uci/delta.ts';
import { parseConfig, printConfig } from '../../../tools/uci/parse.ts';

const CONFIG = "config a 'x'\n\toption o '1'\n\tlist l 'p'\n\nconfig a 'y'\n\toption o '2'\n";

function changed(delta: string): string {
	const config = parseConfig('c', CONFIG);
	applyDelta(config, delta);
	return printConfig(config).trim();
}

const parts = (x: string, y = "config a 'y'\n\toption o '2'") => [x, y].filter(Boolean).join('\n\n');
const CASES: Record<string, [delta: string, result: string]> = {
	'set an option': ["c.x.o='7'", parts("config a 'x'\n\toption o '7'\n\tlist l 'p'")],
	'a value with a quote and a line break': [
		"c.x.o='it'\\''s\nme'",
		parts("config a 'x'\n\toption o 'it'\\''s\nme'\n\tlist l 'p'"),
	],
	'set a new option': ["c.x.n='7'", parts("config a 'x'\n\toption o '1'\n\tlist l 'p'\n\toption n '7'")],
	'set nothing': ["c.x.o=''", parts("config a 'x'\n\tlist l 'p'")],
	'remove an option': ['-c.x.o', parts("config a 'x'\n\tlist l 'p'")],
	'remove a section': ['-c.y', parts("config a 'x'\n\toption o '1'\n\tlist l 'p'", '')],
	'add to a list': ["|c.x.l='q'", parts("config a 'x'\n\toption o '1'\n\tlist l 'p'\n\tlist l 'q'")],
	'take from a list': ["~c.x.l='p'", parts("config a 'x'\n\toption o '1'")],
	'rename an option': ["@c.x.o='n'", parts("config a 'x'\n\toption n '1'\n\tlist l 'p'")],
	'rename a section': ["@c.x='z'", parts("config a 'z'\n\toption o '1'\n\tlist l 'p'")],
	'change a type': ["c.x='b'", parts("config b 'x'\n\toption o '1'\n\tlist l 'p'")],
	'move a section': [
		"^c.y='0'",
		"config a 'y'\n\toption o '2'\n\nconfig a 'x'\n\toption o '1'\n\tlist l 'p'",
	],
	'add a section without a name': [
		"+c.cfg03='b'\nc.cfg03.o='5'",
		`${parts("config a 'x'\n\toption o '1'\n\tlist l 'p'")}\n\nconfig b\n\toption o '5'`,
	],
	'several, in their order': ["c.x.o='3'\n-c.x.l\nc.x.o='4'", parts("config a 'x'\n\toption o '4'")],
	'lines that fit nothing': [
		"c.none.o='1'\nrubbish\nc.x.o\n",
		parts("config a 'x'\n\toption o '1'\n\tlist l 'p'"),
	],
};

QUnit.module('uci > changes that wait', () => {
	for (const [name, [delta, result]] of Object.entries(CASES)) {
		QUnit.test(name, (assert) => assert.strictEqual(changed(delta), result));
	}
});
