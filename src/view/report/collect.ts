import uci from 'luci/uci';
import * as model from '../../model/index.ts';
import { emptySource, type Source } from '../../model/report/index.ts';
import * as router from '../../rpc/backend.ts';
import type { Replies } from '../../rpc/types/dump.ts';
import type { HostHints } from '../../rpc/types/host-hints.ts';
import { resultsStore, samplesStore } from '../stores.ts';

/** Milliseconds between the two readings of counters and connections: the load is the difference. */
const PAUSE = 2000;
const LARGEST = { limit: 200 };

/** Asks the router for everything that a report is made of, all calls of one moment in one HTTP request. What fails is told in it. */
export async function gather(): Promise<Source> {
	const source: Source = {
		...emptySource(Date.now()),
		samples: samplesStore.get() ?? [],
		measured: resultsStore.get() ?? [],
	};
	const take = async <Name extends keyof Replies>(
		name: Name,
		call: () => Promise<Required<Replies>[Name]>
	) => {
		try {
			source.replies[name] = await router.untilAnswered(call);
		} catch (error) {
			source.faults.push(`${name}: ${model.callErrorText(error)}`);
		}
	};
	const [hints, changes] = await Promise.all([
		L.resolveDefault<HostHints, HostHints>(router.hostHints(), {}),
		L.resolveDefault<Record<string, string[][]>, null>(uci.changes(), null),
		take('status', () => router.status({ engines: true })),
		take('counters_before', () => router.counters({ bytes: true })),
		take('environment', router.environment),
		take('connections_before', () => router.connections(LARGEST)),
		take('logs', router.logs),
		take('private_names', router.privateNames),
	]);
	await pause();
	await Promise.all([
		take('counters', () => router.counters({ bytes: true })),
		take('connections', () => router.connections(LARGEST)),
	]);
	return { ...source, hints, unapplied: model.pendingOptions(changes?.firewall ?? []) };
}

function pause(): Promise<void> {
	return new Promise((resolve) => window.setTimeout(resolve, PAUSE));
}
