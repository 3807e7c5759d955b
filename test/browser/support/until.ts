/** Tries again until `attempt` gives something other than null; after a minute it fails with what `told` says. */
export async function until<T>(
	attempt: () => Promise<T | null> | T | null,
	told: () => Promise<string> | string
): Promise<T> {
	for (const limit = Date.now() + 60_000; ; ) {
		const found = await attempt();
		if (found !== null) return found;
		if (Date.now() > limit) throw new Error(await told());
	}
}
