import rpc from 'luci/rpc';
import uci from 'luci/uci';
import type { HostHints } from '../../model/connections/index.ts';
import * as model from '../../model/index.ts';
import { emptySource, type Source } from '../../model/report/index.ts';
import * as router from '../../router.ts';
import { loadHistory } from '../history-store.ts';
import { loadResults } from '../measure/results-store.ts';

/** Milliseconds between the two readings of counters and connections: the load is the difference. */
const PAUSE = 2000;
const CONNECTIONS = { limit: 200 };

const hostHints = rpc.declare<HostHints>({ object: 'luci-rpc', method: 'getHostHints', reject: true });

/** Asks the router for everything that a report is made of, all calls of one moment in one HTTP request. What fails is told in it. */
export async function gather(): Promise<Source> {
	const faults: string[] = [];
	const attempt = <T>(name: string, call: Promise<T>): Promise<T | null> =>
		call.catch((error) => {
			faults.push(_('%s: %s').format(name, model.callFaultText(error)));
			return null;
		});
	const [status, before, facts, connectionsBefore, messages, names, hints, changes] = await Promise.all([
		attempt('status', router.status()),
		attempt('counters', router.counters()),
		attempt('facts', router.facts()),
		attempt('connections', router.connections(CONNECTIONS)),
		attempt('messages', router.messages()),
		attempt('names', router.names()),
		L.resolveDefault<HostHints, HostHints>(hostHints(), {}),
		L.resolveDefault<Record<string, string[][]>, null>(uci.changes(), null),
	]);
	await new Promise((resolve) => window.setTimeout(resolve, PAUSE));
	const [counters, connections] = await Promise.all([
		L.resolveDefault(router.counters(), before),
		L.resolveDefault(router.connections(CONNECTIONS), connectionsBefore),
	]);
	return {
		...emptySource(Date.now()),
		status,
		before,
		counters,
		facts,
		connections,
		connectionsBefore,
		messages,
		names,
		hints,
		unapplied: model.pendingOptions(changes?.firewall ?? []),
		measured: loadResults(),
		samples: [...loadHistory().samples],
		faults,
	};
}
