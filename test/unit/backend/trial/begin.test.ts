import QUnit from 'qunit';
import type { Fault, OffloadOptions } from '../../../../src/rpc/types/index.ts';
import {
	applied,
	BOOT_ID,
	BY_HAND,
	CONFIG,
	errorCode,
	FOLDER,
	MARKER,
	ON,
	optionsOf,
	ours,
	routerWith,
	silence,
	started,
	trialOf,
} from '../support/trial.ts';

QUnit.module('backend > a trial begins', () => {
	QUnit.test('the reply tells its length and what comes back', (assert) => {
		const { id, ...trial } = started(routerWith(BY_HAND));
		assert.deepEqual(trial, {
			seconds: 120,
			left_ms: 120_000,
			before: { flow_offloading: false, flow_offloading_hw: false },
		});
		assert.strictEqual(id, '0123456789abcdef');
	});

	QUnit.test(
		'marker on the flash before the watchdog, the config untouched, nothing half written left',
		(assert) => {
			const router = routerWith(BY_HAND);
			started(router);
			assert.strictEqual(router.files[CONFIG], BY_HAND);
			assert.deepEqual(JSON.parse(router.files[MARKER]!.split('\n')[0]!).before, {
				flow_offloading: '0',
				flow_offloading_hw: null,
			});
			assert.deepEqual(
				router.ran.map((line) => line.split(' ')[0]),
				['sync', 'sync', 'start-stop-daemon']
			);
			assert.deepEqual(
				Object.keys(router.files).filter((path) => path.startsWith(MARKER)),
				[MARKER]
			);
		}
	);

	QUnit.test('the watchdog acts 3 s after the end, apart from the descriptors of rpcd', (assert) => {
		const router = routerWith(BY_HAND);
		router.now = 5_000_400;
		const { id } = started(router, 60);
		const line = router.ran.at(-1)!;
		assert.strictEqual(
			line,
			`start-stop-daemon -S -b -x /usr/libexec/nft-offload/trial-watchdog -- ${id} 5064 </dev/null >/dev/null`
		);
	});

	QUnit.test('length out of bounds, or none', (assert) => {
		for (const args of [
			{},
			{ seconds: 29, tried: ON },
			{ seconds: 601, tried: ON },
			{ seconds: -1, tried: ON },
			{ seconds: 60 },
			{ seconds: 60, tried: { flow_offloading: true } as OffloadOptions },
		]) {
			const router = routerWith(BY_HAND);
			assert.strictEqual(
				errorCode(trialOf(router).answer_trial_start(args)),
				'bad_argument',
				JSON.stringify(args)
			);
			assert.strictEqual(router.files[MARKER], undefined);
			assert.deepEqual(router.ran, []);
		}
	});

	QUnit.test('a second one is refused until the first is over, and changes nothing of it', (assert) => {
		const router = routerWith(BY_HAND);
		started(router);
		const marker = router.files[MARKER];
		applied(router);
		router.now += 122_999;
		assert.strictEqual(errorCode(trialOf(router).answer_trial_start({ seconds: 60, tried: ON })), 'running');
		assert.strictEqual(router.files[MARKER], marker);
	});

	QUnit.test(
		'one that its watchdog failed to undo is undone first: its old values are those of the next',
		(assert) => {
			const router = routerWith(BY_HAND);
			started(router);
			applied(router);
			router.now += 130_001;
			const next = started(router);
			assert.deepEqual(next.before, { flow_offloading: false, flow_offloading_hw: false });
			assert.strictEqual(optionsOf(router).flow_offloading, '0');
		}
	);

	QUnit.test('nothing begins where the marker cannot be written', (assert) => {
		for (const path of [`${FOLDER}/spare`, `${FOLDER}/new`, MARKER]) {
			const router = routerWith(BY_HAND);
			router.refused[path] = 'ENOSPC';
			const answer = trialOf(router).answer_trial_start({ seconds: 60, tried: ON });
			assert.strictEqual(errorCode(answer), 'unavailable');
			assert.true(
				(answer as Fault).error.text.includes('No space left on device'),
				(answer as Fault).error.text
			);
			assert.false(
				router.ran.some((line) => line.startsWith('start-stop-daemon')),
				'no watchdog'
			);
			assert.strictEqual(router.files[CONFIG], BY_HAND);
			assert.strictEqual(router.files[MARKER], undefined);
		}
	});

	QUnit.test('nothing begins on a disk that is full without saying so', (assert) => {
		for (const room of [0, 20]) {
			const router = routerWith(BY_HAND);
			const { writeFile } = router.host;
			router.host.writeFile = (path, content) =>
				writeFile!(path, path.startsWith(FOLDER) ? content.slice(0, room) : content);
			assert.strictEqual(
				errorCode(trialOf(router).answer_trial_start({ seconds: 60, tried: ON })),
				'unavailable'
			);
			assert.strictEqual(router.files[CONFIG], BY_HAND);
			assert.deepEqual(ours(router), []);
		}
	});

	QUnit.test('marker and spare copy are for root alone, and the file keeps its mode', (assert) => {
		const router = routerWith(BY_HAND);
		router.modes[CONFIG] = 0o640;
		started(router);
		for (const path of ours(router)) assert.strictEqual(router.modes[path], 0o600, path);
		applied(router, false);
		silence(router);
		assert.strictEqual(router.files[CONFIG], BY_HAND);
		assert.strictEqual(router.modes[CONFIG], 0o640);
	});

	QUnit.test('nothing begins where the watchdog does not start', (assert) => {
		const router = routerWith(BY_HAND).onCommand(/^start-stop-daemon/, () => ({ code: 1, output: 'no\n' }));
		assert.strictEqual(
			errorCode(trialOf(router).answer_trial_start({ seconds: 60, tried: ON })),
			'unavailable'
		);
		assert.strictEqual(router.files[MARKER], undefined);
		assert.deepEqual(trialOf(router).read_trial(), { trial: null, reason: null });
	});

	QUnit.test('nothing begins without a readable configuration', (assert) => {
		const router = routerWith('config');
		assert.strictEqual(
			errorCode(trialOf(router).answer_trial_start({ seconds: 60, tried: ON })),
			'unavailable'
		);
		assert.strictEqual(router.files[MARKER], undefined);
	});
});

QUnit.module('backend > what status tells of a trial', () => {
	QUnit.test('none', (assert) => {
		assert.deepEqual(trialOf(routerWith(BY_HAND)).read_trial(), { trial: null, reason: null });
	});

	QUnit.test('the same trial with the time that is left', (assert) => {
		const router = routerWith(
			"config defaults\n\toption flow_offloading 'yes'\n\toption flow_offloading_hw 'on'\n"
		);
		const { id } = started(router, 300);
		router.now += 100_500;
		assert.deepEqual(trialOf(router).read_trial().trial, {
			id,
			seconds: 300,
			left_ms: 199_500,
			before: { flow_offloading: true, flow_offloading_hw: true },
		});
	});

	QUnit.test('0 ms in the seconds until the watchdog acts, and after a reboot', (assert) => {
		const router = routerWith(BY_HAND);
		started(router);
		router.now += 125_000;
		assert.strictEqual(trialOf(router).read_trial().trial?.left_ms, 0);
		router.now -= 125_000;
		router.files[BOOT_ID] = 'boot-2\n';
		assert.strictEqual(trialOf(router).read_trial().trial?.left_ms, 0);
	});
});
