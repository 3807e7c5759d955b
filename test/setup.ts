import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { findBrowser, OWN_BROWSER } from './browser/support/find-browser.ts';
import { PROGRAMS as GUEST_PROGRAMS, isInstalled, missingPackages } from './kernel/packages.ts';

/**
 * `npm run setup`: installs what else the tests need, as Debian packages where there is apt-get. The browser is the system's, or else the
 * one that puppeteer downloads for the user.
 */
const PROGRAMS = { python3: 'python3', make: 'make', promtool: 'prometheus' };

/** The kernel suite's guest is x86-64. */
const guestPrograms = process.arch === 'x64' ? GUEST_PROGRAMS : {};

if (isInstalled('apt-get')) installPackages(missingPackages({ ...PROGRAMS, ...guestPrograms }));
else if (missingPackages(PROGRAMS).length > 0)
	console.error(
		`There is no apt-get. For the unit tests, please install: ${missingPackages(PROGRAMS).join(', ')}`
	);
// Again where it is there already: its libraries may be missing.
if ([undefined, OWN_BROWSER].includes(findBrowser())) downloadBrowser();

function installPackages(packages: string[]): void {
	const needsBrowser = !findBrowser();
	if (packages.length === 0 && !needsBrowser) return;
	apt('update', '-qq');
	// Ubuntu has Chromium only as a snap, which cannot read the profile that puppeteer makes.
	if (needsBrowser && succeeds('apt-cache', 'show', 'chromium')) packages.push('chromium');
	if (packages.length > 0) apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
}

function downloadBrowser(): void {
	const cli = fileURLToPath(new URL('../node_modules/.bin/puppeteer', import.meta.url));
	const install = [cli, 'browsers', 'install', 'chrome'];
	run(process.execPath, install);
	if (!isInstalled('apt-get')) return;
	// It is there by now; this adds its libraries, which are Debian packages.
	asRoot('env', `HOME=${homedir()}`, process.execPath, ...install, '--install-deps');
}

function apt(...args: string[]): void {
	asRoot('env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-o', 'DPkg::Lock::Timeout=300', ...args);
}

function asRoot(...command: [string, ...string[]]): void {
	const [program, ...args] = process.getuid?.() === 0 ? command : ['sudo', ...command];
	run(program!, args);
}

/** Passes the program's output on; ends with its exit code where it fails. */
function run(program: string, args: string[]): void {
	const { status, error } = spawnSync(program, args, { stdio: 'inherit' });
	if (error) console.error(`Could not start ${program}: ${error.message}`);
	if (status !== 0) process.exit(status ?? 1);
}

function succeeds(program: string, ...args: string[]): boolean {
	return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}
