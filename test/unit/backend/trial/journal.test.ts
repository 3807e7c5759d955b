import QUnit from 'qunit';
import type { Trial } from '../../../../src/rpc/types/trial.ts';
import { failed, succeeded, WritableRouter } from '../support/writable.ts';

const FOLDER = '/etc/nft-offload-trial';
const CONFIG = '/etc/config/firewall';
const BOOT_ID = '/proc/sys/kernel/random/boot_id';
const RESTORE = '/usr/libexec/nft-offload/trial-restore';
const BEFORE =
	'# mine\nconfig defaults\n\toption input \'REJECT\' # strict\n\toption flow_offloading "no"\n\nconfig zone\n\toption name lan\n';
const TRIED = { flow_offloading: true, flow_offloading_hw: false };
/** As rpcd writes it. */
const APPLIED =
	"\nconfig defaults\n\toption input 'REJECT'\n\toption flow_offloading '1'\n\nconfig zone\n\toption name 'lan'\n\n";
const THEIRS = "\nconfig rule\n\t# theirs\n\toption name 'it''s \n two lines'\n";

/** Ends a line at byte 4096, where rpcd ends its first piece. */
const LONG = `${BEFORE}${'#'.repeat(4095 - BEFORE.length)}\nconfig rule\n\toption name 'last'\n`;

/** A router on which the trial of software offloading has begun and is applied. */
function trying(before = BEFORE): WritableRouter {
	const router = new WritableRouter({ [CONFIG]: before, [BOOT_ID]: 'boot-1\n' }).onCommand(
		/^(sync|sleep|start-stop-daemon|ubus|logger)\b/,
		() => ''
	);
	succeeded(router.call<Trial>('trial_start', { seconds: 120, tried: TRIED }));
	router.files[CONFIG] = APPLIED;
	return router;
}

const ours = (router: WritableRouter) => Object.keys(router.files).filter((path) => path.startsWith(FOLDER));
const reloads = (router: WritableRouter) => router.ran.filter((line) => line.startsWith('ubus')).length;
const note = (router: WritableRouter) => router.program(RESTORE, 'note', '0123456789abcdef');

function silence(router: WritableRouter): number {
	router.now += 131_000;
	return router.program(RESTORE, 'overdue');
}

QUnit.module('backend > a trial that its watchdog has forgotten', () => {
	for (const [method, args] of Object.entries({
		counters: {},
		logs: {},
		environment: {},
		dry_run: { mode: 'off' },
		trial_end: { id: 'fedcba9876543210', undo: false },
	}))
		QUnit.test(`${method} settles it`, (assert) => {
			const router = trying();
			router.now += 122_999;
			router.call(method, args);
			assert.strictEqual(router.files[CONFIG], APPLIED, 'not before its time');
			router.now += 2;
			router.call(method, args);
			assert.strictEqual(router.files[CONFIG], BEFORE);
			assert.deepEqual(ours(router), []);
			assert.strictEqual(reloads(router), 1);
		});

	QUnit.test('what fails is tried again more and more rarely, and at last no more', (assert) => {
		const router = trying();
		router.now += 131_000;
		router.refused[CONFIG] = 'EROFS';
		let attempts = 0;
		for (let second = 0; second < 7200; second += 15) {
			router.ran.length = 0;
			router.call('logs');
			if (router.ran.some((line) => line === 'sync')) attempts++;
			router.now += 15_000;
		}
		assert.true(attempts >= 5 && attempts <= 12, `${attempts} attempts in two hours`);
		assert.strictEqual(router.files[CONFIG], APPLIED);
		delete router.refused[CONFIG];
		router.program(RESTORE, 'boot');
		assert.strictEqual(router.files[CONFIG], BEFORE, 'the next boot tries again');
	});
});

