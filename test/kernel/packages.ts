/**
 * What the host must have to start a guest, from Debian packages only.
 * `npm run setup` installs the programs. The kernel and the static busybox are never installed: their packages are unpacked into a
 * cache folder, so nothing on the host changes its kernel or its shell, and no root is needed.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Thrown where a guest cannot be started on this machine; the message is the reason that the run prints. */
export class CannotRun extends Error {}

/** The guest's kernel image, its modules, and the program that its first root file system runs. */
export interface GuestFiles {
	image: string;
	/** The folder /lib/modules/RELEASE of the kernel package. */
	modules: string;
	release: string;
	busybox: string;
	/** The folder with what modules of this kernel are built with: usr/src/linux-headers-RELEASE. */
	headers: string;
}

/**
 * Programs, and the Debian packages that have them. The guest sees the host's files, so it uses them too. The traffic maker's interpreter
 * is named by its path: a version manager's python3 on the PATH may be a slow shell script.
 */
export const PROGRAMS: Record<string, string> = {
	'qemu-system-x86_64': 'qemu-system-x86',
	nft: 'nftables',
	conntrack: 'conntrack',
	ip: 'iproute2',
	ethtool: 'ethtool',
	wg: 'wireguard-tools',
	gcc: 'gcc',
	make: 'make',
	xz: 'xz-utils',
	'/usr/bin/python3': 'python3',
};

/** Where unpacked packages and the run's files lie: .cache beside this file, or nft-offload-kernel in XDG_CACHE_HOME. */
export function cacheFolder(): string {
	const xdg = process.env.XDG_CACHE_HOME;
	return xdg ? join(xdg, 'nft-offload-kernel') : join(import.meta.dirname, '.cache');
}

/** The kernels of the guest: the one of Debian 12, and the one that OpenWrt 25.12 has too. */
export type Kernel = '6.1' | '6.12';

/** Makes sure that all programs are there and returns the guest's files. `download` allows downloads into the cache. */
export function prepareHost(download: boolean, series: Kernel): GuestFiles {
	if (process.platform !== 'linux') throw new CannotRun(`a guest needs Linux, this is ${process.platform}`);
	if (process.arch !== 'x64') throw new CannotRun(`the guest is x86-64, this machine is ${process.arch}`);
	const missing = missingPackages(PROGRAMS);
	if (missing.length > 0)
		throw new CannotRun(`packages are missing (${missing.join(', ')}): run \`npm run setup\``);
	const busybox = unpacked('busybox-static', download);
	const kernel = unpacked(kernelPackage(download, series), download);
	const modules = firstOf(kernel, ['lib/modules', 'usr/lib/modules']);
	const release = readdirSync(modules)[0]!;
	const headers = `linux-headers-${release}`;
	return {
		image: join(kernel, `boot/vmlinuz-${release}`),
		modules: join(modules, release),
		release,
		busybox: firstOf(busybox, ['bin/busybox', 'usr/bin/busybox']),
		headers: join(unpacked(headers, download, headersNeed), 'usr/src', headers),
	};
}

/** Since Debian 13, what was in /lib and /bin is below /usr. */
function firstOf(folder: string, paths: string[]): string {
	return paths.map((path) => join(folder, path)).find(existsSync)!;
}

/** The packages of those programs that are not on this machine. */
export function missingPackages(programs: Record<string, string>): string[] {
	return Object.keys(programs)
		.filter((program) => !isInstalled(program))
		.map((program) => programs[program]!);
}

/** What the headers of a kernel need beside them: those that all its flavours share, and the tools of its build. */
function headersNeed(headers: string): string[] {
	const text = run('apt-cache', ['depends', headers]);
	return [...text.matchAll(/Depends: (linux-headers-\S+-common|linux-kbuild-\S+)/g)].map(([, name]) => name!);
}

/**
 * The folder of a package's unpacked files, downloaded if no version of it is in the cache. It has the files of the packages that
 * `needs` names too.
 */
function unpacked(name: string, download: boolean, needs: (name: string) => string[] = () => []): string {
	const cache = cacheFolder();
	mkdirSync(cache, { recursive: true });
	const cached = () =>
		readdirSync(cache)
			.filter((entry) => entry.startsWith(`${name}_`))
			.sort()
			.at(-1);
	if (download && isInstalled('apt-get') && !cached())
		withFreshLists(() => downloadAndUnpack([name, ...needs(name)], cache));
	const folder = cached();
	if (!folder)
		throw new CannotRun(`the package ${name} is not in the cache ${cache}: add --download to download it`);
	return join(cache, folder);
}

/** Unpacks beside the final place and renames, so that an interrupted run leaves no half package behind. */
function downloadAndUnpack(names: string[], cache: string): void {
	const work = mkdtempSync(join(cache, 'download-'));
	try {
		console.log(`# downloading ${names.join(' ')}`);
		apt(['download', ...names], work);
		const files = readdirSync(work).filter((entry) => entry.endsWith('.deb'));
		for (const file of files) run('dpkg', ['-x', file, 'files'], work);
		const first = files.find((file) => file.startsWith(`${names[0]}_`))!;
		renameSync(join(work, 'files'), join(cache, first.replace(/\.deb$/, '')));
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}

/** The real package of a series, such as linux-image-6.1.0-56-amd64; where apt is not to be asked, the one that the cache has. */
function kernelPackage(download: boolean, series: Kernel): string {
	const prefix = `linux-image-${series}.`;
	const cached = existsSync(cacheFolder())
		? readdirSync(cacheFolder()).filter((name) => name.startsWith(prefix))
		: [];
	if (cached.length > 0) return cached.sort().at(-1)!.replace(/_.*$/, '');
	if (!download || !isInstalled('apt-cache'))
		throw new CannotRun(`no Linux ${series} in the cache: add --download to download one (Debian only)`);
	return withFreshLists(() => {
		const name = kernelNames(series).find((name) => name.startsWith(prefix));
		if (!name) throw new CannotRun(`apt knows no kernel of the series ${series}`);
		return name;
	});
}

/** What Debian's packages for "the kernel" and for "the kernel of this series" depend on; a release has one of them or both. */
function kernelNames(series: Kernel): string[] {
	const text = run('apt-cache', ['depends', 'linux-image-amd64', `linux-image-${series}-amd64`]);
	return [...text.matchAll(/Depends: (linux-image-\S+)/g)].map(([, name]) => name!);
}

/** Tries, and once more after apt-get update: a fresh container has no package lists, an old machine has stale ones. */
function withFreshLists<T>(work: () => T): T {
	try {
		return work();
	} catch {
		if (process.getuid?.() === 0) apt(['update']);
		return work();
	}
}

function apt(args: string[], cwd = '/'): void {
	run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], cwd);
}

function run(program: string, args: string[], cwd = '/'): string {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
	return execFileSync(program, args, {
		cwd,
		env,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'pipe'],
		timeout: 900_000,
	});
}

/** The PATH of a login that is not root's often lacks the sbin folders, where nft and conntrack are. */
export function isInstalled(program: string): boolean {
	if (program.startsWith('/')) return existsSync(program);
	const folders = (process.env.PATH ?? '')
		.split(delimiter)
		.concat('/usr/sbin', '/sbin', join(homedir(), 'bin'));
	return folders.some((folder) => folder !== '' && existsSync(join(folder, program)));
}
