import QUnit from 'qunit';
import { parseConfig, printConfig } from '../../../../tools/uci/parse.ts';
import {
	applied,
	BOOT_ID,
	BY_HAND,
	CONFIG,
	errorCode,
	MARKER,
	OFF,
	ON,
	optionsOf,
	ours,
	RESTORE,
	routerWith,
	silence,
	started,
	trialOf,
} from '../support/trial.ts';

const NEVER_SET = "config defaults\n\toption input 'REJECT'\n";

QUnit.module('backend > a trial ends', () => {
	QUnit.test('silence: the watchdog brings exactly the two options back, and reloads', (assert) => {
		const router = routerWith(BY_HAND);
		started(router);
		applied(router);
		router.ran.length = 0;
		assert.strictEqual(silence(router), 0);
		assert.deepEqual(optionsOf(router), { input: 'REJECT', flow_offloading: '0' });
		assert.true(router.files[CONFIG]!.includes('guest'), 'what others changed meanwhile stays');
		assert.strictEqual(router.files[MARKER], undefined);
		assert.deepEqual(
			router.ran
				.filter((line) => line !== 'sync')
				.map((line) => line.replace(/^(ubus call service event).*"(firewall)".*/, '$1 $2')),
			[
				'ubus call service event firewall',
				"logger -t nft-offload -p daemon.notice 'Nobody kept the trial of flow offloading: the old setting is restored'",
			]
		);
	});

	QUnit.test('where nothing but the options has changed the file is what it was, byte for byte', (assert) => {
		for (const text of [BY_HAND, NEVER_SET, `${NEVER_SET}\n# the end, without a line break`]) {
			const router = routerWith(text);
			started(router);
			const config = parseConfig('firewall', text);
			config.sections[0]!.options.set('flow_offloading', '1').set('flow_offloading_hw', '1');
			router.files[CONFIG] = printConfig(config);
			assert.strictEqual(silence(router), 0);
			assert.strictEqual(router.files[CONFIG], text);
			assert.deepEqual(ours(router), [], 'nothing of ours stays behind');
		}
	});

	QUnit.test(
		'a file that has its old values already is not touched by a byte, and nothing reloads',
		(assert) => {
			for (const text of [BY_HAND, NEVER_SET]) {
				const router = routerWith(text);
				started(router);
				router.ran.length = 0;
				assert.strictEqual(silence(router), 0);
				assert.strictEqual(router.files[CONFIG], text);
				assert.deepEqual(new Set(router.ran), new Set(['sync']));
				assert.strictEqual(router.files[MARKER], undefined);
			}
		}
	);

	QUnit.test('options that were not set are taken away again', (assert) => {
		const router = routerWith(NEVER_SET);
		started(router);
		applied(router);
		silence(router);
		assert.deepEqual(optionsOf(router), { input: 'REJECT' });
	});

	QUnit.test('at boot the values come back without a reload, however the clock stands', (assert) => {
		const router = routerWith(BY_HAND);
		started(router);
		applied(router);
		router.files[BOOT_ID] = 'boot-2\n';
		router.now = 9_000;
		router.ran.length = 0;
		assert.strictEqual(router.program(RESTORE, 'boot'), 0);
		assert.strictEqual(optionsOf(router).flow_offloading, '0');
		assert.false(router.ran.some((line) => line.startsWith('ubus')));
	});

	QUnit.test('without a trial nothing is restored', (assert) => {
		const router = routerWith(BY_HAND);
		applied(router);
		const before = router.files[CONFIG];
		assert.strictEqual(silence(router), 0);
		assert.strictEqual(router.files[CONFIG], before);
		assert.deepEqual(router.ran, []);
	});

	QUnit.test('half a marker restores nothing and is cleared', (assert) => {
		for (const text of ['', '{ "id": "01', '[]', '{}', '{ "id": 1 }', 'null']) {
			const router = routerWith(BY_HAND);
			router.files[MARKER] = text;
			assert.strictEqual(trialOf(router).read_trial().reason?.code, 'garbled', text);
			router.program(RESTORE, 'boot');
			assert.strictEqual(router.files[CONFIG], BY_HAND);
			assert.strictEqual(router.files[MARKER], undefined, text);
		}
	});

	QUnit.test('where the values cannot be written the marker stays for the next attempt', (assert) => {
		const router = routerWith(BY_HAND);
		started(router);
		applied(router);
		router.refused[CONFIG] = 'ENOSPC';
		assert.strictEqual(silence(router), 1);
		assert.notStrictEqual(router.files[MARKER], undefined);
		delete router.refused[CONFIG];
		assert.strictEqual(silence(router), 0);
		assert.strictEqual(optionsOf(router).flow_offloading, '0');
	});

	QUnit.test('kept: the new values stay, and nothing can undo them later', (assert) => {
		const router = routerWith(BY_HAND);
		const { id } = started(router);
		applied(router);
		router.ran.length = 0;
		const end = { id, undo: false };
		assert.deepEqual(trialOf(router).answer_trial_end(end), { restored: false, requested: ON });
		assert.strictEqual(router.ran.at(-1), 'sync', 'it is on the flash before the reply');
		silence(router);
		router.program(RESTORE, 'boot');
		assert.strictEqual(optionsOf(router).flow_offloading, '1');
		assert.strictEqual(errorCode(trialOf(router).answer_trial_end(end)), 'gone');
	});

	QUnit.test('undone at once, and the reply tells whether there was anything to undo', (assert) => {
		const router = routerWith(BY_HAND);
		const undo = () => trialOf(router).answer_trial_end({ id: '0123456789abcdef', undo: true });
		started(router);
		assert.deepEqual(undo(), { restored: false, requested: OFF });
		started(router);
		applied(router);
		assert.deepEqual(undo(), { restored: true, requested: OFF });
		assert.strictEqual(optionsOf(router).flow_offloading, '0');
		assert.strictEqual(errorCode(undo()), 'gone');
	});

	QUnit.test('the dialog of another trial ends nothing', (assert) => {
		for (const undo of [true, false]) {
			const router = routerWith(BY_HAND);
			started(router);
			applied(router);
			const before = { ...router.files };
			const end = { id: 'fedcba9876543210', undo };
			assert.strictEqual(errorCode(trialOf(router).answer_trial_end(end)), 'gone');
			assert.strictEqual(router.files[CONFIG], before[CONFIG]);
			assert.strictEqual(router.files[MARKER], before[MARKER]);
		}
	});

	QUnit.test('keeping comes too late when the watchdog is due, or after a reboot', (assert) => {
		const router = routerWith(BY_HAND);
		const { id } = started(router);
		router.now += 130_000;
		assert.strictEqual(errorCode(trialOf(router).answer_trial_end({ id, undo: false })), 'gone');
		router.now -= 60_000;
		router.files[BOOT_ID] = 'boot-2\n';
		assert.strictEqual(errorCode(trialOf(router).answer_trial_end({ id, undo: false })), 'gone');
	});
});