QUnit.module('backend > what others do during a trial', () => {
	QUnit.test('a setting that somebody has chosen since is not undone', (assert) => {
		for (const chosen of [
			APPLIED.replace("flow_offloading '1'\n", "flow_offloading '1'\n\toption flow_offloading_hw '1'\n"),
			APPLIED.replace("flow_offloading '1'", "flow_offloading '0'"),
		]) {
			for (const action of ['overdue', 'boot']) {
				const router = trying();
				router.files[CONFIG] = chosen;
				router.now += 131_000;
				if (action === 'boot') router.files[BOOT_ID] = 'boot-2\n';
				assert.strictEqual(router.program(RESTORE, action), 0);
				assert.strictEqual(router.files[CONFIG], chosen);
				assert.deepEqual(ours(router), []);
			}
		}
	});

	QUnit.test('without a section defaults nothing is left to restore, and the trial ends', (assert) => {
		const router = trying();
		const rest = "\nconfig zone\n\toption name 'lan'\n\n";
		router.files[CONFIG] = rest;
		note(router);
		assert.strictEqual(silence(router), 0);
		assert.strictEqual(router.files[CONFIG], rest);
		assert.deepEqual(ours(router), []);
	});

	QUnit.test('none begins without a section defaults', (assert) => {
		const router = trying();
		silence(router);
		router.files[CONFIG] = "config zone\n\toption name 'lan'\n";
		assert.strictEqual(failed(router.call('trial_start', { seconds: 60, tried: TRIED })).code, 'unavailable');
		assert.deepEqual(ours(router), []);
	});

	for (const [name, after] of Object.entries<(router: WritableRouter) => unknown>({
		'silence, rpcd knows nothing': silence,
		'silence, rpcd rolls back first': (router) => {
			router.files[CONFIG] = BEFORE;
			silence(router);
		},
		'silence, the watchdog sees the rollback': (router) => {
			router.files[CONFIG] = BEFORE;
			note(router);
		},
		'undo, rpcd rolls back first': (router) => {
			router.files[CONFIG] = BEFORE;
			succeeded(router.call('trial_end', { id: '0123456789abcdef', undo: true }));
		},
		'power cut in the rollback': (router) => {
			router.files[CONFIG] = BEFORE.slice(0, 40);
			router.files[BOOT_ID] = 'boot-2\n';
			router.program(RESTORE, 'boot');
		},
	}))
		QUnit.test(`their lines stay to the byte: ${name}`, (assert) => {
			const router = trying();
			note(router);
			router.files[CONFIG] = `# top\n${APPLIED}${THEIRS}# end`;
			assert.strictEqual(note(router), 0);
			after(router);
			assert.strictEqual(
				router.files[CONFIG],
				`# top\n${APPLIED.replace("\toption flow_offloading '1'", '\toption flow_offloading "no"')}${THEIRS}# end`
			);
			assert.deepEqual(ours(router), []);
		});

	const RESTORED = APPLIED.replace("'1'", '"no"');

	QUnit.test('a commit that is being written when the undo begins stays', (assert) => {
		const router = trying();
		router.locked.add(CONFIG);
		router.onSleep = () => {
			if (router.locked.delete(CONFIG)) router.files[CONFIG] = APPLIED + THEIRS;
		};
		silence(router);
		assert.strictEqual(router.files[CONFIG], RESTORED + THEIRS);
	});

	QUnit.test('a commit that had read the tried values before the undo does not bring them back', (assert) => {
		const router = trying();
		let left = 1;
		router.onSleep = () => {
			if (left-- > 0) router.files[CONFIG] = APPLIED + THEIRS;
		};
		silence(router);
		assert.strictEqual(router.files[CONFIG], RESTORED + THEIRS);
		assert.deepEqual(ours(router), []);
	});

	QUnit.test('whoever locks the file for good holds up no undo', (assert) => {
		const router = trying();
		router.locked.add(CONFIG);
		const began = router.now;
		assert.strictEqual(silence(router), 0);
		assert.strictEqual(router.files[CONFIG], BEFORE);
		assert.true(router.now - began < 135_000);
	});

	const SNAPSHOT = '/var/run/rpcd/snapshot-files/firewall';
	const takeOver = (router: WritableRouter, id = '0123456789abcdef') =>
		router.program(RESTORE, 'take-over', id);

	QUnit.test('rpcd has nothing to put back over their lines when the time is over', (assert) => {
		const router = trying();
		router.files[SNAPSHOT] = BEFORE;
		note(router);
		assert.strictEqual(takeOver(router), 0);
		assert.strictEqual(router.files[SNAPSHOT], undefined);
		assert.strictEqual(router.files[CONFIG], APPLIED, 'the trial goes on');
		router.files[CONFIG] = APPLIED + THEIRS;
		silence(router);
		assert.strictEqual(router.files[CONFIG], APPLIED.replace("'1'", '"no"') + THEIRS);
	});

	for (const [name, change] of Object.entries<(router: WritableRouter) => unknown>({
		'of an apply that began later': (router) => {
			router.files[SNAPSHOT] = APPLIED;
		},
		'that somebody needs who has set the old value': (router) => {
			router.files[CONFIG] = BEFORE;
		},
		'of another configuration': (router) => {
			router.files[SNAPSHOT] = "config zone\n\toption name 'lan'\n";
		},
	}))
		QUnit.test(`rpcd keeps a snapshot ${name}`, (assert) => {
			const router = trying();
			router.files[SNAPSHOT] = BEFORE;
			change(router);
			const snapshot = router.files[SNAPSHOT];
			takeOver(router);
			assert.strictEqual(router.files[SNAPSHOT], snapshot);
		});

	QUnit.test('the snapshot stays while another trial runs', (assert) => {
		const router = trying();
		router.files[SNAPSHOT] = BEFORE;
		takeOver(router, 'fedcba9876543210');
		assert.strictEqual(router.files[SNAPSHOT], BEFORE);
	});

	QUnit.test('a file that nobody but libuci understands keeps the values of others', (assert) => {
		const router = trying();
		router.files[CONFIG] = 'config defaults; option flow_offloading 1\nconfig rule\n\toption name a\\ b\n';
		assert.strictEqual(silence(router), 0);
		assert.strictEqual(
			router.files[CONFIG],
			"\nconfig defaults\n\toption flow_offloading 'no'\n\nconfig rule\n\toption name 'a b'\n\n"
		);
	});
});

