import type { Reply, Trial, TrialEnd } from '../../../../src/rpc/types/index.ts';
import { findSection, parseConfig, printConfig, type UciConfig } from '../../../../tools/uci/parse.ts';
import { bytesOfText, textOfBytes } from '../../../../tools/ucode/bytes.ts';
import { commandOf } from '../../../../tools/ucode/command-line.ts';
import { type Host, HostError } from '../../../../tools/ucode/host.ts';
import { runProgram } from '../../../../tools/ucode/load.ts';
import { type Accident, Flash, PowerCut } from './flash.ts';
import { SEARCH_PATH } from './host.ts';

export const CONFIG = '/etc/config/firewall';
/** What rpcd keeps for its rollback. */
const SNAPSHOT = '/var/run/rpcd/snapshot-files/firewall';
export const TRIED = { flow_offloading: true, flow_offloading_hw: false };
const BOOT_ID = '/proc/sys/kernel/random/boot_id';
const ROOT = `${SEARCH_PATH[0]}/../../..`;
const RESTORE = `${ROOT}/usr/libexec/nft-offload/trial-restore`;
const PLUGIN = `${ROOT}/usr/libexec/rpcd/luci.nft-offload`;
/** One that the user has written by hand, and how another program's commit leaves it. */
const LINE_BY_HAND = '\toption flow_offloading 0 # slow\n';
const LINE_TRIED = "\toption flow_offloading '1'\n";
export const BY_HAND = `# mine\nconfig defaults\n\toption input "REJECT"\n${LINE_BY_HAND}\nconfig zone\n\toption name lan\n`;

/** A router that lives through a trial, and on whose flash an accident may happen. */
export class TrialLife {
	flash: Flash;
	/** Texts of the configuration that are right when the power goes now. */
	right: string[];
	ubus = true;
	protected memory: Record<string, string> = {};
	protected boots = 0;
	protected now = 1_000_000;
	protected id = '';
	/** What another program has written and nobody has noted yet. */
	private theirs: string | null = null;

	constructor(
		readonly before: string,
		accident: Accident | null = null
	) {
		this.flash = new Flash({ [CONFIG]: before }, accident);
		this.right = [before];
		this.boot();
	}

	/** Lives until the end or until the power is cut; an accident that is no cut must not stop it. */
	live(story: (life: TrialLife) => void): void {
		try {
			story(this);
		} catch (error) {
			if (!(error instanceof PowerCut)) throw error;
		}
	}

	get config(): string {
		return this.flash.read(CONFIG);
	}

	start(): boolean {
		const reply = this.call<Trial>('trial_start', { seconds: 120, tried: TRIED });
		if (reply.ok) this.id = reply.id;
		return reply.ok;
	}

	/** rpcd's apply, under its rollback. */
	apply(): void {
		const before = this.config;
		this.commit((config) => findSection(config, '@defaults[0]')!.options.set('flow_offloading', '1'));
		if (this.config !== before) this.memory[SNAPSHOT] = before;
	}

	/** rpcd's rollback: in place, without fsync. */
	rollback(): void {
		const snapshot = this.memory[SNAPSHOT];
		if (snapshot !== undefined) this.attempt(() => this.flash.write(CONFIG, snapshot));
	}

	/** Another program commits a section; `hand`: an editor, which leaves a comment too. */
	foreign(hand = false): void {
		const before = this.config;
		const added = `\nconfig rule\n\toption name 'theirs ${before.length}'\n`;
		const text = hand ? `${before}# theirs\n${added}` : `${before.slice(0, -1)}${added}\n`;
		this.right = [...this.right, restored(text)];
		this.attempt(() => this.flash.commit(CONFIG, text));
		this.theirs = this.config === text ? text : null;
	}

	/** Somebody sets the old value while the trial runs. */
	setBack(): void {
		const text = restored(this.config);
		this.right = [...this.right, text];
		this.attempt(() => this.flash.commit(CONFIG, text));
		this.theirs = this.config === text ? text : this.theirs;
	}

	/** The watchdog looks at the file, and again where it could not write. From then on nothing of others may be lost. */
	note(): void {
		for (let attempt = 0; attempt < 2; attempt++)
			if (this.program(RESTORE, 'note', this.id) === 0) {
				if (this.theirs !== null && this.theirs === this.config) this.right = [restored(this.theirs)];
				return;
			}
	}

	/** The watchdog leaves rpcd nothing to put back. */
	takeOver(): void {
		this.program(RESTORE, 'take-over', this.id);
	}

