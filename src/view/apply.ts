import uci from 'luci/uci';

/** Seconds after which the router restores the old settings by itself unless the page confirms that it still reaches it. */
const ROLLBACK_SECONDS = 90;

/** What became of an apply. */
export type Outcome = 'nothing-to-apply' | 'applied' | 'restored';

/**
 * The one way by which this project applies settings: everything saved in this login is applied under rpcd's rollback
 * (rpcd uci.c, `apply` with rollback) and confirmed as soon as the router answers. Without an answer the router restores the old
 * files by itself; then the outcome is 'restored'. Rejects where the apply itself is refused (another one pending, no right).
 */
export async function applyPending(): Promise<Outcome> {
	const pending = await uci.changes();
	if (Object.keys(pending).length === 0) return 'nothing-to-apply';
	await uci.callApply(ROLLBACK_SECONDS, true);
	return confirmUntil(performance.now() + ROLLBACK_SECONDS * 1000);
}

/** A router that reloads its firewall may miss a request or two. */
async function confirmUntil(deadline: number): Promise<Outcome> {
	try {
		await uci.callConfirm();
		return 'applied';
	} catch {
		if (performance.now() > deadline) return 'restored';
		await new Promise((resolve) => window.setTimeout(resolve, 1000));
		return confirmUntil(deadline);
	}
}
