/** One thing that was looked at in the page: what was there and what the declaration promises. Values of JSON only. */
export interface Finding {
	what: string;
	actual: unknown;
	expected: unknown;
}

/** Notes a finding; whether it holds is decided outside of the page. */
export type Expect = (what: string, actual: unknown, expected: unknown) => void;

/** Shows in the page that a member of luci-types behaves as it is declared. */
export type Clause = (expect: Expect) => Promise<void> | void;

/** A clause for each of `Members`: one that is declared later does not compile until it is given its own. */
export type Contract<Members extends PropertyKey> = Record<Members, Clause>;

/** 'resolves', or the name and the first line of the error that `action` throws or rejects with. */
export async function outcomeOf(action: () => unknown): Promise<string> {
	try {
		await action();
		return 'resolves';
	} catch (error) {
		return error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]}` : String(error);
	}
}

/** Milliseconds after which waiting has failed; nothing takes that long. */
const LIMIT = 15_000;

/** Resolves as soon as `condition` holds. */
export function until(condition: () => boolean): Promise<void> {
	const end = performance.now() + LIMIT;
	return new Promise((resolve, reject) => {
		const look = () => {
			if (condition()) resolve();
			else if (performance.now() > end) reject(new Error(`still not so: ${condition}`));
			else window.setTimeout(look, 20);
		};
		look();
	});
}
