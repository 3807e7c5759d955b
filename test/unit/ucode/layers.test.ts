import QUnit from 'qunit';
import { ucodeFiles } from '../../../tools/ucode/files.ts';
import { checkLayers } from '../../../tools/ucode/layers.ts';

const FOLDER = 'root/usr/share/ucode/nft-offload';

/** Modules by name, each with the modules that it imports. */
function check(modules: Record<string, string[]>): string[] {
	const sources = Object.entries(modules).map(([name, imports]) => ({
		path: `${FOLDER}/${name}.uc`,
		text: imports.map((other) => `import { x } from 'nft-offload.${other.replace('/', '.')}';\n`).join(''),
	}));
	return checkLayers(sources).map(
		({ path, line, text }) => `${path.slice(FOLDER.length + 1)}:${line} ${text}`
	);
}

QUnit.module('ucode > layers of the backend');

QUnit.test('imports go down or stay on their layer', (assert) => {
	assert.deepEqual(
		check({
			'commands/status': ['methods/status', 'firewall/zone', 'lib/reason'],
			'methods/status': ['firewall/zone', 'netlink/dump', 'lib/reason'],
			'firewall/zone': ['conntrack/routes', 'system/file'],
			'conntrack/routes': ['lib/word'],
			'netlink/dump': ['system/clock'],
			'system/clock': [],
			'system/file': ['lib/reason'],
			'lib/reason': [],
			'lib/word': ['lib/reason'],
		}),
		[]
	);
});

QUnit.test('an import upwards is reported with the order', (assert) => {
	const order =
		'commands > methods > {environment, firewall, conntrack, measurement, trial} > {system, netlink} > lib';
	assert.deepEqual(check({ 'system/file': ['lib/word', 'firewall/zone'] }), [
		`system/file.uc:2 imports firewall/zone.uc, which is not below it; the layers are ${order}`,
	]);
	assert.strictEqual(check({ 'lib/word': ['netlink/dump'] }).length, 1);
	assert.strictEqual(check({ 'methods/status': ['commands/status'] }).length, 1);
	assert.strictEqual(check({ 'trial/plan': ['methods/status'] }).length, 1);
	assert.true(check({ 'extra/thing': [] })[0]?.includes("folder 'extra' has no layer"), 'unknown folder');
	assert.true(check({ 'lib/word': ['extra/thing'] })[0]?.includes('extra/thing.uc'), 'import from there');
});

QUnit.test('an import in a text that is compiled later counts', (assert) => {
	const text = `const source = "import { cut } from 'nft-offload.system.cut'; return cut;";\n`;
	assert.strictEqual(checkLayers([{ path: `${FOLDER}/lib/reply.uc`, text }]).length, 1);
});

QUnit.test('a circle is reported once, with its modules', (assert) => {
	assert.deepEqual(
		check({ 'lib/b': ['lib/c'], 'lib/a': ['lib/b'], 'lib/c': ['lib/a'], 'methods/d': ['lib/a'] }),
		['lib/a.uc:1 modules import each other: lib/a.uc > lib/b.uc > lib/c.uc > lib/a.uc']
	);
	assert.deepEqual(check({ 'lib/a': ['lib/a'] }), [
		'lib/a.uc:1 modules import each other: lib/a.uc > lib/a.uc',
	]);
});

QUnit.test('the backend keeps the order', (assert) => {
	const files = ucodeFiles();
	assert.true(files.length > 50);
	assert.deepEqual(checkLayers(files), []);
});
