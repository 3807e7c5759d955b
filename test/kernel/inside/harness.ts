/** A small runner of named cases. Its lines are TAP, so that the host can count them and a reader can follow. */
import { listRuleset } from './ruleset.ts';

/** Declares a case; its name and its group's name together say what holds. */
export type Declare = (name: string, body: () => Promise<void> | void) => void;

/** What a file of cases exports as its default: a group with a name and a function that declares its cases. */
export interface Group<Lab> {
	name: string;
	declare: (test: Declare, lab: Lab) => void;
}

interface Case {
	name: string;
	body: () => Promise<void> | void;
}

/** Milliseconds after which a case that waits for an answer that never comes is given up. */
const CASE_LIMIT = 180_000;

/** Runs all cases whose full name contains one of `only` and none of `except`, one after the other; gives whether all passed. */
export async function runGroups<Lab>(
	groups: Group<Lab>[],
	lab: Lab,
	{ only, except }: { only: string[] | null; except: string[] }
): Promise<boolean> {
	const cases = groups
		.flatMap((group) => casesOf(group, lab))
		.filter(({ name }) => only?.some((text) => name.includes(text)) ?? true)
		.filter(({ name }) => !except.some((text) => name.includes(text)));
	console.log(`1..${cases.length}`);
	let allPassed = true;
	for (const [at, { name, body }] of cases.entries()) {
		const begin = performance.now();
		const error = await failureOf(body);
		const seconds = ((performance.now() - begin) / 1000).toFixed(1);
		console.log(`${error ? 'not ok' : 'ok'} ${at + 1} - ${name} (${seconds} s)`);
		if (error) explain(error);
		allPassed &&= !error;
	}
	return allPassed;
}

function casesOf<Lab>(group: Group<Lab>, lab: Lab): Case[] {
	const cases: Case[] = [];
	group.declare((name, body) => cases.push({ name: `${group.name}: ${name}`, body }), lab);
	return cases;
}

async function failureOf(body: Case['body']): Promise<Error | null> {
	let timer: NodeJS.Timeout | undefined;
	const limit = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`not finished after ${CASE_LIMIT / 1000} s`)), CASE_LIMIT);
	});
	try {
		await Promise.race([body(), limit]);
		return null;
	} catch (error) {
		return error instanceof Error ? error : new Error(String(error));
	} finally {
		clearTimeout(timer);
	}
}

let printedRuleset = '';

/** Where several cases fail under one ruleset, it is printed once. */
function explain(error: Error): void {
	const ruleset = listRuleset();
	const same = ruleset === printedRuleset;
	printedRuleset = ruleset;
	const text = `${error.stack}\n\nThe ruleset at that moment: ${same ? 'as printed above' : `\n${ruleset}`}`;
	console.log(text.replace(/^/gm, '#   '));
}
