/** How many calls may work at a time: the lock of a file for each, which the kernel frees when its process ends. */
import QUnit from 'qunit';
import { callText } from '../support/host.ts';
import { failed, WritableRouter } from '../support/writable.ts';

const FOLDER = '/var/run/nft-offload';
const METHODS = Object.keys(JSON.parse(callText(['list'], {})));
const CONTROL = METHODS.filter((method) => /^(trial|repair|measurement|results?)_/.test(method));
const LOADING = ['dry_run', 'firewall_load', 'flush_offloaded'];
const READING = METHODS.filter((method) => !CONTROL.includes(method) && !LOADING.includes(method));

/** A router on which other processes hold slots. */
function routerWith(...held: string[]): WritableRouter {
	const router = new WritableRouter({ '/proc/sys/kernel/random/boot_id': 'boot-1\n' });
	for (const name of held) router.locked.add(`${FOLDER}/${name}`);
	return router;
}

const numbered = (kind: string, count: number) => Array.from({ length: count }, (_, at) => `${kind}.${at}`);
const isRefused = (router: WritableRouter, method: string) => {
	const reply = router.call<object>(method);
	return !reply.ok && reply.error.text === 'too many calls at once';
};

QUnit.module('backend > slots');

QUnit.test(
	'where eight calls are working the next is busy at once: it reads nothing and runs nothing',
	(assert) => {
		const full = routerWith(...numbered('reading', 5), ...numbered('loading', 1), ...numbered('control', 2));
		for (const method of METHODS) {
			assert.deepEqual(failed(full.call(method)), { code: 'busy', text: 'too many calls at once' }, method);
			assert.deepEqual([full.ran, full.read], [[], []], method);
		}
		assert.strictEqual(full.locked.size, 8, 'a call that is refused holds no slot');
	}
);

QUnit.test('readings cannot keep a trial or a measurement from being ended', (assert) => {
	const router = routerWith(...numbered('reading', 5));
	for (const method of READING) assert.true(isRefused(router, method), method);
	for (const method of [...CONTROL, ...LOADING]) assert.false(isRefused(router, method), method);
});

QUnit.test('nor can a load of the firewall that hangs', (assert) => {
	const router = routerWith(...numbered('reading', 5), ...numbered('loading', 1));
	for (const method of LOADING) assert.true(isRefused(router, method), method);
	for (const method of CONTROL) assert.false(isRefused(router, method), method);
});

QUnit.test(
	'calls that change something may use the slots of those that read, not the other way round',
	(assert) => {
		const changing = routerWith(...numbered('loading', 1), ...numbered('control', 2));
		for (const method of METHODS) assert.false(isRefused(changing, method), method);
		assert.strictEqual(changing.locked.size, 3, 'each call has freed its slot');
	}
);

QUnit.test('a slot is free again when its call ends, also by an exception', (assert) => {
	const router = routerWith(...numbered('reading', 4));
	router.ubus = () => {
		throw new RangeError('no such luck');
	};
	assert.strictEqual(failed(router.call('measurement_start')).code, 'internal');
	assert.strictEqual(router.locked.size, 4);
	assert.false(isRefused(router, 'status'));
});

QUnit.test('where no slot can be made, calls are answered all the same', (assert) => {
	const router = routerWith();
	for (const kind of ['reading', 'loading', 'control'])
		for (const name of numbered(kind, 5)) router.refused[`${FOLDER}/${name}`] = 'ENOSPC';
	for (const method of METHODS) assert.false(isRefused(router, method), method);
});
