import poll from 'luci/poll';
import * as router from '../../rpc/backend.ts';
import type { HostHints } from '../../rpc/types/host-hints.ts';
import type { Connections, ConnectionsQuery, Status } from '../../rpc/types/index.ts';

/** Seconds between two readings, and between two readings of what changes seldom. */
const PERIOD = 3;
const STATUS_PERIOD = 15;
const HINTS_PERIOD = 60;
/** A reading that keeps the router busy for some time is followed by a rest that is so many times longer. */
const REST = 4;

/** What the page has read last; null = not yet, or unknown. */
export interface Seen {
	connections: Connections | null;
	before: Connections | null;
	status: Status | null;
	hints: HostHints;
	/** Why the last call for connections failed. */
	error: unknown;
}

/**
 * Reads the connections every 3 s while the tab is shown and `query` gives one (null = paused), status and names of devices less
 * often, all of one moment in one HTTP request. Returns the function that asks for a reading at once.
 */
export function watchConnections(
	query: () => ConnectionsQuery | null,
	tell: (seen: Seen) => void
): () => Promise<void> {
	const seen: Seen = { connections: null, before: null, status: null, hints: {}, error: null };
	const due = { connections: 0, status: 0, hints: 0 };
	let busy = false;
	let again = false;

	async function readConnections(asked: ConnectionsQuery): Promise<void> {
		try {
			const reply = await router.connections(asked);
			seen.before = seen.connections;
			seen.connections = reply;
			seen.error = null;
			due.connections = performance.now() + reply.took_ms * REST;
		} catch (error) {
			// Too busy right now: the next reading will tell.
			if (!router.isBusy(error)) seen.error = error ?? new Error();
		}
	}

	async function readStatus(): Promise<void> {
		due.status = performance.now() + STATUS_PERIOD * 1000;
		const before = seen.status;
		seen.status = await router.status().catch((error) => (router.isBusy(error) ? before : null));
	}

	async function readHints(): Promise<void> {
		due.hints = performance.now() + HINTS_PERIOD * 1000;
		seen.hints = await L.resolveDefault(router.hostHints(), seen.hints);
	}

	async function tick(): Promise<void> {
		const asked = query();
		const now = performance.now();
		if (!asked || busy || document.hidden || now < due.connections) return;
		busy = true;
		const calls = [readConnections(asked)];
		if (due.status <= now) calls.push(readStatus());
		if (due.hints <= now) calls.push(readHints());
		await Promise.all(calls);
		busy = false;
		tell(seen);
		if (again) await readNow();
	}

	/** While a reading is under way its answer is awaited, because the router need not read twice at the same time. */
	function readNow(): Promise<void> {
		again = busy;
		due.connections = 0;
		return tick();
	}

	poll.add(tick, PERIOD);
	return readNow;
}
