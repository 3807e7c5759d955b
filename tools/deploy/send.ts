import { spawn } from 'node:child_process';
import type { PackageFile } from '../package/payload.ts';
import { tarFiles } from '../package/tar.ts';
import type { DeployOptions } from './options.ts';

/** What the router's shell says on its standard output: how far it has come. */
const REACHED = 'reached';
const COPIED = 'copied';

/**
 * What the router's shell runs, with the files as an archive on its standard input: OpenWrt's dropbear has no sftp server, which scp
 * needs today, and one connection asks for one password.
 */
const INSTALL = [
	'set -e',
	`echo ${REACHED}`,
	"[ -f /etc/openwrt_release ] || { echo 'This is no OpenWrt: nothing was copied.' >&2; exit 1; }",
	'tar -x -f - -C /',
	`echo ${COPIED}`,
	'/etc/init.d/nft-offload enable',
	'rm -rf /tmp/luci-indexcache* /tmp/luci-modulecache',
	// LuCI makes the version in the addresses of its scripts of this file's time: browsers fetch them again.
	'for list in /lib/apk/db/installed /usr/lib/opkg/status; do [ ! -e $list ] || touch $list; done',
	// Not restart, which ends every session.
	'/etc/init.d/rpcd reload',
].join('\n');

/** Puts files onto a router. Rejects with what failed; ssh and the router have said why on standard error by then. */
export async function sendPayload(files: PackageFile[], { target, port }: DeployOptions): Promise<void> {
	const options = ['-o', 'ConnectTimeout=10', ...(port === null ? [] : ['-p', String(port)])];
	const ssh = spawn('ssh', [...options, target, INSTALL], { stdio: ['pipe', 'pipe', 'inherit'] });
	let said = '';
	ssh.stdout.setEncoding('utf8').on('data', (text: string) => {
		said += text;
	});
	const status = new Promise<number | null>((resolve, reject) => {
		ssh.once('error', () => reject(new Error('ssh cannot be started: install an OpenSSH client')));
		ssh.once('close', resolve);
	});
	// A router that has gone away reads no more; its status says so.
	ssh.stdin.on('error', () => {});
	ssh.stdin.end(tarFiles(files, Math.floor(Date.now() / 1000)));
	const code = await status;
	if (code !== 0) throw new Error(faultText(target, said.split('\n'), code));
}

/** The status tells little: 255 is a connection that failed as well as a program that was killed. */
function faultText(target: string, said: string[], status: number | null): string {
	if (said.includes(COPIED))
		return `The files are on ${target}, but rpcd was not reloaded (status ${status}): run /etc/init.d/rpcd reload there`;
	if (said.includes(REACHED))
		return `${target} did not take the files (status ${status}): part of them may be there`;
	return `No connection to ${target}: nothing was changed there`;
}
