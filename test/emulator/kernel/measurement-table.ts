/**
 * nft's part of the measurement: the table `inet nft_offload_probe` with its counters, which follow the traffic, and the lease,
 * an element that the kernel drops by itself. Texts as nft 1.0 prints them.
 */
import type { LineState } from './activity.ts';
import type { ProgramResult } from './nft.ts';

const TABLE = 'inet nft_offload_probe';
const LEASE = 10_000;

interface Loaded {
	token: string;
	comment: string;
	/** The traffic when it was loaded. */
	start: LineState;
	/** When the element goes. */
	leaseEnds: number;
}

const COMMANDS: Array<
	[form: RegExp, run: (table: ProbeTable, token: string, text: string) => ProgramResult]
> = [
	[
		new RegExp(`^table ${TABLE} \\{ comment ".*lease_(\\w+) \\{ type`),
		(table, token, text) => table.load(token, text),
	],
	[new RegExp(`^list table ${TABLE}$`), (table) => table.list()],
	[new RegExp(`^delete table ${TABLE}$`), (table) => table.delete()],
	[new RegExp(`^list set ${TABLE} lease_(\\w+)$`), (table, token) => table.listLease(token)],
	[
		new RegExp(`^delete element ${TABLE} lease_(\\w+) \\{ 1 \\}; add element .*; list table ${TABLE}$`),
		(table, token) => table.renew(token),
	],
	[
		new RegExp(`^flush set ${TABLE} lease_(\\w+); delete table ${TABLE}$`),
		(table, token) => (table.has(token) ? table.delete() : missing()),
	],
];

export class ProbeTable {
	private loaded: Loaded | null = null;

	constructor(
		private readonly now: () => number,
		private readonly line: () => LineState
	) {}

	/** What nft does with a command about this table; null where it is about another. */
	run(command: string): ProgramResult | null {
		for (const [form, run] of COMMANDS) {
			const found = form.exec(command);
			if (found) return run(this, found[1] ?? '', command);
		}
		return null;
	}

	/** The table in nft's words; '' where there is none. */
	text(): string {
		if (!this.loaded) return '';
		const { comment, start } = this.loaded;
		const now = this.line();
		const counter = (name: 'forwarded' | 'own' | 'tunnel', direction: 'download' | 'upload') => {
			const [before, after] = [start[name][direction], now[name][direction]];
			const count = `packets ${after.packets - before.packets} bytes ${after.bytes - before.bytes}`;
			return `\tcounter ${name}_${direction} {\n\t\t${count}\n\t}\n\n`;
		};
		const counters = (['forwarded', 'own', 'tunnel'] as const)
			.map((name) => counter(name, 'download') + counter(name, 'upload'))
			.join('');
		return `table ${TABLE} {\n\tcomment "${comment}"\n${counters}${this.leaseText()}}\n`;
	}

	has(token: string): boolean {
		return this.loaded?.token === token;
	}

	load(token: string, text: string): ProgramResult {
		if (this.loaded) return failed('Error: Could not process rule: File exists');
		const comment = /comment "(.*?)"/.exec(text)![1]!;
		this.loaded = { token, comment, start: this.line(), leaseEnds: this.now() + LEASE };
		return done();
	}

	list(): ProgramResult {
		return this.loaded ? done(this.text()) : missing();
	}

	listLease(token: string): ProgramResult {
		return this.has(token) ? done(`table ${TABLE} {\n${this.leaseText()}}\n`) : missing();
	}

	renew(token: string): ProgramResult {
		if (!this.loaded || !this.has(token) || !this.isLeased()) return missing();
		const text = this.text();
		this.loaded.leaseEnds = this.now() + LEASE;
		return done(text);
	}

	delete(): ProgramResult {
		if (!this.loaded) return missing();
		this.clear();
		return done();
	}

	/** As the end of the router's power does. */
	clear(): void {
		this.loaded = null;
	}

	private isLeased(): boolean {
		return this.now() < (this.loaded?.leaseEnds ?? 0);
	}

	private leaseText(): string {
		const left = Math.max(0, (this.loaded?.leaseEnds ?? 0) - this.now());
		const expires = `${Math.floor(left / 1000)}s${Math.floor(left % 1000)}ms`;
		const elements = this.isLeased() ? `\t\telements = { 1 timeout 10s expires ${expires} }\n` : '';
		return `\tset lease_${this.loaded?.token} {\n\t\ttype inet_service\n\t\tflags timeout\n${elements}\t}\n`;
	}
}

function done(output = ''): ProgramResult {
	return { code: 0, output, errors: '' };
}

function failed(errors: string): ProgramResult {
	return { code: 1, output: '', errors: `${errors}\n` };
}

function missing(): ProgramResult {
	return failed('Error: No such file or directory');
}
