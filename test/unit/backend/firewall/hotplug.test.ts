/** The hotplug hook in a shell, with other programs in the place of OpenWrt's. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import QUnit from 'qunit';
import { ROOT, withFolder } from '../../package/fixtures.ts';

const HOOK = join(ROOT, 'root/etc/hotplug.d/iface/95-nft-offload');

/** A router: each part is the body of a shell script. */
interface Router {
	/** The option as /etc/config/firewall has it. */
	option: string;
	/** `nft list tables inet` and `nft -t list table inet fw4`. */
	tables: string;
	table: string;
	/** Whether the network is in a zone: the status of `fw4 -q network`. */
	zone: string;
	/** Whether the firewall is enabled. */
	enabled: string;
}

const LOADED: Router = {
	option: 'echo 1',
	tables: "echo 'table inet fw4'",
	table: "echo 'meta l4proto { tcp, udp } flow add @ft'",
	zone: 'exit 0',
	enabled: 'exit 0',
};
const NOT_LOADED: Router = { ...LOADED, table: "echo 'chain forward {'" };

/** A network comes up on each of these routers, one after the other; returns the lines in the log after each. */
function logAfter(folder: string, routers: Router[], action = 'ifup'): number[] {
	return routers.map((router) => {
		hotplug(folder, router, action);
		const log = join(folder, 'log');
		return existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(Boolean).length : 0;
	});
}

/** Returns what was done, in order, until everything that the hook has begun is over. */
function hotplug(folder: string, router: Router, action = 'ifup'): string {
	const done = join(folder, 'done');
	writeFileSync(done, '');
	script(folder, 'uci', `echo uci >>${done}\n${router.option}`);
	script(folder, 'fw4', router.zone);
	script(folder, 'enabled', router.enabled);
	script(folder, 'nft', `case "$*" in *fw4) ${router.table} ;; *) ${router.tables} ;; esac`);
	script(folder, 'logger', `echo "$*" >>${join(folder, 'log')}`);
	const text = readFileSync(HOOK, 'utf8')
		.replaceAll('/etc/init.d/firewall', join(folder, 'enabled'))
		.replaceAll('/var/run/', `${folder}/`);
	const hook = join(folder, 'hook');
	writeFileSync(hook, text);
	execFileSync('sh', ['-c', `. ${hook}; echo returned >>${done}; wait`], {
		timeout: 30_000,
		env: { PATH: `${folder}:${process.env.PATH}`, ACTION: action, INTERFACE: 'lan', DEVICE: 'br-lan' },
	});
	return readFileSync(done, 'utf8');
}

function script(folder: string, name: string, body: string): void {
	const path = join(folder, name);
	writeFileSync(path, `#!/bin/sh\n${body}\n`);
	chmodSync(path, 0o755);
}

/** '' where a process is over, also before its parent has heard of it. */
function commandLine(pid: string): string {
	const path = `/proc/${pid}/cmdline`;
	return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

QUnit.module('backend > hotplug', () => {
	QUnit.test(
		'one line while what is enabled is not loaded, and another one after that has changed',
		(assert) => {
			withFolder((folder) => {
				const off = { ...NOT_LOADED, option: 'echo 0' };
				const routers = [LOADED, NOT_LOADED, NOT_LOADED, LOADED, NOT_LOADED, off, NOT_LOADED];
				assert.deepEqual(logAfter(folder, routers), [0, 1, 1, 1, 2, 2, 3]);
				const [line] = readFileSync(join(folder, 'log'), 'utf8').split('\n');
				assert.true(line!.includes('is enabled, but the firewall has not loaded it'), line);
			});
		}
	);

	const told: Array<[name: string, router: Router, lines: number]> = [
		['the firewall is not loaded at all', { ...LOADED, tables: 'echo' }, 1],
		['only another program has a flowtable', { ...LOADED, tables: "echo 'table inet zapret'" }, 1],
		['the option is spelled “on”', { ...NOT_LOADED, option: 'echo on' }, 1],
		['the option is not set', { ...NOT_LOADED, option: 'exit 1' }, 0],
		['the network is in no zone', { ...NOT_LOADED, zone: 'exit 1' }, 0],
		['the firewall is disabled', { ...NOT_LOADED, enabled: 'exit 1' }, 0],
		['nft fails', { ...NOT_LOADED, tables: 'exit 1' }, 0],
		['nft cannot list the table', { ...NOT_LOADED, table: 'exit 1' }, 0],
	];
	for (const [name, router, lines] of told)
		QUnit.test(`${name}: ${lines === 0 ? 'nothing is logged' : 'a line'}`, (assert) => {
			withFolder((folder) => assert.deepEqual(logAfter(folder, [router]), [lines]));
		});

	QUnit.test('a network that goes down starts nothing', (assert) => {
		withFolder((folder) => assert.strictEqual(hotplug(folder, NOT_LOADED, 'ifdown'), ''));
	});

	QUnit.test('a program that hangs holds up nobody, and is ended', (assert) => {
		withFolder((folder) => {
			const pid = join(folder, 'pid');
			const hanging = { ...LOADED, table: `echo $$ >${pid}; exec sleep 60` };
			const done = hotplug(folder, {
				...hanging,
				option: `until grep -q returned ${folder}/done; do :; done; echo 1`,
			});
			assert.true(done.includes('returned'), 'the hook was over before its check was');
			assert.strictEqual(commandLine(readFileSync(pid, 'utf8').trim()), '', 'nothing is left');
			assert.false(existsSync(join(folder, 'log')), 'what is unknown is not logged');
		});
	});
});
