/**
 * Starts a guest kernel under qemu, with the host's own files read-only below a layer of memory, and runs one program in it.
 * The guest has no network card: nothing of the host's network is touched or reached.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cpio } from './cpio.ts';
import { BOOT_MODULES, collectModules } from './modules.ts';
import type { GuestFiles } from './packages.ts';

/** What to run: a shell script, with a folder for the files of this boot and a hard limit in seconds from the guest's start. */
export interface Boot {
	files: GuestFiles;
	folder: string;
	script: string;
	limit: number;
	/** Called with every line that the script prints. */
	onLine: (line: string) => void;
}

/** How a guest ended. `code` is the script's exit code, null when it never ended by itself. */
export interface GuestEnd {
	code: number | null;
	timedOut: boolean;
	/** Everything that the guest's kernel wrote to its console. */
	console: string;
}

/**
 * Boots, runs the script, and waits for the guest's end.
 * With KVM where that works. Some virtual machines offer a /dev/kvm on which a guest never starts: then once more without.
 */
export async function runGuest(boot: Boot): Promise<GuestEnd> {
	writeInitramfs(boot);
	if (hasKvm()) {
		const end = await start(boot, 'kvm');
		if (end.started) return end;
		console.log('# the guest did not start with KVM: emulating its processor');
	}
	return start(boot, 'emulated');
}

function hasKvm(): boolean {
	try {
		accessSync('/dev/kvm', constants.R_OK | constants.W_OK);
		return /^flags\s*:.*\b(vmx|svm)\b/m.test(readFileSync('/proc/cpuinfo', 'utf8'));
	} catch {
		return false;
	}
}

function writeInitramfs({ files, folder, script }: Boot): void {
	const modules = collectModules(files.modules, BOOT_MODULES, join(folder, 'boot-modules'));
	const archive = cpio([
		{ name: 'bin' },
		{ name: 'bin/busybox', data: readFileSync(files.busybox) },
		{ name: 'modules' },
		// Numbered, because init loads them in the order of their names.
		...modules.map(({ name, file }, at) => ({
			name: `modules/${String(at).padStart(2, '0')}-${name}.ko`,
			data: readFileSync(file),
		})),
		{ name: 'program.sh', data: Buffer.from(script) },
		{ name: 'init', data: readFileSync(join(import.meta.dirname, 'inside/init.sh')) },
	]);
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'initramfs'), archive);
}

/** Nehalem: what Debian's newer kernels and Node need at least, without vector units that are slow to emulate. */
function qemuArguments({ files, folder, limit }: Boot, mode: 'kvm' | 'emulated'): string[] {
	const cpu =
		mode === 'kvm' ? ['-accel', 'kvm', '-cpu', 'host'] : ['-accel', 'tcg,thread=multi', '-cpu', 'Nehalem'];
	return [
		...['-machine', 'pc', ...cpu, '-smp', '2', '-m', '1024'],
		...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot', '-nic', 'none'],
		...['-kernel', files.image, '-initrd', join(folder, 'initramfs')],
		...['-append', `console=ttyS0 loglevel=5 panic=-1 mitigations=off nokaslr HARNESS_LIMIT=${limit}`],
		...['-serial', `file:${join(folder, 'console.log')}`],
		...['-device', 'virtio-serial-pci', '-chardev', 'stdio,id=port,signal=off'],
		...['-device', 'virtserialport,chardev=port,name=harness', '-device', 'virtio-rng-pci'],
		...['-fsdev', 'local,id=host,path=/,security_model=none,readonly=on,multidevs=remap'],
		...['-device', 'virtio-9p-pci,fsdev=host,mount_tag=host'],
	];
}

/** A guest that has not reported within this many seconds under KVM never will; a working one needs about two. */
const KVM_START_LIMIT = 30;
/** An emulated one needs about seven, and more on a busy machine. */
const START_LIMIT = 120;

/** A guest while it runs: how it ends, and whether its first process ever reported. */
type Running = GuestEnd & { started: boolean };

async function start(boot: Boot, mode: 'kvm' | 'emulated'): Promise<Running> {
	// Its standard input stays open: at its end qemu would unplug the port that the results come through.
	const qemu = spawn('qemu-system-x86_64', qemuArguments(boot, mode), { stdio: ['pipe', 'pipe', 'pipe'] });
	const guest: Running = { code: null, timedOut: false, started: false, console: '' };
	const kill = (): boolean => qemu.kill('SIGKILL');
	const stop = (): void => {
		guest.timedOut = kill();
	};
	const limit = setTimeout(stop, (boot.limit + START_LIMIT) * 1000);
	const startLimit = setTimeout(
		() => guest.started || stop(),
		(mode === 'kvm' ? KVM_START_LIMIT : START_LIMIT) * 1000
	);
	process.on('exit', kill);
	qemu.stderr.on('data', (text) => {
		guest.console += `qemu: ${text}`;
	});
	createInterface({ input: qemu.stdout }).on('line', (line) => readLine(line, guest, boot));
	await new Promise((resolve) => qemu.on('close', resolve).on('error', resolve));
	clearTimeout(limit);
	clearTimeout(startLimit);
	process.off('exit', kill);
	guest.console += readConsole(boot.folder);
	return guest;
}

/** Lines that begin with "guest:" come from the guest's first process, the others from what it runs. */
function readLine(line: string, guest: Running, { onLine }: Boot): void {
	const exit = /^guest: exit (\d+)$/.exec(line);
	if (line === 'guest: up') guest.started = true;
	else if (exit) guest.code = Number(exit[1]);
	else onLine(line);
}

function readConsole(folder: string): string {
	try {
		return readFileSync(join(folder, 'console.log'), 'utf8');
	} catch {
		return '';
	}
}
