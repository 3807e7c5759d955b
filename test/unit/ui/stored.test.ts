import QUnit from 'qunit';
import { stored } from '../../../src/ui/stored.ts';

/** The storage of a browser; `refuses`: full, or forbidden. */
class FakeStorage {
	readonly texts = new Map<string, string>();
	refuses = false;

	getItem(key: string): string | null {
		return this.texts.get(key) ?? null;
	}

	setItem(key: string, text: string): void {
		if (this.refuses) throw new Error('QuotaExceededError');
		this.texts.set(key, text);
	}

	removeItem(key: string): void {
		if (this.refuses) throw new Error('SecurityError');
		this.texts.delete(key);
	}
}

function isNumber(value: unknown): value is number {
	return typeof value === 'number';
}

let local = new FakeStorage();
let session = new FakeStorage();

QUnit.module('ui > what the browser stores', {
	beforeEach() {
		local = new FakeStorage();
		session = new FakeStorage();
		Object.assign(globalThis, { window: { localStorage: local, sessionStorage: session } });
	},
	after() {
		Reflect.deleteProperty(globalThis, 'window');
	},
});

QUnit.test('a value is kept as JSON where it belongs, and null removes it', (assert) => {
	const count = stored('local', 'count', isNumber);
	assert.strictEqual(count.get(), null);
	count.set(3);
	assert.strictEqual(count.get(), 3);
	assert.deepEqual([...local.texts], [['count', '3']]);
	assert.strictEqual(session.texts.size, 0);
	count.set(null);
	assert.strictEqual(local.texts.size, 0);
});

QUnit.test('what is no such value counts as none', (assert) => {
	for (const text of ['{', '"3"', 'null', '']) {
		session.texts.set('count', text);
		assert.strictEqual(stored('session', 'count', isNumber).get(), null, text);
	}
});

QUnit.test('what another tab has removed is not remembered', (assert) => {
	const count = stored('local', 'removed', isNumber);
	count.set(3);
	local.texts.clear();
	assert.strictEqual(count.get(), null);
});

QUnit.test('a browser that refuses to store remembers until the page is loaded again', (assert) => {
	local.texts.set('refused', '1');
	local.refuses = true;
	stored('local', 'refused', isNumber).set(2);
	assert.strictEqual(stored('local', 'refused', isNumber).get(), 2);
	stored('local', 'refused', isNumber).set(null);
	assert.strictEqual(stored('local', 'refused', isNumber).get(), null, 'and it can be removed');
	local.refuses = false;
	stored('local', 'refused', isNumber).set(4);
	assert.deepEqual([...local.texts], [['refused', '4']]);
	assert.strictEqual(stored('local', 'refused', isNumber).get(), 4);
});
