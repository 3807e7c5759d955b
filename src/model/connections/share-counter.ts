import type { Connections, ConnectionsQuery, Status } from '../../rpc/types/index.ts';
import * as model from '../index.ts';
import type { Row } from './rows.ts';
import { type Carried, NOTHING, sumCarried } from './share.ts';

/** A reading as the counter takes it. */
export interface Counted {
	/** Counted once. */
	reading: Connections;
	rows: Row[];
	status: Status | null;
	/** What the router was asked for: answers to different questions are not compared. */
	query: ConnectionsQuery | null;
	/** When it was read, in milliseconds since 1970 (the browser's clock). */
	time: number;
}

/** What each device has carried, by path, since it is counted. */
export interface ShareCounter {
	/** Adds what moved since the reading before. It begins again where the setting or the question is another one. */
	add(reading: Counted): void;
	/** null: nothing is counted yet. */
	of(host: string): Carried | null;
	/** In milliseconds since 1970; null until two readings are compared. */
	since(): number | null;
}

export function shareCounter(): ShareCounter {
	let begun: { setting: string; time: number } | null = null;
	let sums: Map<string, Carried> | null = null;
	let last: Connections | null = null;
	let hardwareCounts = false;

	function begin(setting: string, time: number): void {
		begun = { setting, time };
		sums = null;
		hardwareCounts = false;
	}

	return {
		add({ reading, rows, status, query, time }) {
			if (reading === last) return;
			last = reading;
			const setting = JSON.stringify([settingOf(status), query]);
			if (begun?.setting !== setting) {
				begin(setting, time);
				return;
			}
			sums ??= new Map();
			for (const { host, carried } of rows)
				sums.set(host.id, sumCarried([sums.get(host.id) ?? NOTHING, carried]));
			hardwareCounts ||= rows.some(({ judgement, rate }) => judgement.state === 'hardware' && rate);
		},
		of(host) {
			const sum = sums?.get(host);
			if (!sum) return null;
			// Hardware that counts some connections counts all: one that stood still was idle.
			return { ...sum, silent: sum.silent && !hardwareCounts };
		},
		since: () => (sums && begun ? begun.time : null),
	};
}

/** What decides how connections are offloaded and counted. */
function settingOf(status: Status | null): unknown[] {
	const flowtable = model.firewallFlowtable(status?.flowtables ?? []);
	return [status && model.loadedMode(status), flowtable?.devices, flowtable?.counter];
}