QUnit.module('backend > an undo where something is broken', () => {
	QUnit.test('without any free space', (assert) => {
		for (const foreign of [false, true]) {
			const router = trying();
			if (foreign) router.files[CONFIG] = APPLIED + THEIRS;
			note(router);
			// Files can be moved, and nothing can be written.
			router.host.writeFile = (path) => {
				router.files[path] = '';
			};
			const wanted = foreign ? `${APPLIED.replace("'1'", '"no"')}${THEIRS}` : BEFORE;
			assert.strictEqual(silence(router), 0);
			assert.strictEqual(router.files[CONFIG], wanted);
			assert.deepEqual(ours(router), []);
		}
	});

	QUnit.test('procd is told when ubusd is there again, and else the log says so', (assert) => {
		for (const [attempts, comesBack] of [
			[4, true],
			[4, false],
		] as const) {
			const router = trying().onCommand(/^ubus/, () => ({ code: 4, output: 'no ubusd\n' }));
			const reply = router.call<{ restored: boolean }>('trial_end', { id: '0123456789abcdef', undo: true });
			assert.true(succeeded(reply).restored, 'the file is what the reply is about');
			assert.strictEqual(router.files[CONFIG], BEFORE);
			for (let attempt = 0; attempt < attempts; attempt++)
				assert.strictEqual(router.program(RESTORE, 'overdue'), 1);
			assert.notDeepEqual(ours(router), []);
			if (comesBack) {
				router.onCommand(/^ubus/, () => '');
				assert.strictEqual(router.program(RESTORE, 'overdue'), 0);
			} else {
				router.program(RESTORE, 'give-up');
				assert.true(router.ran.some((line) => line.startsWith('logger') && line.includes('procd')));
			}
			assert.deepEqual(ours(router), []);
		}
	});

	QUnit.test('a file that is missing, empty, cut or garbled gets its whole text back', (assert) => {
		for (const text of [undefined, '', '\n', BEFORE.slice(0, 30), APPLIED.slice(0, 60), "config 'x\n"]) {
			const router = trying();
			router.files[BOOT_ID] = 'boot-2\n';
			if (text === undefined) delete router.files[CONFIG];
			else router.files[CONFIG] = text;
			assert.strictEqual(router.program(RESTORE, 'boot'), 0);
			assert.strictEqual(router.files[CONFIG], BEFORE, JSON.stringify(text));
			assert.deepEqual(ours(router), []);
		}
	});

	QUnit.test(
		'what a rollback has cut at the end of a piece is whole at once, with the lines of others',
		(assert) => {
			for (const foreign of ['', THEIRS]) {
				const router = trying(LONG);
				router.files[CONFIG] = LONG.replace('"no"', "'1'") + foreign;
				note(router);
				router.files[CONFIG] = LONG.slice(0, 4096);
				assert.strictEqual(note(router), 0);
				assert.strictEqual(router.files[CONFIG], LONG + foreign);
				assert.deepEqual(ours(router), []);
			}
		}
	);

	QUnit.test('an end that somebody has taken away stays away where the flash had room for it', (assert) => {
		const tried = LONG.replace('"no"', "'1' ");
		for (const [before, text] of [
			[LONG, BEFORE],
			[LONG, tried.slice(0, 4096)],
			[BEFORE, BEFORE.slice(0, BEFORE.indexOf('\nconfig zone'))],
		] as const) {
			const router = trying(before);
			router.files[CONFIG] = before === LONG ? tried : APPLIED;
			note(router);
			router.files[CONFIG] = text;
			note(router);
			assert.strictEqual(silence(router), 0);
			assert.strictEqual(router.files[CONFIG], text.replace("'1' ", '"no"'));
			assert.deepEqual(ours(router), []);
		}
	});

	QUnit.test('a marker that cannot be read is not taken away', (assert) => {
		const router = trying();
		const { readFile } = router.host;
		router.host.readFile = (path) => readFile(path === `${FOLDER}/marker` ? '/etc' : path);
		router.program(RESTORE, 'boot');
		router.host.readFile = readFile;
		assert.true(ours(router).includes(`${FOLDER}/marker`));
		assert.strictEqual(router.program(RESTORE, 'boot'), 0);
		assert.strictEqual(router.files[CONFIG], BEFORE);
	});
});
