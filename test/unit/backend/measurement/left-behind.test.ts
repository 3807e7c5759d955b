import QUnit from 'qunit';
import { missing, read, routerWith, start, TABLE, type Tables } from '../support/measurement.ts';
import { failed, succeeded, type WritableRouter } from '../support/writable.ts';

/** Every method that has nothing to do with measurements. */
const OTHERS = [
	'dry_run',
	'connections',
	'counters',
	'environment',
	'firewall_load',
	'logs',
	'private_names',
	'status',
	'trial_end',
	'trial_start',
];
const namesTable = (line: string) => line.includes(TABLE);

QUnit.module('backend > never more than one measurement', () => {
	QUnit.test('a second one is refused while the first is leased', (assert) => {
		const { router, tables } = routerWith();
		succeeded(start(router));
		const first = tables.loaded;
		router.now += 9999;
		assert.strictEqual(failed(start(router)).code, 'running');
		assert.strictEqual(tables.loaded, first);
	});

	QUnit.test('of two that begin at once nft lets one through', (assert) => {
		const { router } = routerWith();
		let listed = 0;
		router.onCommand(/^nft list table/, () => {
			listed++;
			return missing();
		});
		succeeded(start(router));
		assert.strictEqual(failed(start(router)).code, 'running');
		assert.strictEqual(listed, 2);
	});

	for (const [name, leave] of Object.entries({
		'lapsed lease': (router: WritableRouter) => {
			router.now += 10_000;
		},
		'time limit': (router: WritableRouter, tables: Tables) => {
			router.now += 120_000;
			tables.leaseEnds = router.now + 5000;
		},
		garbage: (_: WritableRouter, tables: Tables) => {
			tables.garbage = 'table inet nft_offload_probe {\n\tcomment "soon"\n}\n';
		},
	})) {
		QUnit.test(`a table left behind (${name}) gives way to the next one`, (assert) => {
			const { router, tables } = routerWith();
			succeeded(start(router));
			const first = tables.loaded;
			leave(router, tables);
			assert.true(start(router).ok);
			assert.notStrictEqual(tables.loaded, first);
		});

		for (const method of OTHERS)
			QUnit.test(`a table left behind (${name}) goes with the next ${method}`, (assert) => {
				const { router, tables } = routerWith();
				succeeded(start(router));
				leave(router, tables);
				router.call(method);
				assert.strictEqual(tables.loaded, null);
				router.ran.length = 0;
				router.call(method);
				assert.false(router.ran.some(namesTable), 'afterwards no call asks for the table');
			});
	}

	QUnit.test('one that begins after a call has seen a lapsed one goes on', (assert) => {
		const { router, tables } = routerWith();
		succeeded(start(router));
		router.now += 10_000;
		const lapsed = tables.run(`nft list table ${TABLE}`);
		router.files['/dev/urandom'] = 'another.';
		succeeded(start(router));
		const second = tables.loaded;
		router.onCommand(/^nft list table inet nft_offload_probe/, () => lapsed);
		router.call('counters');
		assert.strictEqual(tables.loaded, second);
	});

	for (const method of OTHERS)
		QUnit.test(`${method} leaves one alone that goes on`, (assert) => {
			const { router, tables } = routerWith();
			succeeded(start(router));
			router.call(method);
			assert.notStrictEqual(tables.loaded, null);
		});

	QUnit.test('one that a call overtook while it began is cleared like any other', (assert) => {
		const { router, tables } = routerWith();
		const { token } = succeeded(start(router));
		// What a call does that looks for the table a moment before it is loaded.
		delete router.files['/var/run/nft-offload.measurement'];
		succeeded(read(router, token));
		router.now += 10_000;
		router.call('counters');
		assert.strictEqual(tables.loaded, null);
	});

	QUnit.test('where nobody has measured, no call asks for the table', (assert) => {
		for (const method of OTHERS) {
			const { router } = routerWith();
			router.call(method);
			assert.false(router.ran.some(namesTable), method);
		}
	});
});
