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
export interface Snapshot {
	connections: Connections | null;
	before: Connections | null;
	/** What `connections` answers. */
	query: ConnectionsQuery | null;
	status: Status | null;
	hints: HostHints;
	/** Why the last call for connections failed. */
	error: unknown;
}

/**
 * Reads the connections every 3 s while the tab is shown and `query` gives one (null = paused), status and names of devices less
 * often, all of one moment in one HTTP request. Returns the function that asks for a reading at once.
 */
export function pollConnections(
	query: () => ConnectionsQuery | null,
	onUpdate: (snapshot: Snapshot) => void
): () => Promise<void> {
	const snapshot: Snapshot = {
		connections: null,
		before: null,
		query: null,
		status: null,
		hints: {},
		error: null,
	};
	const due = { connections: 0, status: 0, hints: 0 };
	let busy = false;
	let again = false;

	async function readConnections(wanted: ConnectionsQuery): Promise<void> {
		try {
			const reply = await router.connections(wanted);
			snapshot.before = snapshot.connections;
			snapshot.connections = reply;
			snapshot.query = wanted;
			snapshot.error = null;
			due.connections = performance.now() + reply.took_ms * REST;
		} catch (error) {
			// Too busy right now: the next reading will tell.
			if (!router.isBusy(error)) snapshot.error = error ?? new Error();
		}
	}

	async function readStatus(): Promise<void> {
		due.status = performance.now() + STATUS_PERIOD * 1000;
		const before = snapshot.status;
		snapshot.status = await router.status().catch((error) => (router.isBusy(error) ? before : null));
	}

	async function readHints(): Promise<void> {
		due.hints = performance.now() + HINTS_PERIOD * 1000;
		snapshot.hints = await L.resolveDefault(router.hostHints(), snapshot.hints);
	}

	async function tick(): Promise<void> {
		const wanted = query();
		const now = performance.now();
		if (!wanted || busy || document.hidden || now < due.connections) return;
		busy = true;
		const calls = [readConnections(wanted)];
		if (due.status <= now) calls.push(readStatus());
		if (due.hints <= now) calls.push(readHints());
		await Promise.all(calls);
		busy = false;
		onUpdate(snapshot);
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
