import QUnit from 'qunit';
import type { Fault, OffloadOptions } from '../../../../src/rpc/types/index.ts';
import type { Trial, TrialEnd } from '../../../../src/rpc/types/trial.ts';
import { parseConfig, printConfig } from '../../../../tools/uci/parse.ts';
import { WritableRouter } from '../support/writable.ts';

const FOLDER = '/etc/nft-offload-trial';
const MARKER = `${FOLDER}/marker`;
const CONFIG = '/etc/config/firewall';
/** What `applied` writes. */
const ON = { flow_offloading: true, flow_offloading_hw: true };
const OFF = { flow_offloading: false, flow_offloading_hw: false };
const RESTORE = '/usr/libexec/nft-offload/trial-restore';
const BOOT_ID = '/proc/sys/kernel/random/boot_id';
/** As people write it: comments, double quotes, no quotes. */
const BY_HAND =
	'# mine\nconfig defaults\n\toption input "REJECT"\n\toption flow_offloading 0\n\nconfig zone\n\toption name lan\n';
const NEVER_SET = "config defaults\n\toption input 'REJECT'\n";

interface TrialModule {
	answer_trial_start(args: { seconds?: number; tried?: OffloadOptions }): Trial | Fault;
	answer_trial_end(args: { id?: string; undo?: boolean }): TrialEnd | Fault;
	read_trial(): { trial: Trial | null; reason: { code: string } | null };
}

function routerWith(firewall: string): WritableRouter {
	return new WritableRouter({ [CONFIG]: firewall, [BOOT_ID]: 'boot-1\n' }).onCommand(
		/^(sync|sleep|start-stop-daemon|ubus|logger)\b/,
		() => ''
	);
}

const trialOf = (router: WritableRouter): TrialModule => ({
	...router.module<TrialModule>('trial.trial'),
	...router.module<TrialModule>('methods.trial'),
});

function started(router: WritableRouter, seconds = 120): Trial {
	const trial = trialOf(router).answer_trial_start({ seconds, tried: ON });
	if ('error' in trial) throw new Error(trial.error.text);
	return trial;
}

/** Nobody has answered, and the watchdog acts. */
function silence(router: WritableRouter): number {
	router.now += 131_000;
	return router.program(RESTORE, 'overdue');
}

/** Files of ours that outlive the router's power. */
const ours = (router: WritableRouter) =>
	Object.keys(router.files).filter((path) => path.startsWith('/etc/nft'));

function errorCode(answer: object): string | undefined {
	return (answer as Partial<Fault>).error?.code;
}

/** What an apply in the meantime has written; `foreign`: and another program after it. */
function applied(router: WritableRouter, foreign = true): void {
	if (!foreign) {
		const config = parseConfig('firewall', router.files[CONFIG]!);
		config.sections[0]!.options.set('flow_offloading', '1').set('flow_offloading_hw', '1');
		router.files[CONFIG] = printConfig(config);
		return;
	}
	router.files[CONFIG] =
		"\nconfig defaults\n\toption input 'REJECT'\n\toption flow_offloading '1'\n\toption flow_offloading_hw '1'\n\nconfig zone\n\toption name 'guest'\n\n";
}

function optionsOf(router: WritableRouter): Record<string, unknown> {
	const [defaults] = parseConfig('firewall', router.files[CONFIG]!).sections;
	return Object.fromEntries(defaults!.options);
}

QUnit.module('router > a trial begins', () => {
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

	QUnit.test('the watchdog acts 10 s after the end, apart from the descriptors of rpcd', (assert) => {
		const router = routerWith(BY_HAND);
		router.now = 5_000_400;
		const { id } = started(router, 60);
		const line = router.ran.at(-1)!;
		assert.strictEqual(
			line,
			`start-stop-daemon -S -b -x /usr/libexec/nft-offload/trial-watchdog -- ${id} 5071 </dev/null >/dev/null`
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
		router.now += 129_999;
		assert.strictEqual(errorCode(trialOf(router).answer_trial_start({ seconds: 60, tried: ON })), 'busy');
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

QUnit.module('router > a trial ends', () => {
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

QUnit.module('router > what status tells of a trial', () => {
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
