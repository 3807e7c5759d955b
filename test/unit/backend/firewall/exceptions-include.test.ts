/** The include of firewall4 in a shell, with another program in the place of ours. */
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import QUnit from 'qunit';
import { ROOT, withFolder } from '../../package/fixtures.ts';

const INCLUDE = join(ROOT, 'root/usr/share/nft-offload/exceptions.sh');

/**
 * Runs the include below firewall4's lock, as a reload does. Its program hangs at first; the second try says whether the lock is free.
 * Returns what was said, in order, until that try is over.
 */
function reload(folder: string): string[] {
	const program = join(folder, 'program');
	const lock = join(folder, 'fw4.lock');
	const said = join(folder, 'said');
	const second = `flock -n ${lock} echo free >>${said} || echo locked >>${said}\necho end >>${said}`;
	writeFileSync(program, `#!/bin/sh\n[ -n "$2" ] || exec sleep 60\n${second}\n`);
	chmodSync(program, 0o755);
	const script = join(folder, 'include');
	const text = readFileSync(INCLUDE, 'utf8')
		.replaceAll('/usr/libexec/nft-offload/exceptions', program)
		.replaceAll('/var/run/', `${folder}/`);
	writeFileSync(script, `${text}\necho reloaded >>${said}\n`);
	const wait = `until grep -q end ${said}; do sleep 0.05; done`;
	execFileSync('sh', ['-c', `flock -o ${lock} sh ${script}; ${wait}`], { timeout: 30_000 });
	return readFileSync(said, 'utf8').trim().split('\n');
}

QUnit.module('backend > exceptions > the include', () => {
	QUnit.test('a slow load is tried again after the reload, and does not hold up the next one', (assert) => {
		withFolder((folder) => assert.deepEqual(reload(folder), ['reloaded', 'free', 'end']));
	});
});