	keep(): boolean {
		const text = this.config;
		this.right = [...this.right, text];
		const reply = this.call<TrialEnd>('trial_end', { id: this.id, undo: false });
		if (reply.ok) this.right = [this.config];
		return reply.ok;
	}

	undo(): boolean {
		return this.call<TrialEnd>('trial_end', { id: this.id, undo: true }).ok;
	}

	/** The watchdog acts, as often as it does. */
	silence(): void {
		this.now += 131_000;
		for (let attempt = 0; attempt < 3; attempt++) if (this.program(RESTORE, 'overdue') === 0) return;
	}

	/** The power goes and comes back: `choose` picks one of the states in which the flash may be. */
	reboot(choose: (states: Record<string, string>[]) => Record<string, string>): void {
		this.flash.restart(choose([...this.flash.remains()]));
		this.boot();
		this.program(RESTORE, 'boot');
	}

	protected boot(): void {
		this.now = this.boots === 0 ? this.now : 20_000;
		this.boots++;
		this.memory = {
			[BOOT_ID]: `boot-${this.boots}\n`,
			'/dev/urandom': String.fromCharCode(1, 35, 69, 103, 137, 171, 205, this.boots),
		};
	}

	private commit(change: (config: UciConfig) => unknown): void {
		const config = parseConfig('firewall', this.config);
		change(config);
		this.attempt(() => this.flash.commit(CONFIG, printConfig(config)));
	}

	/** Other programs do not give up either when the flash fails. */
	protected attempt(action: () => void): void {
		try {
			action();
		} catch (error) {
			if (!(error instanceof HostError)) throw error;
		}
	}

	protected program(path: string, ...args: string[]): number {
		const { code, stderr } = runProgram(path, { host: this.host, args, searchPath: SEARCH_PATH });
		if (this.flash.dead) throw new PowerCut();
		if (code !== 0 && code !== 1) throw new Error(stderr);
		return code;
	}

	protected call<T>(method: string, args: object): Reply<T> {
		const { code, stdout, stderr } = runProgram(PLUGIN, {
			host: this.host,
			args: ['call', method],
			stdin: JSON.stringify(args),
			searchPath: SEARCH_PATH,
		});
		if (this.flash.dead) throw new PowerCut();
		if (code !== 0) throw new Error(stderr);
		const reply: Reply<T> = JSON.parse(textOfBytes(stdout));
		if (!reply.ok && reply.error.code === 'internal') throw new Error(reply.error.text);
		return reply;
	}

	protected readonly host: Host = {
		readFile: (path) => {
			if (path.startsWith('/etc/')) return bytesOfText(this.flash.read(path));
			const text = this.memory[path];
			if (text === undefined) throw new HostError('ENOENT');
			return bytesOfText(text);
		},
		writeFile: (path, content) => {
			if (path.startsWith('/etc/')) this.flash.write(path, textOfBytes(content));
			else this.memory[path] = textOfBytes(content);
		},
		removeFile: (path) => {
			if (path.startsWith('/etc/')) this.flash.remove(path);
			else if (this.memory[path] === undefined) throw new HostError('ENOENT');
			else delete this.memory[path];
		},
		renameFile: (from, to) => this.flash.rename(from, to),
		makeFolder: (path) => {
			if (path.startsWith('/etc/')) this.flash.makeFolder(path);
		},
		removeFolder: (path) => {
			if (path.startsWith('/etc/')) this.flash.removeFolder(path);
		},
		changeMode: (path, mode) => {
			if (path.startsWith('/etc/')) this.flash.chmod(path, mode);
		},
		listFolder: (path) =>
			this.flash
				.paths()
				.flatMap((file) => (file.startsWith(`${path}/`) ? [file.slice(path.length + 1)] : [])),
		fileInfo: (path) => {
			const folder = this.flash.hasFolder(path);
			if (!folder && !this.flash.has(path) && this.memory[path] === undefined) throw new HostError('ENOENT');
			return { type: folder ? 'directory' : 'file', mode: this.flash.mode(path), size: 0 };
		},
		run: (line) => {
			const words = commandOf(line).split(' ');
			if (words[0] === 'sync') this.flash.sync();
			const code = words[0] === 'ubus' && !this.ubus ? 4 : 0;
			return { code, stdout: new Uint8Array() };
		},
		netlink: () => {
			throw new HostError('EPROTONOSUPPORT');
		},
		clock: () => [Math.floor(this.now / 1000), (this.now % 1000) * 1_000_000],
		littleEndian: true,
	};
}

/** What an undo makes of a text that another program has written on top of the tried values, or before them. */
export function restored(text: string): string {
	return text.replace(LINE_TRIED, LINE_BY_HAND);
}
