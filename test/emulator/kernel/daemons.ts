/**
 * Programs that run on apart from the call that has started them. Shell scripts wait in real time, so they are played by the
 * emulated clock; what they start is run as it ships.
 */
import type { Clock } from '../clock.ts';
import type { VirtualFiles } from './files.ts';

export interface DaemonParts {
	clock: Clock;
	files: VirtualFiles;
	/** Seconds since the router has started, as in /proc/uptime. */
	uptime(): number;
	/** Runs a program of ours to its end and gives its exit status. */
	program(path: string, ...args: string[]): number;
	/** Runs `nft` and gives what it prints. */
	nft(command: string): string;
}

/** Does what is due now and gives the milliseconds until there is more to do; null ends the program. */
type Step = () => number | null;

const PROGRAMS: Record<string, (args: string[], parts: DaemonParts) => Step> = {
	'/usr/libexec/nft-offload/measurement-watchdog': probeWatchdog,
	'/usr/libexec/nft-offload/trial-watchdog': trialWatchdog,
};

export class Daemons {
	private readonly waiting = new Set<() => void>();

	constructor(private readonly parts: DaemonParts) {}

	/** `start-stop-daemon -S -b -x PATH -- ARGS`; gives its exit status. */
	start(words: string[]): number {
		const path = words[words.indexOf('-x') + 1] ?? '';
		const program = Object.hasOwn(PROGRAMS, path) ? PROGRAMS[path] : undefined;
		if (!program) return 1;
		this.run(program(words.slice(words.indexOf('--') + 1), this.parts));
		return 0;
	}

	/** As the end of the router's power does. */
	killAll(): void {
		for (const cancel of this.waiting) cancel();
		this.waiting.clear();
	}

	private run(step: Step): void {
		const pause = step();
		if (pause === null) return;
		const cancel = this.parts.clock.after(pause, () => {
			this.waiting.delete(cancel);
			this.run(step);
		});
		this.waiting.add(cancel);
	}
}

/** root/usr/libexec/nft-offload/measurement-watchdog, line by line. */
function probeWatchdog(args: string[], { uptime, nft }: DaemonParts): Step {
	const [id = '', end = ''] = args;
	const table = 'inet nft_offload_probe';
	return () => {
		const leased = nft(`list set ${table} lease_${id}`).includes('elements = {');
		if (uptime() < Number(end) && leased) return 2000;
		nft(`flush set ${table} lease_${id}; delete table ${table}`);
		return null;
	};
}

const RESTORE = '/usr/libexec/nft-offload/trial-restore';

function textOf(files: VirtualFiles, path: string): string | null {
	try {
		return Buffer.from(files.read(path)).toString('latin1');
	} catch {
		return null;
	}
}

/** root/usr/libexec/nft-offload/trial-watchdog, line by line. */
function trialWatchdog(args: string[], { files, uptime, program }: DaemonParts): Step {
	const [id = '', end = ''] = args;
	let noted: string | null = null;
	let pause = 2;
	const goesOn = () => {
		if (uptime() >= Number(end)) return false;
		const marker = textOf(files, '/etc/nft-offload-trial/marker');
		return marker?.split('\n')[0]?.includes(`"${id}"`) ?? false;
	};
	const wait = () => {
		if (uptime() >= Number(end) - 9) program(RESTORE, 'take-over', id);
		return 1000;
	};
	const note = () => {
		const text = `${textOf(files, '/etc/config/firewall')}${textOf(files, '/etc/config/network')}`;
		if (text === noted) return wait();
		const done = program(RESTORE, 'note', id) === 0;
		noted = done ? text : null;
		return done ? wait() : 5000;
	};
	return () => {
		if (goesOn()) return note();
		if (program(RESTORE, 'overdue') === 0) return null;
		if (pause > 300) {
			program(RESTORE, 'give-up');
			return null;
		}
		pause *= 2;
		return pause * 500;
	};
}
