/** Calls the router half as rpcd does: a process for each call, arguments as JSON on its standard input, the reply on its output. */
import assert from 'node:assert/strict';
import type { Counters, FlowTally, Methods, Reply } from '../../../src/rpc/types/index.ts';
import { attempt } from './commands.ts';
import type { Split } from './truth.ts';

/** The router half under the interpreter that this run uses. */
export class Plugin {
	/** Milliseconds that the last call took, the start of the interpreter included. */
	lastDuration = 0;

	constructor(readonly command: string[]) {}

	/** The reply of a method that must succeed. */
	call<M extends keyof Methods>(method: M, args: Partial<Methods[M]['args']> = {}): Methods[M]['reply'] {
		const reply = this.ask(method, args);
		if (!reply.ok) assert.fail(`${method} answered ${JSON.stringify(reply.error)}`);
		return reply;
	}

	/** The error of a method that must fail. */
	refusal<M extends keyof Methods>(method: M, args: Partial<Methods[M]['args']> = {}): string {
		const reply = this.ask(method, args);
		if (reply.ok) assert.fail(`${method} succeeded`);
		return reply.error.code;
	}

	/** What `list` prints: the method names. It reads nothing of the kernel, so its duration is that of the start alone. */
	list(): string[] {
		return Object.keys(JSON.parse(this.start(['list'])));
	}

	/** Whatever it answers. */
	ask<M extends keyof Methods>(method: M, args: object): Reply<Methods[M]['reply']> {
		return JSON.parse(this.start(['call', method], JSON.stringify(args)));
	}

	private start(args: string[], input = '{}'): string {
		const begin = performance.now();
		const { stdout, stderr, status } = attempt(this.command[0]!, [...this.command.slice(1), ...args], input);
		this.lastDuration = performance.now() - begin;
		if (stdout === '') assert.fail(`${args.join(' ')} printed nothing and ended with ${status}: ${stderr}`);
		return stdout;
	}
}

/** A tally's entries in the form of the kernel's truth; fails where the total is not the sum or where other protocols appear. */
export function split(tally: FlowTally): Split {
	const { total, other, ...kinds } = tally;
	assert.equal(other.entries, 0, 'entries of other protocols');
	const entries = Object.fromEntries(Object.entries(kinds).map(([kind, { entries }]) => [kind, entries]));
	assert.equal(
		Object.values(entries).reduce((sum, count) => sum + count, 0),
		total.entries,
		'the total is the sum'
	);
	return entries as unknown as Split;
}

/** The tallies of a reply that knows them. */
export function known(counters: Counters): NonNullable<Counters['offloaded']> {
	assert.ok(counters.offloaded, `offloaded is unknown: ${JSON.stringify(counters.unknown)}`);
	return counters.offloaded;
}
