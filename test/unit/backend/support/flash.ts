/**
 * A flash that keeps what POSIX promises and no more: names change in their order, and are certain only after a sync; the data of a
 * file that was written since may be there, in part, or not at all. Every change is an operation that may be the last one before a
 * power cut, or may fail.
 */
import { HostError } from '../../../../tools/ucode/host.ts';

interface Inode {
	text: string;
	mode: number;
	/** Whether `text` is on the flash. */
	synced: boolean;
}

type Tree = Map<string, Inode>;

/** Thrown at the operation at which the power is cut. */
export class PowerCut extends Error {}

export type Failure = 'ENOSPC' | 'EROFS' | 'EIO';

/** What happens at operation `at` (from 1). */
export interface Accident {
	at: number;
	/** 'full': from then on there is no free space. */
	kind: 'cut' | 'full' | Failure;
	/** Lines of the text of that operation for which a flash that is full then had room. */
	lines?: number;
}

export class Flash {
	/** Operations so far, as words. */
	readonly log: string[] = [];
	private tree: Tree;
	private readonly folders = new Set<string>();
	/** The tree at the last sync and after each change of names since. */
	private pending: Tree[];
	private cut = false;

	constructor(
		files: Record<string, string>,
		private readonly accident: Accident | null = null
	) {
		this.tree = treeOf(files);
		this.pending = [this.snapshot()];
	}

	/** Whether the power is off. */
	get dead(): boolean {
		return this.cut;
	}

	/** The power comes back, and this is what is left. Operations are counted on. */
	restart(files: Record<string, string>): void {
		this.tree = treeOf(files);
		this.folders.clear();
		this.pending = [this.snapshot()];
	}

	has(path: string): boolean {
		return this.tree.has(path);
	}

	paths(): string[] {
		return [...this.tree.keys()];
	}

	hasFolder(path: string): boolean {
		return this.folders.has(path) || this.paths().some((file) => file.startsWith(`${path}/`));
	}

	read(path: string): string {
		const inode = this.tree.get(path);
		if (!inode) throw new HostError(this.hasFolder(path) ? 'EISDIR' : 'ENOENT');
		return inode.text;
	}

	mode(path: string): number {
		return this.tree.get(path)?.mode ?? 0o700;
	}

	/** Truncates and writes, as fopen("w") does. On a full disk the text is lost but for its first lines, and nobody is told. */
	write(path: string, text: string): void {
		const put = (written: string) =>
			this.tree.set(path, { text: written, mode: this.mode(path), synced: false });
		const room = () => (this.log.length === this.accident?.at ? (this.accident.lines ?? 0) : 0);
		this.change(
			`write ${path}`,
			() => put(text),
			() => put(linesOf(text).slice(0, room()).join(''))
		);
	}

	/** Writes beside, syncs that file and renames it, as `uci commit` does. */
	commit(path: string, text: string): void {
		const beside = `${path}.uci-new`;
		this.change(`commit ${beside}`, () => {
			this.tree.set(beside, { text, mode: this.mode(path), synced: true });
		});
		this.rename(beside, path);
	}

	remove(path: string): void {
		if (!this.tree.has(path)) throw new HostError('ENOENT');
		this.change(`remove ${path}`, () => void this.tree.delete(path));
	}

	rename(from: string, to: string): void {
		const inode = this.tree.get(from);
		if (!inode) throw new HostError('ENOENT');
		this.change(`rename ${from} ${to}`, () => {
			this.tree.delete(from);
			this.tree.set(to, inode);
		});
	}

	chmod(path: string, mode: number): void {
		const inode = this.tree.get(path);
		if (!inode) throw new HostError('ENOENT');
		this.change(`chmod ${path}`, () => {
			inode.mode = mode;
		});
	}

	makeFolder(path: string): void {
		if (this.hasFolder(path)) throw new HostError('EEXIST');
		this.change(`mkdir ${path}`, () => void this.folders.add(path));
	}

	removeFolder(path: string): void {
		if (this.paths().some((file) => file.startsWith(`${path}/`))) throw new HostError('ENOTEMPTY');
		if (!this.folders.delete(path)) throw new HostError('ENOENT');
	}

	sync(): void {
		this.change('sync', () => {
			for (const inode of this.tree.values()) inode.synced = true;
			this.pending = [];
		});
	}

	/** What may be on the flash when the power goes now. */
	*remains(): Generator<Record<string, string>> {
		const seen = new Set<string>();
		for (const tree of this.pending) {
			const paths = [...tree.keys()];
			for (const choice of choices(paths.map((path) => textsOf(tree.get(path)!)))) {
				const files = Object.fromEntries(paths.map((path, at) => [path, choice[at]!]));
				const key = JSON.stringify(Object.entries(files).sort());
				if (seen.has(key)) continue;
				seen.add(key);
				yield files;
			}
		}
	}

	private change(words: string, act: () => void, onFullDisk?: () => void): void {
		if (this.cut) throw new PowerCut(words);
		this.log.push(words);
		const struck = this.strikes(words);
		if ((struck === 'ENOSPC' || struck === 'full') && onFullDisk) onFullDisk();
		else if (struck && struck !== 'cut') throw new HostError(struck === 'full' ? 'ENOSPC' : struck);
		else act();
		this.pending.push(this.snapshot());
		this.cut = struck === 'cut';
		if (this.cut) throw new PowerCut(words);
	}

	private strikes(words: string): Accident['kind'] | null {
		if (!this.accident || this.log.length < this.accident.at) return null;
		// What only moves, takes away or syncs needs no space.
		if (this.accident.kind === 'full') return /^(write|commit) /.test(words) ? 'full' : null;
		return this.log.length === this.accident.at ? this.accident.kind : null;
	}

	/** Inodes are shared, so that a later sync of one counts for every tree that holds it. */
	private snapshot(): Tree {
		return new Map(this.tree);
	}
}

function treeOf(files: Record<string, string>): Tree {
	return new Map(Object.entries(files).map(([path, text]) => [path, { text, mode: 0o600, synced: true }]));
}

function linesOf(text: string): string[] {
	return text.split(/(?<=\n)/);
}

/** Cut at any line or emptied, where it is not certain to be whole. */
function textsOf({ text, synced }: Inode): string[] {
	if (synced) return [text];
	const lines = linesOf(text);
	return [text, ...lines.map((_, at) => lines.slice(0, at).join(''))];
}

/** One of each list: all whole, or one of them not. */
function* choices(lists: string[][]): Generator<string[]> {
	const whole = lists.map(([first]) => first!);
	yield whole;
	for (const [at, list] of lists.entries()) for (const text of list.slice(1)) yield whole.with(at, text);
}
